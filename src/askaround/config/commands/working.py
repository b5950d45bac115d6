"""`askaround worker`: the background tasks in a process of their own, for those who host it."""

import signal
import threading
from argparse import ArgumentParser, Namespace

from askaround.config import opening

from . import DONE


def options(parser: ArgumentParser) -> None:
    """It takes none."""


def run(args: Namespace) -> int:
    """Work until SIGTERM or Ctrl+C; the task at hand is finished first."""
    opening.open_home()
    from askaround.tasks.worker import Worker

    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    worker = Worker()
    worker.start()
    print("The worker looks for tasks. Stop it with Ctrl+C.", flush=True)
    while worker.is_alive() and not told.wait(1):
        pass
    worker.stop(timeout=60)
    return DONE
