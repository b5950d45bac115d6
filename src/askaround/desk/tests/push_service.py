"""A push service on this computer: it answers as it is told, checks who sends, and reads with the browser's half."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from askaround.formats.tests.push_reader import opened
from askaround.formats.web_push import decoded, encoded, point


class PushService(ThreadingHTTPServer):
    """One browser behind it. `answers` are given in turn, the last for ever: (status, headers)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), bytes(range(16))
        self.answers: list[tuple[int, dict[str, str]]] = [(201, {})]
        self.messages: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.wrong: list[str] = []
        self.asked = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/push/abc"

    @property
    def subscription(self) -> dict[str, str]:
        """What the browser would send us."""
        return {"address": self.address, "p256dh": encoded(point(self.key)), "auth": encoded(self.auth)}


class _Handler(BaseHTTPRequestHandler):
    server: PushService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        status, headers = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        try:
            self._check()
            told = json.loads(opened(body, self.server.key, self.server.auth))
            if 200 <= status < 300:
                self.server.messages.append(told)
                self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        except Exception as error:  # noqa: BLE001 - told to the test, which fails
            self.server.wrong.append(repr(error))
            status = 403
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _check(self) -> None:
        """The proof is signed by the key that it names, for this service."""
        token, _, public = self.headers["Authorization"].removeprefix("vapid t=").partition(", k=")
        said, _, signature = token.rpartition(".")
        both = decoded(signature)
        der = encode_dss_signature(int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big"))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(public))
        key.verify(der, said.encode(), ec.ECDSA(SHA256()))
        claims = json.loads(decoded(said.split(".")[1]))
        assert claims["aud"] == f"http://127.0.0.1:{self.server.server_address[1]}"
        assert claims["sub"].startswith(("mailto:", "https://"))
        assert self.headers["Content-Encoding"] == "aes128gcm"
        assert int(self.headers["TTL"]) >= 0
        assert len(self.headers["Topic"]) <= 32

    def log_message(self, *_: object) -> None:
        """Nothing on the screen of the tests."""


@contextmanager
def push_service() -> Iterator[PushService]:
    server = PushService()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
    assert not server.wrong
