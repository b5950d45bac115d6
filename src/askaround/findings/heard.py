"""What was heard: themes across people. People are counted, not notes; one who said it thrice said it once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Count, Exists, IntegerField, Min, OuterRef, Q
from django.db.models.functions import Cast

from askaround.interviews.models import InterviewPerson
from askaround.notes.models import Note
from askaround.purpose.models import Seeks

from . import saturation, wording
from .models import Theme, ThemeNote

MOST_COLUMNS = 16
MOST_ROWS = 20


@dataclass(frozen=True)
class Person:
    """Somebody who was talked to, by the name that heads their column."""

    key: str
    name: str
    label: str


@dataclass(frozen=True)
class Talk:
    """A talk that was held: when, and with whom."""

    key: str
    held: datetime
    label: str


@dataclass
class Said:
    """A theme: who says so (with the kind of note), who says not, in which talks."""

    key: str
    name: str
    saying: dict[str, str] = field(default_factory=dict)
    against: dict[str, str] = field(default_factory=dict)
    talks: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, int, str]:
        """Most people first."""
        return (-len(self.saying.keys() | self.against.keys()), -len(self.saying), self.name.lower())


@dataclass(frozen=True)
class Cell:
    """One person's mark in a theme's row."""

    kind: str = ""
    against: bool = False
    both: bool = False

    @property
    def words(self) -> str:
        """What the mark says to somebody who does not see it."""
        return f"{self.kind}, {'of two minds' if self.both else 'says not' if self.against else 'says so'}"


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    key: str
    name: str
    cells: list[Cell]
    heard: str
    lone: bool


@dataclass(frozen=True)
class Heard:
    """All that was heard in a campaign, in four queries, whatever was said."""

    people: list[Person]
    talks: list[Talk]
    themes: list[Said]
    notes: int
    unsorted: int

    @classmethod
    def of(cls, notebook: UUID, campaign: UUID) -> "Heard":
        """Read it."""
        people, talks = _people(notebook, campaign)
        names = dict(_themes(notebook, campaign))
        themes = {key.hex: Said(str(key), name) for key, name in names.items()}
        held = {talk.key.replace("-", "") for talk in talks}
        for theme, contact, talk, against, kind in _said(notebook, list(names)):
            if _short(talk) in held:
                said = themes[_short(theme)]
                (said.against if against else said.saying)[_long(contact)] = kind
                said.talks.add(_long(talk))
        notes, unsorted = _counts(notebook, campaign)
        return cls(people, talks, sorted(themes.values(), key=lambda said: said.rank), notes, unsorted)

    @property
    def columns(self) -> list[Person]:
        """The people whose columns fit: those met last."""
        return self.people[-MOST_COLUMNS:]

    def lines(self, page: int = 1) -> list[Line]:
        """One page of the table's rows."""
        names = {person.key: person.label for person in self.people}
        return [self._line(said, names) for said in self.themes[(page - 1) * MOST_ROWS : page * MOST_ROWS]]

    @property
    def pages(self) -> int:
        """How many pages of rows there are."""
        return max(1, -(-len(self.themes) // MOST_ROWS))

    @property
    def heading(self) -> str:
        """The strongest finding in a sentence."""
        shared = [said for said in self.themes if len(said.saying) > 1]
        if shared and shared[0].against:
            agreed = [said for said in shared if not said.against and len(said.saying) >= len(shared[0].saying)]
            shared = agreed or shared
        if shared:
            top, of = shared[0], len(self.people)
            if top.against:
                return wording.differ(top.name, len(top.saying), len(top.against))
            return wording.says(top.name, len(top.saying), of)
        return self._fallback()

    @property
    def interviews(self) -> list[frozenset[str]]:
        """The themes of each talk, in the order held, as `saturation` takes them."""
        return [frozenset(said.key for said in self.themes if talk.key in said.talks) for talk in self.talks]

    def _line(self, said: Said, names: dict[str, str]) -> Line:
        saying, against = ([names.get(key, "one") for key in side] for side in (said.saying, said.against))
        return Line(
            said.key, said.name, [_cell(said, person.key) for person in self.columns],
            wording.heard_from(saying, against, len(self.people)), lone=len(saying) + len(against) == 1,
        )  # fmt: skip

    def _fallback(self) -> str:
        if self.themes and any(said.saying or said.against for said in self.themes):
            return "Each thing was heard from one person so far."
        if self.unsorted:
            wait = "1 note waits" if self.unsorted == 1 else f"{self.unsorted:,} notes wait"
            return f"{wait} to be sorted into themes."
        if self.notes:
            return "Only names were noted so far."
        return "Nothing was noted yet." if self.talks else "Nothing has been heard yet."


@dataclass(frozen=True)
class Bar:
    """New themes that one talk brought, as a bar among 560 × 150 units."""

    label: str
    new: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    named: bool

    @property
    def top(self) -> float:
        """Where its number stands."""
        return round(self.y - 5, 1)


def bars(talks: Sequence[Talk], brought: Sequence[int]) -> list[Bar]:
    """The bars of the figure, in the order held; names stand below while they fit."""
    step = 520 / max(len(talks), 5)
    most = max([*brought, 1])
    return [
        Bar(
            talk.label, new, round(40 + n * step, 1), round(130 - 108 * new / most, 1), round(step * 0.66, 1),
            round(108 * new / most, 1), round(40 + n * step + step * 0.33, 1), len(talks) <= 10,
        )
        for n, (talk, new) in enumerate(zip(talks, brought, strict=True))
    ]  # fmt: skip


def guest_badge(interviews: Sequence[frozenset[str]]) -> str:
    """What the rule of base, run and threshold says; "" while it says nothing."""
    reached = saturation.saturated(interviews)
    if not reached:
        return ""
    after, confirmed = reached.split("+")
    return f"No more than 5% news after {after} talks, over {confirmed} more"


def _cell(said: Said, person: str) -> Cell:
    kind = said.saying.get(person) or said.against.get(person) or ""
    return Cell(kind, against=person in said.against, both=person in said.against and person in said.saying)


def _people(notebook: UUID, campaign: UUID) -> tuple[list[Person], list[Talk]]:
    rows = (
        InterviewPerson.objects.within(notebook)
        .filter(interview__campaign=campaign, interview__ended_at__isnull=False)
        .order_by("interview__ended_at", "created_at")
        .values_list("contact_id", "contact__given", "contact__name", "interview_id", "interview__ended_at")
    )
    people: dict[str, tuple[str, str]] = {}
    talks: dict[str, tuple[datetime, list[str]]] = {}
    for contact, given, name, interview, ended in rows:
        people.setdefault(str(contact), (given or name.split(" ")[0], name))
        talks.setdefault(str(interview), (ended, []))[1].append(given or name.split(" ")[0])
    labels = _labels(people)
    found = [Person(key, name, labels[key]) for key, (_, name) in people.items()]
    return found, [Talk(key, held, " and ".join(names)) for key, (held, names) in talks.items()]


def _labels(people: dict[str, tuple[str, str]]) -> dict[str, str]:
    """First names; two of one name get the initial of their family name too."""
    shared: dict[str, int] = defaultdict(int)
    for first, _ in people.values():
        shared[first] += 1
    return {
        key: f"{first} {name.split(' ')[-1][:1]}." if shared[first] > 1 and " " in name else first
        for key, (first, name) in people.items()
    }


def _themes(notebook: UUID, campaign: UUID) -> Iterable[tuple[UUID, str]]:
    return Theme.objects.within(notebook).filter(campaign=campaign).values_list("id", "name")


def _said(notebook: UUID, themes: list[UUID]) -> Iterable[tuple[str, str, str, int, str]]:
    """One row per theme, person, talk and side, as text and numbers.

    Turning thousands of values into UUIDs and truth values costs more than the query.
    """
    text = CharField()
    rows: Iterable[tuple[str, str, str, int, str]] = (
        ThemeNote.objects.within(notebook)
        .filter(theme__in=themes, note__trashed_at=None, note__archived_at=None)
        .order_by()
        .values_list(
            Cast("theme_id", text),
            Cast("note__contact_id", text),
            Cast("note__interview_id", text),
            Cast("against", IntegerField()),
        )
        .annotate(kind=Min("note__kind"))
    )
    return rows


def _short(key: str) -> str:
    """An id's text without hyphens, as SQLite keeps it."""
    return key if len(key) == 32 else key.replace("-", "")


def _long(key: str) -> str:
    """An id's text as `str(uuid)` writes it."""
    return key if len(key) == 36 else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _counts(notebook: UUID, campaign: UUID) -> tuple[int, int]:
    """All notes, and those that wait to be sorted: referrals go by person, not by meaning."""
    notes = Note.objects.within(notebook).current().filter(interview__campaign=campaign)
    sorted_already = Exists(ThemeNote.objects.filter(note=OuterRef("pk")))
    found = notes.aggregate(
        notes=Count("id"), unsorted=Count("id", filter=~Q(kind=Seeks.REFERRAL) & Q(~sorted_already))
    )
    return found["notes"], found["unsorted"]
