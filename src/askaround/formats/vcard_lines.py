"""The lines of vCards, of any version and vendor: cards cut out of a stream, folds taken back, heads understood.

Works on bytes for as long as it can: a fold may stand within a letter, and each value may name its own charset.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from askaround.plain.text import clean

from . import FormatError
from .tables import Opener

# A card with a photo has some hundred kilobytes; what is larger than this was made to fill the memory.
LARGEST_CARD = 24 * 1024 * 1024
MOST_CARDS = 500_000
MOST_LINES = 20_000
_CHUNK = 256 * 1024
_MOST_HEADS = 5_000
_LONGEST_HEAD = 20_000
# Looked for in capitals: with a literal beginning it is found many times as fast.
_BEGIN = re.compile(rb"BEGIN[ \t]*+:[ \t]*+VCARD")
# After a space it is the rest of a folded line, but for the beginning of a file or after an empty line.
_BEFORE_BEGIN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?\s*|\n\n[ \t]*|\n)(?:\xef\xbb\xbf)?\Z")
_AGENT = re.compile(rb"(?:^|\n)(?:[\w-]+\.)?AGENT[^\n:]*:\s*\Z", re.IGNORECASE)
_SOFT = re.compile(rb";\s*+(?:ENCODING\s*+=\s*+)?\"?QUOTED-PRINTABLE", re.IGNORECASE)
_END = re.compile(rb"\s*+END[ \t]*+:", re.IGNORECASE)
# Control characters that no text has; the escape of ISO-2022 and line ends stay.
_NO_TEXT = bytes(n for n in range(32) if n not in {9, 10, 13, 27}) + b"\x7f"
_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_QUOTED = re.compile(r'"[^"]*"')
_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_CARET = re.compile(r"\^[n'^]")
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_PIECE = re.compile(r'((?:[^;"]|"[^"]*"?)*)(?:;|$)')
_BASE64 = re.compile(r"[\sA-Za-z0-9+/=]+")
_NAME = re.compile(r"[A-Za-z0-9_/-]+\Z")
_BARE_NAMES = frozenset({"BEGIN", "END", "VERSION"})
_BARE = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "Q": "q"}
_NO_TYPE = frozenset({"8BIT", "7BIT", "INLINE", "URL", "URI", "CID", "CONTENT-ID", "TEXT"})
# Parameters that say how the value is written, or what the field says without them.
_SAID = frozenset({"CHARSET", "ENCODING", "VALUE", "LANGUAGE", "PREF", "TYPE"})


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two beginnings: the number of its first line, and its bytes with \\n as line ends."""

    line: int
    data: bytes
    begun: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon. `kept` is the head as it is kept: without what only says how it was written.

    `types` are in lower case, "pref" taken out; `pref` is 1 for the preferred one and 100 for one of many. `more` is
    true when it has parameters that no field of ours says, `coded` when the value is to be decoded.
    """

    group: str
    name: str
    types: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    charset: str = ""
    pref: int = 100
    more: bool = False
    kept: str = ""
    coded: bool = False

    def param(self, name: str) -> str:
        """The first value of a parameter; empty when there is none."""
        return next((value for key, value in self.params if key == name), "")


def pieces_in(open_it: Opener) -> Iterator[Piece]:
    """Each card's bytes, and what stands before and between cards. Raises FormatError for what is no text."""
    line, wanted = 1, 0
    waiting: list[bytes] = []
    with open_it() as file:
        for block in _blocks(file):
            waiting.append(block)
            # Twice as much each time, so that a large card is not searched again and again.
            if sum(map(len, waiting)) < wanted:
                continue
            data = b"".join(waiting)
            pieces, cut = _cut(data, line)
            yield from pieces
            line += data.count(b"\n", 0, cut)
            waiting, wanted = [data[cut:]], 2 * (len(data) - cut)
            if len(data) - cut > LARGEST_CARD:
                raise FormatError(f"The card at line {line} is larger than 24 MB. Is this the right file?")
    data = b"".join(waiting)
    pieces, cut = _cut(data, line)
    yield from pieces
    if data[cut:].strip():
        yield Piece(line + data.count(b"\n", 0, cut), data[cut:], _begins(data[cut : cut + 100]))


