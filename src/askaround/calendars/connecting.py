"""Calendars connected: by address, by file, on a CalDAV server; which of them interviews are put into; removed."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from askaround.accounts.models import Notebook
from askaround.accounts.sealing import UnreadableError, seal, unseal
from askaround.formats.caldav import READ_ONLY, Calendar, calendars_at
from askaround.history import recording
from askaround.plain.fetching import Fetcher, FetchError
from askaround.plain.text import clean, cut

from .looking import address_of, look_later, read_feed, read_file, spans_of
from .models import CalendarAccount, Kind

MOST = 20
MOST_BYTES = 32 * 1024 * 1024


class CalendarError(FetchError):
    """The calendar cannot be connected; `sentence` says why."""


def find(address: str, *, username: str, password: str) -> list[Calendar]:
    """The CalDAV calendars behind an address, having asked the server. Raises FetchError with a sentence."""
    with Fetcher(local=settings.LOCAL, user=username, password=password) as fetcher:
        return calendars_at(fetcher, address)


def add_caldav(
    notebook: Notebook, calendars: list[Calendar], *, username: str, password: str, at: datetime
) -> list[CalendarAccount]:
    """Keep these calendars, and begin to read them. One that is here already gets the name and password anew."""
    kept = []
    with transaction.atomic():
        for found in calendars:
            account = CalendarAccount.objects.within(notebook).filter(kind=Kind.CALDAV, url=found.url[:500]).first()
            if account is None:
                _refuse_too_many(notebook)
                account = CalendarAccount(notebook=notebook, kind=Kind.CALDAV, url=found.url[:500], created_at=at)
                account.name, account.username = cut(clean(found.name), 200), username
                account.secret = seal(password)
                recording.create(account, at=at)
            else:
                change_password(account, username=username, password=password, at=at)
            look_later(account)
            kept.append(account)
    return kept


def add_feed(notebook: Notebook, address: str, *, name: str, at: datetime) -> CalendarAccount:
    """Read a calendar at its address, now and from now on. Raises FetchError with a sentence."""
    url = address_of(address)
    with Fetcher(local=settings.LOCAL, most_bytes=MOST_BYTES) as fetcher:
        feed = read_feed(fetcher, url)
    account = _feed_at(notebook, url)
    with transaction.atomic():
        if account is None:
            _refuse_too_many(notebook)
            host = cut(urlsplit(url).hostname or "", 200)
            called = cut(clean(name or feed.calendar.name), 200) or host
            account = CalendarAccount(
                notebook=notebook, kind=Kind.FEED, url=host, secret=seal(url), name=called, created_at=at
            )
            recording.create(account, at=at)
        account.read(spans_of(account, [feed.calendar], at=at), at=at, etag=feed.etag, last_modified=feed.last_modified)
    return account


def add_file(notebook: Notebook, data: bytes, *, filename: str, name: str, at: datetime) -> CalendarAccount:
    """Read a calendar out of a file, once; a file of the same name replaces the one before. Raises FetchError."""
    calendar = read_file(data)
    filename = cut(clean(filename), 300)
    with transaction.atomic():
        account = CalendarAccount.objects.within(notebook).filter(kind=Kind.FILE, url=filename).first()
        if account is None:
            _refuse_too_many(notebook)
            called = cut(clean(name or calendar.name or filename), 200) or "Calendar"
            account = CalendarAccount(notebook=notebook, kind=Kind.FILE, url=filename, name=called, created_at=at)
            recording.create(account, at=at)
        account.read(spans_of(account, [calendar], at=at), at=at)
    return account


def change_password(account: CalendarAccount, *, username: str, password: str, at: datetime) -> None:
    """Another name or password for the same calendar."""
    with transaction.atomic():
        recording.change(account, at=at, username=username)
        account.secret, account.error, account.broken_since = seal(password), "", None
        account.save(update_fields=["secret", "error", "broken_since"])


def choose(account: CalendarAccount, *, at: datetime) -> None:
    """Put interviews into this calendar from now on, and into no other. Raises CalendarError where none can be put."""
    if account.kind != Kind.CALDAV:
        raise CalendarError(READ_ONLY)
    with transaction.atomic():
        for other in CalendarAccount.objects.within(account.notebook_id).written().exclude(pk=account.pk):
            recording.change(other, at=at, writes=False)
        recording.change(account, at=at, writes=True)


def choose_none(account: CalendarAccount, *, at: datetime) -> None:
    """Put no interviews into it any more."""
    recording.change(account, at=at, writes=False)


def remove(account: CalendarAccount, *, at: datetime) -> None:
    """Read it no more, and forget its busy times and its password. What was put on the server stays there."""
    recording.remove(account, at=at)


def _feed_at(notebook: Notebook, url: str) -> CalendarAccount | None:
    """The feed of that address, if it is here: the address lies sealed, so each is looked at."""
    for account in CalendarAccount.objects.within(notebook).filter(kind=Kind.FEED):
        try:
            if unseal(account.secret) == url:
                found: CalendarAccount = account
                return found
        except UnreadableError:
            continue
    return None


def _refuse_too_many(notebook: Notebook) -> None:
    if CalendarAccount.objects.within(notebook).count() >= MOST:
        raise CalendarError(f"There are {MOST} calendars here already. Remove one first.")
