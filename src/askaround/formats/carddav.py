"""A small CardDAV client (RFC 6352): find the address books, then read what is new, changed and gone.

Only what is needed to read: nothing is ever written to the server.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

import defusedxml
from defusedxml.ElementTree import fromstring

from askaround.plain.fetching import Answer, Fetcher, FetchError

MOST_CARDS = 100_000
# How many cards are asked for at once.
AT_ONCE = 100
_ROUNDS = 1000
_DAV, _CARD, _SERVER = "{DAV:}", "{urn:ietf:params:xml:ns:carddav}", "{http://calendarserver.org/ns/}"
_NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"'
# Whose mail addresses say where their address books are.
_SERVERS = {
    "icloud.com": "contacts.icloud.com", "me.com": "contacts.icloud.com", "mac.com": "contacts.icloud.com",
    "fastmail.com": "carddav.fastmail.com", "fastmail.fm": "carddav.fastmail.com", "gmx.de": "carddav.gmx.net",
    "gmx.net": "carddav.gmx.net", "web.de": "carddav.web.de", "mailbox.org": "dav.mailbox.org",
}  # fmt: skip
_GOOGLE = frozenset(
    {"gmail.com", "googlemail.com", "google.com", "www.google.com", "googleapis.com", "www.googleapis.com"}
)
GOOGLE = (
    "Google lets no password in here; its address book asks for a sign-in that Askaround does not have yet."
    " Export your contacts from contacts.google.com as vCard or CSV, and bring that file."
)
REFUSED = (
    "The server refused this name and password. Many servers want an app password here, not the one you sign in with."
)
NO_ADDRESS = "Say where the address book is: a host, an email address or a URL."
NOT_ONE = "This is not a CardDAV server, as far as it answers. Copy the address from your address book’s settings."


class CardDavError(FetchError):
    """The server did not do what was asked; `sentence` says what to do."""


class TokenExpiredError(Exception):
    """The server does not remember as far back as the token says: all is compared anew."""


@dataclass(frozen=True, slots=True)
class Book:
    """An address book on the server."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One card as it lies on the server."""

    href: str
    etag: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Changes:
    """What is new or changed since the last time, what is gone, and the token for the next time."""

    changed: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    token: str = ""


def books_at(fetcher: Fetcher, address: str) -> list[Book]:
    """The address books behind a host, an email address or a URL. Raises FetchError with a sentence."""
    last: FetchError | None = None
    for url in _beginnings(address):
        try:
            found = _books_from(fetcher, url)
        except CardDavError as error:
            if error.sentence == REFUSED:
                raise
            last = last or error
        else:
            if found:
                return found
    raise last or CardDavError("There is no address book for this name on the server.")


def changes_in(fetcher: Fetcher, book: str, *, token: str, known: Mapping[str, str]) -> Changes:
    """What differs from `known` (etag by path). With a token only what changed since is asked for."""
    if token:
        try:
            return _since(fetcher, book, token, known)
        except TokenExpiredError:
            pass
    # The token first: what changes while the list is read is then told next time.
    latest = _token(fetcher, book)
    here = _listed(fetcher, book)
    changed = {path: etag for path, etag in here.items() if known.get(path) != etag or not etag}
    return Changes(changed, [path for path in known if path not in here], latest)


def cards_of(
    fetcher: Fetcher, book: str, changed: Mapping[str, str], *, progress: Callable[[int], None] | None = None
) -> Iterator[Card]:
    """The cards at these paths, a hundred at a time; one that went meanwhile is passed over."""
    paths = iter(changed)
    done = 0
    while some := list(islice(paths, AT_ONCE)):
        answer = _report(fetcher, book, _multiget(some), depth="1")
        if answer.status == 207:
            yield from _cards_in(answer, changed)
        else:
            yield from filter(None, (_one(fetcher, book, path, changed[path]) for path in some))
        done += len(some)
        if progress:
            progress(done)


