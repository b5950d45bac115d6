"""Writing what happened. Every verb of every chapter calls `record`; bulk verbs call `record_all`."""

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from askaround.accounts.models import Owned, User

from .models import Batch, Entry

_actor: ContextVar[User | None] = ContextVar("actor", default=None)


@contextmanager
def acting(user: User | None) -> Any:
    """Within it, entries are signed by `user`. The middleware wraps each request in it."""
    token = _actor.set(user)
    try:
        yield
    finally:
        _actor.reset(token)


def actor() -> User | None:
    """Who acts now; nobody, outside of a request."""
    return _actor.get()


def plain(value: object) -> Any:
    """A field's value as JSON keeps it: ids and times as text, one moment always as one text."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    return value


def values(row: models.Model, fields: Iterable[str] | None = None) -> dict[str, Any]:
    """The row's own columns by attribute name (`organization_id`), as JSON keeps them; secrets are left out."""
    wanted = set(fields) if fields is not None else None
    unrecorded: frozenset[str] = getattr(row, "UNRECORDED", frozenset())
    return {
        field.attname: plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if (wanted is None or field.name in wanted or field.attname in wanted) and field.name not in unrecorded
    }


def entry(
    row: Owned,
    verb: str,
    *,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    contact: UUID | None = None,
    batch: Batch | None = None,
) -> Entry:
    """An entry not yet saved. The contact is the row itself, or its `contact_id`, unless named."""
    concerned = contact or getattr(row, "contact_id", None)
    if concerned is None and row._meta.label_lower == "people.contact":
        concerned = row.pk
    return Entry(
        notebook_id=row.notebook_id,
        by=actor(),
        at=at,
        verb=verb,
        subject=row._meta.label_lower,
        subject_id=row.pk,
        contact_id=concerned,
        batch=batch,
        before={name: plain(value) for name, value in (before or {}).items()},
        after={name: plain(value) for name, value in (after or {}).items()},
    )


def record(
    row: Owned,
    verb: str,
    *,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    contact: UUID | None = None,
    batch: Batch | None = None,
) -> Entry:
    """Write one entry: `verb` happened to `row` at `at`, changing `before` into `after`."""
    made = entry(row, verb, at=at, before=before, after=after, contact=contact, batch=batch)
    made.save(force_insert=True)
    return made


def record_all(entries: Iterable[Entry]) -> None:
    """Write many entries of a bulk verb."""
    Entry.objects.bulk_create(entries, batch_size=2000)


def create(
    row: Owned, *, at: datetime, verb: str = "added", contact: UUID | None = None, batch: Batch | None = None
) -> None:
    """Save a new row and record it, in one transaction."""
    with transaction.atomic():
        row.save(force_insert=True)
        record(row, verb, at=at, after=values(row), contact=contact, batch=batch)


def change(
    row: Owned,
    *,
    at: datetime,
    verb: str = "changed",
    contact: UUID | None = None,
    batch: Batch | None = None,
    **new: Any,
) -> bool:
    """Set the named fields, write only those that differ, record before and after. False when nothing differs."""
    differing = {name: value for name, value in new.items() if getattr(row, name) != value}
    if not differing:
        return False
    before = values(row, differing)
    with transaction.atomic():
        for name, value in differing.items():
            setattr(row, name, value)
        row.save(update_fields=list(differing))
        record(row, verb, at=at, before=before, after=values(row, differing), contact=contact, batch=batch)
    return True


def remove(
    row: Owned, *, at: datetime, verb: str = "removed", contact: UUID | None = None, batch: Batch | None = None
) -> None:
    """Delete a row; its last values stay in history, and its id with it, so it can be undone."""
    key = row.pk
    with transaction.atomic():
        record(row, verb, at=at, before=values(row), contact=contact, batch=batch)
        row.delete()
        row.pk = key
        row.settle()
