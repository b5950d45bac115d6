"""What hangs on many people, gathered by a few questions for five hundred at a time."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.notes.models import Note
from askaround.outreach.models import Letter, Reply
from askaround.people.models import Contact, Promise, ResearchNote, Role, Tagging, Tie, Touch

AT_A_TIME = 500
# By name: the noun, and what is read along with it.
HANGING: dict[str, tuple[Any, tuple[str, ...]]] = {
    "roles": (Role, ("organization",)),
    "taggings": (Tagging, ("tag",)),
    "ties": (Tie, ()),
    "research": (ResearchNote, ()),
    "letters": (Letter, ()),
    "replies": (Reply, ()),
    "notes": (Note, ()),
    "promises": (Promise, ()),
    "touches": (Touch, ()),
}


class Person:
    """A contact, and the rows that hang on it by name."""

    def __init__(self, contact: Contact, rows: dict[str, dict[UUID, list[Any]]]) -> None:
        self.contact = contact
        self._rows = rows

    def of(self, name: str) -> list[Any]:
        """Its rows of one noun, the trash left out, in the noun's own order."""
        return self._rows[name].get(self.contact.pk, [])


def everybody(notebook: Notebook, *names: str) -> Iterator[Person]:
    """Every contact out of the trash with the rows of these names, by id."""
    contacts = Contact.objects.within(notebook).out_of_trash().order_by("pk").iterator(chunk_size=AT_A_TIME)
    while some := list(islice(contacts, AT_A_TIME)):
        rows = {name: _rows(name, notebook, [contact.pk for contact in some]) for name in names}
        for contact in some:
            yield Person(contact, rows)


def _rows(name: str, notebook: Notebook, ids: list[UUID]) -> dict[UUID, list[Any]]:
    model, along = HANGING[name]
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.objects.within(notebook).out_of_trash().filter(contact__in=ids).select_related(*along):
        found[row.contact_id].append(row)
    return found
