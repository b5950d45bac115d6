"""Whatever file somebody brings: told by its content, never by its name, and read as a `Source`.

What cannot be read is refused with a FormatError, here or while rows are read.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from . import FormatError, linkedin_messages, linkedin_own, mapping
from .archives import Archive, is_zip, open_archive
from .columns import Taking
from .linkedin_zip import PARTS, linkedin_source
from .people_tables import TABLES
from .records import PersonRecord, Skipped, Source
from .resume import read_resume
from .tables import Head, IsHeader, Opener, Row, head_of
from .vcard_people import read_cards

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
_PEOPLE = {table.reader: table for table in TABLES}
# LinkedIn's other files that are known by their titles.
_OTHERS: dict[str, IsHeader] = {
    "linkedin-notes": linkedin_own.is_notes,
    "linkedin-invitations": linkedin_messages.is_invitations,
    "linkedin-messages": linkedin_messages.is_messages,
    "linkedin-profile": linkedin_own.is_profile,
}
_BEGINNING = 32 * 1024
_CARD = re.compile(r"^[\ufeff \t]*begin[ \t]*:[ \t]*vcard", re.IGNORECASE | re.MULTILINE)
_OF_AN_EMAIL = (
    rb"(?:[a-z][a-z-]*: [^\n]*\n(?:[ \t][^\n]*\n)*)*"
    rb"(?:return-path|received|message-id|mime-version|delivered-to): "
)
_NO_PEOPLE = (
    (rb"begin:v(?:calendar|event|todo)", "This is a calendar, not a list of people. Bring contacts as CSV or vCard."),
    (
        rb"webvtt|\d+\s+\d\d:\d\d:\d\d,\d|\d+:\d\d:\d\d\.\d",
        "This is a transcript, not a list of people. Bring contacts as CSV.",
    ),
    (rb"\{\\rtf", "This is a text document, not a list of people. Save it as CSV and bring that."),
    (rb"<", "This is a web page or XML, not a list of people. Export the contacts as CSV or vCard and bring that."),
    (_OF_AN_EMAIL, "This is an email, not a list of people. Bring contacts as CSV or vCard."),
)


def read_source(path: Path, columns: Mapping[str, str] | None = None, own_url: str = "") -> Source:
    """What the file holds. `columns` says what field each title of a table is (`mapping.FIELDS`); else it is guessed.

    `own_url` is the seeker's own profile, which tells sent messages from received ones where the file does not.
    """
    if path.stat().st_size == 0:
        raise FormatError("The file is empty.")
    if is_zip(path):
        return _of_zip(open_archive(path), columns, own_url)
    return _of_file(lambda: path.open("rb"), columns, own_url)


def kind_of(data: bytes) -> str:
    """The reader for a file that begins so; "table" for one that nobody knows, empty for what is none."""
    kind = _by_first_letters(data)
    if kind or not data.strip():
        return kind
    try:
        return _by_titles(head_of(lambda: io.BytesIO(_whole_letters(data))))
    except FormatError:
        return ""


def _of_file(open_it: Opener, columns: Mapping[str, str] | None, own_url: str) -> Source:
    with open_it() as file:
        start = file.read(4096)
    kind = _by_first_letters(start)
    if not kind:
        _refuse_by_first_letters(start)
        head = head_of(open_it)
        kind = _by_titles(head)
        if kind in {"table", ""}:
            return _table(head, columns)
    return _of_kind(kind, open_it, own_url)


def _by_first_letters(data: bytes) -> str:
    bare = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if bare.startswith(b"begin:vcard"):
        return "vcard"
    return "json-resume" if re.match(rb"\{\s*[\"}]|\[\s*[\[\]{\"]", bare) else ""


def _refuse_by_first_letters(data: bytes) -> None:
    bare = data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for beginning, sentence in _NO_PEOPLE:
        if re.match(beginning, bare):
            raise FormatError(sentence)


def _by_titles(head: Head) -> str:
    for table in TABLES:
        if head.find(table.is_header):
            return table.reader
    for kind, is_header in _OTHERS.items():
        if head.find(is_header):
            return kind
    if _CARD.search(head.text):
        return "vcard"
    return "table" if mapping.header_in(head) else ""


def _of_kind(kind: str, open_it: Opener, own_url: str) -> Source:
    if table := _PEOPLE.get(kind):
        return Source(table.reader, table.source, partial(table.read, open_it), tie=table.tie)
    if kind == "json-resume":
        return read_resume(open_it)
    if kind == "vcard":
        return Source("vcard", "vcard", partial(read_cards, open_it))
    if kind == "linkedin-messages":
        messages = partial(linkedin_messages.read_messages, open_it, own_url)
        return Source(kind, "linkedin", _nobody, messages=messages)
    if kind == "linkedin-invitations":
        messages = partial(linkedin_messages.read_invitations, open_it, own_url)
        return Source(kind, "linkedin", _nobody, messages=messages)
    if kind == "linkedin-notes":
        return Source(kind, "linkedin", _nobody, notes=partial(linkedin_own.read_notes, open_it))
    raise FormatError("This is the Profile.csv of a LinkedIn export. Bring the whole ZIP, as LinkedIn sent it.")


def _nobody() -> Iterator[PersonRecord | Skipped]:
    return iter(())


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


def _of_zip(archive: Archive, columns: Mapping[str, str] | None, own_url: str) -> Source:
    kinds = {name: kind for name, start in archive.beginnings(_BEGINNING) if (kind := kind_of(start))}
    if PARTS & set(kinds.values()):
        return linkedin_source(archive, kinds, own_url)
    people = [name for name, kind in kinds.items() if kind == "vcard" or kind in _PEOPLE]
    if people:
        return _address_books(archive, {name: kinds[name] for name in people})
    alone = [name for name, kind in kinds.items() if kind in {"table", "json-resume"}]
    if len(alone) == 1 and "[content_types].xml" not in archive and "notebook.json" not in archive:
        return _of_file(partial(archive.open_member, alone[0]), columns, own_url)
    raise FormatError(_wrong_zip(archive))


def _address_books(archive: Archive, kinds: Mapping[str, str]) -> Source:
    """vCards and tables in one ZIP, one after the other: Google Takeout packs a folder for each label."""

    def people() -> Iterator[PersonRecord | Skipped]:
        for name, open_it in archive.opened(kinds):
            read: Callable[[Opener], Iterator[PersonRecord | Skipped]]
            read = read_cards if kinds[name] == "vcard" else _PEOPLE[kinds[name]].read
            yield from read(open_it)

    sources = {"vcard" if kind == "vcard" else _PEOPLE[kind].source for kind in kinds.values()}
    others = sorted({Path(name).name for name in archive.members} - {Path(name).name for name in kinds})
    told = others if len(others) <= 20 else [*others[:20], f"{len(others) - 20} more"]
    return Source("zip", sources.pop() if len(sources) == 1 else "zip", people, not_read=tuple(told))


def _wrong_zip(archive: Archive) -> str:
    names = set(archive.names)
    if "[content_types].xml" in names:
        return "This is an Office file, not a LinkedIn export. Save the table as CSV and bring that."
    if "notebook.json" in names:
        return "This is an Askaround export. Bring it back under Export, not here."
    if any(name.endswith(".zip") for name in names):
        return "There is a ZIP within the ZIP. Unpack the outer one and bring the inner one."
    if sum(name.endswith((".csv", ".tsv", ".txt")) for name in names) > 1:
        return "This ZIP holds several tables that nobody knows. Unpack it and bring them one by one."
    return "There are no contacts in this ZIP. Is it the one that LinkedIn or Google sent?"


def _whole_letters(data: bytes) -> bytes:
    """The beginning of a file without the letter that it may have been cut within."""
    if len(data) < _BEGINNING:
        return data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2 - 2]
    return data[: data.rfind(b"\n") + 1] or data
