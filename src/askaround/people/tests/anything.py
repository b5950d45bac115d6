"""Rows of any noun, made from what its model says of itself; and a whole notebook as plain values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from askaround.accounts.models import Notebook, User
from askaround.history.recording import plain

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
ENDS = {"ends_at": NOW + timedelta(hours=1), "minutes": 20}
# History is not part of it, nor what is read from history.
NOT_KEPT = {"history.entry", "history.batch", "search.document", "search.cursor", "tasks.task"}


class Anything:
    """Makes rows of one notebook. `number` picks among the few values that each column has here."""

    def __init__(self, notebook: Notebook) -> None:
        self.notebook = notebook
        self.made: dict[tuple[str, int], Any] = {}

    def row(self, model: Any, number: int, **given: Any) -> Any | None:
        """A row of this noun; None when the database says that there may be no such row."""
        found = model(notebook=self.notebook, **self._values(model, number, given), **given)
        try:
            with transaction.atomic():
                found.save(force_insert=True)
        except IntegrityError:
            return None
        return found

    def _values(self, model: Any, number: int, given: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if field.primary_key or field.name == "notebook" or field.name in given or field.attname in given:
                continue
            if isinstance(field, models.ForeignKey):
                if not field.null:
                    values[field.name] = self._other(field.related_model, number)
            elif field.name in ENDS:
                values[field.name] = ENDS[field.name]
            elif not (field.null and number % 2):
                values[field.name] = _value(field, number)
        return values

    def _other(self, model: Any, number: int) -> Any:
        key = model._meta.label_lower, number % 2
        if model is User:
            return self.notebook.owner
        if key not in self.made:
            self.made[key] = self.row(model, number % 2) or model._base_manager.filter(notebook=self.notebook).first()
        return self.made[key]


def snapshot(notebook: Notebook) -> dict[str, list[dict[str, Any]]]:
    """Every row of the notebook in every column, as the export has them, but for history."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label not in NOT_KEPT and any(field.name == "notebook" for field in model._meta.concrete_fields):
            rows = model._base_manager.filter(notebook=notebook).order_by("pk")
            found[label] = [
                {f.attname: plain(getattr(row, f.attname)) for f in model._meta.concrete_fields} for row in rows
            ]
    return found


def _value(field: Any, number: int) -> Any:
    if field.choices:
        keys = [key for key, _ in field.flatchoices]
        return keys[number % len(keys)]
    if isinstance(field, models.BooleanField):
        return bool(number % 2) if field.has_default() else True
    if isinstance(field, models.DateTimeField):
        return NOW - timedelta(days=number % 3) if field.name != "trashed_at" else None
    if isinstance(field, models.DateField):
        return date(2026, 11, 20 - number % 3)
    if isinstance(field, models.IntegerField):
        return 10
    if isinstance(field, models.FloatField):
        return 0.5
    if isinstance(field, models.JSONField):
        return field.get_default()
    if isinstance(field, models.UUIDField):
        return None if field.null else field.get_default()
    if isinstance(field, models.CharField | models.TextField):
        return f"{field.name} {number % 3}"[: field.max_length or 100] if number % 5 or not field.blank else ""
    raise TypeError(field)
