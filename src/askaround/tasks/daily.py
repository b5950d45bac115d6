"""What is done once a day. Whether today's was done is a row on disk: no cron is needed, no restart repeats it."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from .models import Task

KEPT = timedelta(days=30)
_DAILY = uuid.UUID("5b0c5a52-5b7e-5f0c-9f0f-3f6d8d3a4f11")


def enqueue_due(*, now: datetime) -> int:
    """Enqueue each of `settings.DAILY_TASKS` that today (UTC) has not seen yet. Returns how many were new.

    The id is made from the name and the day: two workers at midnight write the same row, and it stands once.
    """
    day = now.date()
    wanted = {uuid.uuid5(_DAILY, f"{function} {day}"): function for function in settings.DAILY_TASKS}
    known = set(Task.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    rows = [
        Task(pk=key, function=function, run_after=now, enqueued_at=now, priority=-10)
        for key, function in wanted.items()
        if key not in known
    ]
    if rows:
        Task.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@task
def forget_old() -> int:
    """Drop what was done or buried 30 days ago."""
    before = timezone.now() - KEPT
    done, _ = Task.objects.filter(finished_at__lt=before).delete()
    dead, _ = Task.objects.filter(failed_at__lt=before).delete()
    return done + dead
