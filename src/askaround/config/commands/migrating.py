"""`askaround migrate`: for those who host it. A seeker's own app does it by itself, after a backup."""

from argparse import ArgumentParser, Namespace

from askaround.config import opening

from . import DONE


def options(parser: ArgumentParser) -> None:
    """It takes none."""


def run(args: Namespace) -> int:
    """Migrate the database and fill the static files. On PostgreSQL make your own backup first."""
    home = opening.set_up()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from askaround.config import collecting, migrating

    if connection.vendor == "sqlite":
        changed = migrating.bring_up_to_date(now=timezone.now())
    else:
        found = migrating.state()
        migrating.refuse_newer(found)
        if changed := bool(found.pending):
            call_command("migrate", verbosity=0, interactive=False)
    collecting.collect_if_changed()
    print("The database is migrated." if changed else f"There was nothing to migrate. Static files are in {home}.")
    return DONE
