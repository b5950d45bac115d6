"""Snooze: a step put off or waved away."""

from django.db import models

from askaround.accounts.models import Owned


class Snooze(Owned):
    """One kind of step about one subject, put off until a time, or for good when `until` is empty."""

    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "kind", "subject_id"], name="snooze_once")]
