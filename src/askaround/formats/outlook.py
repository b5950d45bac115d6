"""Outlook's CSV in its three shapes (by way of Google, Outlook.com and new Outlook, the desktop), told by their titles.

The desktop writes a value where nothing was said ("0/0/00", "Normal", "Unspecified"): that is left out.
"""

from collections.abc import Sequence

from .columns import NO_DAY, Slot
from .tables import key_of

_SIMPLE = {
    "firstname": "given", "middlename": "middle", "lastname": "family", "title": "prefix", "suffix": "suffix",
    "nickname": "also_called", "givenyomi": "phonetic_given", "surnameyomi": "phonetic_family", "notes": "about",
    "categories": "labels", "gender": "private", "birthday": "private", "anniversary": "private", "spouse": "private",
    "children": "private", "governmentidnumber": "private",
}  # fmt: skip
_PLACE = {"company": "organization", "jobtitle": "title", "department": "department"}
_PHONES = {
    "primaryphone": "primary", "homephone": "home", "homephone2": "home", "businessphone": "work",
    "businessphone2": "work", "mobilephone": "mobile", "carphone": "car", "otherphone": "other", "pager": "pager",
    "homefax": "home fax", "businessfax": "work fax", "otherfax": "other fax", "companymainphone": "company main",
    "callback": "callback", "radiophone": "radio", "ttytddphone": "tty", "telex": "telex", "isdn": "isdn",
}  # fmt: skip
_ADDRESSES = {"home": "home", "business": "work", "other": "other"}
_PARTS = {
    "address": "whole", "street": "street", "street2": "more", "street3": "quarter", "addresspobox": "box",
    "city": "town", "state": "region", "postalcode": "postcode", "country": "country", "countryregion": "country",
}  # fmt: skip
_LINKS = {"webpage", "personalwebpage", "businesshomepage", "personalhomepage"}
_UNSAID = {
    "birthday": NO_DAY, "anniversary": NO_DAY, "gender": ("unspecified", "nicht angegeben", "unbestimmt"),
    "priority": ("normal",), "sensitivity": ("normal",), "private": ("false", "falsch", "faux", "falso", "onwaar"),
    "emailtype": ("smtp",), "email2type": ("smtp",), "email3type": ("smtp",),
}  # fmt: skip
_TOLD_BY = {
    "emaildisplayname", "homephone", "businessphone", "mobilephone", "homestreet", "businessstreet", "jobtitle",
    "email2address", "webpage", "businessfax", "companymainphone", "middlename",
}  # fmt: skip


def is_header(keys: frozenset[str]) -> bool:
    """True for the titles of an Outlook table of any shape."""
    return {"firstname", "lastname"} <= keys and len(keys & _TOLD_BY) >= 3


def slots(titles: Sequence[str]) -> list[Slot]:
    """A slot for each column."""
    return [_slot(title, key_of(title)) for title in titles]


def _slot(title: str, key: str) -> Slot:
    unsaid = _UNSAID.get(key, ())
    if key in _PLACE:
        return Slot(title, "place", part=_PLACE[key])
    if key in _SIMPLE:
        return Slot(title, _SIMPLE[key], unsaid=unsaid)
    if key in _PHONES:
        return Slot(title, "phone", key, label=_PHONES[key])
    if key in {"emailaddress", "email2address", "email3address"}:
        return Slot(title, "email", key)
    if key in _LINKS:
        return Slot(title, "link", key)
    if key == "imaddress":
        return Slot(title, "message", key)
    return _in_address(title, key) or Slot(title, "extra", unsaid=unsaid)


def _in_address(title: str, key: str) -> Slot | None:
    for beginning, label in _ADDRESSES.items():
        part = _PARTS.get(key.removeprefix(beginning)) if key.startswith(beginning) else None
        if part:
            return Slot(title, "address", label, part, label)
    return None
