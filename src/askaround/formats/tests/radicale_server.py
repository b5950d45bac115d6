"""A real Radicale for tests: two users, served on a free port of this machine, in a folder that goes with the test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from xml.sax.saxutils import escape

import httpx
from radicale import Application, config

NAME, PASSWORD = "alice", "an app password"
_MADE = (
    '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype>'
    "<collection/><c:addressbook/></resourcetype><displayname>{}</displayname></prop></set></mkcol>"
)

_CALENDAR = (
    '<?xml version="1.0"?><c:mkcalendar xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop>'
    "<displayname>{}</displayname><c:supported-calendar-component-set><c:comp name='{}'/>"
    "</c:supported-calendar-component-set></prop></set></c:mkcalendar>"
)


class _Threading(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        pass


def serve(app: Any, port: int = 0) -> WSGIServer:
    """Any WSGI app on this machine, until it is shut down."""
    server = make_server("127.0.0.1", port, app, server_class=_Threading, handler_class=_Silent)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


class Server:
    """Where it is, and how a phone would write to it."""

    def __init__(self, folder: Path) -> None:
        (folder / "users").write_text(f"{NAME}:{PASSWORD}\nbob:bobs\n")
        self.folder = folder
        self._begin(0)

    def _begin(self, port: int) -> None:
        settings = config.load()
        users = str(self.folder / "users")
        settings.update(
            {
                "auth": {"type": "htpasswd", "htpasswd_filename": users, "htpasswd_encryption": "plain", "delay": "0"},
                "storage": {"filesystem_folder": str(self.folder / "collections"), "max_sync_token_age": "2592000"},
                "logging": {"level": "critical"},
                "rights": {"type": "owner_only"},
            },
            "test",
            privileged=True,
        )  # fmt: skip
        self._server = serve(Application(settings), port)
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """It is down."""
        self._server.shutdown()
        self._server.server_close()

    def start_again(self) -> None:
        """It is up again, on the same port."""
        self._begin(self.port)

    def make_book(self, name: str, title: str) -> str:
        """A new address book of the user's; its address."""
        url = f"{self.url}/{NAME}/{name}/"
        self._ask("MKCOL", url, _MADE.format(escape(title)))
        return url

    def make_calendar(self, name: str, title: str, *, holds: str = "VEVENT") -> str:
        """A new calendar of the user's; its address."""
        url = f"{self.url}/{NAME}/{name}/"
        self._ask("MKCALENDAR", url, _CALENDAR.format(escape(title), holds))
        return url

    def put_event(self, calendar: str, uid: str, *lines: str) -> None:
        """Write an event, as a calendar program does."""
        event = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT"]
        made = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a phone//EN", *event, "END:VCALENDAR", ""]
        self._ask("PUT", f"{calendar}{uid}.ics", "\r\n".join(made))

    def events(self, calendar: str) -> dict[str, str]:
        """What lies in a calendar: each event by its file's name."""
        folder = self.folder / "collections" / "collection-root" / calendar.removeprefix(f"{self.url}/")
        return {each.name: each.read_text() for each in folder.glob("*.ics")}

    def change(self, calendar: str, name: str, old: str, new: str) -> None:
        """Change an event by hand, as a calendar program does."""
        text = self.events(calendar)[name]
        assert old in text, (old, text)
        self._ask("PUT", f"{calendar}{name}", text.replace(old, new))

    def put(self, book: str, name: str, *lines: str) -> None:
        """Write a card."""
        card = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"UID:{name}", *lines, "END:VCARD", ""])
        self._ask("PUT", f"{book}{name}.vcf", card)

    def remove(self, book: str, name: str, ending: str = "vcf") -> None:
        """Delete a card, or an event."""
        self._ask("DELETE", f"{book}{name}.{ending}", "")

    def forget_tokens(self) -> None:
        """As after a month: the server remembers no token any more."""
        for path in self.folder.rglob(".Radicale.cache/sync-token/*"):
            path.unlink()

    def _ask(self, method: str, url: str, body: str) -> None:
        answer = httpx.request(method, url, content=body.encode(), auth=(NAME, PASSWORD), trust_env=False)
        assert answer.status_code in (200, 201, 204), (method, url, answer.status_code, answer.text)


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """A server that runs for as long as the test does."""
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
