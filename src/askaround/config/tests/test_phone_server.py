"""The server behind the second door is patient with phones and short with everybody else."""

import contextlib
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from askaround.config import phone_server
from askaround.config.phone_certificates import prepare
from askaround.config.phone_server import FROM_ONE_ADDRESS, PhoneServer, Tls

from .test_server import free_port

NOW = datetime.now(UTC)
A_WHILE_AGO = NOW - timedelta(days=61)
Dial = Callable[[], ssl.SSLSocket]


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answers with the path; “/out” shows the door without reading what is sent."""
    out = environ["PATH_INFO"] == "/out"
    answer = environ["PATH_INFO"].encode()
    headers = [("Content-Length", str(len(answer))), *([("Connection", "close")] if out else [])]
    start_response("403 Forbidden" if out else "200 OK", headers)
    return [answer]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PhoneServer]:
    """It listens, and is twenty times as impatient as it really is."""
    monkeypatch.setattr(phone_server, "FOR_THE_HEAD", 0.5)
    running = PhoneServer("127.0.0.1", free_port(), echo, Tls(*prepare(tmp_path, "127.0.0.1", at=A_WHILE_AGO)))
    running.begin()
    yield running
    running.end()


@pytest.fixture
def dial(server: PhoneServer, tmp_path: Path) -> Iterator[Dial]:
    with contextlib.ExitStack() as closing:

        def connect() -> ssl.SSLSocket:
            context = ssl.create_default_context(cafile=str(tmp_path / "phone/authority.crt"))
            plain = closing.enter_context(socket.create_connection(server.bind_addr, timeout=5))
            return closing.enter_context(context.wrap_socket(plain, server_hostname="127.0.0.1"))

        yield connect


def head(path: str, *more: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: x", *more, "", ""]).encode()


def is_cut_off(connection: socket.socket, within: float) -> bool:
    """Nothing comes but the end, in time. A sender who goes on does not put it off."""
    until = time.monotonic() + within
    connection.settimeout(0.1)
    while time.monotonic() < until:
        try:
            connection.sendall(b"a")
            if not connection.recv(100):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def test_who_drips_a_head_is_cut_off(dial: Dial) -> None:
    connection = dial()
    connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert is_cut_off(connection, within=4)


def test_who_never_shakes_hands_is_cut_off(server: PhoneServer) -> None:
    with socket.create_connection(server.bind_addr, timeout=5) as plain:
        plain.sendall(b"\x16\x03\x01\x02\x00")  # the beginning of a greeting whose rest drips
        assert is_cut_off(plain, within=4)


def test_who_is_shown_out_is_not_listened_to(dial: Dial) -> None:
    connection = dial()
    begun = time.monotonic()
    connection.sendall(head("/out", "Content-Length: 900000000"))
    assert connection.recv(4096).startswith(b"HTTP/1.1 403")
    assert time.monotonic() - begun < 2


def test_a_head_without_end_is_refused(dial: Dial) -> None:
    connection = dial()
    with contextlib.suppress(OSError):
        connection.sendall(head("/", f"X-Much: {'a' * 100_000}"))
    with contextlib.suppress(OSError):
        assert not connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_one_address_does_not_take_every_worker(server: PhoneServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_server, "FOR_THE_HEAD", 5)
    with contextlib.ExitStack() as closing:
        for _ in range(3 * FROM_ONE_ADDRESS):
            closing.enter_context(socket.create_connection(server.bind_addr, timeout=5))
        time.sleep(0.5)
        assert server._from["127.0.0.1"] <= FROM_ONE_ADDRESS


def test_connections_that_ended_are_forgotten(server: PhoneServer, dial: Dial) -> None:
    for _ in range(2 * FROM_ONE_ADDRESS):
        connection = dial()
        connection.sendall(head("/a", "Content-Length: 0", "Connection: close"))
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    until = time.monotonic() + 5
    while server._from and time.monotonic() < until:
        time.sleep(0.05)
    assert not server._from
    assert not server.deadlines


def test_a_renewed_certificate_is_shown_to_the_next_who_comes(server: PhoneServer, dial: Dial, tmp_path: Path) -> None:
    before = dial().getpeercert(binary_form=True)
    server.ssl_adapter.renew(*prepare(tmp_path, "127.0.0.1", at=NOW))
    after = dial().getpeercert(binary_form=True)
    assert before != after


# cheroot leaves the socket that it could not bind to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_taken_port_is_an_error_at_once(server: PhoneServer, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No socket could be created"):
        PhoneServer("127.0.0.1", server.bind_addr[1], echo, server.ssl_adapter).begin()
