"""Tries every reader of `formats/` on files that were damaged on purpose: python tools/fuzz.py SECONDS [SEED [READER]]

A finding is anything but a FormatError, a case that takes more than two seconds of work, and a card that loses
something when it is written and read again. Each is printed once, cut down to what still shows it; then the exit code is 1.
"""

# ruff: noqa: E501 - the samples stand as programs write them
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from askaround.formats import FormatError, carddav, pictures
from askaround.formats.reading import read_source
from askaround.formats.records import PersonRecord
from askaround.formats.transcripts import read_transcript
from askaround.formats.vcard import read_cards, write
from askaround.plain.fetching import Answer, FetchError

TOO_SLOW = 2.0
MOST = 400_000
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.1//EN\r\nN:Lindqvist;Mara;Eva,Li;Dr.;\r\n"
    "FN:Mara Lindqvist\r\nX-PHONETIC-FIRST-NAME:Maa-ra\r\nNICKNAME:Mari,M\r\nORG:Acme;Research\r\nTITLE:Head\\, data\r\n"
    "item1.EMAIL;type=INTERNET;type=pref:mara@acme.example\r\nitem1.X-ABLabel:_$!<Work>!$_\r\nTEL;TYPE=CELL:+46 1\r\n"
    "item2.ADR;type=HOME:;;Street 4\\nHouse 6;Lund;;222 22;Sweden\r\nitem2.X-ABADR:se\r\nURL:https\\://blog.example\r\n"
    "item3.X-ABRELATEDNAMES:Ada\r\nitem3.X-ABLabel:_$!<Assistant>!$_\r\nIMPP;X-SERVICE-TYPE=Skype:skype:m\r\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bo;1;;;\r\nCATEGORIES:a,b\r\nNOTE:one\\ntwo\r\n three\r\n"
    "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAIAAAAAAAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==\r\nUID:A-1\r\nEND:VCARD\r\n"
)
OLD_CARD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=WINDOWS-1252:M\xfcller;J\xf6rg;;Dr.;\r\nTEL;WORK;VOICE:+49 1\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:K=C3=B6ln,=0D=0A=\r\nam Rhein=\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:A\r\n"
    'END:VCARD\r\nX-MS-OL-DESIGN;CHARSET=utf-8:<card a="b:c"/>\r\nBDAY:--0229\r\nEND:VCARD\r\n'
)
NEW_CARD = (
    'BEGIN:VCARD\nVERSION:4.0\nFN;PREF=1:\u9648\u4f1f\nFN;ALTID=1;LANGUAGE=en:Wei Chen\nTEL;VALUE=uri;TYPE="a,b":tel:+1\n'
    "ADR;LABEL=\"x ^n^'y^': z\":;;1 Main;Boston;;;\nKIND:group\nMEMBER:urn:uuid:A-1\nRELATED;TYPE=spouse:urn:uuid:2\n"
    "PHOTO:data:image/png;base64,iVBORw0KGgo=\nEND:VCARD\n"
)
TABLES = {
    "connections": 'Notes:\n"When exporting, some are missing."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,'
    'Connected On\nAna,Abel,https://www.linkedin.com/in/ana,,Acme,"Head, data",08 Feb 2026\n,,,,,,07 Jun 2026\n',
    "messages": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
    'FOLDER\n1,,Ana,https://www.linkedin.com/in/ana,Me,https://www.linkedin.com/in/me,2025-06-01 14:03:22 UTC,,"Hi\nyou",INBOX\n',
    "invitations": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Ana,Me,"1/29/26, 2:37 PM",Hello,INCOMING,https://www.linkedin.com/in/ana,https://www.linkedin.com/in/me\n',
    "google": "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted\n"
    'Ana,,Abel,An,Acme,Head,1990-01-01,"one\ntwo",* myContacts ::: Alumni,Work,a@b.example ::: c@d.example,,+1,"1 Main\nX"\n',
    "outlook": '"Title","First Name","Last Name","Company","Job Title","Business Phone","E-mail Address","Categories",'
    '"Government ID Number","Spouse","Notes"\n"Dr.","Ana","Abel","Acme","Head","+1","a@b.example","x;y","1","Z","n"\n',
    "table": "Wer;Wo;Mail\nAna Abel;Acme;a@b.example\nBo Costa;Globex;\n",
}
RESUME = {
    "basics": {"name": "Ana Abel", "email": "a@b.example", "location": {"city": "Bonn"}, "profiles": [{"url": "x"}]},
    "work": [{"name": "Acme", "position": "Head", "startDate": "2020-01", "highlights": ["a"]}],
    "skills": [{"name": "SQL", "keywords": ["x", "y"]}], "education": [{"institution": "U", "area": "CS"}],
}  # fmt: skip
MULTISTATUS = (
    '<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><response><href>/a/</href>'
    "<propstat><prop><current-user-principal><href>/a/</href></current-user-principal><C:addressbook-home-set><href>/a/"
    '</href></C:addressbook-home-set><resourcetype><collection/><C:addressbook/></resourcetype><getetag>"1"</getetag>'
    "<C:address-data>BEGIN:VCARD</C:address-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
    "<sync-token>t</sync-token></multistatus>"
)
WORDS = [
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"\r\n ", b"\n", b"\r", b"=\r\n", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b'""',
    b";", b":", b",", b"\\", b"\\n", b"^n", b"item1.", b"ENCODING=QUOTED-PRINTABLE:", b"ENCODING=b:", b"CHARSET=utf-16:",
    b"CHARSET=hz:", b"CHARSET=idna:", b"CHARSET=punycode:", b"TYPE=", b"=3D", b"=C3", b"\xc3", b"\xed\xa0\x80", b"99999999999",
    b"-1", b"1e999", b"NaN", b"[" * 50, b"{" * 50, b"\xe2\x80\xa8", b"\xe2\x80\xae", b"PK\x03\x04", b"&a;", b"]]>", b"\t" * 9,
    b"9999-99-99", b"0000-00-00", b"\xd9\xa3\xd9\xa4", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
]  # fmt: skip


