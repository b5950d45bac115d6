"""`askaround export PATH`: everything in one ZIP."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from askaround.config import opening

from . import DONE, CommandError


def options(parser: ArgumentParser) -> None:
    """Where to, and another notebook."""
    parser.add_argument("path", metavar="PATH", help="the ZIP to write; one that is there is replaced")
    opening.notebook_option(parser)


def run(args: Namespace) -> int:
    """Write the ZIP beside, then move it into place: a half one is never seen."""
    path = Path(args.path).expanduser()
    if path.is_dir():
        raise CommandError(f"{path} is a folder. Name a file, such as {path / 'askaround.zip'}")
    at = opening.open_home()
    from askaround.exchange.exporting import export

    user = opening.seeker(at=at)
    notebook = opening.notebook_of(user, args)
    try:
        export(notebook, path, now=at)
    except OSError as error:
        raise CommandError(f"{path} cannot be written ({error.strerror}). Choose another place.") from error
    print(f"“{notebook.name}” is in {path}. askaround import {path.name} reads it again.")
    return DONE