def lines_of(data: bytes) -> tuple[list[str], bool]:
    """The unfolded lines of a card, and whether some bytes were not UTF-8 (they stand as lone surrogates)."""
    if b"=\n" in data:
        data = _unfolded_slowly(data)
    elif b"\n " in data or b"\n\t" in data:
        data = data.replace(b"\n ", b"").replace(b"\n\t", b"")
    try:
        lines, strange = data.decode().split("\n"), False
    except UnicodeDecodeError:
        lines, strange = [_with_known_head(line) for line in data.split(b"\n")], True
    if len(lines) > MOST_LINES:
        raise FormatError(f"A card has more than {MOST_LINES:,} lines. Is this the right file?")
    return lines, strange


def _with_known_head(line: bytes) -> str:
    """The line with its head as text; the value waits for its charset, its strange bytes as lone surrogates."""
    head, colon, value = line.partition(b":")
    try:
        known = head.decode()
    except UnicodeDecodeError:
        known = head.decode("cp1252", "replace")
    return known + colon.decode() + value.decode(errors="surrogateescape")


def mended(lines: list[str]) -> list[str]:
    """Lines that go on with the one before without a fold: base64 as it stands, other text as a line of its own."""
    found: list[list[str]] = []
    last: Head | None = None
    for line in lines:
        head, _ = split_line(line)
        if head is None and line.strip() and last is not None and last.name not in _BARE_NAMES:
            goes_on = last.encoding == "b" and _BASE64.fullmatch(line)
            found[-1].append(line.strip() if goes_on else "\\n" + line)
        elif line.strip():
            found.append([line])
            last = head
    return ["".join(parts) for parts in found]


def split_line(line: str) -> tuple[Head | None, str]:
    """Head and value of a line; no head when it has no colon or no name."""
    head, colon, value = line.partition(":")
    known = HEADS.get(head)
    if known is not None and colon:
        return known, value
    if head.count('"') % 2 and (found := _HEAD.match(line)):
        head, value = line[: found.end() - 1], line[found.end() :]
    made = head_of(head) if colon and len(head) < _LONGEST_HEAD else None
    if made is not None and len(head) < 200:
        if len(HEADS) > _MOST_HEADS:
            HEADS.clear()
        HEADS[head] = made
    return made, value


# Those seen, by their text.
HEADS: dict[str, Head] = {}


def head_of(text: str) -> Head | None:
    """The head understood, with bare parameters of 2.1 and quoted ones of 4.0; None when it has no name."""
    name, *rest = [found[1] for found in _PIECE.finditer(text) if found[1]] or [""]
    group, _, name = name.strip().strip("\ufeff").rpartition(".")
    if not _NAME.match(name):
        return None
    params = [pair for piece in rest for pair in _params(piece)]
    types = tuple(kind for key, value in params if key == "TYPE" and (kind := clean(value).lower()))
    encoding = next((_BARE.get(value.upper().strip(), "") for key, value in params if key == "ENCODING"), "")
    charset = next((value.strip().lower() for key, value in params if key == "CHARSET"), "")
    return Head(
        group=group.lower(),
        name=name.upper(),
        types=tuple(dict.fromkeys(each for each in types if each != "pref")),
        params=tuple(params),
        encoding=encoding,
        charset=charset,
        pref=_preference(types, params),
        more=any(key not in _SAID for key, _ in params),
        kept=_kept(group, name, rest),
        coded=encoding == "q" or bool(charset),
    )


def keepable(value: str) -> str:
    """A value as it is kept word for word: on one line, without characters that no text has."""
    if value.isascii() and value.isprintable():
        return value
    value = value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    return _UNSAID.sub("", value)


def is_vcard(start: bytes) -> bool:
    """True when the first bytes of a file are those of vCards: one begins in them."""
    return next(_beginnings(_as_utf8(start).replace(b"\r", b"\n")), None) is not None


def _params(piece: str) -> Iterator[tuple[str, str]]:
    """The parameters that stand between two semicolons, one for each value."""
    key, equals, value = piece.partition("=")
    key = key.strip().upper()
    if not equals:
        bare = piece.strip().upper()
        yield ("ENCODING", bare) if bare in _BARE else ("VALUE", bare) if bare in _NO_TYPE else ("TYPE", piece.strip())
        return
    quoted = _QUOTED.findall(value)
    if key == "TYPE":
        for each in value.replace('"', "").split(","):
            yield ("ENCODING", each) if each.strip().upper() == "BASE64" else (key, _plain(each))
    elif quoted and '"' not in _QUOTED.sub("", value).replace(",", ""):
        yield key, ",".join(_plain(each[1:-1]) for each in quoted)
    else:
        yield key, _plain(value.strip('"'))


