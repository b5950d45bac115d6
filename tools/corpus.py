"""Runs every reader of `formats/` over a folder of files that others made, and says what was read and what crashed.

python tools/corpus.py ../shared/corpus

A folder in it is named by what it holds: csv, vcard, jsonresume, naughty, ics, email-mime, email-bounce, email-reply,
transcript.
What is valid must be read; nothing may crash, which is anything but a FormatError with its sentence.
Without the folder there is nothing to do.
"""

import csv
import html
import io
import json
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from askaround.formats import FormatError
from askaround.formats.calendar_busy import busy
from askaround.formats.calendar_reading import ReadCalendar, read_calendar
from askaround.formats.itip import calendars_in, reply_of
from askaround.formats.mail import read_mail
from askaround.formats.mail_kind import kind_of
from askaround.formats.reading import read_source
from askaround.formats.records import NO_NAME, PersonRecord, Skipped
from askaround.formats.reply_text import new_text
from askaround.formats.transcripts import read_transcript
from askaround.formats.vcard import read_cards, write

# A card is valid when it says who it is, as every version asks.
_CARD = re.compile(rb"^BEGIN:VCARD.*?^END:VCARD", re.IGNORECASE | re.MULTILINE | re.DOTALL)
# What a calendar holds besides an event need not be told of.
_EVENT = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VEVENT", re.IGNORECASE | re.MULTILINE)
# Words below a line of times; and what stands beside the words: times, numbers, notes.
_SAYS = re.compile(rb"(?m)^(?=\S*\d\S*(?: *-->|\.\d+,))[^\n]*\n+(?!\d+\s*$)(?![^\n]*-->)[^\n]*[A-Za-z]")
_BESIDE = re.compile(
    r"^(?:[\w:.,]*\d[\w:.,]*\s*-->.*|[\d:.f]+,[\d:.]+|\d+|NOTE\b.*|STYLE|WEBVTT.*|\w+-\w+-\w+\S*)?\s*$"
)
_BEGIN, _END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
_NAMED = re.compile(rb"^(?:[\w-]+\.)?(?:FN|N)(?:;[^:\n]*)?:[^\r\n]*\w", re.IGNORECASE | re.MULTILINE)


@dataclass
class Case:
    """One file, or one text to be tried as a file. `valid` is None where only a crash would be wrong."""

    name: str
    data: bytes
    valid: bool | None


@dataclass
class Told:
    """What came of a folder."""

    cases: int = 0
    valid: int = 0
    read: int = 0
    refused: int = 0
    not_read: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)


