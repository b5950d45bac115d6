"""The server behind the second door: cheroot with TLS, made patient with phones and short with everybody else.

What cheroot leaves to its caller is done here: the handshake happens in a worker and not in the one thread that takes
connections; handshake and head of a request have ten seconds together, however slowly they drip; one address has six
connections, as many as a browser opens, and so can't take
every worker; and who is shown out is not listened to further.
"""

import contextlib
import logging
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cheroot.makefile import MakeFile
from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.ssl import Adapter
from cheroot.wsgi import Gateway_10, Server

from askaround.accounts.phone_gate import HOSTS, PhoneRequest

WORKERS = 12
FOR_THE_HEAD = 10
FROM_ONE_ADDRESS = 6
HEAD_BYTES = 32 * 1024
log = logging.getLogger("askaround.phone")
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def application(hosts: frozenset[str]) -> Application:
    """The app as it is behind the second door, where it is called by one of `hosts` ("192.168.1.20:8766")."""
    from django.core.handlers.wsgi import WSGIHandler

    class Handler(WSGIHandler):
        request_class = PhoneRequest

    handler: Any = Handler()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # No header can say this: what comes from a header begins with HTTP_.
        environ[HOSTS] = hosts
        found: Iterable[bytes] = handler(environ, start_response)
        return found

    return answer


class Tls(Adapter):
    """Encrypts with a certificate that may be renewed while it serves."""

    def __init__(self, certificate: Path, key: Path) -> None:
        super().__init__(str(certificate), str(key))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.renew(certificate, key)

    def renew(self, certificate: Path, key: Path) -> None:
        """Connections from now on see this certificate."""
        self.context.load_cert_chain(certificate, key)

    def bind(self, sock: Any) -> Any:
        """Nothing to do before a connection is there."""
        return sock

    def wrap(self, sock: Any) -> tuple[Any, dict[str, Any]]:
        """The connection, its handshake still to come."""
        wrapped = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return wrapped, self.get_environ()

    def get_environ(self) -> dict[str, Any]:
        """What the app learns of it: that it is encrypted."""
        return {"wsgi.url_scheme": "https", "HTTPS": "on"}

    def makefile(self, sock: Any, mode: str = "r", bufsize: int = -1) -> Any:
        """As without TLS: the socket decrypts by itself."""
        return MakeFile(sock, mode, bufsize)


class Reading(HTTPRequest):
    """A request whose head must be there in time."""

    def parse_request(self) -> None:
        """Read the head. The clock began with the connection, or with the worker that took it up again."""
        try:
            super().parse_request()
        finally:
            self.server.deadlines.pop(self.conn, None)


class Connection(HTTPConnection):
    """A connection whose handshake a worker makes."""

    RequestHandlerClass = Reading
    shaken = False

    def communicate(self) -> bool:
        """Handshake first, then one request. True when the connection stays for the next one."""
        self.server.deadlines[self] = time.monotonic() + FOR_THE_HEAD
        try:
            if not self.shaken:
                self.socket.do_handshake()
                self.shaken = True
            return bool(super().communicate())  # type: ignore[no-untyped-call]
        except (OSError, ValueError):
            return False  # No TLS, plain HTTP, or gone again: there is nobody to answer.
        finally:
            self.server.deadlines.pop(self, None)
            self.server.done_with(self.remote_addr)


class Answering(Gateway_10):
    """Tells cheroot to close where the app says so; without that it would read a stranger's body to its end."""

    def start_response(self, status: str, headers: Any, exc_info: Any = None) -> Any:
        """As cheroot has it, but for `Connection: close`."""
        if ("Connection", "close") in headers:
            self.req.close_connection = True
        return super().start_response(status, headers, exc_info)


class PhoneServer(Server):
    """Serves one address. `begin` binds and returns; `end` returns when nobody listens any more."""

    ConnectionClass = Connection
    max_request_header_size = HEAD_BYTES

    def __init__(self, address: str, port: int, app: Application, tls: Tls) -> None:
        super().__init__(
            (address, port), app, numthreads=WORKERS, max=WORKERS, server_name="Askaround", request_queue_size=32,
            timeout=FOR_THE_HEAD, shutdown_timeout=2,
        )  # fmt: skip
        self.gateway = Answering
        self.ssl_adapter = tls
        self.deadlines: dict[Connection, float] = {}
        self._from: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Bind, and serve in threads of its own. Raises OSError when the port or the address is not to be had."""
        self.prepare()
        for work in (self.serve, self._watch):
            threading.Thread(target=work, name="second door", daemon=True).start()

    def end(self) -> None:
        """Stop listening; requests under way have two seconds."""
        self.stop()

    def process_conn(self, conn: Any) -> None:
        """Hand a connection to a worker, unless its address has enough of them."""
        with self._lock:
            full = self._from[conn.remote_addr] >= FROM_ONE_ADDRESS
            if not full:
                self._from[conn.remote_addr] += 1
        if full:
            with contextlib.suppress(OSError):
                conn.close()
        else:
            super().process_conn(conn)

    def done_with(self, address: str | None) -> None:
        """A worker is free again."""
        with self._lock:
            self._from[address or ""] -= 1
            if self._from[address or ""] <= 0:
                del self._from[address or ""]

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:  # noqa: FBT001
        """Strangers make noise; only what is our fault is an error."""
        log.log(logging.ERROR if level >= logging.ERROR else logging.DEBUG, "%s", msg, exc_info=traceback)

    def _watch(self) -> None:
        """Cut off who drips: a timeout of the socket begins anew with each byte, this clock doesn't."""
        while self.ready:
            time.sleep(0.5)
            now = time.monotonic()
            for conn, until in list(self.deadlines.items()):
                if until < now:
                    self.deadlines.pop(conn, None)
                    _cut(conn.socket)


def _cut(connection: Any) -> None:
    """Wake the worker that reads from it. The plain socket's own verb: TLS's would wait for the other side."""
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        log.debug("A slow connection was gone already.")
