"""`askaround`: start the app, or open the one that runs."""

import os
from argparse import Namespace
from pathlib import Path

from askaround.config import running

from . import DONE, CommandError


def run(args: Namespace) -> int:
    """Start the app of this home and serve until told to stop. A second start opens the first."""
    home = home_folder()
    lock = running.take(home)
    if lock is None:
        return _open_the_running_one(home)
    try:
        _serve(home, lock)
    finally:
        lock.release()
    return DONE


def home_folder() -> Path:
    """The data folder, without loading the settings."""
    from django.core.exceptions import ImproperlyConfigured

    from askaround.config import env

    try:
        return env.home()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def _serve(home: Path, lock: running.Lock) -> None:
    from askaround.config import env, opening, server

    opening.set_up()
    from django.conf import settings
    from django.utils import timezone

    from askaround.config import collecting, migrating
    from askaround.tasks import queue

    server.stop_when_told()
    listening = server.bind(settings.PORT)
    if migrating.bring_up_to_date(now=timezone.now()):
        print(f"The database in {home} is ready.", flush=True)
    collecting.collect_if_changed()
    queue.free_all()
    serving = server.Server(listening)
    env.keep_port(home, settings.PORT)
    lock.tell(settings.PORT)
    _say_where()
    serving.run()


def _say_where() -> None:
    from django.conf import settings

    from askaround.config import server

    if not settings.LOCAL:
        print(f"Askaround answers on http://{server.HOST}:{settings.PORT} for {settings.SITE_URL}.", flush=True)
        return
    from askaround.accounts.links import make_link

    link = make_link()
    print(f"Askaround is at {link}", flush=True)
    print("The link signs you in once; for another browser: askaround link. Stop with Ctrl+C.", flush=True)
    server.open_browser(link)


def _open_the_running_one(home: Path) -> int:
    from askaround.config import opening, server

    first = running.who(home)
    if first is None or not first.port:
        raise CommandError("Askaround is just starting or stopping on this data. Try again in a moment.")
    # The link must lead to the app that runs, whatever port this start was told.
    os.environ["ASKAROUND_PORT"] = str(first.port)
    opening.set_up()
    from askaround.accounts.links import make_link

    link = make_link()
    print(f"Askaround already runs on this data: {link}", flush=True)
    server.open_browser(link)
    return DONE
