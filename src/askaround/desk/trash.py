"""The trash: what was thrown away within 30 days, and taking it back or emptying it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from askaround.accounts.models import TRASH_DAYS, User
from askaround.history.recording import change, remove
from askaround.notes.models import Note
from askaround.people.models import Contact
from askaround.purpose.models import Campaign

NOUNS: tuple[tuple[str, Any], ...] = (("contact", Contact), ("note", Note), ("campaign", Campaign))
SHOWN = 200


@dataclass(frozen=True)
class Thrown:
    """One thing in the trash."""

    pk: UUID
    noun: str
    name: str
    trashed_at: datetime

    @property
    def gone_on(self) -> datetime:
        """When it goes for good."""
        return self.trashed_at + timedelta(days=TRASH_DAYS)


def thrown_away(user: User) -> list[Thrown]:
    """All that lies in the trash, the latest first."""
    rows = [
        Thrown(row.pk, noun, str(row), row.trashed_at)
        for noun, model in NOUNS
        for row in model.objects.in_trash(user).order_by("-trashed_at")[:SHOWN]
    ]
    return sorted(rows, key=lambda row: row.trashed_at, reverse=True)


def find(user: User, pk: UUID) -> Any:
    """The thing in the user's trash with that id, or None."""
    return next((row for _, model in NOUNS if (row := model.objects.in_trash(user).filter(pk=pk).first())), None)


def restore(row: Any, *, at: datetime) -> None:
    """Take it out of the trash."""
    change(row, at=at, verb="restored", trashed_at=None)


def empty(row: Any, *, at: datetime) -> None:
    """Delete it for good, with what hangs on it."""
    remove(row, at=at, verb="removed")
