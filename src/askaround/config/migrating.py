"""Is the database of this version, and how to bring it there. Read from file names and one table, which is fast.

A seeker's own database is migrated at the start, after a backup. A host's is migrated by a command, never by accident.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from askaround.tasks.planning import measure

from .commands import CommandError

Name = tuple[str, str]


@dataclass(frozen=True)
class State:
    """What the database lacks, and what it has that this version does not know."""

    pending: frozenset[Name]
    unknown: frozenset[Name]
    empty: bool


def known() -> frozenset[Name]:
    """Every migration that this version brings, by app and name."""
    return frozenset(
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in (Path(app.path) / "migrations").glob("[0-9]*.py")
    )


def state() -> State:
    """Compare the database with this version."""
    ours = known()
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return State(ours, frozenset(), empty=True)
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = frozenset((app, name) for app, name in cursor.fetchall())
    labels = {label for label, _ in ours}
    return State(ours - applied, frozenset(row for row in applied - ours if row[0] in labels), empty=not applied)


def refuse_newer(found: State) -> None:
    """Raises CommandError when a newer version has written this database."""
    if found.unknown:
        raise CommandError(
            "A newer version of Askaround has written this data, and this version would damage it."
            " Install the newer version, or restore a backup from before it."
        )


def bring_up_to_date(*, now: datetime) -> bool:
    """Migrate a seeker's own database, after a backup when there is data in it. True when there was anything to do.

    Raises CommandError for newer data, and on PostgreSQL, which its host migrates.
    """
    found = state()
    refuse_newer(found)
    if not found.pending:
        return False
    if connection.vendor != "sqlite":
        raise CommandError("The database is not migrated. Make a backup of it, then run: askaround migrate")
    if not found.empty:
        from askaround.exchange.backing_up import backup_into

        backup_into(Path(settings.HOME) / "backups", why="before-migrating", now=now)
    with _without_waiting_for_the_disk():
        call_command("migrate", verbosity=0, interactive=False)
        measure()
    return True


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Thirty migrations need not reach the disk one by one. NORMAL stays whole when the power goes; it begins again."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint")
