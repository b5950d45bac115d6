"""People of LinkedIn's export: Connections.csv of every era, and ImportedContacts.csv.

Until mid-2021 the table of connections began at once and had no URL; then notes came above it, then the URL. Members
who have hidden themselves are rows of a date alone.
"""

from collections.abc import Sequence

from .columns import Slot
from .tables import key_of

_CONNECTIONS = {
    "firstname": ("given", "value"), "lastname": ("family", "value"), "url": ("link", "value"),
    "profileurl": ("link", "value"), "publicprofileurl": ("link", "value"), "emailaddress": ("email", "value"),
    "email": ("email", "value"), "company": ("place", "organization"), "companyname": ("place", "organization"),
    "organization": ("place", "organization"), "position": ("place", "title"), "jobtitle": ("place", "title"),
    "title": ("place", "title"), "connectedon": ("connected_on", "value"), "connected": ("connected_on", "value"),
    "date": ("connected_on", "value"),
}  # fmt: skip
_IMPORTED = {
    "firstname": "given", "middlename": "middle", "lastname": "family", "maidenname": "also_called",
    "nickname": "also_called", "nameprefix": "prefix", "namesuffix": "suffix", "emails": "email",
    "phonenumbers": "phone", "countrycode": "country", "location": "town",
}  # fmt: skip
# Columns of other programs' tables of contacts, whose "Title" is no job.
_OTHERS = frozenset({"middlename", "nameprefix", "mobilephone", "homephone", "businessphone", "labels", "username"})


def is_connections(keys: frozenset[str]) -> bool:
    """Names and the day of connecting, or all else that stands in a list of connections; never another program's."""
    told = "connectedon" in keys or {"url", "company", "position"} <= keys
    return keys >= {"firstname", "lastname"} and told and not keys & _OTHERS


def connections(titles: Sequence[str]) -> list[Slot]:
    """A slot for each column of Connections.csv."""
    found = []
    for title in titles:
        field, part = _CONNECTIONS.get(key_of(title), ("extra", "value"))
        found.append(Slot(title or "More", field, part=part))
    return found


def is_imported(keys: frozenset[str]) -> bool:
    """True for the titles of ImportedContacts.csv: the address book that a member once showed to LinkedIn."""
    return {"firstname", "lastname", "emails", "phonenumbers"} <= keys


def imported(titles: Sequence[str]) -> list[Slot]:
    """A slot for each column of ImportedContacts.csv."""
    return [_imported(title, key_of(title)) for title in titles]


def _imported(title: str, key: str) -> Slot:
    if key == "title":
        return Slot(title, "place", part="title")
    return Slot(title, _IMPORTED.get(key, "extra"))
