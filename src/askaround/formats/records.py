"""What every reader of people gives: typed records, one after the other, whatever the file was.

A reader maps what it knows to a field, keeps what it does not know in `extra` word for word, and puts what may only be
brought when asked for (birthday, spouse, children, government ids) into `private`. Nothing is dropped silently.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

WayKind = Literal["email", "phone", "link", "address", "message", "date"]

HIDDEN = "hidden by the member"
NO_NAME = "no name"
ORGANIZATION = "an organization, no person"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody, with its label as the file has it ("home", "work"); a date is a day kept."""

    kind: WayKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody is or was at an organization. Dates are "2024", "2024-06" or empty."""

    organization: str = ""
    title: str = ""
    department: str = ""
    began: str = ""
    ended: str = ""
    current: bool = True


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, and what its bytes say it is: "image/jpeg", "image/png", "image/gif" or "image/webp"."""

    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no person, and why."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as a file tells of them. `line` is where in the file (a card's first line), counted from 1.

    `name` is the name in one, where the file gives it so or holds more than given and family name; it may be empty
    when `given` or `family` is told. Who has none at all is called by their first email or phone. `links` are
    addresses of the web, a profile first. `uid` is the file's own lasting id, where it has one. `country` is as the
    file has it, a name or a code. `tie` is how the seeker knows them, where the row says so: one of `titles.TIES`.
    """

    line: int
    name: str = ""
    given: str = ""
    family: str = ""
    also_called: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    places: tuple[Place, ...] = ()
    town: str = ""
    country: str = ""
    about: str = ""
    labels: tuple[str, ...] = ()
    connected_on: date | None = None
    uid: str = ""
    photo: Photo | None = None
    private: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    tie: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message or invitation between the seeker and somebody, as an export tells of it.

    `direction` is as the seeker sees it. `at` has a zone; an export that names none is read as UTC. `url` and `name`
    say who the other one is; `channel` is "linkedin message" or "linkedin invitation".
    """

    line: int
    at: datetime
    direction: Literal["sent", "received"]
    name: str
    url: str = ""
    channel: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class OwnNote:
    """The seeker's own note on somebody, from the program it was written in."""

    line: int
    name: str
    url: str
    text: str
    written_on: date | None = None


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What a file says about the seeker. `links` are all their pages, `link` the first of them."""

    given: str = ""
    family: str = ""
    headline: str = ""
    summary: str = ""
    place: str = ""
    link: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something of the seeker's own: a skill, position, education, certificate, project or association."""

    kind: str
    text: str
    detail: str = ""
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A column of a table whose meaning is not sure: its title, the guess, and a few of its values."""

    title: str
    guess: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds. Each callable reads it anew from the start, streaming; where there are no rows, it is empty.

    `reader` is one of the names that `formats.reading.READERS` lists. `source` is what a contact's `source` says
    ("linkedin", "google", "outlook", "vcard", "table", …); `tie` is the kind of tie that being in the file proves
    ("acquaintance" for a LinkedIn connection), or empty; a record's own `tie` comes before it. `not_read` names the
    parts of an archive that were passed over. `columns` is given for a table that needs the mapping screen.
    """

    reader: str
    source: str
    people: Callable[[], Iterator[PersonRecord | Skipped]]
    tie: str = ""
    messages: Callable[[], Iterator[Message | Skipped]] = field(default=lambda: iter(()))
    notes: Callable[[], Iterator[OwnNote | Skipped]] = field(default=lambda: iter(()))
    profile: OwnProfile | None = None
    achievements: tuple[Achievement, ...] = ()
    not_read: tuple[str, ...] = ()
    columns: tuple[Sample, ...] = ()
    fingerprint: str = ""
