"""How far a task is. The count is kept in memory for the process that works and in the row for every other."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from .models import Task

# A task that holds one long transaction cannot show its row to others, so the page in the same process reads this.
_live: dict[str, tuple[int, int]] = {}


@dataclass(frozen=True)
class Progress:
    """`done` of `total` (0 while unknown), and whether it is over; `error` says why when it failed."""

    done: int
    total: int
    finished: bool
    failed: bool
    error: str

    @property
    def percent(self) -> int:
        """0 to 100; 100 only when it is over."""
        if self.finished:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


def progress(task_id: str | UUID, done: int, total: int) -> None:
    """Say how far it is. Cheap enough for every few hundred rows; outside a transaction others see it too."""
    _live[str(task_id)] = (done, total)
    if not connection.in_atomic_block:
        Task.objects.filter(pk=task_id).update(done=done, total=total)


def progress_of(task_id: str | UUID) -> Progress | None:
    """How far it is, or None when there is no such task. The caller has checked whose it is."""
    row = Task.objects.filter(pk=task_id).only("done", "total", "finished_at", "failed_at", "error").first()
    return progress_now(row) if row is not None else None


def progress_now(row: Task) -> Progress:
    """How far the task of that row is."""
    done, total = max((row.done, row.total), _live.get(str(row.pk), (0, 0)))
    over = bool(row.finished_at or row.failed_at)
    return Progress(done, total, over, bool(row.failed_at), row.error if row.failed_at else "")


def forget(task: Task) -> None:
    """The task is over: write its last count into the row and drop it from memory."""
    if (last := _live.pop(str(task.pk), None)) is not None:
        Task.objects.filter(pk=task.pk).update(done=last[0], total=last[1])
