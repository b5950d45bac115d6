"""What the worker does here once a day, by itself."""

from django.db import connection
from django.utils import timezone
from django_tasks import task

from askaround.people.photos import forget_unused

from . import backing_up, erasing


@task
def back_up() -> str:
    """Today's backup; seven are kept. A host backs PostgreSQL up with its own tools."""
    if connection.vendor != "sqlite":
        return ""
    return backing_up.backup_into(backing_up.folder(), why="daily", now=timezone.now()).name


@task
def empty_trash() -> int:
    """Erase what has lain in the trash for thirty days."""
    return erasing.empty_trash(now=timezone.now())


@task
def forget_photos() -> int:
    """Delete the pictures that no contact has had for thirty days."""
    return forget_unused(now=timezone.now())
