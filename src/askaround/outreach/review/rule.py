"""What a rule is, what it says, and what it may know beside the text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .meaning import Meaning
from .practised import Practised
from .reading import Reading

MUST = "must"
SHOULD = "should"

FIRST_LETTERS = ("ask",)
ASKS = ("ask", "follow-up")
THANKS = ("thank-you",)
EVERY = (
    "ask", "follow-up", "reply", "confirm", "reschedule", "cancel", "thank-you", "blurb", "forward", "check-in",
    "report-back", "who-else", "news", "keep-in-touch",
)  # fmt: skip

EMAIL = ("email",)
WRITTEN = ("email", "linkedin-note", "linkedin-message", "inmail", "paper")
ALL_CHANNELS = (*WRITTEN, "phone")


@dataclass(frozen=True)
class Cut:
    """A change that settles a remark: these code points of the text become `instead`."""

    start: int
    end: int
    instead: str = ""


@dataclass(frozen=True)
class Remark:
    """One remark at the words it is about. Offsets are code points of the text (or of the subject)."""

    rule: str
    level: str
    start: int
    end: int
    message: str
    why: str
    source: str
    part: str = "body"
    cut: Cut | None = None  # where one is sure


@dataclass(frozen=True)
class Facts:
    """What is known beside the text. None means unknown: rules that need it are skipped."""

    connection: tuple[str, ...] | None = None  # how the two are linked: a name, a school, a talk
    noted: tuple[str, ...] | None = None  # what was really noted in the talk
    promises: tuple[str, ...] | None = None  # what the seeker said they would do
    previous: str | None = None  # the letter that this one follows
    earlier_subject: str | None = None  # and its subject
    first_name: str | None = None  # whom it greets
    stranger: bool | None = None  # whether they don't know the seeker
    meets: str | None = None  # whom the one it goes to has led to
    no_job_asks: tuple[str, ...] | None = None  # sentences of which the seeker said that they ask for no job
    meaning: Meaning | None = None  # the language model, when it is at hand


NOTHING = Facts()


@dataclass(frozen=True)
class Finding:
    """What a rule found: a span and what to say about it."""

    start: int
    end: int
    message: str
    part: str = "body"
    cut: Cut | None = None
    level: str = ""  # where it is less than the rule's


@dataclass(frozen=True)
class Sample:
    """A letter for the test of a rule."""

    text: str
    kind: str = ""
    channel: str = ""
    subject: str | None = None
    facts: Facts = NOTHING


Find = Callable[[Reading], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule of the practice that text can show."""

    id: str
    level: str
    find: Find
    why: str
    source: str
    good: Sample
    bad: Sample
    kinds: tuple[str, ...] = FIRST_LETTERS
    channels: tuple[str, ...] = WRITTEN
    needs: tuple[str, ...] = ()
    english: bool = True  # False: holds in any language
    title: str = ""  # what it looks for, in a few words
    rests: bool = False  # off unless a campaign switches it on: sources differ, or many letters do without
    tags: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What it looks for, as a heading."""
        words = self.title or self.id.replace("-", " ")
        return words[:1].upper() + words[1:]

    def works(self, practised: Practised) -> bool:
        """Whether the campaign has it on."""
        return self.id in practised.on if self.rests else self.id not in practised.off

    def speaks(self, practised: Practised) -> str:
        """Its level, as the campaign has it."""
        return SHOULD if self.id in practised.lowered else self.level

    def applies(self, reading: Reading) -> bool:
        """Whether the rule is on, and about this kind of letter and channel."""
        return reading.kind in self.kinds and reading.channel in self.channels and self.works(reading.practised)

    def missing(self, reading: Reading) -> bool:
        """Whether a fact that the rule needs is unknown, or the text is in a language it does not read."""
        if self.english and not reading.is_english:
            return True
        return any(reading.knows(need) is None for need in self.needs)
