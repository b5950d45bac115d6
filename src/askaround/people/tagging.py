"""Tags, and what is done to many people at once. Each bulk verb is one batch, taken back whole."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from askaround.accounts.models import Notebook
from askaround.history import recording
from askaround.history.models import Batch

from .adding import fitting
from .models import Contact, Tag, Tagging


def tag_named(notebook: Notebook, name: str, *, at: datetime, batch: Batch | None = None) -> Tag:
    """The notebook's tag of that name, whatever its case; made when it is new."""
    name = fitting(Tag, "name", name)
    found: Tag | None = Tag.objects.within(notebook).filter(name__iexact=name).first()
    if found is None:
        found = Tag(notebook=notebook, name=name, created_at=at)
        recording.create(found, at=at, batch=batch)
    return found


def tag(contact: Contact, name: str, *, at: datetime) -> None:
    """Put a tag on one contact."""
    tag_all(contact.notebook, [contact], name, at=at)


def untag(contact: Contact, name: str, *, at: datetime) -> None:
    """Take a tag off one contact."""
    untag_all(contact.notebook, [contact], name, at=at)


def tag_all(notebook: Notebook, contacts: Sequence[Contact], name: str, *, at: datetime) -> Batch:
    """Put a tag on each of the contacts that has it not yet."""
    with transaction.atomic():
        batch = _batch(notebook, "tagged", name, contacts, at=at)
        found = tag_named(notebook, name, at=at, batch=batch)
        have = set(found.taggings.filter(contact__in=contacts).values_list("contact_id", flat=True))
        for contact in contacts:
            if contact.pk not in have:
                tagging = Tagging(notebook=notebook, contact=contact, tag=found, created_at=at)
                recording.create(tagging, at=at, verb="tagged", batch=batch)
    return batch


def untag_all(notebook: Notebook, contacts: Sequence[Contact], name: str, *, at: datetime) -> Batch:
    """Take a tag off each of the contacts that has it."""
    with transaction.atomic():
        batch = _batch(notebook, "untagged", name, contacts, at=at)
        rows = Tagging.objects.within(notebook).filter(contact__in=contacts, tag__name__iexact=name.strip())
        for tagging in rows:
            recording.remove(tagging, at=at, verb="untagged", batch=batch)
    return batch


def archive_all(notebook: Notebook, contacts: Sequence[Contact], *, at: datetime) -> Batch:
    """Put each of the contacts out of the way."""
    with transaction.atomic():
        batch = _batch(notebook, "archived", "", contacts, at=at)
        for contact in contacts:
            recording.change(contact, at=at, verb="archived", batch=batch, archived_at=contact.archived_at or at)
    return batch


def throw_away_all(notebook: Notebook, contacts: Sequence[Contact], *, at: datetime) -> Batch:
    """Put each of the contacts into the trash."""
    with transaction.atomic():
        batch = _batch(notebook, "trashed", "", contacts, at=at)
        for contact in contacts:
            recording.change(contact, at=at, verb="trashed", batch=batch, trashed_at=at)
    return batch


def _batch(notebook: Notebook, verb: str, label: str, contacts: Sequence[Contact], *, at: datetime) -> Batch:
    facts = {"people": len(contacts)}
    batch: Batch = Batch.objects.create(notebook=notebook, verb=verb, label=label[:300], facts=facts, created_at=at)
    return batch