def main() -> int:
    """0 when nothing crashed, or there is nothing to try."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpus")
    if not corpus.is_dir():
        print(f"No folder {corpus}: no reader was tried. Name one: make corpus CORPUS=folder")
        return 0
    crashed = 0
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        if folder.name not in FOLDERS:
            print(f"{folder.name:<12} not read yet: {sum(1 for _ in files_of(folder))} files")
            continue
        cases, read = FOLDERS[folder.name]
        told = tried(cases(folder), read)
        share = f"{told.read / told.valid:.1%}" if told.valid else "–"
        print(
            f"{folder.name:<12} {told.cases} tried, {told.read} of {told.valid} valid read ({share}),"
            f" {told.refused} refused, {len(told.crashed)} crashed"
        )
        for line in [*(f"not read: {name}" for name in told.not_read), *told.crashed]:
            print("   " + line)
        crashed += len(told.crashed)
        if folder.name in PEERS:
            print(PEERS[folder.name](cases(folder)))
    return 1 if crashed else 0


def tried(cases: Iterator[Case], read: Callable[[bytes], bool]) -> Told:
    """Each case read whole."""
    told = Told()
    for case in cases:
        told.cases += 1
        told.valid += bool(case.valid)
        was_read = False
        try:
            was_read = read(case.data)
        except FormatError:
            told.refused += 1
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            told.crashed.append(f"{case.name}\n{traceback.format_exc(limit=-3)}")
        told.read += bool(case.valid and was_read)
        if case.valid and not was_read:
            told.not_read.append(case.name)
    return told


def files_of(folder: Path) -> Iterator[Path]:
    """Its files but the licences."""
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and "LICENSE" not in path.name)


def files(folder: Path) -> Iterator[Case]:
    """Each file, valid as it is."""
    yield from (Case(path.name, path.read_bytes(), valid=True) for path in files_of(folder))


def cards(folder: Path) -> Iterator[Case]:
    """Each file of vCards; valid when every card in it says who it is."""
    for path in files_of(folder):
        data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        found = _CARD.findall(data)
        whole = bool(found) and data.upper().count(b"BEGIN:VCARD") == len(found)
        yield Case(path.name, path.read_bytes(), valid=whole and all(map(_NAMED.search, found)))


def resumes(folder: Path) -> Iterator[Case]:
    """A résumé a file, or many in a file of samples: those called valid must be read, the others not crash."""
    for path in files_of(folder):
        told = json.loads(path.read_bytes())
        samples = {key: each for key, each in told.items() if key.lower().endswith(("valid", "invalid"))}
        yield Case(path.name, path.read_bytes(), valid=path.name.endswith(".resume.json") or None)
        for key, each in samples.items():
            sample = each if isinstance(each, dict) else {"basics": each}
            yield Case(
                f"{path.name}: {key}", json.dumps(sample).encode(), valid=not key.lower().endswith("invalid") or None
            )


def naughty(folder: Path) -> Iterator[Case]:
    """Each string as a cell, a property, a member of JSON and a whole file."""
    for path in files_of(folder):
        if path.suffix != ".json":
            continue
        for number, text in enumerate(json.loads(path.read_text())):
            yield from _dressed(f"{path.name} {number}", str(text))


def _dressed(name: str, text: str) -> Iterator[Case]:
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
    rows.writerow(["Ana", text, text, text, text, text, text])
    yield Case(f"{name} in a table", table.getvalue().encode(errors="replace"), valid=True)
    card = write(
        PersonRecord(1, "Ana", "Ana", text, about=text, also_called=(text,), extra={f"vCard X-A;B={text}": text})
    )
    yield Case(f"{name} in a card", card.encode(errors="replace"), valid=True)
    raw = f"BEGIN:VCARD\r\nN:Ana;{text}\r\nFN:Ana\r\n{text}\r\nNOTE;{text}:{text}\r\nEND:VCARD\r\n"
    yield Case(f"{name} raw in a card", raw.encode(errors="replace"), valid=None)
    yield Case(f"{name} in JSON", json.dumps({"basics": {"name": text}, "work": [{"name": text}]}).encode(), valid=True)
    yield Case(f"{name} alone", text.encode(errors="replace"), valid=None)


def any_file(data: bytes) -> bool:
    """Read by whatever reader the content asks for. True when it told of somebody or something."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        source = read_source(Path(file.name))
        found = list(chain(source.people(), source.messages(), source.notes()))
        return bool(found or source.profile or source.achievements or source.reader == "json-resume")


def whole_cards(data: bytes) -> bool:
    """True when each card is somebody, a list or an organization, and all of it survives being written and read."""
    told = list(read_cards(lambda: io.BytesIO(data)))
    if any(isinstance(each, Skipped) and each.reason == NO_NAME for each in told):
        return False
    return all(_survives(each) for each in told if isinstance(each, PersonRecord))


def _survives(person: PersonRecord) -> bool:
    again = next(read_cards(lambda: io.BytesIO(write(person).encode())))
    if not isinstance(again, PersonRecord) or set(again.ways) != set(person.ways) or again.private != person.private:
        return False
    kept = {key: value for key, value in person.extra.items() if key.startswith("vCard ")}
    return {key: sorted(value.split("\n")) for key, value in again.extra.items()} == {
        key: sorted(value.split("\n")) for key, value in kept.items()
    }


def peer(cases: Iterator[Case]) -> str:
    """What vobject reads of the same valid cards."""
    try:
        import vobject  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return ""
    valid = read = 0
    for case in cases:
        if case.valid:
            valid += 1
            try:
                read += bool(list(vobject.readComponents(case.data.decode("utf-8", "replace"))))
            except Exception:  # noqa: BLE001, S112 - the peer's crashes are what is counted
                continue
    return f"   vobject reads {read} of these {valid} ({read / valid:.1%})" if valid else ""


