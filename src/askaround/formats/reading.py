"""Whatever file somebody brings: told by its content, never by its name, and read as a `Source`.

What cannot be read is refused with a FormatError, here or while rows are read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from . import FormatError, google, handshake, linkedin_people, mapping, outlook
from .archives import is_zip, open_archive
from .columns import Slot, Taking
from .records import PersonRecord, Skipped, Source
from .tables import Head, Header, IsHeader, Opener, Row, head_of

# The names of readers, as `import --json` tells them, and what a person calls the file.
READERS = {
    "linkedin-zip": "LinkedIn’s export, as a ZIP",
    "linkedin-connections": "LinkedIn’s Connections.csv",
    "linkedin-messages": "LinkedIn’s messages.csv",
    "linkedin-invitations": "LinkedIn’s Invitations.csv",
    "linkedin-notes": "LinkedIn’s Notes.csv",
    "linkedin-imported": "LinkedIn’s ImportedContacts.csv",
    "google": "Google Contacts, as CSV",
    "outlook": "Outlook’s contacts, as CSV",
    "handshake": "Handshake’s list of students",
    "table": "A table",
    "vcard": "An address book, as vCards",
    "json-resume": "A résumé, as JSON Resume",
    "zip": "A ZIP of address books",
}
_CARD = re.compile(r"^[\ufeff\s]*begin\s*:\s*vcard", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table of people that is known by its titles."""

    reader: str
    source: str
    is_header: IsHeader
    slots: Callable[[Sequence[str]], list[Slot]]
    tie: str = ""


TABLES = (
    PeopleTable("linkedin-imported", "linkedin", linkedin_people.is_imported, linkedin_people.imported),
    PeopleTable("handshake", "handshake", handshake.is_header, handshake.slots),
    PeopleTable("google", "google", google.is_header, google.slots),
    PeopleTable("outlook", "outlook", outlook.is_header, outlook.slots),
    PeopleTable(
        "linkedin-connections", "linkedin", linkedin_people.is_connections, linkedin_people.connections, "acquaintance"
    ),
)


def read_source(path: Path, columns: Mapping[str, str] | None = None, own_url: str = "") -> Source:
    """What the file holds. `columns` says what field each title of a table is (`mapping.FIELDS`); else it is guessed.

    `own_url` is the seeker's own profile, which tells sent messages from received ones where the file does not.
    """
    if path.stat().st_size == 0:
        raise FormatError("The file is empty.")
    if is_zip(path):
        archive = open_archive(path)
        if "connections.csv" not in archive:
            raise FormatError("There is no Connections.csv in this ZIP. Is it the one that LinkedIn sent?")
        return _of_text(partial(archive.open, "connections.csv"), columns)
    return _of_text(lambda: path.open("rb"), columns)


def _of_text(open_it: Opener, columns: Mapping[str, str] | None) -> Source:
    head = head_of(open_it)
    for table in TABLES:
        if header := head.find(table.is_header):
            return Source(table.reader, table.source, partial(_people, head, header, table), tie=table.tie)
    return _table(head, columns)


def _people(head: Head, header: Header, kind: PeopleTable) -> Iterator[PersonRecord | Skipped]:
    table = head.table(header)
    take = Taking(kind.slots(table.header), hides=kind.reader == "linkedin-connections")
    return map(take, table.rows)


def _table(head: Head, columns: Mapping[str, str] | None) -> Source:
    """A table that nobody knows, through a mapping."""
    found = mapping.header_in(head)
    if found is None:
        raise head.refuse("a table of people")
    header, titled = found
    titles = mapping.titles_of(header.titles if titled else [""] * len(header.titles))
    first = [] if titled else [Row(1, list(header.titles))]
    samples = mapping.samples(titles, [*first, *islice(head.table(header).rows, 100)])
    chosen = {sample.title: sample.guess for sample in samples} | dict(columns or {})

    def people() -> Iterator[PersonRecord | Skipped]:
        take = Taking(mapping.slots_of(titles, chosen))
        yield from map(take, first)
        yield from map(take, head.table(header).rows)

    return Source("table", "table", people, columns=samples, fingerprint=mapping.fingerprint(titles))
