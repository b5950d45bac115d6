"""Calendars read again and again, by tasks: what is new on the server becomes busy times; what hindered it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from askaround.accounts.middleware import zone_of
from askaround.accounts.sealing import UnreadableError, unseal
from askaround.formats import FormatError
from askaround.formats.caldav import events_in, version_of
from askaround.formats.calendar_busy import busy
from askaround.formats.calendar_reading import ReadCalendar, Span, read_calendar
from askaround.plain.fetching import Answer, Fetcher, FetchError
from askaround.plain.text import cut
from askaround.tasks.models import Task

from .models import AHEAD, CalendarAccount, Kind

# Read anew once less than this is left of what is known, though nothing changed.
ENOUGH_AHEAD = timedelta(days=370)
BEHIND = timedelta(days=1)
# What we put there ourselves: an interview is known without its calendar.
OURS = "@askaround"
MOST_BYTES = 32 * 1024 * 1024
NO_ADDRESS = "Paste the calendar’s address. It begins with https:// or webcal:// and often ends with .ics."
NOT_ONE = "There is no calendar at this address, but a page. Take the address that ends with .ics, or is called iCal."
CLOSED = "The server does not show this calendar. Take its private or secret address, or publish it first."
GONE = (
    "There is nothing at this address any more. Perhaps it was reset: copy the new one from your calendar’s settings."
)
ADDRESS_LOST = "Its address was kept with another key, as after moving to another computer. Connect the calendar anew."
_TASK = "askaround.calendars.looking.look_in_background"


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as an address gave it, and what the server said of its version."""

    calendar: ReadCalendar
    etag: str = ""
    last_modified: str = ""


def address_of(text: str) -> str:
    """The address of a feed as it was pasted: webcal:// is https://. Raises FetchError."""
    address = text.strip().strip("<>")
    scheme, sign, rest = address.partition("://")
    if sign and scheme.lower() in {"webcal", "webcals"}:
        address = f"https://{rest}"
    elif not sign and "." in address.partition("/")[0]:
        address = f"https://{address}"
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if not host or not address.lower().startswith(("https://", "http://")):
        raise FetchError(NO_ADDRESS)
    return address


def read_feed(fetcher: Fetcher, url: str, *, etag: str = "", last_modified: str = "") -> Feed:
    """The calendar at an address. Raises FetchError with a sentence, NotModifiedError when it is still that version."""
    headers = {"User-Agent": "Askaround", "Accept": "text/calendar, */*;q=0.5"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    answer = fetcher.ask("GET", url, headers=headers)
    if answer.status == 304:
        raise NotModifiedError
    _refuse(answer)
    try:
        calendar = read_calendar(answer.body)
    except FormatError:
        raise FetchError(NOT_ONE) from None
    return Feed(calendar, answer.headers.get("etag", "")[:300], answer.headers.get("last-modified", "")[:100])


class NotModifiedError(Exception):
    """The calendar is the one that was read last."""


def read_file(data: bytes) -> ReadCalendar:
    """The calendar in a file. Raises FetchError with a sentence."""
    if len(data) > MOST_BYTES:
        raise FetchError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Export a shorter stretch of time.")
    try:
        return read_calendar(data)
    except FormatError as error:
        raise FetchError(error.sentence) from None


def spans_of(account: CalendarAccount, calendars: Iterable[ReadCalendar], *, at: datetime) -> list[Span]:
    """When these are taken, from yesterday on. Days, and times without a zone, are the seeker's own clock's."""
    owner = account.notebook.owner
    own = [owner.email.lower()] if owner.email else []
    found: list[Span] = []
    for calendar in calendars:
        others = [event for event in calendar.events if not event.uid.endswith(OURS)]
        kept = replace(calendar, events=tuple(others))
        found += busy(kept, at - BEHIND, at + AHEAD, floating=zone_of(owner), own=own)
    return sorted(found)


def look(account: CalendarAccount, *, at: datetime) -> bool:
    """Read what is new. False when that did not work; why is kept in `error`, and what was known stays."""
    try:
        _look_at(account, at=at)
    except FetchError as error:
        account.fail(cut(error.sentence, 500), at=at)
    except UnreadableError as error:
        account.fail(ADDRESS_LOST if account.kind == Kind.FEED else error.sentence, at=at)
    else:
        return True
    return False


def look_later(account: CalendarAccount) -> None:
    """Have the worker read it, unless it is about to."""
    if str(account.pk) not in looked_at([account]):
        look_in_background.enqueue(str(account.pk), notebook=str(account.notebook_id))


def looked_at(accounts: Iterable[CalendarAccount]) -> set[str]:
    """The ids of those that the worker reads, or is about to."""
    notebooks = {account.notebook_id for account in accounts}
    waiting = Task.objects.filter(notebook__in=notebooks, function=_TASK, finished_at=None, failed_at=None)
    return {row.args[0] for row in waiting if row.args} if notebooks else set()


@task
def look_in_background(account: str, *, notebook: str) -> None:
    """The worker's side of `look_later`."""
    found = CalendarAccount.objects.within(notebook).select_related("notebook__owner").filter(pk=account).first()
    if found is not None and found.kind != Kind.FILE:
        look(found, at=timezone.now())


@task
def look_at_all() -> int:
    """Every quarter of an hour: have each calendar on a server read. Returns how many."""
    accounts = list(CalendarAccount.objects.asked().order_by("pk"))
    for account in accounts:
        look_later(account)
    return len(accounts)


def _look_at(account: CalendarAccount, *, at: datetime) -> None:
    enough = account.busy_until is not None and account.busy_until >= at + ENOUGH_AHEAD
    if account.kind == Kind.FEED:
        _look_at_feed(account, at=at, enough=enough)
        return
    with Fetcher(local=settings.LOCAL, user=account.username, password=unseal(account.secret)) as fetcher:
        # The version first: what changes while it is read is then seen the next time.
        version = version_of(fetcher, account.url)[:500]
        if version and version == account.sync_token and enough:
            account.find_unchanged(at=at)
            return
        calendars = [_lenient(data) for data in events_in(fetcher, account.url, at - BEHIND, at + AHEAD)]
    spans = spans_of(account, [each for each in calendars if each], at=at)
    account.read(spans, at=at, sync_token=version)


def _look_at_feed(account: CalendarAccount, *, at: datetime, enough: bool) -> None:
    url = unseal(account.secret)
    if not url:
        raise FetchError(ADDRESS_LOST)
    with Fetcher(local=settings.LOCAL, most_bytes=MOST_BYTES) as fetcher:
        known = {"etag": account.etag, "last_modified": account.last_modified} if enough else {}
        try:
            feed = read_feed(fetcher, url, **known)
        except NotModifiedError:
            account.find_unchanged(at=at)
            return
    account.read(spans_of(account, [feed.calendar], at=at), at=at, etag=feed.etag, last_modified=feed.last_modified)


def _lenient(data: bytes) -> ReadCalendar | None:
    """One event of many that is no calendar costs that event."""
    try:
        return read_calendar(data)
    except FormatError:
        return None


def _refuse(answer: Answer) -> None:
    if answer.status < 300:
        return
    if answer.status in {401, 403}:
        raise FetchError(CLOSED)
    if answer.status in {404, 410}:
        raise FetchError(GONE)
    if answer.status == 429 or answer.status >= 500:
        raise FetchError(f"The server has a fault of its own just now ({answer.status}). Try again later.")
    raise FetchError(NOT_ONE)
