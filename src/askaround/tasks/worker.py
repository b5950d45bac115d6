"""The worker: leases tasks and runs them, one after the other, in a thread beside the server or in its own process."""

import logging
import os
import secrets
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from . import daily, progress, queue
from .backend import function_of, result_of
from .models import Task
from .once import LeaseLostError

log = logging.getLogger("askaround.tasks")
LOOK_EVERY = 2.0
BEAT_EVERY = queue.LEASE.total_seconds() / 4
ERROR_LENGTH = 8000


def worker_name() -> str:
    """A name that no other worker has had: leases are held under it."""
    return f"{os.getpid()}-{secrets.token_hex(6)}"


def run_once(worker: str | None = None) -> bool:
    """Lease one task and run it. False when nothing is due."""
    task = queue.claim(worker or worker_name(), now=timezone.now())
    if task is None:
        return False
    with _beating(task):
        _run(task)
    progress.forget(task)
    return True


def run_all(worker: str | None = None) -> int:
    """Run until nothing is due. Returns how many ran. For tests and for commands that must not leave work behind."""
    count = 0
    while run_once(worker):
        count += 1
    return count


class Worker(threading.Thread):
    """Looks for work until `stop` is called. Daily tasks are enqueued by looking at the clock."""

    def __init__(self, *, daily_after: float = 20) -> None:
        super().__init__(name="worker", daemon=True)
        self.worker = worker_name()
        # The first page comes before the day's backup.
        self._daily_from = time.monotonic() + daily_after
        self._stopping = threading.Event()

    def run(self) -> None:
        """The loop. A database that is away for a moment (locked, restarted) is waited for, not died of."""
        try:
            while not self._stopping.is_set():
                self._look()
        finally:
            self._leave()

    def stop(self, timeout: float = 10) -> None:
        """Finish the task at hand, begin no other. What takes longer is leased again at the next start."""
        self._stopping.set()
        queue.knock.set()
        self.join(timeout)

    def _look(self) -> None:
        queue.knock.clear()
        try:
            close_old_connections()
            if time.monotonic() >= self._daily_from:
                daily.enqueue_due(now=timezone.now())
                daily.enqueue_regular(now=timezone.now())
            while not self._stopping.is_set() and run_once(self.worker):
                pass
        except DatabaseError:
            log.warning("The worker cannot reach the database; it looks again in a moment.", exc_info=True)
            connections.close_all()
        if not self._stopping.is_set():
            queue.knock.wait(LOOK_EVERY)

    def _leave(self) -> None:
        try:
            queue.give_back(self.worker)
        except DatabaseError:
            log.warning("The worker could not give its leases back; they expire by themselves.")
        connections.close_all()


def _run(task: Task) -> None:
    try:
        result = _call(task)
    except LeaseLostError:
        log.warning("task %s %s went to another worker", task.function, task.pk)
        return
    except Exception as error:  # noqa: BLE001 - whatever a task raises must be kept with it and must not end the worker
        _failed(task, error)
        return
    # False when the task has finished itself, by `once`, or when another worker has it.
    queue.finish(task, result, now=timezone.now())


def _call(task: Task) -> Any:
    function = function_of(task)
    if function.takes_context:
        context = TaskContext(task_result=result_of(task, function))
        return normalize_json(function.func(context, *task.args, **task.kwargs))
    return normalize_json(function.func(*task.args, **task.kwargs))


def _failed(task: Task, error: Exception) -> None:
    # An error that carries a sentence is a refusal: trying again would be refused again.
    if sentence := getattr(error, "sentence", ""):
        queue.bury(task, str(sentence), now=timezone.now())
        return
    log.error("task %s %s failed at try %s", task.function, task.pk, task.tries, exc_info=error)
    text = "".join(traceback.format_exception(error))[-ERROR_LENGTH:]
    queue.put_off(task, text, now=timezone.now())


@contextmanager
def _beating(task: Task) -> Iterator[None]:
    """Hold the lease from a second thread while the task runs."""
    over = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(task, over), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat_until(task: Task, over: threading.Event) -> None:
    while not over.wait(BEAT_EVERY):
        try:
            held = queue.beat(task, now=timezone.now())
        except DatabaseError:
            continue
        finally:
            connections.close_all()
        if not held:
            return
