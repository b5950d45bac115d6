"""Who is here already. Loaded once per import, asked once per row; nothing here touches the database after that.

By profile address, then by email, then by the very same name and organization, unless another fact says that these
are two people who share a name.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.people.models import Contact, Organization, Role, Tie
from askaround.people.naming import organization_key
from askaround.plain.text import fold


@dataclass(slots=True)
class Person:
    """What is known of somebody, as far as a row could match or fill it."""

    id: UUID
    name_key: str
    name: str
    url: str
    email: str
    connected_on: date | None
    batch_id: UUID | None = None
    trashed: bool = False
    has_role: bool = False
    has_tie: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    # The line of the file that this person was found or made by.
    line: int = 0


class Known:
    """Everybody in a notebook, and whoever the rows before have brought."""

    def __init__(self, notebook: Notebook) -> None:
        self.organizations: dict[str, UUID] = dict(Organization.objects.within(notebook).values_list("key", "id"))
        self._by_url: dict[str, Person] = {}
        self._by_email: dict[str, Person] = {}
        self._by_name: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
        keys = _organization_keys(notebook)
        tied = set(Tie.objects.within(notebook).values_list("contact_id", flat=True))
        for person in _people(notebook):
            places = keys.get(person.id)
            person.has_role, person.has_tie = places is not None, person.id in tied
            for key in places or {""}:
                self.add(person, key)

    def add(self, person: Person, key: str | None) -> None:
        """Somebody who can be matched from now on; by name, too, at the organization of that key."""
        if person.url:
            self._by_url.setdefault(person.url.lower(), person)
        if person.email:
            self._by_email.setdefault(person.email.lower(), person)
        if key is not None:
            self._by_name[(person.name_key, key)].append(person)

    def find(self, row: Person, key: str) -> Person | None:
        """The one that a row is about, if they are here."""
        if row.url and (found := self._by_url.get(row.url.lower())):
            return found
        if row.email and (found := self._by_email.get(row.email.lower())) and _same_by_email(found, row):
            return found
        namesakes = self._by_name.get((row.name_key, key), ())
        fitting = [person for person in namesakes if _may_be(person, row)]
        # Of two with one name at one place it is the one of whom more is the same, the later import too.
        waiting = [person for person in fitting if not person.line] or fitting
        return max(waiting, key=lambda person: _agreeing(person, row), default=None)

    def is_free(self, *, url: str = "", email: str = "") -> bool:
        """True when nobody has this profile address or email."""
        return url.lower() not in self._by_url if url else email.lower() not in self._by_email


def _same_by_email(person: Person, row: Person) -> bool:
    """An address that two people share (info@…) does not make them one."""
    differ = person.url and row.url and person.url.lower() != row.url.lower()
    return not differ or person.name_key == row.name_key


def _may_be(person: Person, row: Person) -> bool:
    return not (
        (person.url and row.url and person.url.lower() != row.url.lower())
        or (person.email and row.email and person.email.lower() != row.email.lower())
        or (person.connected_on and row.connected_on and person.connected_on != row.connected_on)
    )


def _agreeing(person: Person, row: Person) -> int:
    facts = ((person.url, row.url), (person.email, row.email), (person.connected_on, row.connected_on))
    return sum(bool(ours and ours == theirs) for ours, theirs in facts)


def _people(notebook: Notebook) -> "list[Person]":
    rows = Contact.objects.within(notebook).values_list(
        "id", "name", "profile_url", "email", "connected_on", "batch_id", "trashed_at", "extra"
    )
    return [
        Person(key, fold(name), name, url, email, connected_on, batch, trashed is not None, extra=extra)
        for key, name, url, email, connected_on, batch, trashed, extra in rows.order_by().iterator(5000)
    ]


def _organization_keys(notebook: Notebook) -> dict[UUID, set[str]]:
    keys: defaultdict[UUID, set[str]] = defaultdict(set)
    rows = Role.objects.within(notebook).order_by().values_list("contact_id", "organization__key")
    for contact, key in rows.iterator(5000):
        keys[contact].add(key or "")
    return keys


def key_of(organization: str) -> str:
    """The organization's key, empty for none."""
    return organization_key(organization) if organization else ""
