"""`askaround link`: a fresh one-time link to the running app."""

import os
from argparse import ArgumentParser, Namespace

from askaround.config import opening, running

from . import DONE, CommandError


def options(parser: ArgumentParser) -> None:
    """It takes none."""


def run(args: Namespace) -> int:
    """Print the link."""
    from .starting import home_folder

    first = running.who(home_folder())
    if first is None or not first.port:
        raise CommandError("Askaround does not run on this data. Start it: askaround")
    os.environ["ASKAROUND_PORT"] = str(first.port)
    opening.set_up()
    from askaround.accounts.links import make_link

    print(make_link())
    return DONE
