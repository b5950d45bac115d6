"""Beside a letter while it is written: other ways to write it, what is missing, the seeker's own phrases."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from askaround.purpose.models import Campaign

from . import drafts
from .drafting import Draft, missing_in
from .models import Letter, LetterKind
from .phrasing import Used, with_use
from .review import Practised
from .telling import as_what

_NUMBERS = ("", "One thing is", "Two things are", "Three things are", "Four things are", "Five things are")
WRITTEN_FOR = "written_for"
PHRASES_SHOWN = 12


@dataclass(frozen=True)
class Way:
    """One way to write the letter, and whether it is what stands there."""

    draft: Draft
    stands: bool


class Beside:
    """Everything is worked out when the page asks for it: the review as one types asks for little."""

    def __init__(self, letter: Letter, now: datetime, asked: tuple[str, ...] = ()) -> None:
        self.letter, self.now = letter, now
        self._asked = asked

    @cached_property
    def campaign(self) -> Campaign | None:
        """The inquiry that it belongs to."""
        return campaign_of(self.letter)

    @cached_property
    def ways(self) -> list[Way]:
        """Templates of one's own, then three variants."""
        found = drafts.drafts_of(self.letter, self.campaign, at=self.now)
        return [Way(draft, draft.body == self.letter.body) for draft in found]

    @property
    def choosing(self) -> bool:
        """Whether the ways stand open: nothing has been typed yet."""
        return self.letter.version == 1

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What the letter asks for in brackets."""
        return missing_in(f"{self.letter.subject}\n{self.letter.body}")

    @property
    def missing_changed(self) -> bool:
        """Whether something else is missing than the page that was typed on shows."""
        return self.missing != self._asked

    @property
    def missing_heading(self) -> str:
        """How many things are missing, as a sentence begins."""
        count = len(self.missing)
        return f"{_NUMBERS[count] if count < len(_NUMBERS) else f'{count} things are'} missing."

    @property
    def written_for(self) -> str:
        """The way that it was written for, in words, when it now goes another one."""
        before = self.letter.facts.get(WRITTEN_FOR, self.letter.channel)
        return as_what(before) if before != self.letter.channel else ""

    @property
    def goes_as(self) -> str:
        """The way that it goes now, in words."""
        return as_what(self.letter.channel)

    @cached_property
    def phrases(self) -> list[Used]:
        """The seeker's own words, the most used first."""
        return with_use(self.letter.notebook_id)[:PHRASES_SHOWN]

    @property
    def keeps_phrases(self) -> bool:
        """A confirmation or cancellation is short; the rest is worth words of one's own."""
        return self.letter.kind not in (LetterKind.CONFIRM, LetterKind.CANCEL)


def campaign_of(letter: Letter) -> Campaign | None:
    """The campaign of its ask, else the active one of its notebook."""
    if letter.ask is not None:
        return letter.ask.campaign
    found: Campaign | None = Campaign.objects.within(letter.notebook_id).filter(active=True).first()
    return found


def practised_of(letter: Letter) -> Practised:
    """The rules as the letter's campaign has them."""
    campaign = campaign_of(letter)
    return Practised.read(campaign.practice if campaign else None)
