"""A person as an import compares and fills them: read from a record, or from a contact who is here.

`email`, `phone` and `url` are the first of each kind; all others stand in `ways`. What a record calls private comes
along only under the titles that were asked for.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from askaround.formats.records import PersonRecord, Photo, Place
from askaround.people.naming import bare_name, organization_key, profile_link, split_name, whole_name
from askaround.plain.ids import new_id
from askaround.plain.text import clean, clean_lines, cut, fold

EMAIL, PHONE = 254, 60
# Hosts whose addresses of these many steps are a person's own page; any other address may be their firm's.
_PROFILES = {
    "linkedin.com": 2, "xing.com": 2, "github.com": 1, "gitlab.com": 1, "twitter.com": 1, "x.com": 1, "orcid.org": 1,
    "bsky.app": 2, "researchgate.net": 2, "medium.com": 1, "behance.net": 1, "dribbble.com": 1,
}  # fmt: skip


@dataclass(slots=True)
class Held:
    """A role of somebody. `told` is what an import said of it; `seen` says that this file has named it."""

    id: UUID
    key: str
    title: str
    current: bool
    told: str = ""
    seen: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """What is known of somebody, as far as a record could match or fill it."""

    id: UUID
    name: str
    name_key: str
    given: str = ""
    family: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""
    town: str = ""
    country: str = ""
    about: str = ""
    also_called: str = ""
    connected_on: date | None = None
    ways: list[dict[str, str]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    roles: tuple[Held, ...] = ()
    tags: frozenset[str] = frozenset()
    photo: str = ""
    batch_id: UUID | None = None
    trashed: bool = False
    tied: bool = False
    # The line of the file that this person was found or made by.
    line: int = 0


@dataclass(slots=True)
class Taken:
    """A record, made ready: the person it tells of, and what hangs on them."""

    person: Person
    line: int
    places: tuple[Place, ...]
    labels: tuple[str, ...]
    photo: Photo | None
    uid: str
    private: Collection[str]
    tie: str = ""

    def __str__(self) -> str:
        place = self.places[0] if self.places else Place()
        return ", ".join(filter(None, (self.person.name, place.title, place.organization)))


def taken(record: PersonRecord, *, private: Collection[str] = ()) -> Taken:
    """The record as a person; their name is empty when the record has nothing to call them by."""
    name, given, family = _names(record)
    person = Person(new_id(), name, fold(name), given, family, connected_on=record.connected_on)
    person.also_called = _lines(record.also_called, but=name)
    person.town, person.about = cut(clean(record.town), 120), clean_lines(record.about)
    for title, value in record.extra.items():
        _keep(person, title, value)
    if record.country:
        _take_country(person, clean(record.country))
    if record.ways:
        _take_ways(person, record)
    for title in private:
        _keep(person, title, record.private.get(title, ""))
    places = tuple(place for each in record.places if (place := _readable(each)).organization or place.title)
    for place in record.places:
        if place.department:
            _keep(person, "Department", place.department)
    labels = tuple(dict.fromkeys(tag for label in record.labels if (tag := cut(clean(label), 60))))
    return Taken(person, record.line, places, labels, record.photo, _uid(record.uid), tuple(record.private), record.tie)


def way_key(kind: str, value: str) -> tuple[str, str]:
    """What two ways to reach somebody are compared by."""
    if kind == "phone":
        return kind, "".join(letter for letter in value if letter.isalnum() or letter == "+").lower()
    if kind == "link":
        return kind, (profile_link(value) or value).lower().rstrip("/")
    return kind, value.lower() if kind == "email" else fold(value)


def is_profile(url: str) -> bool:
    """True when the address is a person's own page somewhere, as far as the host tells."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    steps = [step for step in parts.path.split("/") if step]
    if host == "linkedin.com":
        return len(steps) >= 2 and steps[0].lower() in {"in", "pub"}
    return len(steps) == _PROFILES.get(host) or (len(steps) == 1 and steps[0].startswith("@"))


def key_of(organization: str) -> str:
    """The organization's key, empty for none."""
    return organization_key(organization) if organization else ""


def _names(record: PersonRecord) -> tuple[str, str, str]:
    """The name in one, the given and the family name. Who has none is called by their email address."""
    if not record.given and not record.family:
        name = clean(record.name) or next((way.value for way in record.ways if way.kind == "email"), "")
        given, family = ("", "") if "@" in name else split_name(name)
        return cut(name, 300), cut(given, 150), cut(family, 150)
    name = clean(record.name) or whole_name(clean(record.given), clean(record.family))
    return cut(name, 300), cut(bare_name(clean(record.given)), 150), cut(bare_name(clean(record.family)), 150)


def _readable(place: Place) -> Place:
    title, organization = clean(place.title), clean(place.organization)
    if title == place.title and organization == place.organization:
        return place
    return replace(place, title=title, organization=organization)


def _keep(person: Person, title: str, value: str) -> None:
    """Among what has no field. Two titles that read the same are told apart by a number."""
    if not (value := clean_lines(value)):
        return
    bare = name = clean(title) or "More"
    number = 2
    while name in person.extra and person.extra[name] != value:
        name, number = f"{bare} ({number})", number + 1
    person.extra[name] = value


def _take_country(person: Person, country: str) -> None:
    if len(country) == 2 and country.isalpha():
        person.country = country.upper()
    else:
        _keep(person, "Country", country)


def _take_ways(person: Person, record: PersonRecord) -> None:
    """The first email, phone and profile have fields of their own; a label keeps its way among the others, too."""
    for way in record.ways:
        value, first = clean_lines(way.value), False
        if not value:
            continue
        if way.kind == "email" and not person.email and len(value) <= EMAIL:
            person.email, first = clean(value), True
        elif way.kind == "phone" and not person.phone and len(value) <= PHONE:
            person.phone, first = clean(value), True
        elif way.kind == "link" and not person.url and is_profile(link := profile_link(value)):
            person.url, first = link, True
        if way.label or not first:
            person.ways.append({"kind": way.kind, "label": clean(way.label), "value": value})


def _lines(names: Sequence[str], *, but: str) -> str:
    if not names:
        return ""
    told = {fold(name): clean(name) for name in reversed(names)}
    told.pop(fold(but), None)
    return "\n".join(reversed([name for name in told.values() if name]))


def _uid(uid: str) -> str:
    return clean(uid).lower().removeprefix("urn:uuid:")


def all_of(person: Person, kind: str) -> Iterator[str]:
    """Every email, phone or link of somebody."""
    first = {"email": person.email, "phone": person.phone, "link": person.url}.get(kind, "")
    if first:
        yield first
    if person.ways:
        yield from (way["value"] for way in person.ways if way.get("kind") == kind)
