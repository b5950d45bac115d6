"""A letter with its review, as the page shows it."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .drafting import VOICEMAIL_SECONDS, seconds, voicemail_of
from .knowing import facts_for
from .models import Channel, Letter, LetterKind
from .review import OF_MEANING, STANDARD, Practised, Reading, Remark, nearby, review, skipped
from .review.length import MORE
from .writing import mailto

# Characters by channel: how many are best, how many fit.
_LIMITS: dict[str, tuple[int, int]] = {
    Channel.LINKEDIN_NOTE: (200, 300),
    Channel.INMAIL: (400, 1900),
    Channel.LINKEDIN_MESSAGE: (400, 8000),
}
_ASKS = (LetterKind.ASK, LetterKind.FOLLOW_UP)
# What the checks by the language model ask, for those that did not run.
_ASKED = {
    "job-meaning": "whether it asks for a job in other words",
    "why-this-person": "whether it says why this person",
    "generic-phrase": "what could go to anybody",
}
_NUMBERS = (
    "Nothing",
    "One thing",
    "Two things",
    "Three things",
    "Four things",
    "Five things",
    "Six things",
    "Seven things",
)


@dataclass(frozen=True)
class Counter:
    """How long it is, beside how long it may be."""

    unit: str
    count: int
    best: int
    most: int

    @property
    def state(self) -> str:
        """good, long or over."""
        return "good" if self.count <= self.best else "long" if self.count <= self.most else "over"


@dataclass(frozen=True)
class Shown:
    """A remark with the words it is about."""

    remark: Remark
    words: str
    number: int

    @property
    def way_out(self) -> str:
        """What a tap on the suggested cut does, in words; empty where none is sure."""
        cut = self.remark.cut
        if cut is None:
            return ""
        return f"Write “{cut.instead}”" if cut.instead.strip() and len(cut.instead) < 60 else "Cut it"

    @property
    def about_a_job(self) -> bool:
        """Whether the seeker may say that it asks for no job."""
        return self.remark.rule.startswith("job-") and self.remark.part == "body"


class Reviewed:
    """What the review says about a letter as it is typed now."""

    def __init__(self, letter: Letter, practised: Practised = STANDARD) -> None:
        self.letter = letter
        self.nearby = nearby() if settings.READ_FOR_MEANING else None
        self.practised = practised
        facts = replace(facts_for(letter), meaning=self.nearby.meaning if self.nearby else None)
        given = {
            "kind": letter.kind, "channel": letter.channel, "subject": letter.subject, "facts": facts,
            "practised": practised,
        }  # fmt: skip
        self.remarks: list[Remark] = review(letter.body, **given)  # type: ignore[arg-type]
        self.skipped: list[str] = skipped(letter.body, **given)  # type: ignore[arg-type]
        self._reading = Reading(letter.body, kind=letter.kind)

    @cached_property
    def shown(self) -> list[Shown]:
        """The remarks, what must change first."""
        ordered = sorted(self.remarks, key=lambda remark: remark.level)
        return [Shown(remark, self._words(remark), i) for i, remark in enumerate(ordered, 1)]

    @property
    def musts(self) -> int:
        """How many must change before it goes."""
        return sum(remark.level == "must" for remark in self.remarks)

    @property
    def heading(self) -> str:
        """The finding, as a sentence."""
        if not self.letter.body.strip():
            return "Nothing is written yet."
        count = self.musts or len(self.remarks)
        what = _NUMBERS[count] if count < len(_NUMBERS) else f"{count} things"
        if self.musts:
            return f"{what} must change before it goes."
        return f"{what} could be better." if count else "Nothing to change. It can go."

    @property
    def is_english(self) -> bool:
        """Most rules read English only."""
        return self._reading.is_english

    @property
    def unread(self) -> list[str]:
        """The checks that did not run because the language model is not at hand."""
        wanted = self.nearby is not None and self.nearby.meaning is None and self.is_english
        return [_ASKED[rule] for rule in self.skipped if wanted and rule in OF_MEANING and self.letter.body.strip()]

    @property
    def counter(self) -> Counter | None:
        """Words or characters, by channel."""
        letter, words = self.letter, self.practised.words
        if letter.channel == Channel.PHONE:
            return Counter("seconds of voicemail", seconds(voicemail_of(letter.body)), 20, VOICEMAIL_SECONDS)
        if letter.channel in _LIMITS:
            best, most = _LIMITS[letter.channel]
            best = max(best, self.practised.note_fits) if letter.channel == Channel.LINKEDIN_NOTE else best
            return Counter("characters", len(letter.body.rstrip()), best, most)
        if letter.kind in _ASKS and letter.channel == Channel.EMAIL:
            return Counter("words", len(self._reading.words), words, words + MORE)
        if letter.kind == LetterKind.THANK_YOU and letter.channel in (Channel.EMAIL, Channel.PAPER):
            return Counter("words", len(self._reading.words), 150, 150)
        return None

    @property
    def marked(self) -> SafeString:
        """The body with the words of each remark marked."""
        return _marked(self.letter.body, [remark for remark in self.remarks if remark.part == "body"])

    @property
    def mailto(self) -> str:
        """Opens the letter in the mail program."""
        return mailto(self.letter)

    def _words(self, remark: Remark) -> str:
        text = self.letter.subject if remark.part == "subject" else self.letter.body
        words = " ".join(text[remark.start : remark.end].split())
        return words if len(words) <= 90 else words[:60].rsplit(" ", 1)[0] + " …"


def _marked(text: str, remarks: list[Remark]) -> SafeString:
    """Overlapping remarks are one mark, with the stronger level."""
    pieces, at = [], 0
    for start, end, level in _joined(remarks):
        pieces.append(f'{escape(text[at:start])}<mark data-level="{level}">{escape(text[start:end])}</mark>')
        at = end
    return mark_safe("".join(pieces) + escape(text[at:]))  # noqa: S308 - every piece of the text is escaped above


def _joined(remarks: list[Remark]) -> list[tuple[int, int, str]]:
    joined: list[tuple[int, int, str]] = []
    for remark in sorted((r for r in remarks if r.end > r.start), key=lambda r: (r.start, r.end)):
        if joined and remark.start < joined[-1][1]:
            start, end, level = joined[-1]
            joined[-1] = (start, max(end, remark.end), min(level, remark.level))
        else:
            joined.append((remark.start, remark.end, remark.level))
    return joined
