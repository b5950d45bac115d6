"""Google Contacts' CSV: as it is exported now, and the two older forms. Groups of columns repeat as often as needed.

Several values of one label stand in one cell, joined by " ::: "; a star marks the first address of its kind, and the
groups that Google itself makes ("* myContacts").
"""

import re
from collections.abc import Sequence

from .columns import Slot
from .tables import key_of

_GROUP = re.compile(r"^(.+?) (\d+) - (.+)$")
_TOLD_BY = re.compile(
    r"(?:email|phone|address|organization|website|event|relation|customfield|im)1(?:label|type|value)"
)
_BETWEEN_LABELS = re.compile(":::")
_MINE = ("* mycontacts", "mycontacts", "* my contacts")
_SIMPLE = {
    "name": "name", "firstname": "given", "givenname": "given", "middlename": "middle", "additionalname": "middle",
    "lastname": "family", "familyname": "family", "nameprefix": "prefix", "namesuffix": "suffix",
    "nickname": "also_called", "shortname": "also_called", "maidenname": "also_called", "notes": "about",
    "phoneticfirstname": "phonetic_given", "phoneticmiddlename": "phonetic_middle",
    "phoneticlastname": "phonetic_family", "givennameyomi": "phonetic_given",
    "additionalnameyomi": "phonetic_middle", "familynameyomi": "phonetic_family",
    "birthday": "private", "gender": "private", "labels": "labels", "groupmembership": "labels",
}  # fmt: skip
_PLACE = {
    "organizationname": "organization", "organizationtitle": "title", "organizationdepartment": "department",
}  # fmt: skip
_KINDS = {
    "email": "email", "phone": "phone", "website": "link", "im": "message", "event": "event", "relation": "relation",
    "customfield": "custom", "userdefinedfield": "custom", "address": "address", "organization": "place",
}  # fmt: skip
_PARTS = {
    "address": {
        "formatted": "whole", "street": "street", "city": "town", "pobox": "box", "region": "region",
        "postalcode": "postcode", "country": "country", "extendedaddress": "more",
    },
    "place": {"name": "organization", "title": "title", "department": "department"},
}  # fmt: skip


def is_header(keys: frozenset[str]) -> bool:
    """True for the titles of a Google table, new or old."""
    new = {"firstname", "lastname"} <= keys and bool(keys & {"labels", "fileas", "organizationname"})
    old = {"name", "givenname", "familyname"} <= keys and bool(keys & {"groupmembership", "yominame", "additionalname"})
    grouped = any(map(_TOLD_BY.fullmatch, keys)) and bool(keys & {"name", "firstname", "givenname"})
    return new or old or grouped


def slots(titles: Sequence[str]) -> list[Slot]:
    """A slot for each column."""
    return [_slot(title) for title in titles]


def _slot(title: str) -> Slot:
    key = key_of(title)
    if key in _PLACE:
        return Slot(title, "place", part=_PLACE[key])
    if key in _SIMPLE:
        field = _SIMPLE[key]
        unsaid = _MINE if field == "labels" else ()
        return Slot(title, field, unsaid=unsaid, between=_BETWEEN_LABELS)
    found = _GROUP.match(title)
    if found and (kind := _KINDS.get(key_of(found[1]))):
        return _grouped(title, kind, found[2], key_of(found[3]))
    return Slot(title, "extra")


def _grouped(title: str, kind: str, number: str, part: str) -> Slot:
    if part in {"label", "type"} and kind != "place":
        return Slot(title, kind, number, "label")
    if kind in _PARTS:
        return Slot(title, kind, number, _PARTS[kind][part]) if part in _PARTS[kind] else Slot(title, "extra")
    if part == "service":
        return Slot(title, kind, number, "label")
    return Slot(title, kind, number) if part == "value" else Slot(title, "extra")
