"""The embedded server of one seeker: waitress and the worker in one process, on loopback only."""

import os
import signal
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING, Any

from . import env
from .commands import CommandError

if TYPE_CHECKING:
    from askaround.tasks.worker import Worker

    from .phone_door import PhoneDoor

HOST = "127.0.0.1"
THREADS = 8


class Server:
    """Waitress on a socket that is already bound, and the worker beside. `run` returns after SIGTERM or Ctrl+C."""

    def __init__(self, listening: socket.socket) -> None:
        from django.core.wsgi import get_wsgi_application
        from waitress.server import create_server  # type: ignore[import-untyped]

        self._server: Any = create_server(
            get_wsgi_application(),
            sockets=[listening],
            threads=THREADS,
            ident="Askaround",
            clear_untrusted_proxy_headers=True,
        )
        self._worker = _worker()
        self._door = _door()

    def run(self) -> None:
        """Serve until told to stop; then let the task at hand finish and close."""
        self._worker.start()
        try:
            if self._door and (said := self._door.begin()):
                print(said, flush=True)
            self._server.run()
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            if self._door:
                self._door.end()
            self._worker.stop()
            self._server.close()


def stop_when_told() -> None:
    """From here on SIGTERM and Ctrl+C end the process in order: what was begun is closed, the lock is released."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)


def bind(port: int) -> socket.socket:
    """Listen on loopback. Raises CommandError when somebody else has the port."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise CommandError(
            f"Port {port} is taken by another program. Stop that one, or set ASKAROUND_PORT to a free port;"
            " it is kept for this data folder."
        ) from error
    return listening


def open_browser(url: str) -> None:
    """Show the page, unless ASKAROUND_BROWSER=0 or there is no screen. Never waits for the browser."""
    screen = (
        os.name == "nt" or sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if env.flag("BROWSER", default=True) and screen:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _worker() -> "Worker":
    from askaround.tasks.worker import Worker

    return Worker()


def _door() -> "PhoneDoor | None":
    """The second door, for phones: a host has an address for everybody instead."""
    from django.conf import settings

    if not settings.LOCAL:
        return None
    from askaround.accounts.listening import hang

    from .phone_door import PhoneDoor

    port = settings.PHONE_PORT or settings.PORT % 65535 + 1
    door = PhoneDoor(settings.HOME, port, fixed=bool(settings.PHONE_PORT), only=settings.PHONE_ADDRESS)
    hang(door)
    return door


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)
