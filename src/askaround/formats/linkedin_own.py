"""What LinkedIn's export says about the member: profile, achievements, and their own notes on others."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from askaround.plain.text import clean, clean_lines

from . import FormatError
from .archives import Archive
from .dates import day_of, month_of
from .records import NO_NAME, Achievement, OwnNote, OwnProfile, Skipped
from .tables import Opener, key_of, read_table

EMPTY = "nothing written"
# More positions, degrees or skills than this nobody has.
_MOST_OWN = 500
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s,\]]+", re.IGNORECASE)
# Files of the ZIP that are read here.
READ = frozenset({
    "profile.csv", "email addresses.csv", "phonenumbers.csv", "positions.csv", "education.csv", "skills.csv",
    "certifications.csv", "projects.csv", "languages.csv", "volunteering.csv", "organizations.csv",
})  # fmt: skip
Told = dict[str, str]


def is_notes(keys: frozenset[str]) -> bool:
    """True for the titles of Notes.csv: the member's own notes on connections."""
    return keys >= {"connectionfirstname", "connectionlastname", "note"}


def is_profile(keys: frozenset[str]) -> bool:
    """True for the titles of Profile.csv."""
    return keys >= {"firstname", "lastname", "headline", "summary"}


def read_notes(open_it: Opener) -> Iterator[OwnNote | Skipped]:
    """Each note with the day on which it was written last."""
    table = read_table(open_it, is_header=is_notes, what="a LinkedIn Notes.csv")
    keys = [key_of(title) for title in table.header]
    for row in table.rows:
        told = dict(zip(keys, map(clean_lines, row.cells), strict=False))
        get = partial(_get, told)
        name = clean(f"{get('connectionfirstname')} {get('connectionlastname')}")
        url, text = clean(get("connectionprofileurl")), get("note")
        if not text or not (name or url):
            yield Skipped(row.line, NO_NAME if text else EMPTY, text or name)
        else:
            yield OwnNote(row.line, name, url, text, day_of(get("editedon")) or day_of(get("createdon")))


def own_profile(archive: Archive) -> OwnProfile | None:
    """What Profile.csv says, with the first email and phone of their own files."""
    for row in _rows(archive, "profile.csv", "headline"):
        get = partial(_get, row)
        links = tuple(dict.fromkeys(_ADDRESS.findall(get("websites"))))
        return OwnProfile(
            clean(get("firstname")), clean(get("lastname")), clean(get("headline")), get("summary"),
            clean(get("geolocation")), links[0] if links else "", _email(archive), _phone(archive), links=links,
        )  # fmt: skip
    return None


def achievements(archive: Archive) -> Iterator[Achievement]:
    """Positions, degrees, skills, certificates, projects, languages (as skills), associations."""
    for row in _rows(archive, "positions.csv", "companyname"):
        yield _achievement("position", row, ("title", "companyname"), ("location", "description"))
    for row in _rows(archive, "education.csv", "schoolname"):
        yield _achievement("education", row, ("degreename", "schoolname"), ("notes", "activities"), "date")
    for row in _rows(archive, "skills.csv", "name"):
        yield _achievement("skill", row, ("name",), ())
    for row in _rows(archive, "languages.csv", "name"):
        yield _achievement("skill", row, ("name",), ("proficiency",))
    for row in _rows(archive, "certifications.csv", "name"):
        yield _achievement("certificate", row, ("name", "authority"), ("licensenumber", "url"))
    for row in _rows(archive, "projects.csv", "title"):
        yield _achievement("project", row, ("title",), ("description", "url"))
    for row in _rows(archive, "volunteering.csv", "companyname"):
        yield _achievement("association", row, ("role", "companyname"), ("cause", "description"))
    for row in _rows(archive, "organizations.csv", "name"):
        yield _achievement("association", row, ("position", "name"), ("description",))


def _achievement(
    kind: str, row: Told, text: tuple[str, ...], detail: tuple[str, ...], named: str = "on"
) -> Achievement:
    get = partial(_get, row)
    return Achievement(
        kind,
        clean(", ".join(filter(None, map(get, text)))),
        "\n".join(filter(None, map(get, detail))),
        month_of(get("startedon" if named == "on" else "startdate")),
        month_of(get("finishedon" if named == "on" else "enddate")),
    )


def _email(archive: Archive) -> str:
    found = [
        (_get(row, "primary"), _get(row, "emailaddress")) for row in _rows(archive, "email addresses.csv", "primary")
    ]
    first = [email for primary, email in found if primary.lower() == "yes"]
    return clean((first or [email for _, email in found] or [""])[0])


def _phone(archive: Archive) -> str:
    numbers = (_get(row, "number") for row in _rows(archive, "phonenumbers.csv", "number"))
    return clean(next(filter(None, numbers), ""))


def _get(row: Told, key: str) -> str:
    return row.get(key, "")


def _rows(archive: Archive, name: str, column: str) -> Iterator[Told]:
    """The rows of a small file by the key of their column; nothing when it is not there or not a table."""
    if name not in archive:
        return
    try:
        table = read_table(partial(archive.open, name), is_header=lambda keys: column in keys, what=name)
        keys = [key_of(title) for title in table.header]
        for row in islice(table.rows, _MOST_OWN):
            told = dict(zip(keys, map(clean_lines, row.cells), strict=False))
            if any(told.values()):
                yield told
    except FormatError:
        return