def calendars(folder: Path) -> Iterator[Case]:
    """Each file of a calendar; one that has an event in it is valid."""
    for path in files_of(folder):
        data = path.read_bytes()
        yield Case(path.name, data, valid=bool(_EVENT.search(data)) or None)


def whole_calendar(data: bytes) -> bool:
    """True when it tells of an event; when it is busy is tried too."""
    found = read_calendar(data)
    _look_at(found)
    return len(found.events) > 0


def _look_at(calendar: ReadCalendar) -> None:
    busy(calendar, _BEGIN, _END)


def mails(folder: Path) -> Iterator[Case]:
    """Each file that is a mail."""
    yield from (Case(path.name, path.read_bytes(), valid=path.suffix == ".eml" or None) for path in files_of(folder))


def whole_mail(data: bytes) -> bool:
    """True when it has a head and something in it; its calendars, its kind and its new text are tried too."""
    mail = read_mail(data)
    for each in calendars_in(mail):
        _look_at(each)
    reply_of(mail)
    kind_of(mail)
    new_text(mail.text)
    return bool(mail.head)


def no_reply(data: bytes) -> bool:
    """True when a mail that a program sent is not taken for somebody's own words."""
    whole_mail(data)
    return not kind_of(read_mail(data)).is_own_words


def replies(folder: Path) -> Iterator[Case]:
    """Each text of a reply."""
    yield from (Case(path.name, path.read_bytes(), valid=True) for path in files_of(folder))


def some_reply(data: bytes) -> bool:
    """True when there is something that somebody newly wrote."""
    return bool(new_text(data.decode("utf-8", "replace")).text)


def calendar_peer(cases: Iterator[Case]) -> str:
    """What icalendar reads of the same calendars, alone: without raising, and without an error in any event."""
    import icalendar

    valid = read = whole = 0
    for case in cases:
        if not case.valid:
            continue
        valid += 1
        try:
            found = icalendar.Calendar.from_ical(case.data, multiple=True)
            events = [event for each in found for event in each.walk("VEVENT")]
        except Exception:  # noqa: BLE001, S112 - the peer's crashes are what is counted
            continue
        read += bool(events)
        whole += bool(events) and not any(event.errors for event in events)
    return f"   icalendar alone reads {read} of these {valid}, {whole} without an error in an event"


PEERS: dict[str, Callable[[Iterator[Case]], str]] = {"vcard": peer, "ics": calendar_peer}


def transcripts(folder: Path) -> Iterator[Case]:
    """Each file of cues; valid where anybody says anything."""
    for path in files_of(folder):
        data = path.read_bytes()
        yield Case(path.name, data, valid=bool(_SAYS.search(data)) or None)


def whole_transcript(data: bytes) -> bool:
    """True when no word between the times is lost, compared without blanks and markup."""
    found = read_transcript(data)
    told = " ".join(f"{piece.speaker} {piece.text}" for piece in found.pieces)
    below = re.sub(r"(?s)\A.*?(?=^[^\n]*-->)", "", data.decode("utf-8-sig").replace("\r", ""), flags=re.MULTILINE)
    below = re.sub(r"(?m)(?<=\n\n)[^\n]+\n(?=[^\n]*-->)", "", below)
    words = [line for line in below.split("\n") if not _BESIDE.match(line)]
    return set(re.findall(r"\w+", told)) >= set(
        re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", "", " ".join(words))))
    )


FOLDERS: dict[str, tuple[Callable[[Path], Iterator[Case]], Callable[[bytes], bool]]] = {
    "csv": (files, any_file),
    "vcard": (cards, whole_cards),
    "jsonresume": (resumes, any_file),
    "naughty": (naughty, any_file),
    "ics": (calendars, whole_calendar),
    "email-mime": (mails, whole_mail),
    "email-bounce": (mails, no_reply),
    "email-reply": (replies, some_reply),
    "transcript": (transcripts, whole_transcript),
}

if __name__ == "__main__":
    raise SystemExit(main())
