"""Where a click on Undo goes: to the last thing that happened to a row."""

from uuid import UUID

from django.urls import reverse

from askaround.accounts.models import User
from askaround.history.models import Entry


def undo_url(user: User, subject: UUID) -> str | None:
    """The address that takes back what was last done to the row of this id; None when nothing is recorded."""
    last = Entry.objects.of(user).filter(subject_id=subject).order_by("number").last()
    return reverse("undo", args=[last.number]) if last else None