def _beginnings(address: str) -> Iterator[str]:
    """Where to look, the likeliest first."""
    address = address.strip()
    domain = address.rpartition("@")[2].lower() if "@" in address and "/" not in address else ""
    url = f"https://{_SERVERS.get(domain, domain)}" if domain else address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(url)
    except ValueError:
        raise CardDavError(NO_ADDRESS) from None
    if domain in _GOOGLE or (parts.hostname or "") in _GOOGLE:
        raise CardDavError(GOOGLE)
    if not parts.hostname:
        raise CardDavError(NO_ADDRESS)
    if parts.path.strip("/"):
        yield url
    root = f"{parts.scheme}://{parts.netloc}"
    yield f"{root}/.well-known/carddav"
    yield f"{root}/"


def _books_from(fetcher: Fetcher, url: str) -> list[Book]:
    said = _properties(
        fetcher, url, "<d:current-user-principal/><c:addressbook-home-set/><d:resourcetype/><d:displayname/>"
    )
    base, first = next(iter(said.items()))
    if _is_book(first):
        return [Book(base, _name(first, base))]
    home = _href(first, f"{_CARD}addressbook-home-set")
    if not home and (principal := _href(first, f"{_DAV}current-user-principal")):
        base = urljoin(base, principal)
        told = _properties(fetcher, base, "<c:addressbook-home-set/>")
        base, first = next(iter(told.items()))
        home = _href(first, f"{_CARD}addressbook-home-set")
    if not home:
        raise CardDavError(NOT_ONE)
    inside = _properties(fetcher, urljoin(base, home), "<d:resourcetype/><d:displayname/>", depth="1")
    return [Book(url, _name(prop, url)) for url, prop in inside.items() if _is_book(prop)]


def _since(fetcher: Fetcher, book: str, token: str, known: Mapping[str, str]) -> Changes:
    found = Changes(token=token)
    gone: dict[str, None] = {}
    for _ in range(_ROUNDS):
        answer = _report(fetcher, book, _sync(found.token))
        if answer.status != 207:
            raise TokenExpiredError
        tree = _tree(answer)
        more = False
        for path, response in _responses(tree, answer.url):
            status = _status(response)
            if status == 507:
                more = True
            elif status == 404:
                gone[path] = None
                found.changed.pop(path, None)
            elif (etag := _text(response, f"{_DAV}getetag")) and known.get(path) != etag and _is_inside(path, book):
                found.changed[path] = etag
                gone.pop(path, None)
        found.token = (tree.findtext(f"{_DAV}sync-token") or "").strip() or found.token
        if not more:
            break
    found.gone = [path for path in gone if path in known]
    return found


def _token(fetcher: Fetcher, book: str) -> str:
    """The book's sync-token; empty where the server has none."""
    said = _properties(fetcher, book, "<d:sync-token/>")
    return _text(next(iter(said.values())), f"{_DAV}sync-token")


def _listed(fetcher: Fetcher, book: str) -> dict[str, str]:
    """Path and etag of every card in the book."""
    answer = _propfind(fetcher, book, "<d:getetag/><d:resourcetype/><d:getcontenttype/>", "1")
    found = {}
    for path, response in _responses(_tree(answer), answer.url):
        kind = _text(response, f"{_DAV}getcontenttype")
        folder = response.find(f".//{_DAV}resourcetype/{_DAV}collection") is not None
        if not folder and (not kind or "vcard" in kind.lower() or "directory" in kind.lower()):
            found[path] = _text(response, f"{_DAV}getetag")
    if len(found) > MOST_CARDS:
        raise CardDavError(f"The address book holds {len(found):,} cards; at most {MOST_CARDS:,} can be pulled.")
    return found


def _cards_in(answer: Answer, changed: Mapping[str, str]) -> Iterator[Card]:
    for path, response in _responses(_tree(answer), answer.url):
        data = _text(response, f"{_CARD}address-data")
        if data and path in changed:
            yield Card(path, _text(response, f"{_DAV}getetag") or changed[path], data.encode())


