"""What can be found: for each noun, how its rows become documents. Bulk reads only."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.notes.models import Note, Transcript
from askaround.outreach.models import Letter
from askaround.people.models import Contact, Organization, ResearchNote, Role, Tagging

from .models import Document

Reader = Callable[[Notebook, Iterable[UUID]], Iterator[Document]]
NAME, BODY = 500, 100_000
# Ten hours of talk. One document each: PostgreSQL takes a million bytes of different words.
TALK = 600_000
TOLD = ("email", "town", "about", "how_we_met")


def contacts(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """People by name; other names and ways, roles, organizations, tags and what the seeker wrote about them."""
    ids = list(ids)
    said = _said_about(notebook, ids)
    rows = Contact.objects.within(notebook).filter(pk__in=ids, trashed_at=None)
    for pk, name, called, ways, *told in rows.values_list("id", "name", "also_called", "ways", *TOLD):
        addresses = [*told, *(str(way.get("value", "")) for way in ways)]
        words = [*said.get(pk, ()), *called.splitlines(), *addresses, *map(_apart, addresses)]
        yield _document(notebook, "people.contact", (pk, pk), name, words)


def organizations(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """Organizations by name, with town and website."""
    rows = Organization.objects.within(notebook).filter(pk__in=ids)
    for pk, name, town, website in rows.values_list("id", "name", "town", "website"):
        yield _document(notebook, "people.organization", (pk, None), name, [town, website])


def letters(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """Letters by subject and words."""
    rows = Letter.objects.within(notebook).filter(pk__in=ids)
    for pk, contact, subject, body in rows.values_list("id", "contact_id", "subject", "body"):
        yield _document(notebook, "outreach.letter", (pk, contact), subject, [body])


def notes(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """What was said."""
    rows = Note.objects.within(notebook).filter(pk__in=ids, trashed_at=None)
    for pk, contact, text in rows.values_list("id", "contact_id", "text"):
        yield _document(notebook, "notes.note", (pk, contact), "", [text])


def transcripts(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """What was said word for word. History never has these words, so they are read from the row, one at a time."""
    rows = Transcript.objects.within(notebook).filter(pk__in=ids).prefetch_related("interview__people")
    for found in rows.only("name", "pieces", "interview").iterator(1):
        about = next((person.contact_id for person in found.interview.people.all()), None)
        said = [str(text) for _, text, *_ in found.pieces]
        yield _document(notebook, "notes.transcript", (found.pk, about), found.name, [" ".join(said)], most=TALK)


def research(notebook: Notebook, ids: Iterable[UUID]) -> Iterator[Document]:
    """What was found out, with its source."""
    rows = ResearchNote.objects.within(notebook).filter(pk__in=ids)
    for pk, contact, fact, source in rows.values_list("id", "contact_id", "fact", "source"):
        yield _document(notebook, "people.researchnote", (pk, contact), "", [fact, source])


READERS: dict[str, tuple[Any, Reader]] = {
    "people.contact": (Contact, contacts),
    "people.organization": (Organization, organizations),
    "outreach.letter": (Letter, letters),
    "notes.note": (Note, notes),
    "notes.transcript": (Transcript, transcripts),
    "people.researchnote": (ResearchNote, research),
}
# Rows whose words stand in their contact's document.
OF_CONTACT = frozenset({"people.role", "people.tagging"})
# Rows that take others with them when they go, without a word in history.
PARENTS = frozenset(
    {"people.contact", "people.organization", "people.tag", "outreach.ask", "interviews.interview", "purpose.campaign"}
)


def _said_about(notebook: Notebook, ids: list[UUID]) -> dict[UUID, list[str]]:
    said: dict[UUID, list[str]] = {}
    roles = Role.objects.within(notebook).filter(contact__in=ids).order_by("-current")
    for contact, title, place in roles.values_list("contact_id", "title", "organization__name"):
        said.setdefault(contact, []).append(", ".join(filter(None, [title, place])))
    tags = Tagging.objects.within(notebook).filter(contact__in=ids)
    for contact, tag in tags.values_list("contact_id", "tag__name"):
        said.setdefault(contact, []).append(tag)
    return said


def _document(
    notebook: Notebook, subject: str, ids: tuple[UUID, UUID | None], name: str, body: list[str], *, most: int = BODY
) -> Document:
    words = " · ".join(filter(None, body)).replace("\x00", "")[:most]
    return Document(
        notebook=notebook, subject=subject, subject_id=ids[0], contact_id=ids[1], body=words,
        name=name[:NAME].replace("\x00", ""),
    )  # fmt: skip


def _apart(address: str) -> str:
    """The words of an address, which PostgreSQL takes for a single one: "ana home example"."""
    return re.sub(r"[@./:_-]+", " ", address) if "@" in address or "//" in address else ""
