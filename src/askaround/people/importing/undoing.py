"""Taking an import back. Who was touched since stays, and is named; the rest goes as if it had never come.

The same rules as `history.undoing`, for tens of thousands of rows: whatever else now hangs on a contact, from any
chapter, keeps them, so nothing of the seeker's own is deleted along.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models, transaction

from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.history.undoing import UndoError, undo
from askaround.people.models import Contact, Organization, Role, Tie

from .rows import Insert, update

_CHUNK = 500
_ENTRY = ("number", "subject", "subject_id", "contact_id", "before", "after")
# Taken back in bulk; the rest goes one by one.
_IN_BULK = ("people.contact", "people.organization")


def undo_import(batch: Batch, *, at: datetime) -> list[str]:
    """Take the whole import back. Returns the names of those who stay, having been worked with since."""
    with transaction.atomic():
        if not Batch.objects.within(batch.notebook_id).filter(pk=batch.pk, undone_at=None).update(undone_at=at):
            return []
        kept = _Undoing(batch, at=at).run()
        batch.undone_at = at
        batch.facts = {**batch.facts, "stayed": len(kept), "stayed_names": kept[:50]}
        batch.save(update_fields=["facts"])
    return kept


class _Undoing:
    def __init__(self, batch: Batch, *, at: datetime) -> None:
        self.batch, self.at = batch, at
        self.entries = Entry.objects.within(batch.notebook_id).filter(batch=batch, undone_at__isnull=True)
        self._undone = Insert(
            Entry,
            ("subject", "subject_id", "contact_id", "before", "after"),
            notebook_id=batch.notebook_id,
            at=at,
            by_id=_by(),
            verb="undone",
        )

    def run(self) -> list[str]:
        touched = self._touched()
        names: list[str] = []
        self._undo_rest()
        for chunk in _chunks(self._of("people.contact", verb="imported")):
            names += self._remove(chunk, touched)
        for chunk in _chunks(self._of("people.contact", verb="filled in")):
            names += self._empty(chunk)
        self._remove_organizations()
        return sorted(names)

    def _of(self, subject: str, *, verb: str) -> Iterator[Any]:
        rows = self.entries.filter(subject=subject, verb=verb).values_list(*_ENTRY, named=True)
        last = 0
        while found := list(rows.filter(number__gt=last).order_by("number")[:_CHUNK]):
            yield from found
            last = found[-1].number

    def _touched(self) -> set[UUID]:
        """Contacts that anything else is told about since, or that anything else hangs on, whichever chapter's."""
        entries = Entry.objects.within(self.batch.notebook_id)
        first = entries.filter(batch=self.batch).values_list("number", flat=True).order_by("number").first() or 0
        since = entries.filter(number__gt=first, contact_id__isnull=False).exclude(batch=self.batch)
        touched = set(since.values_list("contact_id", flat=True))
        for relation in Contact._meta.related_objects:
            model: Any = relation.related_model
            mine = models.Q(**{f"{relation.field.name}__batch": self.batch})
            rows = model._base_manager.filter(mine)
            if model in {Role, Tie}:
                rows = rows.exclude(created_at=self.batch.created_at)
            touched.update(rows.values_list(relation.field.attname, flat=True))
        return touched

    def _undo_rest(self) -> None:
        """What is neither contact nor organization: roles and ties of people who were here, the seeker's evidence."""
        for entry in self.entries.exclude(subject__in=_IN_BULK).order_by("-number"):
            try:
                undo(entry, at=self.at)
            except UndoError:
                continue

    def _remove(self, chunk: list[Any], touched: set[UUID]) -> list[str]:
        rows = self._rows(Contact, chunk)
        stay = {key for key in rows if key in touched}
        stay |= {e.subject_id for e in chunk if e.subject_id in rows and _differs(rows[e.subject_id], e)}
        going = [key for key in rows if key not in stay]
        for model in (Role, Tie):
            found = model._base_manager.filter(contact__in=going)
            found._raw_delete(found.db)
        gone = Contact._base_manager.filter(pk__in=going)
        gone._raw_delete(gone.db)
        self._settle([entry for entry in chunk if entry.subject_id not in stay], {})
        return [rows[key]["name"] for key in stay]

    def _empty(self, chunk: list[Any]) -> list[str]:
        """Take out again what was filled in, unless it was changed since."""
        rows = self._rows(Contact, chunk)
        stay = [e for e in chunk if e.subject_id in rows and _differs(rows[e.subject_id], e)]
        kept = {entry.number for entry in stay}
        back = [entry for entry in chunk if entry.number not in kept and entry.subject_id in rows]
        for entry in back:
            names = tuple(entry.before)
            update(Contact, names, [(*_read(entry.before, names), entry.subject_id)], raising="version")
        self._settle(back, {"back": True})
        return [rows[entry.subject_id]["name"] for entry in stay]

    def _remove_organizations(self) -> None:
        """Those that came with the import, when nothing hangs on them any more."""
        for chunk in _chunks(self._of("people.organization", verb="added")):
            used: set[UUID] = set()
            for relation in Organization._meta.related_objects:
                model: Any = relation.related_model
                held = model._base_manager.filter(**{f"{relation.field.name}__in": _ids(chunk)})
                used.update(held.values_list(relation.field.attname, flat=True))
            rows = self._rows(Organization, chunk)
            going = [e for e in chunk if e.subject_id not in used and not _differs(rows.get(e.subject_id), e)]
            gone = Organization._base_manager.filter(pk__in=_ids(going))
            gone._raw_delete(gone.db)
            self._settle(going, {})

    def _rows(self, model: Any, chunk: list[Any]) -> dict[UUID, dict[str, Any]]:
        """The rows as they are now, by id and by column."""
        found = model.objects.within(self.batch.notebook_id).filter(pk__in=_ids(chunk)).values()
        return {row["id"]: row for row in found.iterator()}

    def _settle(self, entries: list[Any], back: dict[str, Any]) -> None:
        """Write that they were undone, and mark them."""
        self._undone.write((e.subject, e.subject_id, e.contact_id, e.after, e.before if back else {}) for e in entries)
        Entry.objects.filter(number__in=[entry.number for entry in entries]).update(undone_at=self.at)


def _differs(row: dict[str, Any] | None, entry: Any) -> bool:
    if row is None:
        return False
    changed = (name for name, value in entry.after.items() if name in row and row[name] != value)
    return any(recording.plain(row[name]) != entry.after[name] for name in changed)


def _read(kept: dict[str, Any], names: Iterable[str]) -> list[Any]:
    fields: dict[str, Any] = {field.name: field for field in Contact._meta.concrete_fields}
    return [fields[name].to_python(kept[name]) for name in names]


def _ids(entries: Iterable[Any]) -> list[UUID]:
    return [entry.subject_id for entry in entries]


def _by() -> int | None:
    actor = recording.actor()
    return actor.pk if actor else None


def _chunks(entries: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(entries, _CHUNK)):
        yield chunk
