"""Merging every sure pair at once: one batch to take back, with a merge of its own for each pair."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from askaround.accounts.models import Notebook
from askaround.history.models import Batch
from askaround.people.models import Contact

from .joining import MergeError, join

MERGED_ALL = "merged all"


def merge_all(notebook: Notebook, pairs: Iterable[tuple[Contact, Contact]], *, at: datetime) -> Batch:
    """Merge each second contact into its first one. Those who are one already by then are passed over."""
    with transaction.atomic():
        batch: Batch = Batch.objects.create(notebook=notebook, verb=MERGED_ALL, created_at=at)
        merged = 0
        for kept, other in pairs:
            try:
                join(kept, other, at=at, within=str(batch.pk))
            except MergeError:
                continue
            merged += 1
        batch.facts = {"merged": merged}
        batch.save(update_fields=["facts"])
    return batch
