"""The table that a university's Handshake takes its students from: headers exact, `username` the lasting anchor."""

from collections.abc import Sequence

from .columns import Slot
from .tables import key_of
from .titles import field_of

_SLOTS = {
    "emailaddress": ("email", ""), "username": ("uid", ""), "firstname": ("given", ""), "lastname": ("family", ""),
    "middlename": ("middle", ""), "preferredname": ("also_called", ""), "mobilenumber": ("phone", "mobile"),
    "hometownlocationattributesname": ("town", ""), "systemlabelnames": ("labels", ""),
}  # fmt: skip
_PRIVATE = ("ethnicity", "gender", "disabled", "veteran", "gpa", "eligible", "birth", "ssn")


def is_header(keys: frozenset[str]) -> bool:
    """True for the titles of Handshake's importer."""
    anchored = {"username", "firstname", "lastname"} <= keys
    return anchored and bool(keys & {"authidentifier", "schoolyearname"})


def slots(titles: Sequence[str]) -> list[Slot]:
    """A slot for each column."""
    return [_slot(title, key_of(title)) for title in titles]


def _slot(title: str, key: str) -> Slot:
    if key in _SLOTS:
        field, label = _SLOTS[key]
        return Slot(title, field, label=label)
    if any(word in key for word in _PRIVATE) or field_of(title) == "private":
        return Slot(title, "private")
    return Slot(title, "extra")