def main() -> int:
    """Tries until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    names = sys.argv[3:] or list(READERS)
    dice, until, count = random.Random(seed), time.monotonic() + seconds, 0  # noqa: S311 - repeatable, not secret
    findings: set[str] = set()
    print(f"{', '.join(names)}: {seconds:.0f} seconds, seed {seed}", flush=True)
    while time.monotonic() < until:
        name = names[count % len(names)]
        samples, read = READERS[name]
        data = damaged(dice.choice(samples), samples, dice)
        count += 1
        if (wrong := fault(read, data)) and wrong.partition("\n")[0] not in findings:
            findings.add(wrong.partition("\n")[0])
            show(name, wrong, smallest(read, data, wrong))
    print(f"{count:,} cases, {len(findings)} findings", flush=True)
    return 1 if findings else 0


def damaged(data: bytes, samples: list[bytes], dice: random.Random) -> bytes:
    """The sample after one to five of the ways to damage it."""
    for _ in range(dice.randint(1, 5)):
        data = dice.choice(DAMAGES)(data, samples, dice)[:MOST]
    return data


def fault(read: Callable[[bytes], None], data: bytes) -> str:
    """What is wrong with reading it: the place and kind of the error first; empty when nothing is."""
    began = time.process_time()
    try:
        read(data)
    except (FormatError, FetchError) as error:
        if not error.sentence or "\n" in error.sentence or len(error.sentence) > 600:
            return f"a refusal that is no sentence: {error.sentence[:80]!r}"
    except Exception as error:  # noqa: BLE001 - every other error is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}\n{traceback.format_exc(limit=-4)}"
    took = time.process_time() - began
    return f"slow\n{took:.1f} s for {len(data):,} bytes" if took > TOO_SLOW else ""


def smallest(read: Callable[[bytes], None], data: bytes, wrong: str) -> bytes:
    """The data cut down for as long as the same is wrong with it, for at most ten seconds."""
    until, piece = time.monotonic() + 10, max(1, len(data) // 2)
    kind = wrong.partition("\n")[0]
    while piece and time.monotonic() < until:
        at, shrunk = 0, False
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + piece :]
            if fault(read, less).partition("\n")[0] == kind:
                data, shrunk = less, True
            else:
                at += piece
        piece = piece if shrunk and piece == 1 else piece // 2
    return data


def show(name: str, wrong: str, data: bytes) -> None:
    """One finding; a large one goes to a file."""
    print(f"\n{name}: {wrong}")
    if len(data) <= 1500:
        print(f"   {data!r}", flush=True)
        return
    with tempfile.NamedTemporaryFile(prefix="fuzz-", delete=False) as file:
        file.write(data)
    print(f"   {len(data):,} bytes in {file.name}", flush=True)


def flip(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _again in range(dice.randint(1, 8)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    begin, end = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
    return data[:begin] + data[end:]


def insert(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + dice.choice(WORDS) * dice.choice([1, 1, 1, 2, 30]) + data[at:]


def splice(data: bytes, samples: list[bytes], dice: random.Random) -> bytes:
    other = dice.choice(samples)
    return data[: dice.randint(0, len(data))] + other[dice.randint(0, len(other)) :]


def shuffle(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines)


def repeat(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    begin = dice.randint(0, len(data))
    end = min(len(data), begin + dice.choice([1, 2, 5, 40]))
    return data[:begin] + data[begin:end] * dice.choice([2, 50, 2000, 60_000]) + data[end:]


def recode(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "latin-1"]), "replace")


def end_lines(data: bytes, _: list[bytes], dice: random.Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", dice.choice([b"\n", b"\r", b"\r\n", b"\r\r\n", b"\n\n", b"\n "]))


DAMAGES = [flip, flip, cut, insert, insert, splice, shuffle, repeat, recode, end_lines]


def read_any(data: bytes) -> None:
    """By whatever reader the content asks for."""
    with tempfile.NamedTemporaryFile(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as file:  # noqa: S108
        file.write(data)
        file.flush()
        source = read_source(Path(file.name))
        for _ in chain(source.people(), source.messages(), source.notes()):
            pass


def read_and_write(data: bytes) -> None:
    """vCards; and whoever was read is the same when written and read again."""
    for person in read_cards(lambda: io.BytesIO(data)):
        if not isinstance(person, PersonRecord):
            continue
        json.dumps([person.private, person.extra], ensure_ascii=False).encode()
        written = write(person).encode()
        again = next(read_cards(lambda written=written: io.BytesIO(written)))  # type: ignore[misc]
        assert isinstance(again, PersonRecord), again
        kept, back = _kept(person), _kept(again)
        assert kept == back, set(kept.items()) ^ set(back.items())
        assert set(again.ways) == set(person.ways), set(again.ways) ^ set(person.ways)


def _kept(person: PersonRecord) -> dict[str, str]:
    """Each kept property, its values in one order."""
    told = person.extra.items()
    return {key: "\n".join(sorted(value.split("\n"))) for key, value in told if key.startswith("vCard ")}


def read_multistatus(data: bytes) -> None:
    """A CardDAV server's answers."""

    class Server:
        def ask(self, method: str, url: str, *, body: bytes = b"", headers: object = None) -> Answer:
            return Answer(207, url, {}, data)

    server: carddav.Fetcher = Server()  # type: ignore[assignment]
    carddav.books_at(server, "https://a.example/")
    changes = carddav.changes_in(server, "https://a.example/a/", token="t", known={"/a/": "0"})  # noqa: S106
    list(carddav.cards_of(server, "https://a.example/a/", changes.changed))


