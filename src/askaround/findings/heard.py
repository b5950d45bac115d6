"""What was heard: themes across people. People are counted, not notes; one who said it thrice said it once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Count, Exists, IntegerField, Min, OuterRef, Q
from django.db.models.functions import Cast

from askaround.interviews.models import InterviewPerson
from askaround.notes.models import Note
from askaround.purpose.models import Seeks

from . import wording
from .knowing import voices_of
from .models import Theme, ThemeNote
from .voices import Voices

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
    def people(self) -> set[str]:
        """Everybody who spoke about it."""
        return self.saying.keys() | self.against.keys()

    @property
    def rank(self) -> tuple[int, int, str]:
        """Most people first."""
        return (-len(self.people), -len(self.saying), self.name.lower())


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
    """A row of the table. `sure` is how sure the share is, `apart` how many of the voices are independent, if not all.

    `about` is the question it answers, where the rows stand by question.
    """

    key: str
    name: str
    cells: list[Cell]
    heard: str
    lone: bool
    sure: str = ""
    apart: str = ""
    about: str = ""


@dataclass(frozen=True)
class Heard:
    """All that was heard in a campaign, whatever was said, themes that most people speak of first."""

    people: list[Person]
    talks: list[Talk]
    themes: list[Said]
    notes: int
    unsorted: int
    voices: Voices = field(default_factory=Voices)

    @classmethod
    def of(cls, notebook: UUID, campaign: UUID) -> "Heard":
        """Read it, in seven queries."""
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
        ranked = sorted(themes.values(), key=lambda said: said.rank)
        voices = voices_of(notebook, {person.key: person.label for person in people})
        return cls(people, talks, ranked, notes, unsorted, voices)

    @property
    def columns(self) -> list[Person]:
        """The people whose columns fit: those met last."""
        return self.people[-MOST_COLUMNS:]

    def lines(self, page: int = 1, order: "Order | None" = None) -> list[Line]:
        """One page of the table's rows, in that order; most people first where none is given."""
        names = {person.key: person.label for person in self.people}
        order = order or Order()
        ordered = sorted(self.themes, key=lambda said: (order.key(self, said), said.rank))
        shown = ordered[(page - 1) * MOST_ROWS : page * MOST_ROWS]
        return [self._line(said, names, order.questions.get(said.key, "")) for said in shown]

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

    def _line(self, said: Said, names: dict[str, str], about: str) -> Line:
        saying, against = ([names.get(key, "one") for key in side] for side in (said.saying, said.against))
        varies = self.voices.varies(said.saying, said.against)
        heard = "varies by employer" if varies else wording.heard_from(saying, against, len(self.people))
        agreed = len(said.saying) if len(said.saying) > 1 and not said.against else 0
        sure = wording.sure(agreed, len(self.people)) if agreed else ""
        return Line(
            said.key, said.name, [_cell(said, person.key) for person in self.columns], heard,
            lone=len(saying) + len(against) == 1, sure=sure,
            apart=wording.apart(len(said.people), self.voices.independent(said.people)), about=about,
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
class Order:
    """How the rows stand: by how many ("people"), by when they were last heard ("newest"), or by question.

    `questions` says for each theme which question most of its notes answer.
    """

    by: str = "people"
    questions: Mapping[str, str] = field(default_factory=dict)

    def key(self, heard: Heard, said: Said) -> tuple[int, str]:
        """What a theme is sorted by, before how many speak of it."""
        if self.by == "newest":
            place = {talk.key: number for number, talk in enumerate(heard.talks)}
            return (-max((place.get(talk, -1) for talk in said.talks), default=-1), "")
        if self.by == "question":
            about = self.questions.get(said.key, "")
            return (0 if about else 1, about)
        return (0, "")


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


def questions_of(notebook: UUID, campaign: UUID) -> dict[str, str]:
    """The question that most notes of each theme answer, by the theme's id; themes without one are left out."""
    rows = (
        ThemeNote.objects.within(notebook)
        .filter(theme__campaign=campaign, note__question__isnull=False, note__trashed_at=None, note__archived_at=None)
        .order_by().values_list("theme_id", "note__question__text").annotate(notes=Count("id"))
    )  # fmt: skip
    found: dict[str, str] = {}
    for theme, question, _ in sorted(rows, key=lambda row: (-row[2], row[1])):
        found.setdefault(str(theme), question)
    return found


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
