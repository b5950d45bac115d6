"""A mail as it lies in a mailbox: its head, its text, what it carries. What is broken is read as far as it goes.

Built on the standard library's parser, which splits anything; the meaning of the head is read here, leniently, since
real mail breaks every rule of RFC 5322 and no mail may stop the others from being read.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from askaround.plain.text import clean

from .html_text import text_of

_ID = re.compile(r"<[^<>\s]{1,998}>")
# A text part beyond this is a log or an attack; nobody's reply is as long.
_LONGEST = 1_000_000
_DEEPEST = 30
_MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody in the head of a mail. `email` is in lower case; empty where there is none that could be one."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is no text of the mail's own: its type ("text/calendar"), parameters, name and bytes."""

    kind: str
    name: str
    data: bytes
    method: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail says. `head` holds the first value of every field by its name in lower case, decoded."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: Address
    to: tuple[Address, ...]
    subject: str
    at: datetime | None
    text: str
    parts: tuple[Part, ...]
    head: dict[str, str]
    kind: str = "text/plain"

    @property
    def answers(self) -> tuple[str, ...]:
        """The Message-IDs that this one answers, the nearest first."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))


def read_mail(raw: bytes) -> Mail:
    """A mail from its bytes. Never raises: what can't be read is empty."""
    message = _message(raw)
    head = _head(message)
    plain, html, parts = _parts(message)
    return Mail(
        message_id=next(iter(_ID.findall(head.get("message-id", ""))), ""),
        in_reply_to=tuple(_ID.findall(head.get("in-reply-to", ""))),
        references=tuple(_ID.findall(head.get("references", ""))),
        sender=next(iter(_addresses(head.get("from", ""))), Address("")),
        to=_addresses(", ".join(filter(None, (head.get("to"), head.get("cc"))))),
        subject=clean(head.get("subject", "")),
        at=_moment(head.get("date", "")),
        text=plain if plain.strip() else text_of(html),
        parts=tuple(parts),
        head=head,
        kind=message.get_content_type(),
    )


def _message(raw: bytes) -> Message:
    """The mail split into its parts; nested beyond all sense, only its head."""
    try:
        return message_from_bytes(raw)
    except RecursionError:
        return BytesHeaderParser().parsebytes(raw)


def _head(message: Message) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(str(name).strip().lower(), decoded(str(value)))
    return found


def decoded(value: str) -> str:
    """A field's value with its encoded words (RFC 2047) read; one that can't be read stays as it is."""
    value = _as_text(value.encode("utf-8", "surrogateescape")) if _has_surrogates(value) else value
    unfolded = re.sub(r"\r?\n[ \t]*", " ", value)
    if "=?" not in unfolded:
        return unfolded.strip()
    try:
        pieces = decode_header(unfolded)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return unfolded.strip()
    return "".join(each if isinstance(each, str) else _as_text(each, charset or "") for each, charset in pieces).strip()


def _has_surrogates(value: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in value)


def _as_text(data: bytes, charset: str = "") -> str:
    """Bytes as text: by the charset named, else UTF-8, else Windows-1252. NULs and broken letters left out."""
    for name in (charset.strip("\"' ").lower(), "utf-8"):
        try:
            return data.decode(_ALIASES.get(name, name) or "utf-8").replace("\0", "")
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("cp1252", "replace").replace("\0", "")


_ALIASES = {"ansi_x3.110-1983": "latin-1", "unknown-8bit": "utf-8", "x-unknown": "utf-8", "iso-8859-8-i": "iso-8859-8",
            "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "utf8": "utf-8", "utf-8mb4": "utf-8"}  # fmt: skip


def _addresses(value: str) -> tuple[Address, ...]:
    try:
        found = getaddresses([value])
    except (ValueError, IndexError, TypeError, AttributeError):
        found = [("", each) for each in re.findall(r"[^\s<>,;\"]+@[^\s<>,;\"]+", value)]
    if not any("@" in email for _, email in found):
        found += [("", each) for each in re.findall(r"[^\s<>,;\"()]+@[^\s<>,;\"()]+", value)]
    return tuple(Address(email.strip().lower(), clean(name)) for name, email in found if "@" in email or name)


def _moment(value: str) -> datetime | None:
    """The moment with its zone; a date without one is in UTC. None for what is no date."""
    try:
        found = parsedate_to_datetime(value)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return found


def _parts(message: Message) -> tuple[str, str, list[Part]]:
    """The plain text, the HTML (each the first of its kind and what is shown in line with it), and the other parts."""
    plain: list[str] = []
    html: list[str] = []
    others: list[Part] = []
    for part in _walk(message):
        kind, name = part.get_content_type(), _name(part)
        attached = "attachment" in str(part.get("content-disposition", "")).lower()
        if kind == "text/plain" and not attached and not name:
            plain.append(_text(part))
        elif kind == "text/html" and not attached:
            html.append(_text(part))
        elif part.get_content_maintype() == "message":
            others.append(Part(kind, name, _inner(part)))
        else:
            others.append(Part(kind, name, _bytes(part), str(part.get_param("method") or ""), _charset(part)))
    return "\n".join(plain)[:_LONGEST], "\n".join(html)[:_LONGEST], others


def _walk(message: Message) -> list[Message]:
    """Every part that holds something itself, in order; a message within the message stays whole."""
    found: list[Message] = []
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting and len(found) < _MOST_PARTS:
        part, depth = waiting.pop()
        whole = part.get_content_maintype() == "message"
        inside = part.get_payload() if part.is_multipart() and not whole else None
        if isinstance(inside, list) and depth < _DEEPEST:
            waiting += [(each, depth + 1) for each in reversed(inside) if isinstance(each, Message)]
        else:
            found.append(part)
    return found


def _text(part: Message) -> str:
    text = _as_text(_bytes(part), _charset(part))
    if "flowed" in str(part.get_param("format") or "").lower():
        text = _unflowed(text, joined="yes" in str(part.get_param("delsp") or "").lower())
    return text


def _unflowed(text: str, *, joined: bool) -> str:
    """Lines that were broken for the way made whole again (RFC 3676): a line ends in a blank where it goes on."""
    lines: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:].removeprefix(" ")
        goes_on = bare.endswith(" ") and bare != "-- "
        if depth == open_depth and bare != "-- ":
            lines[-1] = (lines[-1][:-1] if joined else lines[-1]) + bare
        else:
            lines.append(f"{'>' * depth} {bare}" if depth else bare)
        open_depth = depth if goes_on else -1
    return "\n".join(lines)


def _charset(part: Message) -> str:
    try:
        return str(part.get_param("charset") or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _inner(part: Message) -> bytes:
    """The messages within a message as they were; a report on delivery is split into several by the parser."""
    inside = part.get_payload()
    if not isinstance(inside, list):
        return _bytes(part)
    try:
        return b"\n".join(each.as_bytes() for each in inside if isinstance(each, Message))
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""


def _name(part: Message) -> str:
    try:
        return clean(decoded(str(part.get_filename() or "")))
    except (ValueError, LookupError, TypeError):
        return ""
