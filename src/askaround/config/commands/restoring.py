"""`askaround restore PATH`: a backup in the place of what is here, which is backed up first."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from askaround.config import opening, running

from . import DONE, CommandError
from .starting import home_folder


def options(parser: ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("path", metavar="PATH", help="a backup made by Askaround")


def run(args: Namespace) -> int:
    """Put the backup in place. Refused while the app runs, since it would go on writing into what was replaced."""
    home = home_folder()
    lock = running.take(home)
    if lock is None:
        raise CommandError("Askaround runs on this data. Stop it first (Ctrl+C in its terminal), then restore.")
    try:
        _restore(Path(args.path).expanduser())
    finally:
        lock.release()
    return DONE


def _restore(path: Path) -> None:
    opening.set_up()
    from django.utils import timezone

    from askaround.config import migrating
    from askaround.exchange.backing_up import BackupError, restore

    now = timezone.now()
    try:
        kept = restore(path, now=now, known=migrating.known())
    except BackupError as error:
        raise CommandError(error.sentence) from error
    migrating.bring_up_to_date(now=now)
    print(f"The backup {path.name} is in place. Start Askaround: askaround")
    if kept:
        print(f"What was here before is kept in {kept}.")
