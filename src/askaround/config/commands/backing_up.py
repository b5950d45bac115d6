"""`askaround backup PATH`: the database and the files in one ZIP, without the key."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from askaround.config import opening

from . import DONE, CommandError


def options(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("path", metavar="PATH", help="the file to write")


def run(args: Namespace) -> int:
    """Write a backup; the app may run meanwhile."""
    path = Path(args.path).expanduser()
    if path.is_dir():
        raise CommandError(f"{path} is a folder. Name a file, such as {path / 'askaround-backup.zip'}")
    opening.open_home()
    from askaround.exchange.backing_up import BackupError, backup

    try:
        backup(path)
    except BackupError as error:
        raise CommandError(error.sentence) from error
    except OSError as error:
        raise CommandError(f"{path} cannot be written ({error.strerror}). Choose another place.") from error
    print(f"The backup is {path}. askaround restore {path.name} puts it back.")
    return DONE
