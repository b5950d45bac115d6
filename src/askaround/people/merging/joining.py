"""The merge itself: one batch of history, in one transaction."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.models import Contact
from askaround.plain.refusal import RefusalError

from .meeting import Move
from .planning import Plan, plan

AT_ONCE = 500
# The verbs of a merge: of the kept contact, of the merged one, of all that hangs on it.
MERGED, INTO, MOVED = "merged", "merged into", "moved along"


class MergeError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


def merge(kept: Contact, other: Contact, *, at: datetime) -> Batch:
    """`other` is the same person as `kept`: everything of it is the kept one's from now on.

    Somebody merged before stands for the one they were merged into. Raises MergeError when the two are one already, or
    one of them lies in the trash.
    """
    return join(kept, other, at=at)


def join(kept: Contact, other: Contact, *, at: datetime, **facts: str) -> Batch:
    """As `merge`; `facts` are kept with the batch."""
    with transaction.atomic():
        kept, other = _both(kept, other)
        batch: Batch = Batch.objects.create(
            notebook_id=kept.notebook_id, verb=MERGED, label=other.name, created_at=at,
            facts={"kept": str(kept.pk), "other": str(other.pk), **facts},
        )  # fmt: skip
        _write(plan(kept, other, at=at), batch, at=at)
    return batch


def _both(kept: Contact, other: Contact) -> tuple[Contact, Contact]:
    """The two as they are now, nobody else writing to them meanwhile."""
    fresh = Contact.objects.within(kept.notebook_id).in_bulk([kept.pk, other.pk])
    ids = [found.root().pk for one in (kept, other) if (found := fresh.get(one.pk))]
    if len(ids) < 2 or ids[0] == ids[1]:
        raise MergeError(f"{kept.name} and {other.name} are one already.")
    rows = Contact.objects.within(kept.notebook_id).filter(pk__in=ids).order_by("pk").select_for_update()
    found = {row.pk: row for row in rows}
    for row in found.values():
        if row.trashed_at:
            raise MergeError(f"{row.name} is in the trash. Take them back first.")
    return found[ids[0]], found[ids[1]]


def _write(planned: Plan, batch: Batch, *, at: datetime) -> None:
    kept, other, found = planned.kept, planned.other, planned.hanging
    # The merged one goes first: a profile's address may stand only once among those who are there.
    recording.change(other, at=at, verb=INTO, batch=batch, merged_into_id=kept.pk, merged_at=at, trashed_at=at)
    if not recording.change(kept, at=at, verb=MERGED, batch=batch, **planned.new):
        recording.record(kept, MERGED, at=at, batch=batch)
    for standing in found.standing:
        recording.change(standing.row, at=at, verb=MOVED, contact=kept.pk, batch=batch, **standing.new)
    for row in found.gone:
        recording.remove(row, at=at, verb=MOVED, contact=kept.pk, batch=batch)
    for _, moves in groupby(found.moves, key=lambda move: (type(move.row), tuple(move.new.items()))):
        _move(list(moves), kept, batch, at=at)


def _move(moves: list[Move], kept: Contact, batch: Batch, *, at: datetime) -> None:
    """Rows of one noun with the same values to write: at once, and an entry for each."""
    model: Any = type(moves[0].row)
    entries = []
    for move in moves:
        before = recording.values(move.row, move.new)
        for column, value in move.new.items():
            setattr(move.row, column, value)
        after = recording.values(move.row, move.new)
        entries.append(
            recording.entry(move.row, MOVED, at=at, before=before, after=after, contact=kept.pk, batch=batch)
        )
    write(model, [move.row.pk for move in moves], moves[0].new)
    recording.record_all(entries)


def write(model: Any, keys: list[Any], new: dict[str, Any]) -> None:
    """The same values into many rows, by column."""
    for start in range(0, len(keys), AT_ONCE):
        model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).update(**new)
