"""LinkedIn's messages.csv and Invitations.csv of every era: who wrote to whom, and when.

A message tells its direction by the sender's URL being the seeker's own. The export nowhere says which that is, so it
is the one that stands in every conversation, unless it is known; where URLs lack, names do the same.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from askaround.plain.text import clean, clean_lines, fold

from .dates import moment_of
from .records import HIDDEN, Message, Skipped
from .tables import Opener, Row, Table, read_table

ADVERTISING = "advertising"
DRAFT = "a draft, never sent"
SPAM = "in the spam folder"
NO_DAY = "no date that can be read"
UNCLEAR = "not clear who wrote it"
_MARK_OF_ADVERTISING = "spinmail-quill-editor"
_NOBODY = {"", "linkedin member", "linkedin mitglied", "linkedin-mitglied", "membre de linkedin", "usuario de linkedin"}
# A conversation may have lost its members: the seeker stands in at least this share of them.
_NEARLY = 0.9
_NO = {"", "no", "false", "0", "nein", "non"}
_OUT = {"outgoing", "sent", "out"}
_IN = {"incoming", "received", "in"}
_MESSAGE = {
    "conversation": ("Conversation ID",), "sender": ("From",), "sender_url": ("Sender Profile URL",), "to": ("To",),
    "to_urls": ("Recipient Profile URLs", "Recipient Profile URL"), "date": ("Date", "Sent At"),
    "subject": ("Subject",), "content": ("Content", "Message", "Body"), "folder": ("Folder",),
    "attachments": ("Attachments",), "draft": ("Is Message Draft",), "draft_all": ("Is Conversation Draft",),
    "direction": ("Direction",),
}  # fmt: skip
_INVITATION = {
    "sender": ("From",), "to": ("To",), "date": ("Sent At",), "content": ("Message",), "direction": ("Direction",),
    "sender_url": ("inviterProfileUrl",), "to_urls": ("inviteeProfileUrl",),
}  # fmt: skip
Told = dict[str, str]
Direction = Literal["sent", "received"]


def is_messages(keys: frozenset[str]) -> bool:
    """True for the titles of messages.csv, from 7 columns to 13."""
    return keys >= {"from", "to", "date"} and bool(keys & {"content", "conversationid", "senderprofileurl"})


def is_invitations(keys: frozenset[str]) -> bool:
    """True for the titles of Invitations.csv, with and without URLs."""
    return keys >= {"from", "to", "sentat"}


def read_messages(open_it: Opener, own_url: str = "", own_name: str = "") -> Iterator[Message | Skipped]:
    """Each message, once for everybody it was sent to; or why it is none."""
    seeker = _seeker(open_it, own_url, own_name)
    table = read_table(open_it, is_header=is_messages, what="a LinkedIn messages.csv")
    told = _Telling(table, _MESSAGE)
    for row in table.rows:
        yield from _messages(told(row), row.line, seeker)


def read_invitations(open_it: Opener, own_url: str = "", own_name: str = "") -> Iterator[Message | Skipped]:
    """Each invitation, sent or received."""
    seeker = Seeker(url_key(own_url), fold(own_name))
    table = read_table(open_it, is_header=is_invitations, what="a LinkedIn Invitations.csv")
    told = _Telling(table, _INVITATION)
    for row in table.rows:
        yield from _messages(told(row), row.line, seeker, channel="linkedin invitation")


def own_url_in(open_it: Opener) -> str:
    """The seeker's own profile as their invitations tell it: the inviter of what went out, the invitee of what came."""
    table = read_table(open_it, is_header=is_invitations, what="a LinkedIn Invitations.csv")
    told, found = _Telling(table, _INVITATION), Counter[str]()
    for row in table.rows:
        each = told(row)
        direction = each["direction"].lower()
        if direction in _OUT | _IN:
            found[each["sender_url"] if direction in _OUT else each["to_urls"]] += 1
    del found[""]
    return found.most_common(1)[0][0] if found else ""


def url_key(url: str) -> str:
    """A profile's address to compare by: without scheme, country, query and case."""
    bare = re.sub(r"^(?:https?://)?(?:[\w-]+\.)?linkedin\.com/", "", unquote(url.strip()).casefold())
    return re.split(r"[?#]", bare)[0].rstrip("/")


@dataclass(slots=True)
class Seeker:
    """Who the seeker is in a file: by URL, else by name; and which URL belongs to which name."""

    url: str = ""
    name: str = ""
    urls: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def is_own(self, name: str, url: str) -> bool | None:
        """Whether it is the seeker; None when that can't be told."""
        if self.url and url:
            return url_key(url) == self.url
        if self.name and name:
            return fold(name) == self.name
        return None


