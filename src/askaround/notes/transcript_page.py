"""The page of a transcript as one value: its turns a page at a time, and what might be worth a note."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator

from askaround.plain.ids import new_id
from askaround.plain.text import fold

from . import worth_keeping
from .models import Note, Transcript
from .transcribing import HEARD, Turn, clock, turns_of

TURNS_A_PAGE = 100
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Proposed:
    """A sentence that might be a note, with the turn it stands in."""

    turn: Turn
    text: str
    kind: str
    why: str

    @property
    def clock(self) -> str:
        """When these words were said."""
        return clock(self.turn.second_of(self.text))


@dataclass(frozen=True)
class TranscriptPage:
    """One look at a transcript."""

    transcript: Transcript
    turns: "Page[Turn]"
    proposed: tuple[Proposed, ...]
    chosen: Proposed | None
    kept: int
    found: int | None = None

    @classmethod
    def of(cls, transcript: Transcript, *, page: str, turn: str, proposal: str, searched: str = "") -> "TranscriptPage":
        """`turn` or `proposal` is the number of what the seeker wants to keep, as the address says it.

        `searched` is what was looked for: without a page named, the one where it was said is shown.
        """
        told = turns_of(transcript, transcript.interview.contacts)
        noted = Note.objects.within(transcript.notebook_id).out_of_trash().filter(interview=transcript.interview)
        texts = set(noted.values_list("text", flat=True))
        worth = worth_keeping.proposals((each.number, each.text) for each in told if not each.mine)
        proposed = tuple(
            Proposed(told[each.turn], each.text, each.kind, each.why) for each in worth if each.text not in texts
        )
        chosen = _chosen(told, proposed, turn, proposal)
        found_at = _said_where(told, searched)
        shown = chosen.turn.number if chosen else found_at
        at = page if shown is None or (page and not chosen) else shown // TURNS_A_PAGE + 1
        return cls(transcript, Paginator(told, TURNS_A_PAGE).get_page(at), proposed, chosen, len(texts), found_at)

    @property
    def first(self) -> dict[str, object]:
        """What the form for a note begins with."""
        one = self.chosen
        start: dict[str, object] = {"id": new_id()}
        if one:
            contact: UUID | None = one.turn.contact.pk if one.turn.contact else None
            start |= {"text": one.text, "kind": one.kind, "second": one.turn.second_of(one.text), "contact": contact}
        return start

    @property
    def misheard(self) -> bool:
        """Heard here from a recording: names nobody, and may be wrong."""
        return self.transcript.shape == HEARD

    @property
    def heading(self) -> str:
        """What there is to do, in a sentence."""
        count = len(self.proposed)
        if not self.transcript.pieces:
            return "The words of this transcript are gone."
        if not count:
            return "Nothing stands out. Keep what you find worth it."
        return "One sentence looks worth keeping." if count == 1 else f"{count} sentences look worth keeping."


def _chosen(told: list[Turn], proposed: tuple[Proposed, ...], turn: str, proposal: str) -> Proposed | None:
    if proposal.isdecimal() and int(proposal[:9]) < len(proposed):
        return proposed[int(proposal[:9])]
    if turn.isdecimal() and int(turn[:9]) < len(told):
        one = told[int(turn[:9])]
        return Proposed(one, one.text, "information", "")
    return None


def _said_where(told: list[Turn], searched: str) -> int | None:
    """The first turn that has the most of the words looked for, each of which may be a beginning."""
    wanted = [f" {word}" for word in _WORD.findall(fold(searched))]
    hits = [sum(word in f" {' '.join(_WORD.findall(fold(turn.text)))}" for word in wanted) for turn in told]
    return hits.index(max(hits)) if wanted and any(hits) else None
