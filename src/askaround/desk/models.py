"""Snooze: a step put off or waved away."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from askaround.accounts.models import Notebook, Owned
from askaround.history.recording import change, create


class Snooze(Owned):
    """One kind of step about one subject, put off until a time, or for good when `until` is empty."""

    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    until = models.DateTimeField(null=True, blank=True)

    # Some steps are about a contact: what was put off stays so when two turn out to be one (`people.merging`).
    points_without_key = ("subject_id",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "kind", "subject_id"], name="snooze_once")]

    @classmethod
    def put_off(cls, notebook: Notebook, kind: str, subject: UUID, *, until: datetime | None, at: datetime) -> "Snooze":
        """Put a step off until a time, or wave it away for good with None. The last word counts."""
        with transaction.atomic():
            found: Snooze | None = cls.objects.within(notebook).filter(kind=kind, subject_id=subject).first()
            if found is None:
                found = cls(notebook=notebook, kind=kind, subject_id=subject, until=until, created_at=at)
                create(found, at=at, verb="put off" if until else "dismissed")
            else:
                change(found, at=at, verb="put off" if until else "dismissed", until=until)
        return found

    def meet(self, standing: "Snooze", filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], None]:
        """The same step put off twice is put off for the longer time."""
        if standing.until is None or self.until is None:
            return {"until": None}, None
        return {"until": max(standing.until, self.until)}, None

    def holds(self, *, now: datetime) -> bool:
        """Still put off."""
        return self.until is None or self.until > now
