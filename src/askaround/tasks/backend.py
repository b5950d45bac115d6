"""The Tasks API (`django.tasks` of Django 6) over our own lease table."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task as Function
from django_tasks.base import TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from . import queue
from .models import Task

T = TypeVar("T")


class LeasedBackend(BaseTaskBackend):
    """Enqueues a row in the caller's transaction: it is there if and only if what it belongs to was committed.

    A keyword argument `notebook` (an id as text) ties the task to that notebook: it goes when the notebook goes.
    """

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: "Function[Any, T]", args: Any, kwargs: Any) -> "TaskResult[T]":
        """Write the row and, after the commit, wake the worker beside."""
        self.validate_task(task)
        now = timezone.now()
        row = Task(
            function=task.module_path,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            notebook_id=kwargs.get("notebook"),
            queue=task.queue_name,
            priority=task.priority,
            run_after=task.run_after or now,
            enqueued_at=now,
        )
        row.save(force_insert=True)
        transaction.on_commit(queue.knock.set)
        return result_of(row, task)

    def get_result(self, result_id: str) -> "TaskResult[Any]":
        """What came of a task so far. Raises TaskResultDoesNotExist when there is none of that id."""
        try:
            row = Task.objects.filter(pk=UUID(str(result_id))).first()
        except ValueError:
            row = None
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(row, function_of(row))


def function_of(row: Task) -> "Function[Any, Any]":
    """The `@task` function that the row names. Raises ImportError when this version has none of that name."""
    found: Function[Any, Any] = import_string(row.function)
    return found


def status_of(row: Task) -> TaskResultStatus:
    """Ready, running, failed or successful, derived from the row's times."""
    if row.failed_at:
        return TaskResultStatus.FAILED
    if row.finished_at:
        return TaskResultStatus.SUCCESSFUL
    return TaskResultStatus.RUNNING if row.lease_until else TaskResultStatus.READY


def result_of(row: Task, function: "Function[Any, Any]") -> "TaskResult[Any]":
    """The row as the Tasks API shows it."""
    result: TaskResult[Any] = TaskResult(
        task=function,
        id=str(row.pk),
        status=status_of(row),
        enqueued_at=row.enqueued_at,
        started_at=row.started_at,
        finished_at=row.finished_at or row.failed_at,
        last_attempted_at=row.started_at,
        args=row.args,
        kwargs=row.kwargs,
        backend="default",
        errors=[TaskError(exception_class_path="builtins.RuntimeError", traceback=row.error)] if row.error else [],
        worker_ids=[row.worker] * row.tries,
    )
    object.__setattr__(result, "_return_value", row.result)
    return result
