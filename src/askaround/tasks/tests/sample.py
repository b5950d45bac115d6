"""Tasks for the tests: one that works, one that breaks, one that is refused, one that says how far it is."""

import time
from uuid import UUID

from django.utils import timezone
from django_tasks import TaskContext, task

from askaround.accounts.models import Notebook, User
from askaround.tasks.once import once
from askaround.tasks.progress import progress


class RefusedError(Exception):
    sentence = "The file is not a CSV. Save it as CSV and bring it again."


@task
def make_notebook(key: str, owner: int) -> str:
    time.sleep(0.005)
    Notebook.objects.get_or_create(
        pk=UUID(key), defaults={"name": key, "owner": User.objects.get(pk=owner), "created_at": timezone.now()}
    )
    return key


@task(takes_context=True)
def write_once(context: TaskContext, key: str, owner: int) -> None:
    """Writes a row that nothing but `once` keeps from being there twice."""
    time.sleep(0.005)
    with once(context):
        Notebook.objects.create(name=key, owner_id=owner, created_at=timezone.now())


@task(takes_context=True)
def break_after_writing(context: TaskContext, owner: int) -> None:
    with once(context):
        Notebook.objects.create(name="half", owner_id=owner, created_at=timezone.now())
        raise ZeroDivisionError


@task
def add(a: int, b: int) -> int:
    return a + b


@task
def break_down() -> None:
    raise ZeroDivisionError("by hand")


@task
def refuse() -> None:
    raise RefusedError


@task(takes_context=True)
def count(context: TaskContext, total: int) -> None:
    for done in range(total + 1):
        progress(context.task_result.id, done, total)
