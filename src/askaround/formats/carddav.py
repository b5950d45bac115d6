"""A small CardDAV client (RFC 6352): find the address books, then read what is new, changed and gone.

Only what is needed to read: nothing is ever written to the server.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from askaround.plain.fetching import Answer, Fetcher

from .webdav import DAV, REFUSED, Dav, Dialect, WebDavError, responses, status, text

__all__ = ["GOOGLE", "NOT_ONE", "REFUSED", "Book", "Card", "Changes", "books_at", "cards_of", "changes_in"]

MOST_CARDS = 100_000
# How many cards are asked for at once.
AT_ONCE = 100
_ROUNDS = 1000
_CARD = "{urn:ietf:params:xml:ns:carddav}"
_NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"'
GOOGLE = (
    "Google lets no password in here; its address book asks for a sign-in that Askaround does not have yet."
    " Export your contacts from contacts.google.com as vCard or CSV, and bring that file."
)
NOT_ONE = "This is not a CardDAV server, as far as it answers. Copy the address from your address book’s settings."
_CARDS = Dialect(
    names=_NAMES,
    kind=f"{_CARD}addressbook",
    home=f"{_CARD}addressbook-home-set",
    well_known="carddav",
    asked="",
    no_address="Say where the address book is: a host, an email address or a URL.",
    not_one=NOT_ONE,
    nothing="There is no address book for this name on the server.",
    unnamed="Address book",
    # Whose mail addresses say where their address books are.
    servers={
        "icloud.com": "contacts.icloud.com", "me.com": "contacts.icloud.com", "mac.com": "contacts.icloud.com",
        "fastmail.com": "carddav.fastmail.com", "fastmail.fm": "carddav.fastmail.com", "gmx.de": "carddav.gmx.net",
        "gmx.net": "carddav.gmx.net", "web.de": "carddav.web.de", "mailbox.org": "dav.mailbox.org",
    },
    elsewhere=dict.fromkeys(
        ("gmail.com", "googlemail.com", "google.com", "www.google.com", "googleapis.com", "www.googleapis.com"), GOOGLE
    ),
)  # fmt: skip


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
    return [Book(found.url, found.name) for found in Dav(fetcher, _CARDS).collections_at(address)]


def changes_in(fetcher: Fetcher, book: str, *, token: str, known: Mapping[str, str]) -> Changes:
    """What differs from `known` (etag by path). With a token only what changed since is asked for."""
    dav = Dav(fetcher, _CARDS)
    if token:
        try:
            return _since(dav, book, token, known)
        except TokenExpiredError:
            pass
    # The token first: what changes while the list is read is then told next time.
    latest = dav.token(book)
    here = _listed(dav, book)
    changed = {path: etag for path, etag in here.items() if known.get(path) != etag or not etag}
    return Changes(changed, [path for path in known if path not in here], latest)


def cards_of(
    fetcher: Fetcher, book: str, changed: Mapping[str, str], *, progress: Callable[[int], None] | None = None
) -> Iterator[Card]:
    """The cards at these paths, a hundred at a time; one that went meanwhile is passed over."""
    dav, paths = Dav(fetcher, _CARDS), iter(changed)
    done = 0
    while some := list(islice(paths, AT_ONCE)):
        answer = dav.report(book, _multiget(some), depth="1")
        if answer.status == 207:
            yield from _cards_in(dav, answer, changed)
        else:
            yield from filter(None, (_one(dav, book, path, changed[path]) for path in some))
        done += len(some)
        if progress:
            progress(done)


def _since(dav: Dav, book: str, token: str, known: Mapping[str, str]) -> Changes:
    found = Changes(token=token)
    gone: dict[str, None] = {}
    for _ in range(_ROUNDS):
        answer = dav.report(book, _sync(found.token))
        if answer.status != 207:
            raise TokenExpiredError
        tree = dav.tree(answer)
        more = False
        for path, response in responses(tree, answer.url):
            told = status(response)
            if told == 507:
                more = True
            elif told == 404:
                gone[path] = None
                found.changed.pop(path, None)
            elif (etag := text(response, f"{DAV}getetag")) and known.get(path) != etag and _is_inside(path, book):
                found.changed[path] = etag
                gone.pop(path, None)
        found.token = (tree.findtext(f"{DAV}sync-token") or "").strip() or found.token
        if not more:
            break
    found.gone = [path for path in gone if path in known]
    return found


def _listed(dav: Dav, book: str) -> dict[str, str]:
    """Path and etag of every card in the book."""
    answer = dav.propfind(book, "<d:getetag/><d:resourcetype/><d:getcontenttype/>", "1")
    found = {}
    for path, response in responses(dav.tree(answer), answer.url):
        kind = text(response, f"{DAV}getcontenttype")
        folder = response.find(f".//{DAV}resourcetype/{DAV}collection") is not None
        if not folder and (not kind or "vcard" in kind.lower() or "directory" in kind.lower()):
            found[path] = text(response, f"{DAV}getetag")
    if len(found) > MOST_CARDS:
        raise WebDavError(f"The address book holds {len(found):,} cards; at most {MOST_CARDS:,} can be pulled.")
    return found


def _cards_in(dav: Dav, answer: Answer, changed: Mapping[str, str]) -> Iterator[Card]:
    for path, response in responses(dav.tree(answer), answer.url):
        data = text(response, f"{_CARD}address-data")
        if data and path in changed:
            yield Card(path, text(response, f"{DAV}getetag") or changed[path], data.encode())


def _one(dav: Dav, book: str, path: str, etag: str) -> Card | None:
    answer = dav.fetcher.ask("GET", urljoin(book, path))
    dav.refuse(answer, but=frozenset({404, 410}))
    return Card(path, answer.headers.get("etag", etag), answer.body) if answer.status == 200 else None


def _multiget(paths: list[str]) -> str:
    hrefs = "".join(f"<d:href>{escape(path)}</d:href>" for path in paths)
    return (
        f"<c:addressbook-multiget {_NAMES}>"
        f"<d:prop><d:getetag/><c:address-data/></d:prop>{hrefs}</c:addressbook-multiget>"
    )


def _sync(token: str) -> str:
    return (
        f"<d:sync-collection {_NAMES}>"
        f"<d:sync-token>{escape(token)}</d:sync-token>"
        "<d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>"
    )


def _is_inside(path: str, book: str) -> bool:
    return path.rstrip("/") != urlsplit(book).path.rstrip("/")
