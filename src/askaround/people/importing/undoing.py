"""Taking an import back. Who was touched since stays, and is named; the rest goes as if it had never come.

The same rules as `history.undoing`, for tens of thousands of rows: whatever else now hangs on a contact, from any
chapter, keeps them, so nothing of the seeker's own is deleted along. Of somebody who was here before, each field that
the import filled is emptied again unless it was changed since.
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
from askaround.people.models import Contact, LookAlike, Organization, ResearchNote, Role, Tag, Tagging, Tie, Touch

from .keeping_in_touch import BROUGHT
from .rows import Insert, update

_CHUNK = 500
_ENTRY = ("number", "subject", "subject_id", "contact_id", "before", "after")
# Taken back in bulk; the rest goes one by one.
_IN_BULK = ("people.contact", "people.organization", "people.tag", "people.role", "people.tie", "people.tagging")
# What comes with a contact and goes with them. A pair of look-alikes without one of the two is none.
_COME_ALONG: tuple[Any, ...] = (Role, Tie, Tagging, Touch, ResearchNote)
# What follows by itself from other things.
_COUNTED = frozenset({"sent", "received", "met", "last_contact_at", "version", "likely_level", "likely_function"})
_HANGING: tuple[Any, ...] = (*_COME_ALONG, LookAlike)


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
        # Who came with the import and stays with all that came along; and everybody who keeps something of it.
        self.whole: set[UUID] = set()
        self.stay: set[UUID] = set()
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
        for chunk in _chunks(self._of("people.contact", verb="imported")):
            self._look(chunk, touched)
        self._undo_rest()
        for chunk in _chunks(self._of("people.contact", verb=BROUGHT)):
            self._remove_touches(self._others(chunk))
        for model, verb in ((Tagging, "tagged"), (Tie, "added"), (Role, "added")):
            for chunk in _chunks(self._of(model._meta.label_lower, verb=verb)):
                self._remove_hanging(model, self._others(chunk))
        for chunk in _chunks(self._of("people.contact", verb="filled in", latest_first=True)):
            self._empty(self._others(chunk))
        for chunk in _chunks(self._of("people.contact", verb="imported")):
            self._remove(self._others(chunk))
        for noun in (Organization, Tag):
            self._remove_unused(noun)
        return sorted(name for _, name in Contact._base_manager.filter(pk__in=self.stay).values_list("pk", "name"))

    def _others(self, chunk: list[Any]) -> list[Any]:
        """Those of the entries that are not about somebody new who stays whole."""
        return [entry for entry in chunk if entry.contact_id not in self.whole]

    def _of(self, subject: str, *, verb: str = "added", latest_first: bool = False) -> Iterator[Any]:
        rows = self.entries.filter(subject=subject, verb=verb).values_list(*_ENTRY, named=True)
        step, order = ("number__lt", "-number") if latest_first else ("number__gt", "number")
        last: int | None = None
        while found := list((rows if last is None else rows.filter(**{step: last})).order_by(order)[:_CHUNK]):
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
            if model is LookAlike:
                continue
            mine = models.Q(**{f"{relation.field.name}__batch": self.batch})
            rows = model._base_manager.filter(mine)
            if model in _COME_ALONG:
                rows = rows.exclude(created_at=self.batch.created_at)
            touched.update(rows.values_list(relation.field.attname, flat=True))
        return touched

    def _look(self, chunk: list[Any], touched: set[UUID]) -> None:
        """Who of them was worked with since: told of, hung on, or different from what the import made them."""
        rows = self._rows(Contact, chunk)
        made = {entry.subject_id: dict(entry.after) for entry in chunk}
        fills = self.entries.filter(subject="people.contact", verb="filled in", contact_id__in=rows)
        for key, after in fills.order_by("number").values_list("subject_id", "after"):
            made[key].update(after)
        for key, row in rows.items():
            if key in touched or any(_changed(row, made[key], name) for name in made[key]):
                self.whole.add(key)
        self.stay |= self.whole

    def _undo_rest(self) -> None:
        """What goes one by one: jobs that had ended, what was changed, notes, the seeker's evidence."""
        single = models.Q(subject__in=_IN_BULK, verb__in=("ended", "changed")) | ~models.Q(subject__in=_IN_BULK)
        for entry in self.entries.filter(single).order_by("-number"):
            if entry.contact_id in self.whole:
                continue
            try:
                undo(entry, at=self.at)
            except UndoError:
                if entry.contact_id:
                    self.stay.add(entry.contact_id)

    def _remove_touches(self, chunk: list[Any]) -> None:
        """Messages go, and the facts of the tie's strength follow."""
        ids = [key for entry in chunk for key in entry.after.get("touches", ())]
        gone = Touch._base_manager.filter(notebook=self.batch.notebook_id, pk__in=ids)
        holders = set(gone.values_list("contact_id", flat=True)) | set(_ids(chunk))
        gone._raw_delete(gone.db)
        count_again(holders)
        self._settle(chunk, {})

    def _remove_hanging(self, model: Any, chunk: list[Any]) -> None:
        """Roles, ties and tags that came to people who were here, unless they were changed since."""
        rows = self._rows(model, chunk)
        going = [entry for entry in chunk if not _differs(rows.get(entry.subject_id), entry)]
        gone = model._base_manager.filter(pk__in=_ids(going))
        gone._raw_delete(gone.db)
        self._settle(going, {})
        self.stay.update(entry.contact_id for entry in chunk if _differs(rows.get(entry.subject_id), entry))

    def _remove(self, chunk: list[Any]) -> None:
        for model in _HANGING:
            for column in ("a", "b") if model is LookAlike else ("contact",):
                found = model._base_manager.filter(**{f"{column}__in": _ids(chunk)})
                found._raw_delete(found.db)
        gone = Contact._base_manager.filter(pk__in=_ids(chunk))
        gone._raw_delete(gone.db)
        self._settle(chunk, {})

    def _empty(self, chunk: list[Any]) -> None:
        """Take out again what was filled in, field by field; one that was changed since stays."""
        rows = self._rows(Contact, chunk)
        back = []
        for entry in chunk:
            if (row := rows.get(entry.subject_id)) is None:
                continue
            fields = tuple(name for name in entry.before if not _changed(row, entry.after, name))
            if fields:
                old = _read(entry.before, fields)
                update(Contact, fields, [(*old, entry.subject_id)], raising="version")
                row.update(zip(fields, old, strict=True))
                back.append(entry)
            if len(fields) < len(entry.before):
                self.stay.add(entry.subject_id)
        self._settle(back, {"back": True})

    def _remove_unused(self, model: Any) -> None:
        """Organizations and tags that came with the import, when nothing hangs on them any more."""
        for chunk in _chunks(self._of(model._meta.label_lower)):
            used: set[UUID] = set()
            for relation in model._meta.related_objects:
                other: Any = relation.related_model
                held = other._base_manager.filter(**{f"{relation.field.name}__in": _ids(chunk)})
                used.update(held.values_list(relation.field.attname, flat=True))
            rows = self._rows(model, chunk)
            going = [e for e in chunk if e.subject_id not in used and not _differs(rows.get(e.subject_id), e)]
            gone = model._base_manager.filter(pk__in=_ids(going))
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


def count_again(contacts: Iterable[UUID]) -> None:
    """Read the facts of the tie's strength from the touches of each contact again."""
    ways = ("sent", "received", "met")
    told = dict.fromkeys(contacts, (0, 0, 0, None))
    rows: Any = Touch._base_manager.filter(contact__in=list(told)).values("contact").order_by()
    counted = {way: models.Count("pk", filter=models.Q(direction=way)) for way in ways}
    for row in rows.annotate(last=models.Max("at"), **counted):
        told[row["contact"]] = (*(row[way] for way in ways), row["last"])
    update(Contact, (*ways, "last_contact_at"), [(*facts, key) for key, facts in told.items()])


def _differs(row: dict[str, Any] | None, entry: Any) -> bool:
    return row is not None and any(_changed(row, entry.after, name) for name in entry.after)


def _changed(row: dict[str, Any], made: dict[str, Any], name: str) -> bool:
    """A column that is something else now than the import made it. Touches speak for themselves."""
    if name not in row or name in _COUNTED or row[name] == made[name]:
        return False
    return bool(recording.plain(row[name]) != made[name])


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