class _Telling:
    """The cells of a row by what they are."""

    def __init__(self, table: Table, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._at = {name: table.column(*titles) for name, titles in columns.items()}
        self._blank = dict.fromkeys(_MESSAGE, "")

    def __call__(self, row: Row) -> Told:
        width = len(row.cells)
        told = {name: row.cells[at] for name, at in self._at.items() if at is not None and at < width}
        return self._blank | {name: value if name == "content" else clean(value) for name, value in told.items()}


def _messages(told: Told, line: int, seeker: Seeker, channel: str = "linkedin message") -> Iterator[Message | Skipped]:
    text = _text(told)
    if reason := _not_meant(told):
        yield Skipped(line, reason, clean(text)[:200])
        return
    at, direction = moment_of(told["date"]), _direction(told, seeker)
    if at is None or direction is None:
        yield Skipped(
            line, UNCLEAR if at else NO_DAY, ", ".join(filter(None, (told["sender"], told["to"], told["date"])))
        )
        return
    others = [(told["sender"], told["sender_url"])] if direction == "received" else _recipients(told, seeker)
    known = [(name, url) for name, url in others if url or fold(name) not in _NOBODY]
    if not known:
        yield Skipped(line, HIDDEN, clean(text)[:200])
    for name, url in known:
        yield Message(line, at, direction, name, url or seeker.urls.get(fold(name), ""), channel, text)


def _not_meant(told: Told) -> str:
    if not told["sender_url"] and _MARK_OF_ADVERTISING in told["content"]:
        return ADVERTISING
    if told["draft"].lower() not in _NO or told["draft_all"].lower() not in _NO:
        return DRAFT
    return SPAM if told["folder"].upper() == "SPAM" else ""


def _direction(told: Told, seeker: Seeker) -> Direction | None:
    said = told["direction"].lower()
    if said in _OUT | _IN:
        return "sent" if said in _OUT else "received"
    own = seeker.is_own(told["sender"], told["sender_url"])
    if own is None and (seeker.url or seeker.name):
        # Without name and URL it was written by somebody who is hidden.
        own = False
    if own is None:
        return None
    return "sent" if own else "received"


def _recipients(told: Told, seeker: Seeker) -> list[tuple[str, str]]:
    urls = [url for url in re.split(r"\s*,\s*", told["to_urls"]) if url]
    names = told["to"].split(", ")
    if len(urls) == 1 or (len(names) == 1 and not urls):
        pairs = [(told["to"], urls[0] if urls else "")]
    elif len(urls) == len(names):
        pairs = list(zip(names, urls, strict=True))
    elif urls:
        pairs = [(seeker.names.get(url_key(url), ""), url) for url in urls]
    else:
        # A name may hold a comma ("Berg, PhD"): they are several when each is known.
        pairs = (
            [(name, "") for name in names] if all(fold(name) in seeker.urls for name in names) else [(told["to"], "")]
        )
    return [(name, url) for name, url in pairs if not seeker.is_own(name, url)]


def _text(told: Told) -> str:
    attached = f"Attached: {told['attachments']}" if told["attachments"] else ""
    return "\n\n".join(filter(None, (told["subject"], clean_lines(told["content"]), attached)))


def _seeker(open_it: Opener, own_url: str, own_name: str) -> Seeker:
    """Who stands in every conversation. What is told from outside counts when it stands in the file at all."""
    table = read_table(open_it, is_header=is_messages, what="a LinkedIn messages.csv")
    told, seen = _Telling(table, _MESSAGE), _Seen()
    for row in table.rows:
        seen.count(told(row))
    return seen.seeker(url_key(own_url), fold(own_name))


class _Seen:
    """Counts in how many conversations each address and each name stands."""

    def __init__(self) -> None:
        self.urls: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.url_of: dict[str, str] = {}
        self.name_of: dict[str, str] = {}
        self.conversations = 0
        self._last = ""
        self._here: set[str] = set()

    def count(self, told: Told) -> None:
        """One more row. The rows of a conversation stand together."""
        if not told["conversation"] or told["conversation"] != self._last:
            self._last, self._here = told["conversation"], set()
            self.conversations += 1
        urls = [told["sender_url"], *re.split(r"\s*,\s*", told["to_urls"])]
        self._new(self.urls, "url", {url_key(url) for url in urls})
        self._new(self.names, "name", {fold(told["sender"]), *map(fold, told["to"].split(", "))})
        if told["sender_url"] and told["sender"]:
            name, key = fold(told["sender"]), url_key(told["sender_url"])
            self.name_of.setdefault(key, told["sender"])
            if url_key(self.url_of.setdefault(name, told["sender_url"])) != key:
                # Two people of one name.
                self.url_of[name] = ""

    def _new(self, counts: Counter[str], kind: str, found: set[str]) -> None:
        for each in found - {""}:
            if f"{kind} {each}" not in self._here:
                self._here.add(f"{kind} {each}")
                counts[each] += 1

    def seeker(self, own_url: str, own_name: str) -> Seeker:
        """Whoever stands in nearly every conversation alone; by name first, since old files have few URLs."""
        name = own_name if own_name in self.names else ""
        if own_url in self.urls:
            name = name or fold(self.name_of.get(own_url, ""))
            return Seeker(own_url, name, self.url_of, self.name_of)
        name = name or self._everywhere(self.names)
        url = url_key(self.url_of.get(name, "")) or self._everywhere(self.urls)
        return Seeker(url, name or fold(self.name_of.get(url, "")), self.url_of, self.name_of)

    def _everywhere(self, counts: Counter[str]) -> str:
        first = counts.most_common(2)
        alone = len(first) == 2 and first[0][1] > first[1][1] and first[0][1] >= self.conversations * _NEARLY
        return first[0][0] if alone else ""
