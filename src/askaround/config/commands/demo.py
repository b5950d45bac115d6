"""`askaround demo`: the demo notebook, to look around first."""

from argparse import ArgumentParser, Namespace

from askaround.config import opening

from . import DONE


def options(parser: ArgumentParser) -> None:
    """It takes none."""


def run(args: Namespace) -> int:
    """Build the demo notebook and make it the active one; your own notebook stays as it is."""
    at = opening.open_home()
    from askaround.demo.building import build
    from askaround.history.recording import acting

    user = opening.seeker(at=at)
    with acting(user):
        notebook = build(user, now=at)
    notebook.open_for(user)
    print(f"The notebook “{notebook.name}” is open. Your own is untouched; throw the demo away on its page.")
    return DONE
