"""Keeping the index: it reads on in history from where it stopped, and looks the rows up as they are now."""

import time
from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django_tasks import task

from askaround.accounts.models import Notebook
from askaround.history.models import Entry
from askaround.people.models import Role

from . import words
from .findable import OF_CONTACT, PARENTS, READERS
from .models import Cursor, Document

SLICE = 4000
WINDOW = 500
MANY = 400


def catch_up(notebook: Notebook, *, seconds: float | None = None) -> bool:
    """Read history from the cursor on, in slices; stop after `seconds`, if given. True when nothing is left."""
    until = None if seconds is None else time.monotonic() + seconds
    while True:
        read = _read_slice(notebook)
        if read < SLICE:
            return True
        if until is not None and time.monotonic() > until:
            return False


def rebuild(notebook: Notebook) -> int:
    """Forget the whole index of a notebook and make it anew from the rows. Returns how many things can be found."""
    with transaction.atomic():
        ids = list(Document.objects.within(notebook).values_list("pk", flat=True))
        words.drop(ids)
        Document.objects.within(notebook).delete()
        last = Entry.objects.within(notebook).aggregate(last=Max("number"))["last"] or 0
        for subject, (model, _) in READERS.items():
            _index(notebook, subject, set(model.objects.within(notebook).values_list("pk", flat=True)))
        Cursor.objects.update_or_create(notebook=notebook, defaults={"number": last, "recent": _window(notebook, last)})
    return int(Document.objects.within(notebook).count())


@task()
def go_on(notebook: str) -> None:
    """Read what is left, in the background; safe to run twice."""
    found = Notebook.objects.filter(pk=UUID(notebook)).first()
    if found is not None:
        catch_up(found)


def _read_slice(notebook: Notebook) -> int:
    """One slice of history in one transaction; how many entries it had."""
    found = Cursor.objects.within(notebook).first()
    number, recent = (found.number, set(found.recent)) if found else (0, set())
    rows = _unread(notebook, number, recent)
    if not rows:
        return 0
    with transaction.atomic():
        for subject, ids in _touched(notebook, rows).items():
            _index(notebook, subject, ids)
        if any(verb in {"removed", "undone"} and subject in PARENTS for _, verb, subject, _, _ in rows):
            _prune(notebook)
        last = max(number, rows[-1][0])
        Cursor.objects.update_or_create(notebook=notebook, defaults={"number": last, "recent": _window(notebook, last)})
    return len(rows)


def _unread(notebook: Notebook, number: int, recent: set[int]) -> list[Any]:
    """Entries after the cursor, and those that were committed late behind it."""
    since = number - WINDOW if _commits_out_of_order() else number
    rows = Entry.objects.within(notebook).filter(number__gt=since).order_by("number")
    found = rows.values_list("number", "verb", "subject", "subject_id", "contact_id")
    return [row for row in found[: SLICE + WINDOW] if row[0] > number or row[0] not in recent][:SLICE]


def _commits_out_of_order() -> bool:
    """On PostgreSQL two writers may commit in another order than they took their numbers in."""
    return connection.vendor == "postgresql"


def _window(notebook: Notebook, last: int) -> list[int]:
    """The numbers just below the cursor that are already read."""
    if not _commits_out_of_order():
        return []
    near = Entry.objects.within(notebook).filter(number__gt=last - WINDOW, number__lte=last)
    return list(near.values_list("number", flat=True))


def _touched(notebook: Notebook, rows: list[Any]) -> dict[str, set[UUID]]:
    """The ids to read again, by noun."""
    touched: dict[str, set[UUID]] = defaultdict(set)
    renamed: set[UUID] = set()
    for _, verb, subject, subject_id, contact_id in rows:
        if subject in OF_CONTACT and contact_id:
            touched["people.contact"].add(contact_id)
        elif subject in READERS:
            touched[subject].add(subject_id)
            if subject == "people.organization" and verb not in {"added", "imported"}:
                renamed.add(subject_id)
    if renamed:
        there = Role.objects.within(notebook).filter(organization__in=renamed)
        touched["people.contact"].update(there.values_list("contact_id", flat=True))
    return touched


def _index(notebook: Notebook, subject: str, ids: set[UUID]) -> None:
    """Put the documents of these rows in place of the old ones; a row that is gone leaves none."""
    _, read = READERS[subject]
    every = sorted(ids)
    for start in range(0, len(every), MANY):
        some = every[start : start + MANY]
        old = Document.objects.within(notebook).filter(subject_id__in=some)
        if kept := list(old.values_list("pk", flat=True)):
            words.drop(kept)
            old.filter(pk__in=kept).delete()
        made = Document.objects.bulk_create(read(notebook, some))
        words.put(made)


def _prune(notebook: Notebook) -> None:
    """Drop what went with its parent and was never named in history."""
    for subject, (model, _) in READERS.items():
        there = model.objects.within(notebook).values("pk")
        gone = Document.objects.within(notebook).filter(subject=subject).exclude(subject_id__in=there)
        if ids := list(gone.values_list("pk", flat=True)):
            words.drop(ids)
            Document.objects.within(notebook).filter(pk__in=ids).delete()


def forget(notebook: Notebook) -> None:
    """Forget a notebook that goes whole."""
    words.drop(list(Document.objects.within(notebook).values_list("pk", flat=True)))
    Document.objects.within(notebook).delete()
