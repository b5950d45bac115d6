"""Fetching from servers that a person names: https, within limits of size and time, and never from inside a host.

Every address is looked up and judged before the connection is made, and the connection goes to the very address that
was judged; each redirect is judged again. Where the app runs on the seeker's own machine (`local`), plain http is
allowed to the machine itself, and servers at home may be asked.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from askaround.plain.refusal import RefusalError

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 120.0
MOST_REDIRECTS = 5
_ONE_STEP = 20.0
_MOST_ADDRESSES = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class FetchError(RefusalError):
    """It could not be fetched; `sentence` says why and what to do."""


class NotReachedError(FetchError):
    """The server was not found, or does not answer: nothing of the request has left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. `url` is where it came from at last."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Fetcher:
    """Asks servers. With `user` and `password` it signs in where it was sent first, and at that server's neighbours."""

    def __init__(self, *, local: bool, user: str = "", password: str = "", most_bytes: int = MOST_BYTES) -> None:
        import httpx

        self.local, self.most_bytes = local, most_bytes
        self._auth = httpx.BasicAuth(user.encode(), password.encode()) if user else None
        self._home = ""
        # No proxy and no .netrc from the environment: the address that was judged is the one that is asked.
        self._client = httpx.Client(timeout=_ONE_STEP, follow_redirects=False, trust_env=False)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request, redirects followed with the same method. Raises FetchError; every status is an answer."""
        until = time.monotonic() + MOST_SECONDS
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask_once(method, url, body, headers or {}, until)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not target:
                return answer
            url = urljoin(url, target)
        raise FetchError(f"{_host(url)} sends from one address to the next without an end.")

    def _ask_once(self, method: str, url: str, body: bytes, headers: Mapping[str, str], until: float) -> Answer:
        host, addresses = self._judged(url)
        request = self._client.build_request(method, url, content=body, headers=dict(headers))
        shown, name = request.headers["Host"], request.url
        for last, address in enumerate(addresses, start=1 - len(addresses)):
            # The connection goes to an address that was judged, whatever the name means a moment later.
            request.url = name.copy_with(host=address)
            request.headers["Host"] = shown
            request.extensions["sni_hostname"] = host
            try:
                return self._sent(request, url, host, until)
            except NotReachedError as error:
                if last == 0:
                    raise NotReachedError(error.sentence) from None
        raise FetchError(f"{host} does not answer.")

    def _sent(self, request: "httpx.Request", url: str, host: str, until: float) -> Answer:
        import httpx

        try:
            answer = self._client.send(request, stream=True, auth=self._auth if self._is_trusted(url) else None)
            try:
                return Answer(answer.status_code, url, _lower(answer.headers.items()), self._body(answer, host, until))
            finally:
                answer.close()
        except httpx.ConnectTimeout:
            raise NotReachedError(f"{host} did not answer in time. Try again later.") from None
        except httpx.TimeoutException:
            raise FetchError(f"{host} did not answer in time. Try again later.") from None
        except httpx.ConnectError as error:
            raise NotReachedError(_why_not_connected(host, error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ssl.SSLError, OSError, ValueError):
            raise FetchError(f"The connection to {host} broke off. Try again later.") from None

    def _body(self, answer: "httpx.Response", host: str, until: float) -> bytes:
        pieces, size = [], 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self.most_bytes:
                raise FetchError(f"{host} sends more than {self.most_bytes // 1024 // 1024} MB at once.")
            if time.monotonic() > until:
                raise FetchError(f"{host} is too slow. Try again later.")
            pieces.append(piece)
        return b"".join(pieces)

    def _judged(self, url: str) -> tuple[str, list[str]]:
        """The host's name and the addresses to connect to. Raises FetchError for what may not be asked."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            raise FetchError("This is not an address of the web.") from None
        if not host or parts.scheme not in {"http", "https"} or parts.username or parts.password:
            raise FetchError("This is not an address of the web. It begins with https://")
        encrypted = parts.scheme == "https"
        return host, addresses_of(host, port or (443 if encrypted else 80), local=self.local, encrypted=encrypted)

    def _is_trusted(self, url: str) -> bool:
        """True for the server that the password was given for, and others under the name above it."""
        parts = urlsplit(url)
        self._home = self._home or url
        home = urlsplit(self._home)
        if (parts.scheme, parts.hostname, parts.port) == (home.scheme, home.hostname, home.port):
            return True
        labels = (home.hostname or "").split(".")
        if labels[-1].isdigit() or ":" in labels[0]:
            return False
        above = ".".join(labels[1:]) if len(labels) > 2 else ".".join(labels)
        name = parts.hostname or ""
        return parts.scheme == "https" and "." in above and (name == above or name.endswith("." + above))


def addresses_of(host: str, port: int, *, local: bool, encrypted: bool) -> list[str]:
    """The addresses behind a name that may be connected to, for mail servers too. Raises FetchError with a sentence."""
    found = _addresses(host, port)
    if not encrypted and not (local and all(ipaddress.ip_address(each).is_loopback for each in found)):
        raise NotReachedError(f"{host} would be asked without encryption. Use its https:// address.")
    if not local and not all(_is_public(each) for each in found):
        raise NotReachedError(f"{host} is not a server of the public internet, so it is not asked from here.")
    return found[:_MOST_ADDRESSES]


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReachedError(f"There is no server called {host}. Check the address.") from None
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


def _is_public(address: str) -> bool:
    """False for this machine, the networks behind it, and every range that is not for servers of the internet."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None and not inner.is_global:
            return False
        # NAT64: an IPv4 address in the last four bytes.
        if found in ipaddress.ip_network("64:ff9b::/96") and not ipaddress.IPv4Address(found.packed[12:]).is_global:
            return False
    return found.is_global and not found.is_multicast


def _why_not_connected(host: str, error: Exception) -> str:
    if isinstance(error.__cause__, ssl.SSLError) or "CERTIFICATE" in str(error).upper() or "SSL" in str(error):
        return f"The certificate of {host} is not valid, so the password was not sent."
    return f"{host} does not answer. Is the address right, and the server up?"


def _lower(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.lower(): value for name, value in items}


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
