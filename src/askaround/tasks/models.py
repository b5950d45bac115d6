"""Task: one piece of slow work, with its lease, its tries and its progress."""

from django.db import models

from askaround.accounts.models import Notebook
from askaround.plain.ids import new_id


class Task(models.Model):
    """Waiting until `lease_until` is set; done when `finished_at` is; dead when `tries` ran out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notebook = models.ForeignKey(Notebook, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    function = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=60, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after"],
                condition=models.Q(finished_at__isnull=True, failed_at__isnull=True),
                name="task_to_do",
            )
        ]
