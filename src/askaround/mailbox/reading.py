"""A mailbox over IMAP: its folders, and of the mails in them only what is asked for. Nothing is marked as read."""

import imaplib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .models import MailAccount
from .reaching import MailError, imap

# The heads of so many mails are read at once: some 700 KB.
HEADS_AT_ONCE = 500
# What is read of one mail, at most: beyond lie attachments, which are not kept.
MOST_OF_A_MAIL = 2_000_000
SEARCHED_AT_ONCE = 25
_HEAD = (
    "FROM TO CC DATE SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES CONTENT-TYPE AUTO-SUBMITTED LIST-ID PRECEDENCE "
    "RETURN-PATH X-FAILED-RECIPIENTS X-AUTOREPLY X-AUTORESPOND"
)
_UID = re.compile(rb"\bUID (\d+)")
_FOLDER = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:\\?.)"|NIL) (?P<name>.*)', re.DOTALL)
_SENT_NAMES = ("sent", "sent items", "sent messages", "sent mail", "inbox.sent", "gesendet", "gesendete objekte")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\]')


@dataclass(frozen=True)
class Folder:
    """A folder by the name that the server gives it, and what it is for ("\\sent"), in lower case."""

    name: str
    flags: frozenset[str]


@dataclass(frozen=True)
class Place:
    """How far a folder is: its numbers hold as long as `validity` stays, and the next new mail gets `following`."""

    validity: int
    following: int


@contextmanager
def opened(account: MailAccount) -> Iterator["Box"]:
    """The account's mailbox, signed in. Raises MailError."""
    with imap(account) as session:
        yield Box(session)


class Box:
    """A mailbox that is signed in. Every method may raise what `reaching.imap` tells as MailError."""

    def __init__(self, session: imaplib.IMAP4) -> None:
        self.session = session
        self.files_its_own = (
            "X-GM-EXT-1" in session.capabilities or "outlook" in session.host or "office" in session.host
        )

    def folders(self) -> list[Folder]:
        """Every folder that can be opened."""
        found = []
        for line in self._said(self.session.list()):
            whole = line[0].rsplit(b"{", 1)[0] + line[1] if isinstance(line, tuple) else line
            if isinstance(whole, bytes) and (match := _FOLDER.match(whole.strip())):
                flags = frozenset(match["flags"].decode("ascii", "replace").lower().split())
                if "\\noselect" not in flags and "\\nonexistent" not in flags:
                    found.append(Folder(_unquoted(match["name"]), flags))
        return found

    def sent(self) -> str:
        """The folder of what was sent; empty when there is none."""
        folders = self.folders()
        named = [each.name for each in folders if "\\sent" in each.flags]
        named += [each.name for wanted in _SENT_NAMES for each in folders if each.name.lower() == wanted]
        return named[0] if named else ""

    def enter(self, folder: str) -> Place:
        """Look into a folder, without changing anything there."""
        self._said(self.session.select(_quoted(folder), readonly=True))
        return Place(self._number("UIDVALIDITY"), self._number("UIDNEXT"))

    def from_any(self, addresses: Iterable[str], *, sent: bool = False, since: date | None = None) -> list[int]:
        """The mails from (or, where the seeker's own lie, to) any of these addresses, in the folder entered."""
        keys = ["TO", "CC"] if sent else ["FROM"]
        safe = [each for each in addresses if each.isascii() and not _UNSAFE.search(each)]
        return self._any([f'{key} "{each}"' for each in safe for key in keys], since)

    def answering_any(self, message_ids: Iterable[str], *, since: date | None = None) -> list[int]:
        """The mails that name any of these Message-IDs as what they answer, in the folder entered."""
        safe = [each for each in message_ids if each.isascii() and not _UNSAFE.search(each)]
        terms = [f'HEADER {field} "{each}"' for each in safe for field in ("IN-REPLY-TO", "REFERENCES")]
        return self._any(terms, since)

    def since(self, day: date) -> list[int]:
        """Every mail that came on that day or later, in the folder entered."""
        return self._search(f"SINCE {_day(day)}")

    def after(self, number: int) -> list[int]:
        """Every mail with that number or a higher one, in the folder entered."""
        # `n:*` names the last mail even when it is older.
        return [uid for uid in self._search(f"UID {number}:*") if uid >= number]

    def heads(self, uids: list[int]) -> Iterator[tuple[int, bytes]]:
        """The heads of these mails, as far as they are of use here."""
        for start in range(0, len(uids), HEADS_AT_ONCE):
            some = ",".join(_runs(uids[start : start + HEADS_AT_ONCE]))
            yield from self._fetched(some, f"(UID BODY.PEEK[HEADER.FIELDS ({_HEAD})])")

    def whole(self, uid: int) -> bytes:
        """One mail, up to 2 MB of it; empty when it has gone meanwhile."""
        return next((raw for _, raw in self._fetched(str(uid), f"(UID BODY.PEEK[]<0.{MOST_OF_A_MAIL}>)")), b"")

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail of that Message-ID lies in the folder."""
        self.enter(folder)
        return bool(self._search(f'HEADER MESSAGE-ID "{_UNSAFE.sub("", message_id)}"'))

    def append(self, folder: str, raw: bytes, *, at: datetime) -> None:
        """Put a mail there, as read."""
        self._said(self.session.append(_quoted(folder), "(\\Seen)", imaplib.Time2Internaldate(at), raw))

    def _any(self, terms: list[str], since: date | None) -> list[int]:
        found: set[int] = set()
        for start in range(0, len(terms), SEARCHED_AT_ONCE):
            some = terms[start : start + SEARCHED_AT_ONCE]
            either = "OR " * (len(some) - 1) + " ".join(some)
            found.update(self._search(either + (f" SINCE {_day(since)}" if since else "")))
        return sorted(found)

    def _search(self, criteria: str) -> list[int]:
        lines = self._said(self.session.uid("SEARCH", criteria))
        return sorted({int(word) for line in lines if isinstance(line, bytes) for word in line.split()})

    def _fetched(self, uids: str, what: str) -> Iterator[tuple[int, bytes]]:
        lines = self._said(self.session.uid("FETCH", uids, what))
        for place, line in enumerate(lines):
            if isinstance(line, tuple):
                following = lines[place + 1] if place + 1 < len(lines) else b""
                named = _UID.search(line[0]) or (_UID.search(following) if isinstance(following, bytes) else None)
                if named:
                    yield int(named[1]), line[1]

    def _number(self, name: str) -> int:
        lines = self.session.response(name)[1]
        return int(lines[-1]) if lines and isinstance(lines[-1], bytes) and lines[-1].isdigit() else 0

    def _said(self, answer: tuple[str, Any]) -> list[Any]:
        kind, lines = answer
        if kind != "OK":
            words = b" ".join(each for each in lines if isinstance(each, bytes)).decode("utf-8", "replace")
            raise MailError(f"{self.session.host} could not do that: {words[:200]}")
        return [line for line in lines if line is not None]


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquoted(name: bytes) -> str:
    text = name.decode("ascii", "replace").strip()
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def _runs(uids: list[int]) -> Iterator[str]:
    """Numbers as IMAP writes them, shortly: "3:7", "9"."""
    first = last = -1
    for uid in uids:
        if uid == last + 1 and first >= 0:
            last = uid
            continue
        if first >= 0:
            yield f"{first}:{last}" if last > first else str(first)
        first = last = uid
    if first >= 0:
        yield f"{first}:{last}" if last > first else str(first)


def _day(day: date) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day}-{months[day.month - 1]}-{day.year}"
