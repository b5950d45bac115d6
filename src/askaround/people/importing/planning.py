"""What an import would do, record by record, before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from askaround.formats.records import NO_NAME, PersonRecord, Photo, Place, Skipped, Source
from askaround.people.matching import Verdict
from askaround.plain.ids import new_id
from askaround.plain.text import cut, fold

from .known import UID, Known
from .persons import Held, Person, Taken, all_of, key_of, taken, way_key

TWICE = "twice in this file"
IN_TRASH = "in the trash"


@dataclass(slots=True)
class New:
    """Somebody who is not here yet, and whom they may turn out to be."""

    person: Person
    row: Taken
    alike: tuple[tuple[Person, Verdict], ...] = ()
    tie: str = ""
    # Written already, by the same import before it was interrupted.
    written: bool = False


@dataclass(slots=True)
class Here:
    """Somebody who is. `fill` holds what they lacked and the record has, `before` what stood there until then."""

    person: Person
    row: Taken
    fill: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    places: tuple[tuple[Place, Held], ...] = ()
    ended: tuple[Held, ...] = ()
    tags: tuple[str, ...] = ()
    photo: Photo | None = None
    tie: str = ""

    @property
    def changes(self) -> bool:
        """True when the record brings something."""
        return bool(self.fill or self.places or self.ended or self.tags or self.photo or self.tie)


Decision = New | Here | Skipped


class Deciding:
    """One decision a record. Whoever `batch` itself has made, before it was interrupted, counts as new."""

    def __init__(self, known: Known, source: Source, *, private: Iterable[str] = (), batch: UUID | None = None) -> None:
        self.known, self.source, self.batch = known, source, batch
        self.private = tuple(private)
        self._older: bool | None = None
        self._newest = known.newest

    def each(self, rows: Iterable[PersonRecord | Skipped]) -> Iterator[Decision]:
        """The decisions, as the rows come."""
        for row in rows:
            yield row if isinstance(row, Skipped) else self._decide(taken(row, private=self.private))

    def _decide(self, row: Taken) -> Decision:
        person = row.person
        if not person.name:
            return Skipped(row.line, NO_NAME, ", ".join(place.organization for place in row.places))
        keys = {key_of(place.organization) for place in row.places}
        found, alike = self.known.find(person, keys, row.uid), ()
        if found is None:
            found, alike = self._likely(person, keys)
        if found is None:
            return self._welcome(row, keys, alike)
        if found.trashed:
            return Skipped(row.line, IN_TRASH, str(row))
        if found.batch_id is not None and found.batch_id == self.batch and not found.line:
            found.line = row.line
            self._see(found, row)
            return New(found, row, written=True)
        here, again = self._filling(found, row), found.line
        found.line = row.line
        return Skipped(row.line, TWICE, str(row)) if again and not here.changes else here

    def _likely(self, person: Person, keys: set[str]) -> tuple[Person | None, Any]:
        alike = self.known.alike(person, keys)
        if alike and alike[0][1].sure:
            return alike[0][0], ()
        return None, tuple(each for each in alike if not each[0].trashed)

    def _welcome(self, row: Taken, keys: set[str], alike: Any) -> New:
        person = row.person
        person.line = row.line
        if row.uid:
            person.extra[UID] = row.uid
        if person.url and not self.known.is_free(person, url=person.url):
            person.ways.append({"kind": "link", "label": "", "value": person.url})
            person.url = ""
        person.roles = tuple(self._held(place) for place in row.places)
        person.tags = frozenset(label.lower() for label in row.labels)
        tie = row.tie or self.source.tie
        person.photo, person.tied = "coming" if row.photo else "", bool(tie)
        self.known.add(person, keys)
        return New(person, row, alike, tie)

    def _filling(self, found: Person, row: Taken) -> Here:
        """Only what is empty is filled; what the seeker typed stands, and what else the record says is kept beside."""
        here = Here(found, row, tie="" if found.tied else row.tie or self.source.tie)
        filling = _Filling(self.known, found, row, self.source.source)
        here.fill, here.before = filling.fill, filling.before
        here.places, here.ended = self._jobs(found, row)
        here.tags = tuple(label for label in row.labels if label.lower() not in found.tags)
        here.photo = row.photo if row.photo and not found.photo else None
        if here.photo:
            found.photo = "coming"
        found.tags |= {label.lower() for label in here.tags}
        found.tied = found.tied or bool(here.tie)
        return here

    def _jobs(self, found: Person, row: Taken) -> tuple[tuple[tuple[Place, Held], ...], tuple[Held, ...]]:
        """Places to add, and roles that an earlier import had brought and this one does not know any more."""
        if not row.places:
            return (), ()
        self._see(found, row)
        new = [place for place in dict.fromkeys(row.places) if self._is_new(found, place)]
        ended: tuple[Held, ...] = ()
        if any(place.current for place in new):
            mine = (held for held in found.roles if held.current and held.told.startswith(f"{self.source.source}\n"))
            ended = tuple(held for held in mine if not held.seen)
        if ended and self._is_older():
            return (), ()
        for held in ended:
            held.current = False
        added = tuple((place, self._held(place)) for place in new)
        for _, held in added:
            found.roles += (held,)
            self.known.placed(found, held.key)
        return added, ended

    def _held(self, place: Place) -> Held:
        told = told_of(place, self.source.source)
        return Held(new_id(), key_of(place.organization), cut(place.title, 300), _stands(place), told, seen=True)

    def _see(self, found: Person, row: Taken) -> None:
        for held in found.roles:
            held.seen = held.seen or any(_is(held, place, self.source.source) for place in row.places)

    def _is_new(self, found: Person, place: Place) -> bool:
        if any(_is(held, place, self.source.source) for held in found.roles):
            return False
        if not place.current:
            return True
        # At one place the title that somebody typed, or another source told, stands.
        key = key_of(place.organization)
        others = (held for held in found.roles if not held.told.startswith(f"{self.source.source}\n"))
        return not any(held.current and (held.key == key or not key) for held in others)

    def _is_older(self) -> bool:
        """True when the newest connection in this file is older than one that is here."""
        if self._older is None:
            days = (row.connected_on for row in self.source.people() if isinstance(row, PersonRecord))
            newest = max(filter(None, days), default=None)
            self._older = bool(newest and self._newest and newest < self._newest)
        return self._older


class _Filling:
    """What a record adds to somebody. The person has it at once, so that a second record does not add it again."""

    def __init__(self, known: Known, person: Person, row: Taken, source: str) -> None:
        self.known, self.person, self.source = known, person, source
        self.fill: dict[str, Any] = {}
        self.before: dict[str, Any] = {}
        new = row.person
        self._reach(new)
        for name in ("town", "country", "connected_on"):
            if getattr(new, name) and not getattr(person, name):
                self._set(name, getattr(new, name))
        self._call(new)
        self._keep_extra(self._also_told(new, row.uid))
        if self.fill:
            known.reached(person)

    def _set(self, name: str, value: Any) -> None:
        column = "profile_url" if name == "url" else name
        self.before.setdefault(column, getattr(self.person, name))
        self.fill[column] = value
        setattr(self.person, name, value)

    def _reach(self, new: Person) -> None:
        """Empty fields first; what has no field to itself goes among the other ways."""
        ways = list(new.ways)
        for name, kind in (("url", "link"), ("email", "email"), ("phone", "phone")):
            value = getattr(new, name)
            if not value or way_key(kind, value) == way_key(kind, getattr(self.person, name)):
                continue
            free = name == "phone" or self.known.is_free(self.person, **{name: value})
            if free and not getattr(self.person, name):
                self._set(name, value)
            else:
                ways.append({"kind": kind, "label": "", "value": value})
        self._add_ways(ways)

    def _add_ways(self, ways: list[dict[str, str]]) -> None:
        person = self.person
        have = {way_key(way["kind"], way["value"]) for way in person.ways}
        first = {("link", person.url), ("email", person.email), ("phone", person.phone)}
        bare = {way_key(kind, value) for kind, value in first if value}
        lacking = []
        for way in ways:
            key = way_key(way["kind"], way["value"])
            if key not in have and (way["label"] or key not in bare):
                have.add(key)
                lacking.append(way)
        if lacking:
            self._set("ways", [*person.ways, *lacking])

    def _call(self, new: Person) -> None:
        person = self.person
        called = person.also_called.split("\n") if person.also_called else []
        have = {person.name_key, *map(fold, called)}
        # Whoever the file gives no name is called by their address.
        names = [] if new.name.lower() in map(str.lower, all_of(new, "email")) else [new.name]
        names += new.also_called.split("\n") if new.also_called else []
        lacking = list({fold(name): name for name in names if fold(name) not in have}.values())
        if lacking:
            self._set("also_called", "\n".join([*called, *lacking]))

    def _also_told(self, new: Person, uid: str) -> dict[str, Any]:
        told = dict(new.extra)
        if uid and uid != str(self.person.id):
            told[UID] = uid
        for name, title in (("about", "Notes"), ("town", "Town"), ("country", "Country")):
            if (value := getattr(new, name)) and fold(value) != fold(getattr(self.person, name)):
                if name == "about" and not self.person.about:
                    self._set("about", value)
                else:
                    told.setdefault(title, value)
        return told

    def _keep_extra(self, told: dict[str, Any]) -> None:
        lacking: dict[str, Any] = {}
        for title, value in told.items():
            beside = f"{title} ({self.source})"
            here = self.person.extra
            if title not in here:
                lacking[title] = value
            elif here[title] != value and beside not in here and title != UID:
                lacking[beside] = value
        if lacking:
            self._set("extra", self.person.extra | lacking)


def _stands(place: Place) -> bool:
    return place.current and not place.ended


def told_of(place: Place, source: str) -> str:
    """What a source says of a role, as the role keeps it."""
    return "\n".join((source, cut(place.organization, 300), cut(place.title, 300)))


def _is(held: Held, place: Place, source: str) -> bool:
    if held.told and held.told == told_of(place, source):
        return True
    return held.key == key_of(place.organization) and fold(held.title) == fold(cut(place.title, 300))
