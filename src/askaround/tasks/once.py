"""An effect that happens once, though its task may run more than once: written together with the end of the task.

A worker may be killed at any line, and its task is then leased again. So a task that must not happen twice has two
phases: whatever is slow or outside (a letter to a server, a file) first, without a transaction; then one short write
inside `once`, which also finishes the task. Either both are there or neither. What is outside cannot be undone by us;
it needs a key of its own at the other end, such as a Message-ID or a UID.

    @task(takes_context=True)
    def fetch_card(context: TaskContext, contact: str) -> None:
        card = fetch(contact)                # outside; safe to do again
        with once(context):
            Card.objects.create(text=card)   # here once, whatever happens
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from . import queue


class LeaseLostError(Exception):
    """Another worker has the task, or it is over: this run writes nothing."""


@contextmanager
def once(context: TaskContext, result: Any = None) -> Iterator[None]:
    """A transaction that begins by finishing the task, so that nobody else can write its effect too.

    Raises LeaseLostError, before anything is written, when the lease went to another worker. An error inside takes back
    both the effect and the finishing, and the task is tried again.
    """
    with transaction.atomic():
        if not queue.finish_held(context.task_result, normalize_json(result), now=timezone.now()):
            raise LeaseLostError
        yield
