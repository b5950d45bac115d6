"""The lease table as a queue: claim, beat, finish, put off, bury. Each is one short transaction."""

from datetime import datetime, timedelta
from threading import Event
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django_tasks.base import TaskResult

from .models import Task

LEASE = timedelta(seconds=60)
MAX_TRIES = 5
# A task may be cut short more often than it may fail: most often the machine was at fault and not the task.
MAX_LEASES = 10
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)

# Set when a task of this process was committed, so that the worker beside need not wait for its next look.
knock = Event()


def due(now: datetime) -> QuerySet[Task]:
    """What may be leased now: neither done nor dead, its time come, and nobody holding it."""
    return (
        Task.objects.filter(finished_at__isnull=True, failed_at__isnull=True, run_after__lte=now)
        .filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))
        .order_by("-priority", "run_after", "enqueued_at")
    )


def claim(worker: str, *, now: datetime) -> Task | None:
    """Lease the next task, or None. Two workers never get the same one."""
    if not due(now).exists():  # A look costs no write lock; most looks find nothing.
        return None
    with transaction.atomic():
        rows = due(now)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        task = rows.first()
        if task is None:
            return None
        if task.tries >= MAX_LEASES:
            _bury(task, "The worker stopped in the middle of it, each time.", now=now)
            return None
        task.worker, task.lease_until, task.tries = worker, now + LEASE, task.tries + 1
        task.started_at = task.started_at or now
        task.save(update_fields=["worker", "lease_until", "tries", "started_at"])
    return task


def beat(task: Task, *, now: datetime) -> bool:
    """Hold the lease longer. False when it is lost: another worker has the task, or it is over."""
    return bool(_held(task).update(lease_until=now + LEASE))


def finish(task: Task, result: Any, *, now: datetime) -> bool:
    """Write down that it is done, unless the lease was lost meanwhile."""
    return _finish(_held(task), result, now)


def finish_held(run: TaskResult[Any], result: Any, *, now: datetime) -> bool:
    """The same, from within a task: `run` is what its context names."""
    held = _unfinished().filter(pk=run.id, worker__in=run.worker_ids[-1:], tries=run.attempts)
    return _finish(held, result, now)


def put_off(task: Task, error: str, *, now: datetime) -> None:
    """It failed: try again after a pause that doubles, or bury it after the last try."""
    if task.tries >= MAX_TRIES:
        _bury(task, error, now=now)
        return
    pause = min(FIRST_PAUSE * 2 ** (task.tries - 1), LONGEST_PAUSE)
    _held(task).update(lease_until=None, run_after=now + pause, error=error)


def bury(task: Task, error: str, *, now: datetime) -> None:
    """It will never work: say why and try no more."""
    _held(task).update(failed_at=now, lease_until=None, error=error)


def give_back(worker: str) -> None:
    """Free what `worker` holds; it stops."""
    _unfinished().filter(worker=worker).update(lease_until=None)


def free_all() -> None:
    """Free every lease. Only for a start that knows itself alone: the seeker's app, which holds the home's lock."""
    _unfinished().filter(lease_until__isnull=False).update(lease_until=None)


def _finish(held: QuerySet[Task], result: Any, now: datetime) -> bool:
    return bool(held.update(finished_at=now, lease_until=None, result=result, error=""))


def _unfinished() -> QuerySet[Task]:
    return Task.objects.filter(finished_at__isnull=True, failed_at__isnull=True)


def _held(task: Task) -> QuerySet[Task]:
    return _unfinished().filter(pk=task.pk, worker=task.worker, tries=task.tries)


def _bury(task: Task, error: str, *, now: datetime) -> None:
    Task.objects.filter(pk=task.pk).update(failed_at=now, lease_until=None, error=task.error or error)
