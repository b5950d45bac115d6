"""What is said of a merge once it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from askaround.history.models import Batch
from askaround.people.models import Contact

from .joining import MERGED


@dataclass(frozen=True)
class Merged:
    """Somebody who was merged into the contact, or into one who was."""

    name: str
    at: datetime
    batch: Batch


def merged_of(contact: Contact, merged: Sequence[UUID]) -> list[Merged]:
    """The merges that made the contact, the last one first; `merged` are the ids of who is in it."""
    if not merged:
        return []
    batches = Batch.objects.within(contact.notebook_id).filter(verb=MERGED, undone_at=None)
    found = batches.filter(facts__kept__in=[str(key) for key in (contact.pk, *merged)])
    made = [Merged(batch.label, _since(batch), batch) for batch in found]
    return sorted(made, key=lambda one: one.at, reverse=True)


def _since(batch: Batch) -> datetime:
    """When they were merged first: a merge that was lifted and laid again is as old as it was."""
    return datetime.fromisoformat(batch.facts["since"]) if "since" in batch.facts else batch.created_at
