"""How a campaign has set the rules: which are off, which speak softer, and the numbers where good sources differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

CHAPTER = "review"  # its part of `campaign.practice`


@dataclass(frozen=True)
class Choice:
    """A number of the rules over which good sources differ: what may be chosen, and who says what."""

    name: str
    label: str
    choices: tuple[tuple[int, str], ...]
    differ: str


CHOICES = (
    Choice(
        "words", "Words of an ask by email",
        ((75, "75 at best, 100 at most"), (100, "100 at best, 125 at most"), (125, "125 at best, 150 at most")),
        "“The 2-Hour Job Search” says under 75 words, Simon Fraser University under 100; Boomerang found the most "
        "answers between 50 and 125.",
    ),
    Choice(
        "minutes", "Minutes asked for, at most", ((20, "20"), (30, "30"), (60, "60")),
        "Simon Fraser, Pomona and Columbia say 15 to 20 minutes; Berkeley, MIT, Northeastern and Stanford 20 to 30; "
        "an hour is the most that anybody names.",
    ),
    Choice(
        "questions", "Questions in an ask, at most", ((1, "one"), (2, "two"), (3, "three")),
        "One question is the easiest to answer. Boomerang found one to three answered more than none or many.",
    ),
    Choice(
        "resume", "A résumé along with the letter", ((0, "no"), (1, "yes")),
        "A sample of MIT encloses it; the open textbook on careers says to send a profile link instead; Pomona and "
        "Lawrence say to bring a copy to the talk.",
    ),
    Choice(
        "note_fits", "Characters of a LinkedIn note", ((200, "200, without a paid account"), (300, "300, with one")),
        "What fits depends on the account that sends it.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Practised:
    """The rules as one campaign has them. The standard is what `askaround review` uses."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()  # rules that rest in the standard and are wanted here
    lowered: frozenset[str] = frozenset()  # rules that must, and here only advise
    words: int = 75
    minutes: int = 30
    questions: int = 3
    resume: int = 0
    note_fits: int = 200

    @classmethod
    def read(cls, practice: Mapping[str, Any] | None) -> Self:
        """From `campaign.practice`: what is missing or makes no sense keeps its standard."""
        kept = (practice or {}).get(CHAPTER)
        if not isinstance(kept, Mapping):
            return cls()
        read: dict[str, Any] = {name: _names(kept.get(name)) for name in ("off", "on", "lowered")}
        for choice in CHOICES:
            value = kept.get(choice.name)
            if value in dict(choice.choices) and not isinstance(value, bool):
                read[choice.name] = value
        return cls(**read)

    def as_kept(self) -> dict[str, Any]:
        """As `campaign.practice` keeps it: only what differs from the standard."""
        standard = Practised()
        found: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != getattr(standard, field.name):
                found[field.name] = sorted(value) if isinstance(value, frozenset) else value
        return found


STANDARD = Practised()


def _names(value: object) -> frozenset[str]:
    return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, Iterable) else frozenset()
