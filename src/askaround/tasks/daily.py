"""What is done once a day, or every few minutes. A row on disk says whether it was: no cron is needed."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from .models import Task

KEPT = timedelta(days=30)
# What runs every few minutes leaves hundreds of rows a day, and nobody asks what yesterday's brought.
REGULAR_KEPT = timedelta(days=1)
_DAILY = uuid.UUID("5b0c5a52-5b7e-5f0c-9f0f-3f6d8d3a4f11")


def enqueue_due(*, now: datetime) -> int:
    """Enqueue each of `settings.DAILY_TASKS` that today (UTC) has not seen yet. Returns how many were new.

    The id is made from the name and the day: two workers at midnight write the same row, and it stands once.
    """
    return _enqueue(
        {uuid.uuid5(_DAILY, f"{function} {now.date()}"): function for function in settings.DAILY_TASKS}, now
    )


def enqueue_regular(*, now: datetime) -> int:
    """Enqueue each of `settings.REGULAR_TASKS` (name: minutes) once in every stretch of so many minutes.

    A stretch missed while nothing ran is not caught up. Returns how many were new.
    """
    minute = int(now.timestamp()) // 60
    return _enqueue(
        {
            uuid.uuid5(_DAILY, f"{function} {every} {minute // every}"): function
            for function, every in settings.REGULAR_TASKS.items()
        },
        now,
    )


def _enqueue(wanted: dict[uuid.UUID, str], now: datetime) -> int:
    known = set(Task.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
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
    """Drop what was done or buried 30 days ago; what runs every few minutes, after a day."""
    now = timezone.now()
    before = now - KEPT
    regular, _ = Task.objects.filter(function__in=settings.REGULAR_TASKS, finished_at__lt=now - REGULAR_KEPT).delete()
    done, _ = Task.objects.filter(finished_at__lt=before).delete()
    dead, _ = Task.objects.filter(failed_at__lt=before).delete()
    return regular + done + dead
