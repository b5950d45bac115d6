"""A way back from what was just done, for the sentence that says so."""

from django.urls import reverse

from askaround.accounts.models import Owned
from askaround.history.models import Entry


def way_back(row: Owned) -> str | None:
    """Where a click on Undo posts to: the last thing that happened to the row."""
    number = (
        Entry.objects.within(row.notebook_id)
        .filter(subject_id=row.pk, undone_at__isnull=True)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return reverse("undo", args=[number]) if number else None
