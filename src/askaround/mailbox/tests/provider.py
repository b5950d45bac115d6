"""A provider of access tokens on loopback: asks who one is, gives a code, then tokens (OAuth 2 with PKCE)."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .servers import EMAIL


@dataclass
class Provider:
    """What it has given out, and whether it still stands by it."""

    port: int = 0
    codes: dict[str, str] = field(default_factory=dict)
    refresh: str = "refresh-1"
    tokens: int = 0
    taken_back: bool = False
    down: bool = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        """The access token given out last."""
        return f"token-{self.tokens}"

    def settings(self) -> dict[str, dict[str, str]]:
        """As the host's settings name it."""
        one = {
            "client_id": "askaround", "client_secret": "s", "authorize": f"{self.address}/authorize",
            "token": f"{self.address}/token", "scope": "mail",
        }  # fmt: skip
        return {"google": one, "microsoft": {**one, "client_id": ""}}

    def agree(self, address: str) -> dict[str, str]:
        """What the seeker's browser comes back with after they said yes at that address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def answer(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What the token's address answers."""
        if asked["grant_type"] == "authorization_code":
            made = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).decode()
            if self.codes.pop(asked["code"], "") != made.rstrip("="):
                return 400, {"error": "invalid_grant"}
            return 200, {"access_token": "unused", "refresh_token": self.refresh, "expires_in": 3600}
        if self.taken_back or asked["refresh_token"] != self.refresh:
            return 400, {"error": "invalid_grant"}
        self.tokens += 1
        self.refresh = f"refresh-{self.tokens + 1}"
        return 200, {"access_token": self.token, "refresh_token": self.refresh, "expires_in": 3600}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Start one."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            if self.path == "/whose":
                good = asked.get("token") == provider.token
                status, said = 200, {"active": "true" if good else "false", "email": EMAIL}
            elif provider.down:
                status, said = 503, {}
            else:
                status, said = provider.answer(asked)
            raw = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
