"""LinkedIn's export: Connections.csv of every era, and the whole ZIP.

Until mid-2021 the table began at once and had no URL; then notes came above it, then the URL. Members who have hidden
themselves are rows of a date alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from askaround.plain.text import clean, clean_lines

from . import FormatError
from .archives import Archive, is_zip, open_archive
from .dates import day_of, month_of
from .tables import Opener, Row, Table, key_of, read_table

HIDDEN = "hidden by the member"
NO_NAME = "no name"
_NAMES = frozenset({"firstname", "lastname"})
_KNOWN = {
    "given": ("First Name",),
    "family": ("Last Name",),
    "url": ("URL", "Profile URL", "Public Profile URL"),
    "email": ("Email Address", "Email", "E-mail Address"),
    "organization": ("Company", "Company Name", "Organization"),
    "title": ("Position", "Job Title", "Title"),
    "connected": ("Connected On", "Connected", "Date"),
}
# More positions, degrees or skills than this nobody has.
_MOST_OWN = 300
# Columns of other programs' tables of contacts, whose "Title" is no job.
_OTHERS = frozenset({"middlename", "nameprefix", "mobilephone", "homephone", "businessphone"})
# Files of the ZIP that are read; the others are named as not read yet.
_READ = ("connections.csv", "profile.csv", "positions.csv", "education.csv", "skills.csv")


@dataclass(frozen=True, slots=True)
class Connection:
    """One row of Connections.csv. `extra` holds the columns that have no field here, by their title."""

    line: int
    given: str
    family: str
    url: str
    email: str
    organization: str
    title: str
    connected_on: date | None
    extra: dict[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no person, and why."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What Profile.csv says about the member."""

    given: str = ""
    family: str = ""
    headline: str = ""
    summary: str = ""
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Achievement:
    """A position, a degree or a skill of the member's own."""

    kind: str
    text: str
    detail: str = ""
    began: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """What a file of LinkedIn's holds. `connections` reads them anew at each call."""

    reader: str
    connections: Callable[[], Iterator[Connection | Skipped]]
    profile: OwnProfile | None = None
    achievements: tuple[Achievement, ...] = ()
    not_read: tuple[str, ...] = field(default=())


def read_export(path: Path) -> Export:
    """Connections.csv or the whole ZIP, told by its content. Raises FormatError with a sentence."""
    if path.stat().st_size == 0:
        raise FormatError("The file is empty.")
    if not is_zip(path):
        return Export("linkedin-connections", partial(read_connections, lambda: path.open("rb")))
    archive = open_archive(path)
    if "connections.csv" not in archive:
        raise FormatError(_wrong_zip(archive))
    others = sorted(name for low, name in archive.names.items() if low not in _READ and low.endswith(".csv"))
    return Export(
        "linkedin-zip",
        partial(read_connections, partial(archive.open, "connections.csv")),
        _own_profile(archive),
        tuple(_achievements(archive)),
        tuple(Path(name).stem for name in others),
    )


def read_connections(open_it: Opener) -> Iterator[Connection | Skipped]:
    """The rows of Connections.csv, each a person or skipped with its reason. Empty rows are passed over."""
    table = read_table(open_it, is_header=_is_header, what="a LinkedIn Connections.csv")
    take = _Taking(table)
    for row in table.rows:
        yield take(row)


class _Taking:
    """Makes records of rows: knows which column is what."""

    def __init__(self, table: Table) -> None:
        self._at = {field: table.column(*titles) for field, titles in _KNOWN.items()}
        known = set(self._at.values())
        self._others = [(at, title) for at, title in enumerate(table.header) if at not in known and title]
        self._width = len(table.header)

    def __call__(self, row: Row) -> Connection | Skipped:
        cells = row.cells
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        told = {name: clean(cells[at]) if at is not None else "" for name, at in self._at.items()}
        if not told["given"] and not told["family"]:
            bare = not any(value for name, value in told.items() if name != "connected")
            text = ", ".join(value for name, value in told.items() if value and name != "connected")
            return Skipped(row.line, HIDDEN if bare else NO_NAME, text)
        connected_on = day_of(told["connected"]) if told["connected"] else None
        extra = {title: value for at, title in self._others if (value := clean_lines(cells[at]))}
        if told["connected"] and connected_on is None:
            extra["Connected On"] = told["connected"]
        if surplus := [value for cell in cells[self._width :] if (value := clean_lines(cell))]:
            extra["More"] = "\n".join(surplus)
        return Connection(
            row.line, told["given"], told["family"], told["url"], told["email"], told["organization"], told["title"],
            connected_on, extra,
        )  # fmt: skip


def _is_header(keys: frozenset[str]) -> bool:
    """Names and a date, or names and something else that a list of connections has."""
    told = keys & {"connectedon", "connected", "company", "position", "url"}
    return keys >= _NAMES and bool(told) and not keys & _OTHERS


def _wrong_zip(archive: Archive) -> str:
    names = set(archive.names)
    if "[content_types].xml" in names:
        return "This is an Office file, not a LinkedIn export. Save the table as CSV and bring that."
    if "notebook.json" in names:
        return "This is an Askaround export. Bring it back under Export, not here."
    if any(name.endswith(".zip") for name in names):
        return "There is a ZIP within the ZIP. Unpack the outer one and bring the inner one."
    if names & {"profile.csv", "messages.csv", "invitations.csv", "email addresses.csv"}:
        return "This LinkedIn export has no Connections.csv. Ask LinkedIn for an export that includes connections."
    return "There is no Connections.csv in this ZIP. Is it the one that LinkedIn sent?"


def _rows_of(archive: Archive, name: str, column: str) -> Iterator[dict[str, str]]:
    """The rows of a small file of the ZIP by the key of their column; nothing when it is not there or not a table."""
    if name not in archive:
        return
    opener = partial(archive.open, name)
    try:
        table = read_table(opener, is_header=lambda keys: column in keys, what=name)
        keys = [key_of(title) for title in table.header]
        for row in islice(table.rows, _MOST_OWN):
            yield dict(zip(keys, map(clean_lines, row.cells), strict=False))
    except FormatError:
        return


def _own_profile(archive: Archive) -> OwnProfile | None:
    for row in _rows_of(archive, "profile.csv", "headline"):
        link = re.search(r"https?://[^\s,\]]+", row.get("websites", ""))
        return OwnProfile(
            clean(row.get("firstname", "")), clean(row.get("lastname", "")), clean(row.get("headline", "")),
            row.get("summary", ""), clean(row.get("geolocation", "")), link[0] if link else "",
        )  # fmt: skip
    return None


def _achievements(archive: Archive) -> Iterator[Achievement]:
    for row in _rows_of(archive, "positions.csv", "companyname"):
        text = ", ".join(filter(None, (clean(row.get("title", "")), clean(row.get("companyname", "")))))
        yield Achievement("position", text, row.get("description", ""), *_span(row, "startedon", "finishedon"))
    for row in _rows_of(archive, "education.csv", "schoolname"):
        text = ", ".join(filter(None, (clean(row.get("degreename", "")), clean(row.get("schoolname", "")))))
        yield Achievement("education", text, row.get("notes", ""), *_span(row, "startdate", "enddate"))
    for row in _rows_of(archive, "skills.csv", "name"):
        if name := clean(row.get("name", "")):
            yield Achievement("skill", name)


def _span(row: dict[str, str], began: str, ended: str) -> tuple[str, str]:
    return month_of(row.get(began, "")), month_of(row.get(ended, ""))