def _plain(value: str) -> str:
    return _CARET.sub(lambda found: _CARETS[found[0]], value) if "^" in value else value


def _preference(types: tuple[str, ...], params: list[tuple[str, str]]) -> int:
    said = next((value.strip() for key, value in params if key == "PREF"), "")
    if said.isascii() and said.isdigit() and len(said) < 4:
        return int(said)
    return 1 if "pref" in types else 100


def _kept(group: str, name: str, rest: list[str]) -> str:
    """The head to keep: charset and quoted-printable are gone, since the value is kept as text."""
    pieces = []
    for piece in rest:
        key, equals, value = piece.partition("=")
        key, said = key.strip().upper(), (value if equals else key).strip().strip('"').upper()
        coded = not equals or key in {"ENCODING", "TYPE"}
        if key == "CHARSET" or (coded and said in {"QUOTED-PRINTABLE", "8BIT", "7BIT"}):
            continue
        pieces.append("ENCODING=b" if coded and said in {"BASE64", "B"} else keepable(piece.strip()))
    return ";".join([f"{group}.{name}" if group else name, *pieces])


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The file as UTF-8 or whatever it is in, line ends made \\n, in blocks that never end in half a line end."""
    start = file.read(_CHUNK)
    encoding = _wide(start)
    if not encoding and start[:4] in {b"\x89PNG", b"PK\x03\x04", b"%PDF", b"SQLi"}:
        raise FormatError("This is no text, so it holds no vCards. Export the contacts as vCard (.vcf).")
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    held = b""
    while start:
        after = file.read(_CHUNK)
        block = decoder.decode(start, not after).encode("utf-8", "replace") if decoder else start
        block = held + block.translate(None, _NO_TEXT)
        held = b"\r" if block.endswith(b"\r") and after else b""
        block = block[: len(block) - len(held)]
        yield block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block
        start = after


def _wide(start: bytes) -> str:
    """The name of the UTF-16 that the bytes are in; empty when they are in none."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    odd, even = start[1:400:2].count(0), start[:400:2].count(0)
    if start and max(odd, even) > len(start[:400]) * 0.3 and min(odd, even) < 10:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _as_utf8(start: bytes) -> bytes:
    encoding = _wide(start)
    return start.decode(encoding, "ignore").encode("utf-8", "ignore") if encoding else start


def _cut(data: bytes, line: int) -> tuple[list[Piece], int]:
    """The whole pieces in the data, and where the one begins that may go on."""
    pieces: list[Piece] = []
    at, counted = 0, 0
    begun = False
    for place in _beginnings(data):
        if begun and _AGENT.search(data, max(at, place - 200), place):
            continue
        if data[at:place].strip():
            line += data.count(b"\n", counted, at)
            counted = at
            pieces.append(Piece(line, data[at:place], begun))
        at, begun = place, True
    return pieces, at


def _begins(data: bytes) -> bool:
    return next(_beginnings(data), -1) == 0


def _beginnings(data: bytes) -> Iterator[int]:
    """Where lines stand that begin a card."""
    for found in _BEGIN.finditer(data.upper()):
        at = found.start()
        if at == 0 or data[at - 1] == 10 or _BEFORE_BEGIN.search(data, max(0, at - 20), at):
            yield at


def _unfolded_slowly(data: bytes) -> bytes:
    """Folds and soft line ends of quoted-printable taken back, line by line."""
    lines: list[list[bytes]] = []
    soft = False
    for line in data.split(b"\n"):
        if soft and not _END.match(line):
            lines[-1][-1] = lines[-1][-1][:-1]
            lines[-1].append(line)
        elif lines and line[:1] in {b" ", b"\t"}:
            lines[-1].append(line[1:])
        else:
            lines.append([line])
        soft = line.endswith(b"=") and bool(_SOFT.search(lines[-1][0].partition(b":")[0]))
    return b"\n".join(b"".join(parts) for parts in lines)
