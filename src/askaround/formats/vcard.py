"""vCard 3.0 (RFC 2426), the version that every address book reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

_FOLD_AT = 75


@dataclass(frozen=True, slots=True)
class Card:
    """A person as an address book knows them."""

    uid: str
    name: str
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organization: str = ""
    title: str = ""
    url: str = ""
    town: str = ""
    country: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    revised: datetime | None = None


def write(card: Card) -> str:
    """One card, its lines ended by CRLF and folded at 75 octets."""
    return "".join(fold(line) + "\r\n" for line in _lines(card))


def escape(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends escaped; other control characters left out."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", text)
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def fold(line: str) -> str:
    """The line cut into pieces of at most 75 octets, none of which ends within a letter."""
    if len(line) * 4 <= _FOLD_AT or len(line.encode()) <= _FOLD_AT:
        return line
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD_AT:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{escape(card.uid)}"
    yield f"FN:{escape(card.name)}"
    yield f"N:{escape(card.family)};{escape(card.given)};;;"
    yield from (f"EMAIL;TYPE=INTERNET:{escape(email)}" for email in card.emails)
    yield from (f"TEL;TYPE=VOICE:{escape(phone)}" for phone in card.phones)
    for name, value in (("ORG", card.organization), ("TITLE", card.title), ("URL", card.url), ("NOTE", card.note)):
        if value:
            yield f"{name}:{escape(value)}"
    if card.town or card.country:
        yield f"ADR;TYPE=WORK:;;;{escape(card.town)};;;{escape(card.country)}"
    if card.categories:
        yield "CATEGORIES:" + ",".join(escape(each) for each in card.categories)
    if card.revised:
        yield f"REV:{card.revised:%Y-%m-%dT%H:%M:%SZ}"
    yield "END:VCARD"
