"""vCard 3.0 (RFC 2426), the version that every address book reads: writing it. Reading is `vcard_people`'s.

What is written is what a reader gives: `read_cards` of a written card gives the record again. A property that an
address book once gave and that was kept word for word is written as it was, as long as what it says still holds.
"""

import base64
from collections.abc import Iterator
from datetime import datetime

from .records import PersonRecord, Place, Way
from .vcard_fields import SERVICES
from .vcard_kept import Kept
from .vcard_people import read_cards
from .vcard_values import escape

__all__ = ["PRIVATE", "escape", "fold", "read_cards", "write"]

_FOLD_AT = 75
# The types that address books show as their own words; every other label is written as Apple writes it.
_TYPES = frozenset({"home", "work", "cell", "fax", "pager", "main", "other", "car", "iphone", "isdn", "video", "msg"})
_PROPERTIES = {"email": "EMAIL", "phone": "TEL", "link": "URL", "address": "ADR", "message": "IMPP", "date": "X-ABDATE"}
_UNLABELED = {"email": ("INTERNET",), "phone": ("VOICE",)}
PRIVATE = {
    "Birthday": "BDAY", "Anniversary": "X-ANNIVERSARY", "Gender": "X-GENDER", "Spouse": "X-SPOUSE",
    "Children": "X-CHILDREN", "Birthplace": "BIRTHPLACE", "Day of death": "DEATHDATE", "Place of death": "DEATHPLACE",
}  # fmt: skip


def write(record: PersonRecord, *, uid: str = "", revised: datetime | None = None) -> str:
    """One card, its lines ended by CRLF and folded at 75 octets. `uid` is for who has none of their own."""
    return "".join(fold(line) + "\r\n" for line in _lines(record, uid, revised))


def fold(line: str) -> str:
    """The line cut into pieces of at most 75 octets, none of which ends within a letter."""
    if len(line) * 4 <= _FOLD_AT or len(line.encode()) <= _FOLD_AT:
        return line
    if line.isascii():
        cuts = range(_FOLD_AT, len(line), _FOLD_AT - 1)
        return "\r\n ".join([line[:_FOLD_AT], *(line[at : at + _FOLD_AT - 1] for at in cuts)])
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD_AT:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])


def _lines(record: PersonRecord, uid: str, revised: datetime | None) -> Iterator[str]:
    kept = Kept(record)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    if kept_ids := kept.ids():
        yield from kept_ids
    elif record.uid or uid:
        yield f"UID:{escape(record.uid or uid)}"
    yield from _names(record, kept)
    for place in sorted(record.places, key=_completeness):
        yield from _place(place, kept)
    yield from _ways(record, kept)
    yield from _town(record, kept)
    if record.about:
        yield f"NOTE:{escape(record.about)}"
    if record.labels:
        yield "CATEGORIES:" + ",".join(escape(each) for each in record.labels)
    for name, value in record.private.items():
        if name in PRIVATE:
            yield from (f"{PRIVATE[name]}:{escape(each)}" for each in value.split("\n"))
    if record.photo:
        kind = record.photo.kind.removeprefix("image/").upper()
        yield f"PHOTO;ENCODING=b;TYPE={kind}:{base64.b64encode(record.photo.data).decode()}"
    yield from kept.others(but="REV" if revised else "")
    if revised:
        yield f"REV:{revised:%Y-%m-%dT%H:%M:%SZ}"
    yield "END:VCARD"


def _names(record: PersonRecord, kept: Kept) -> Iterator[str]:
    name = record.name or " ".join(part for part in (record.given, record.family) if part)
    yield f"FN:{escape(name)}"
    yield kept.parts() or f"N:{escape(record.family)};{escape(record.given)};;;"
    yield from kept.other_names()
    if also := [each for each in record.also_called if each not in kept.names_told]:
        yield "NICKNAME:" + ",".join(escape(each) for each in also)


def _completeness(place: Place) -> int:
    """Organizations with a title come first, then those without, then mere titles: so they are paired again."""
    return 2 if not place.organization else 0 if place.title else 1


def _place(place: Place, kept: Kept) -> Iterator[str]:
    if place.organization or place.department:
        departments = f";{escape(place.department)}" if place.department else ""
        yield kept.organization(place.organization) or f"ORG:{escape(place.organization)}{departments}"
    if place.title:
        yield f"TITLE:{escape(place.title)}"


def _ways(record: PersonRecord, kept: Kept) -> Iterator[str]:
    number = kept.highest_group
    for way in record.ways:
        if lines := kept.way(way):
            yield from lines
            continue
        types, label = _types_of(way)
        name = _PROPERTIES[way.kind]
        if types and way.kind == "message" and types[0].lower() in SERVICES:
            name, types = f"X-{types[0]}", types[1:]
        value = f";;{escape(way.value)};;;;" if way.kind == "address" else escape(way.value)
        parameter = f";TYPE={','.join(types)}" if types else ""
        if label:
            number += 1
            yield f"item{number}.{name}{parameter}:{value}"
            yield f"item{number}.X-ABLabel:{escape(label)}"
        else:
            yield f"{name}{parameter}:{value}"


def _types_of(way: Way) -> tuple[tuple[str, ...], str]:
    """The way's label as types of the property, or as a label of its own."""
    always = ("INTERNET",) if way.kind == "email" else ()
    words = way.label.split(" ") if way.label else []
    if not words:
        return _UNLABELED.get(way.kind, ()), ""
    known = all(word in _TYPES for word in words[1:])
    if known and (words[0] in _TYPES or (way.kind == "message" and words[0] in SERVICES)):
        return (*always, *(word.upper() for word in words)), ""
    return always, way.label


def _town(record: PersonRecord, kept: Kept) -> Iterator[str]:
    """Where they live or work, unless an address has said it."""
    if (record.town or record.country) and not kept.says_town(record.town, record.country):
        # Before an address that says another town.
        types = "WORK,PREF" if kept.towns_told else "WORK"
        yield f"ADR;TYPE={types}:;;;{escape(record.town)};;;{escape(record.country)}"
