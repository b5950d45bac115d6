"""Undo: write the values from before back, one entry or one whole batch."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from .models import Batch, Entry
from .recording import record, values


class UndoError(Exception):
    """It cannot be undone any more; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def undo(entry: Entry, *, at: datetime) -> None:
    """Take one entry back: a row added goes, a row removed returns, a changed one gets its old values.

    Raises UndoError when the row has been changed since in one of the same fields.
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
            _refuse_if_touched(row, entry)
            record(row, "undone", at=at, before=values(row))
            row.delete()
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
    record(row, "undone", at=at, before=entry.after, after=entry.before)


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
