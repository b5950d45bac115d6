"""Undo: write the values from before back, one entry or one whole batch."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from askaround.accounts.models import Owned
from askaround.plain.refusal import RefusalError

from .hanging import falling_with, letting_go_of
from .models import Batch, Entry
from .recording import record, values

# An import knows for itself who may go again, so none of its people goes by a single click.
_BROUGHT = frozenset({"imported", "filled in", "messages brought"})
# A merge comes apart whole or not at all.
_MERGED = frozenset({"merged", "merged into", "moved along", "taken apart", "moved back"})

# What was deleted so that nobody can read it any more.
_FOR_GOOD = frozenset({"transcript deleted"})


class UndoError(RefusalError):
    """It cannot be undone any more; `sentence` says why and what to do."""


def way_back(row: Owned) -> str | None:
    """Where a click on Undo posts to: what was last done to the row and still stands."""
    standing = Entry.objects.within(row.notebook_id).filter(subject_id=row.pk, undone_at__isnull=True)
    last = standing.order_by("number").last()
    return reverse("undo", args=[last.number]) if last else None


def undo_alone(entry: Entry, *, at: datetime) -> None:
    """Take one entry back that the seeker points at. Raises UndoError, also when it goes only with its batch."""
    if entry.batch_id and entry.verb in _BROUGHT:
        raise UndoError("This came with an import. Take the whole import back, from the page where you brought it.")
    if entry.batch_id and entry.verb in _MERGED:
        raise UndoError("This is part of a merge. Take the merge apart, from the page of the person.")
    if entry.verb == "transcript brought":
        raise UndoError("Delete the transcript on its own page: then its words are gone everywhere.")
    if entry.verb in _FOR_GOOD:
        raise UndoError("It was deleted for good. Bring the file once more, if you still have it.")
    undo(entry, at=at)


def undo(entry: Entry, *, at: datetime) -> None:
    """Take one entry back: a row added goes, a row removed returns, a changed one gets its old values.

    Raises UndoError when the row has been changed since in one of the same fields, or when an added row has got
    others to hold since, which would go with it.
    """
    if entry.undone_at:
        return
    with transaction.atomic():
        _write_back(entry, at=at)
        entry.undone_at = at
        entry.save(update_fields=["undone_at"])


def undo_batch(batch: Batch, *, at: datetime) -> list[Entry]:
    """Take a whole batch back, last entry first. Returns the entries that were left, being edited since."""
    kept: list[Entry] = []
    if batch.undone_at:
        return kept
    with transaction.atomic():
        for entry in batch.entries.filter(undone_at__isnull=True).order_by("-number"):
            try:
                undo(entry, at=at)
            except UndoError:
                kept.append(entry)
        batch.undone_at = at
        batch.save(update_fields=["undone_at"])
    return kept


def _write_back(entry: Entry, *, at: datetime) -> None:
    model: Any = apps.get_model(entry.subject)
    row = model._base_manager.filter(pk=entry.subject_id).first()
    if not entry.before:
        if row is not None:
            _take_away(row, entry, at=at)
        return
    if row is None:
        row = model(**_read(model, entry.before))
        row.save(force_insert=True)
    else:
        _refuse_if_touched(row, entry)
        old = _read(model, entry.before)
        for name, value in old.items():
            setattr(row, name, value)
        row.save(update_fields=[model._meta.get_field(_field_name(model, name)).name for name in old])
    record(row, "undone", at=at, before=entry.after, after=entry.before, contact=entry.contact_id)
    row.settle()


def _take_away(row: Owned, entry: Entry, *, at: datetime) -> None:
    """Delete what was added, and first what was added along with it. What came later keeps it here."""
    _refuse_if_touched(row, entry)
    along = list(falling_with(row))
    if letting_go_of(row) or any(_moment(each) > entry.at for each in along):
        raise UndoError("More was added to this since, so it stays. Take that back first.")
    theirs = Entry.objects.within(entry.notebook_id).filter(subject_id__in=[each.pk for each in along], undone_at=None)
    for one in theirs.filter(number__gt=entry.number).order_by("-number"):
        undo(one, at=at)
    record(row, "undone", at=at, before=values(row), contact=entry.contact_id)
    row.delete()
    row.settle()


def _moment(row: Any) -> datetime:
    return row.at if isinstance(row, Entry) else row.created_at


def _refuse_if_touched(row: models.Model, entry: Entry) -> None:
    now = values(row)
    changed = [name for name, value in entry.after.items() if name in now and now[name] != value]
    if changed:
        raise UndoError("This was changed again since, so it stays as it is. Change it by hand.")


def _field_name(model: type[models.Model], attname: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if field.attname == attname)


def _read(model: type[models.Model], kept: dict[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in kept.items() if name in fields}
