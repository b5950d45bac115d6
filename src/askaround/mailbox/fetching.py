"""Looking for mail that somebody wants. The caller says whose; nothing else leaves the server but heads.

New mail is told by UIDVALIDITY and UIDNEXT. A folder that was never looked at is searched on the server, and so is
every folder for addresses that came since.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from askaround.formats.mail import Mail, read_mail

from .models import MailAccount
from .reading import Box, Folder, opened

# How far back a first look goes, and how far for news that a mail did not arrive.
FAR, NEAR = timedelta(days=730), timedelta(days=30)
# For more addresses than these the heads are read and judged here: cheaper for the server than searching.
MOST_SEARCHED = 400
MOST_KNOWN = 5000
_DAEMONS = ("mailer-daemon", "postmaster")


@dataclass(frozen=True)
class Found:
    """A mail that is wanted: its head alone, or all of it; and whether it is the seeker's own."""

    mail: Mail
    sent: bool
    whole: bool


@dataclass(frozen=True)
class Wanted:
    """Whose mail is wanted. `wish` says of a head (and whether it lies in Sent): "", "head" or "whole"."""

    addresses: Collection[str]
    message_ids: Collection[str]
    wish: Callable[[Mail, bool], str]


def look(account: MailAccount, wanted: Wanted, *, now: datetime) -> Iterator[Found]:
    """Everything wanted that is new, folder by folder. Raises MailError.

    `account.synced` is brought up to date at the end, for the caller to save once all that was found is kept.
    """
    synced: dict[str, Any] = {"folders": dict(account.synced.get("folders", {}))}
    known = set(account.synced.get("known", ()))
    sums = {_sum(address): address for address in wanted.addresses}
    newly = [address for key, address in sums.items() if key not in known] if len(sums) <= MOST_KNOWN else []
    with opened(account) as box:
        for folder in folders_of(box):
            place = box.enter(folder.name)
            before = synced["folders"].get(folder.name)
            if before and before[0] == place.validity:
                uids = set(box.after(before[1])) if place.following != before[1] else set()
                uids.update(_searched(box, folder, newly, (), now))
            else:
                uids = set(_first(box, folder, wanted, now))
            yield from _wished(box, folder, wanted, sorted(uids))
            synced["folders"][folder.name] = [place.validity, place.following]
    account.synced = synced | {"known": sorted(sums) if len(sums) <= MOST_KNOWN else []}


def folders_of(box: Box) -> list[Folder]:
    """Where mail is looked for: the one folder of everything, else what came, what was sent and what was put away."""
    folders = box.folders()
    inbox = next((each for each in folders if each.name.upper() == "INBOX"), Folder("INBOX", frozenset()))
    every = [each for each in folders if "\\all" in each.flags]
    sent = box.sent()
    mine = [Folder(each.name, each.flags | {"\\sent"}) for each in folders if each.name == sent]
    put_away = [each for each in folders if "\\archive" in each.flags]
    junk = [each for each in folders if "\\junk" in each.flags]
    return [*(every or [inbox, *mine, *put_away]), *junk]


def _first(box: Box, folder: Folder, wanted: Wanted, now: datetime) -> list[int]:
    """A folder that was never looked at, or was made anew."""
    if len(wanted.addresses) > MOST_SEARCHED:
        return box.since((now - FAR).date())
    return _searched(box, folder, wanted.addresses, wanted.message_ids, now)


def _searched(
    box: Box, folder: Folder, addresses: Collection[str], message_ids: Collection[str], now: datetime
) -> list[int]:  # fmt: skip
    """What the server finds of these people, of answers to these mails, and of mails that came back."""
    since: date = (now - FAR).date()
    answering = box.answering_any(message_ids, since=since)
    if "\\junk" in folder.flags:
        return answering
    both = "\\all" in folder.flags
    found = [] if "\\sent" in folder.flags else box.from_any(addresses, since=since)
    found += box.from_any(addresses, sent=True, since=since) if both or "\\sent" in folder.flags else []
    came_back = box.from_any(_DAEMONS, since=(now - NEAR).date()) if message_ids else []
    return [*found, *answering, *came_back]


def _wished(box: Box, folder: Folder, wanted: Wanted, uids: list[int]) -> Iterator[Found]:
    sent, junk = "\\sent" in folder.flags, "\\junk" in folder.flags
    for uid, head in box.heads(uids):
        mail = read_mail(head)
        if junk and not set(mail.answers) & set(wanted.message_ids):
            continue
        wish = wanted.wish(mail, sent)
        if wish == "head":
            yield Found(mail, sent, whole=False)
        elif wish == "whole" and (raw := box.whole(uid)):
            yield Found(read_mail(raw), sent, whole=True)


def _sum(address: str) -> str:
    """Enough of a sum to know an address again: the state names nobody."""
    return hashlib.blake2s(address.encode(), digest_size=5).hexdigest()
