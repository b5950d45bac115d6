"""Which tables make up a notebook, in which order, and how a row of them is written as JSON and read back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from askaround.accounts.models import Notebook, User
from askaround.history.models import Entry
from askaround.history.recording import plain

Model = type[models.Model]
LEFT_OUT = {
    "accounts.membership": "who may open a notebook is a matter of the place where it lies",
    "mailbox.delivery": "a mail on its way belongs to the machine that sends it; what went out is told by the letter",
    "meaning.vector": "what a text means to the model is computed again from the text that is exported",
    "notes.recording": "it waits on this machine to be heard; the transcript that it becomes is exported",
    "people.upload": "a file between preview and apply; what it brought is exported",
    "desk.device": "where a browser is reached is a secret, and good only for the home that it was given to",
    "search.cursor": "the index is built again from what is exported",
    "search.document": "the index is built again from what is exported",
    "tasks.task": "work under way belongs to the machine that does it",
}
# Columns that no export has: a password must be typed again where the export is read.
SECRET = {
    "desk.remindersettings": frozenset({"feed_nonce"}),
    "calendars.calendaraccount": frozenset({"secret"}),
    "people.addressbook": frozenset({"secret"}),
    "mailbox.mailaccount": frozenset({"secret"}),
}
OWNER = "owner"
ROWS_AT_A_TIME = 1000


def tables() -> list[Model]:
    """Every model whose rows belong to a notebook, those that others point at first."""
    found = [model for model in apps.get_models() if _belongs_to_a_notebook(model)]
    ordered: list[Model] = []
    for model in sorted(found, key=lambda model: model._meta.label_lower):
        _after_what_it_points_at(model, found, ordered)
    return ordered


def has_notebook(model: Model) -> bool:
    """True when a row of it carries its notebook."""
    return any(field.name == "notebook" and field.related_model is Notebook for field in model._meta.concrete_fields)


def rows_of(model: Model, notebook: Notebook) -> "models.QuerySet[Any]":
    """All its rows in the notebook, the trash included, in an order that stays the same."""
    return model._default_manager.filter(notebook=notebook).order_by("pk")


def fields_of(model: Model) -> "list[models.Field[Any, Any]]":
    """The columns that are exported: all but the notebook, which is said once, and what is secret."""
    secret = SECRET.get(model._meta.label_lower, frozenset())
    return [field for field in model._meta.concrete_fields if field.name != "notebook" and field.name not in secret]


def as_json(row: models.Model, number: int, owner: int) -> dict[str, Any]:
    """The row as `notebook.json` keeps it. An entry's number is its place in this notebook."""
    found: dict[str, Any] = {}
    for field in fields_of(type(row)):
        value = getattr(row, field.attname)
        if field.related_model is User:
            found[field.attname] = OWNER if value == owner else None
        elif field.primary_key and isinstance(row, Entry):
            found[field.attname] = number
        else:
            found[field.attname] = plain(value)
    return found


def every_row(model: Model, notebook: Notebook) -> Iterator[dict[str, Any]]:
    """Its rows as JSON, read a thousand at a time."""
    rows = rows_of(model, notebook).iterator(chunk_size=ROWS_AT_A_TIME)
    for number, row in enumerate(rows, start=1):
        yield as_json(row, number, notebook.owner_id)


def arrows(model: Model) -> "Iterable[models.ForeignKey[Any, Any]]":
    """The fields by which it points at other exported rows."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and has_notebook(field.related_model):
            yield field


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the database for many reads. Nobody who writes waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _belongs_to_a_notebook(model: Model) -> bool:
    return has_notebook(model) and model._meta.label_lower not in LEFT_OUT


def _after_what_it_points_at(model: Model, found: list[Model], ordered: list[Model]) -> None:
    if model in ordered:
        return
    for field in model._meta.concrete_fields:
        other = field.related_model
        if isinstance(other, type) and other in found and other is not model:
            _after_what_it_points_at(other, found, ordered)
    ordered.append(model)