def sniff(data: bytes) -> None:
    """A picture's first bytes."""
    pictures.sniff(data)
    pictures.refusal(data)


def zipped() -> Iterator[bytes]:
    """A LinkedIn export and a pack of address books."""
    for names in ({"Connections.csv": "connections", "messages.csv": "messages"}, {"a.csv": "google", "b.vcf": "card"}):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, sample in names.items():
                archive.writestr(name, TABLES.get(sample, CARD))
            archive.writestr("Profile.csv", "First Name,Last Name,Headline\nAna,Abel,Analyst\n")
        yield file.getvalue()


TRANSCRIPTS = (
    "WEBVTT\n\nNOTE one\n\na-1/2-3\n00:00:03.203 --> 00:05.113\n<v Ana Abel>Good <i>day</i>,\nBo &amp; co</v>\n",
    "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}Ana: Hello.\n\n2\n00:00:03,000 --> 00:00:04,500\nAna: Well: yes.\n",
    "0:00:01.000,0:00:02.500\nHello.\n\n0:00:03.000,0:00:04.500\nTwo lines\nof text.\n",
    "[Ana Abel] 23:59:50\nHello.\n\n[Bo Berg] 00:00:05 AM\nOf course.\n",
    "Title\n\nAna Abel started transcription\nAna Abel   0:03\nHello.\n1:02:10\nA cough.\nTranscribed by https://otter.ai\n",
    "Attendees\nAna Abel, Bo\nTranscript\n00:00:00\n\nAna Abel: Hello.\nBo: Hi.\nTranscription ended after 00:30:30\n",
)

READERS: dict[str, tuple[list[bytes], Callable[[bytes], None]]] = {
    "vcard": (
        [CARD.encode(), OLD_CARD.encode("cp1252"), NEW_CARD.encode(), (CARD + NEW_CARD).encode()],
        read_and_write,
    ),
    "tables": ([text.encode() for text in TABLES.values()], read_any),
    "resume": ([json.dumps(RESUME).encode()], read_any),
    "zip": (list(zipped()), read_any),
    "any": ([CARD.encode(), json.dumps(RESUME).encode(), *(text.encode() for text in TABLES.values())], read_any),
    "carddav": ([MULTISTATUS.encode()], read_multistatus),
    "transcript": ([text.encode() for text in TRANSCRIPTS], read_transcript),
    "pictures": (
        [b"GIF89a\x01\x00\x01\x00", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(9) + b"\xff\xc0\x00\x11" + bytes(20)],
        sniff,
    ),
}

if __name__ == "__main__":
    raise SystemExit(main())
