"""What address books and calendars on a WebDAV server have in common (RFC 4918, 6578): found, listed, answers read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml.ElementTree import fromstring

from askaround.plain.fetching import Answer, Fetcher, FetchError

DAV = "{DAV:}"
REFUSED = (
    "The server refused this name and password. Many servers want an app password here, not the one you sign in with."
)
_SERVER_FAULTS = frozenset({500, 502, 503, 504, 507})


class WebDavError(FetchError):
    """The server did not do what was asked; `sentence` says what to do."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between servers of address books and of calendars."""

    # The namespaces of a request, those of `d`, `c` and `s` among them.
    names: str
    # The tag of a collection's kind, the property of the folder that they lie in, and the address that leads there.
    kind: str
    home: str
    well_known: str
    # What is asked of every collection beside its kind and name.
    asked: str
    # Sentences: no address at all; not such a server; no collection for this name.
    no_address: str
    not_one: str
    nothing: str
    unnamed: str
    # Where the mail addresses of a provider lead, and which hosts are told apart at once, by the sentence.
    servers: Mapping[str, str]
    elsewhere: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A collection on the server, and what it said of itself."""

    url: str
    name: str
    said: Element


@dataclass(frozen=True, slots=True)
class Dav:
    """A server asked in a dialect. Every method raises FetchError with a sentence."""

    fetcher: Fetcher
    dialect: Dialect

    def collections_at(self, address: str) -> list[Found]:
        """The collections behind a host, an email address or a URL."""
        last: FetchError | None = None
        for url in self._beginnings(address):
            try:
                found = self._collections_from(url)
            except WebDavError as error:
                if error.sentence == REFUSED:
                    raise
                last = last or error
            else:
                if found:
                    return found
        raise last or WebDavError(self.dialect.nothing)

    def properties(self, url: str, wanted: str, depth: str = "0") -> dict[str, Element]:
        """What is asked for, by the address of the resource that it is said of."""
        answer = self.propfind(url, wanted, depth)
        found = {urljoin(answer.url, path): response for path, response in responses(self.tree(answer), answer.url)}
        return found or self._not_one()

    def propfind(self, url: str, wanted: str, depth: str) -> Answer:
        """The multistatus of a PROPFIND."""
        names = self.dialect.names
        body = f'<?xml version="1.0" encoding="utf-8"?><d:propfind {names}><d:prop>{wanted}</d:prop></d:propfind>'
        answer = self.fetcher.ask("PROPFIND", url, body=body.encode(), headers=_headers(depth))
        self.refuse(answer)
        return answer if answer.status == 207 else self._not_one()

    def report(self, url: str, body: str, depth: str = "0") -> Answer:
        """The answer to a REPORT; most of its statuses mean something to who asks."""
        body = f'<?xml version="1.0" encoding="utf-8"?>{body}'
        answer = self.fetcher.ask("REPORT", url, body=body.encode(), headers=_headers(depth))
        if answer.status in {401, *_SERVER_FAULTS} - {504, 507}:
            self.refuse(answer)
        return answer

    def refuse(self, answer: Answer, *, but: frozenset[int] = frozenset()) -> None:
        """Raise the sentence for a status that is no answer to what was asked."""
        if answer.status < 400 or answer.status in but:
            return
        if answer.status in {401, 403}:
            raise WebDavError(REFUSED)
        if answer.status >= 500 and answer.status != 501:
            raise WebDavError(f"The server has a fault of its own just now ({answer.status}). Try again later.")
        if answer.status == 429:
            raise WebDavError("The server asks for patience. Try again in an hour.")
        self._not_one()

    def tree(self, answer: Answer) -> Element:
        """The XML of an answer."""
        try:
            found: Element = fromstring(answer.body, forbid_dtd=True)
        except (ParseError, defusedxml.DefusedXmlException, ValueError, LookupError):
            self._not_one()
        return found

    def token(self, url: str) -> str:
        """The collection's sync-token; empty where the server has none."""
        said = self.properties(url, "<d:sync-token/>")
        return text(next(iter(said.values())), f"{DAV}sync-token")

    def _beginnings(self, address: str) -> Iterator[str]:
        """Where to look, the likeliest first."""
        address, servers = address.strip(), self.dialect.servers
        domain = address.rpartition("@")[2].lower() if "@" in address and "/" not in address else ""
        url = f"https://{servers.get(domain, domain) if domain else address}"
        url = address if "://" in address and not domain else url
        try:
            parts = urlsplit(url)
        except ValueError:
            raise WebDavError(self.dialect.no_address) from None
        if (sentence := self.dialect.elsewhere.get(domain or parts.hostname or "")) is not None:
            raise WebDavError(sentence)
        if not parts.hostname:
            raise WebDavError(self.dialect.no_address)
        if parts.path.strip("/"):
            yield url
        root = f"{parts.scheme}://{parts.netloc}"
        yield f"{root}/.well-known/{self.dialect.well_known}"
        yield f"{root}/"

    def _collections_from(self, url: str) -> list[Found]:
        home_tag = self.dialect.home.partition("}")[2]
        wanted = f"<d:current-user-principal/><c:{home_tag}/><d:resourcetype/><d:displayname/>{self.dialect.asked}"
        base, first = next(iter(self.properties(url, wanted).items()))
        if self._is_one(first):
            return [self._found(base, first)]
        home = href(first, self.dialect.home)
        if not home and (principal := href(first, f"{DAV}current-user-principal")):
            base = urljoin(base, principal)
            base, first = next(iter(self.properties(base, f"<c:{home_tag}/>").items()))
            home = href(first, self.dialect.home)
        if not home:
            self._not_one()
        wanted = f"<d:resourcetype/><d:displayname/>{self.dialect.asked}"
        inside = self.properties(urljoin(base, home), wanted, depth="1")
        return [self._found(where, said) for where, said in inside.items() if self._is_one(said)]

    def _is_one(self, response: Element) -> bool:
        return response.find(f".//{DAV}resourcetype/{self.dialect.kind}") is not None

    def _found(self, url: str, response: Element) -> Found:
        last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
        return Found(url, text(response, f"{DAV}displayname") or last or self.dialect.unnamed, response)

    def _not_one(self) -> NoReturn:
        raise WebDavError(self.dialect.not_one)


def responses(tree: Element, base: str) -> Iterator[tuple[str, Element]]:
    """Each response of a multistatus, by its path."""
    for response in tree.iter(f"{DAV}response"):
        place = (response.findtext(f"{DAV}href") or "").strip()
        if place:
            parts = urlsplit(urljoin(base, place))
            elsewhere = parts.netloc != urlsplit(base).netloc
            yield (parts.geturl() if elsewhere else parts.path), response


def status(response: Element) -> int:
    """The status of one response; 200 where it says none."""
    words = (response.findtext(f"{DAV}status") or "").split()
    return int(words[1][:9]) if len(words) > 1 and words[1].isdecimal() else 200


def text(response: Element, name: str) -> str:
    """The text of a property."""
    return (response.findtext(f".//{name}") or "").strip()


def href(response: Element, name: str) -> str:
    """The address in a property."""
    return (response.findtext(f".//{name}/{DAV}href") or "").strip()


def _headers(depth: str) -> dict[str, str]:
    return {"Depth": depth, "Content-Type": "application/xml; charset=utf-8", "User-Agent": "Askaround"}