def _one(fetcher: Fetcher, book: str, path: str, etag: str) -> Card | None:
    answer = fetcher.ask("GET", urljoin(book, path))
    _refuse(answer, but={404, 410})
    return Card(path, answer.headers.get("etag", etag), answer.body) if answer.status == 200 else None


def _properties(fetcher: Fetcher, url: str, wanted: str, depth: str = "0") -> dict[str, Element]:
    answer = _propfind(fetcher, url, wanted, depth)
    found = {urljoin(answer.url, path): response for path, response in _responses(_tree(answer), answer.url)}
    if not found:
        raise CardDavError(NOT_ONE)
    return found


def _propfind(fetcher: Fetcher, url: str, wanted: str, depth: str) -> Answer:
    body = f'<?xml version="1.0" encoding="utf-8"?><d:propfind {_NAMES}><d:prop>{wanted}</d:prop></d:propfind>'
    answer = fetcher.ask("PROPFIND", url, body=body.encode(), headers=_headers(depth))
    _refuse(answer)
    if answer.status != 207:
        raise CardDavError(NOT_ONE)
    return answer


def _report(fetcher: Fetcher, url: str, body: str, depth: str = "0") -> Answer:
    answer = fetcher.ask("REPORT", url, body=body.encode(), headers=_headers(depth))
    if answer.status in {401, 503, 500, 502}:
        _refuse(answer)
    return answer


def _headers(depth: str) -> dict[str, str]:
    return {"Depth": depth, "Content-Type": "application/xml; charset=utf-8", "User-Agent": "Askaround"}


def _multiget(paths: list[str]) -> str:
    hrefs = "".join(f"<d:href>{escape(path)}</d:href>" for path in paths)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><c:addressbook-multiget {_NAMES}>'
        f"<d:prop><d:getetag/><c:address-data/></d:prop>{hrefs}</c:addressbook-multiget>"
    )


def _sync(token: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><d:sync-collection {_NAMES}>'
        f"<d:sync-token>{escape(token)}</d:sync-token>"
        "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
    )


def _refuse(answer: Answer, *, but: set[int] | None = None) -> None:
    """Raise the sentence for a status that is no answer to what was asked."""
    if answer.status < 400 or answer.status in (but or ()):
        return
    if answer.status in {401, 403}:
        raise CardDavError(REFUSED)
    if answer.status >= 500 and answer.status != 501:
        raise CardDavError(f"The server has a fault of its own just now ({answer.status}). Try again later.")
    if answer.status == 429:
        raise CardDavError("The server asks for patience. Try again in an hour.")
    raise CardDavError(NOT_ONE)


def _tree(answer: Answer) -> Element:
    try:
        found: Element = fromstring(answer.body, forbid_dtd=True)
    except (ParseError, defusedxml.DefusedXmlException, ValueError, LookupError):
        raise CardDavError(NOT_ONE) from None
    return found


def _responses(tree: Element, base: str) -> Iterator[tuple[str, Element]]:
    """Each response of a multistatus, by its path."""
    for response in tree.iter(f"{_DAV}response"):
        href = (response.findtext(f"{_DAV}href") or "").strip()
        if href:
            parts = urlsplit(urljoin(base, href))
            elsewhere = parts.netloc != urlsplit(base).netloc
            yield (parts.geturl() if elsewhere else parts.path), response


def _status(response: Element) -> int:
    words = (response.findtext(f"{_DAV}status") or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 200


def _text(response: Element, name: str) -> str:
    return (response.findtext(f".//{name}") or "").strip()


def _href(response: Element, name: str) -> str:
    return (response.findtext(f".//{name}/{_DAV}href") or "").strip()


def _is_book(response: Element) -> bool:
    return response.find(f".//{_DAV}resourcetype/{_CARD}addressbook") is not None


def _is_inside(path: str, book: str) -> bool:
    return path.rstrip("/") != urlsplit(book).path.rstrip("/")


def _name(response: Element, url: str) -> str:
    said = _text(response, f"{_DAV}displayname")
    return said or unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or "Address book"
