"""Events put on a calendar server, changed there and taken away: what shall be there is written down, a task does it.

At most once: an event lies at an address made of its UID, is put only where none is or over the version that our last
put made, and a second run finds what the first one did. Where somebody changed it by hand, what we changed is put into
their version. CalDAV knows no METHOD; nobody is invited by it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from askaround.accounts.sealing import UnreadableError, unseal
from askaround.formats.caldav import (
    ChangedError,
    HeldError,
    Stored,
    address_of,
    event_at,
    event_of,
    put_event,
    remove_event,
)  # fmt: skip
from askaround.formats.calendar import Event, write
from askaround.formats.calendar_merge import called_off, merged
from askaround.plain.fetching import Fetcher, FetchError
from askaround.plain.text import cut

from .models import CalendarAccount, CalendarEvent

# Somebody may write at the same moment, again and again; the next quarter of an hour tries anew.
_ROUNDS = 4
_OUTCOME = ("href", "etag", "put", "sequence", "error", "tried_at", "started_at")


def account_of(notebook_id: Any) -> CalendarAccount | None:
    """The calendar that interviews are put into; None when the seeker chose none."""
    found: CalendarAccount | None = CalendarAccount.objects.within(notebook_id).written().first()
    return found


def want(notebook_id: Any, events: Mapping[str, Event], *, over: set[str], at: datetime) -> int:
    """Say which events shall lie in the chosen calendar, by UID; what was put before and is not named is taken away.

    Those in `over` stay wherever they lie. Returns how many differ from what the servers have from us; tasks put them.
    """
    account = account_of(notebook_id)
    rows = CalendarEvent.objects.within(notebook_id).select_related("account")
    with transaction.atomic():
        there = {row.uid: row for row in rows.filter(account=account)} if account else {}
        if account is not None:
            for uid, event in events.items():
                _want(there.get(uid) or _begin(account, uid, at=at), write([event]).decode(), event.sequence)
        for row in rows.exclude(wanted="").exclude(uid__in=over):
            if row.account != account or row.uid not in events:
                _want(row, "", row.wanted_sequence)
    return put_waiting_of(notebook_id)


def put_waiting_of(notebook_id: Any) -> int:
    """Enqueue, with the transaction, what does not lie on its server as it shall. Returns how many."""
    rows = list(CalendarEvent.objects.within(notebook_id).waiting().values_list("pk", flat=True))
    for pk in rows:
        put_in_background.enqueue(str(pk), notebook=str(notebook_id))
    return len(rows)


@task
def put_in_background(event: str, *, notebook: str) -> None:
    """Make the server hold what it shall."""
    row = CalendarEvent.objects.within(notebook).select_related("account").filter(pk=event).first()
    if row is not None and (row.wanted != row.put or row.started_at):
        put(row, at=timezone.now())


def put(row: CalendarEvent, *, at: datetime) -> bool:
    """Put, change or take away one event. False when that did not work; why is kept in `error`."""
    account, wanted, row.started_at = row.account, row.wanted, at
    row.save(update_fields=["started_at"])
    try:
        with Fetcher(local=settings.LOCAL, user=account.username, password=unseal(account.secret)) as fetcher:
            _make_so(fetcher, row)
    except (FetchError, UnreadableError) as error:
        row.error, row.tried_at = cut(error.sentence, 500), at
        row.save(update_fields=["error", "tried_at"])
        return False
    # What is wanted may have changed meanwhile: then it differs from what was put, and is put again.
    row.put, row.sequence, row.error, row.tried_at, row.started_at = wanted, row.wanted_sequence, "", at, None
    row.put_at, row.removed_at = (at, None) if wanted else (row.put_at, at)
    row.save(update_fields=[*_OUTCOME, "put_at", "removed_at"])
    return True


def _begin(account: CalendarAccount, uid: str, *, at: datetime) -> CalendarEvent:
    row = CalendarEvent(notebook_id=account.notebook_id, account=account, uid=uid, created_at=at)
    row.href = cut(address_of(account.url, uid), 500)
    # What happened is told by the interview's own history; this is how its copy elsewhere is kept in step.
    row.save(force_insert=True)
    return row


def _want(row: CalendarEvent, wanted: str, sequence: int) -> None:
    if row.wanted != wanted:
        row.wanted, row.wanted_sequence = wanted, sequence
        row.save(update_fields=["wanted", "wanted_sequence"])


def _make_so(fetcher: Fetcher, row: CalendarEvent) -> None:
    """One request where nobody came between; else what lies there is read, and tried again over that version."""
    seen: Stored | None = None
    if not row.etag and (row.put or not row.wanted):
        # It holds words of somebody else too, or a first put whose outcome was never heard came through.
        seen = event_at(fetcher, row.href)
    for _ in range(_ROUNDS):
        try:
            _try(fetcher, row, seen)
        except ChangedError:
            seen = event_at(fetcher, row.href)
            if seen is None:
                row.etag = ""
        except HeldError:
            row.href, seen = _elsewhere(fetcher, row)
        else:
            return
    raise FetchError("Another program changes this event again and again. Askaround tries later.")


def _try(fetcher: Fetcher, row: CalendarEvent, seen: Stored | None) -> None:
    if not row.wanted:
        _take_away(fetcher, row, seen)
        return
    wanted = row.wanted.encode()
    if seen is None:
        said = put_event(fetcher, row.href, wanted, etag=row.etag)
        row.etag = said or _version(fetcher, row)
        return
    mixed = merged(seen.data, before=row.put.encode(), after=wanted)
    if mixed is None:
        raise FetchError("Something else lies at its place in the calendar, so it was not written over.")
    put_event(fetcher, row.href, mixed, etag=seen.etag)
    # No version of it is ours alone any more: it is read before every change from now on.
    row.etag = ""


def _take_away(fetcher: Fetcher, row: CalendarEvent, seen: Stored | None) -> None:
    """Delete what we put; what somebody wrote into stays, marked as cancelled."""
    if seen is None:
        if row.etag:
            remove_event(fetcher, row.href, etag=row.etag)
    elif (off := called_off(seen.data, uid=row.uid)) is not None:
        put_event(fetcher, row.href, off, etag=seen.etag)
    row.etag = ""


def _version(fetcher: Fetcher, row: CalendarEvent) -> str:
    stored = event_at(fetcher, row.href)
    return stored.etag if stored else ""


def _elsewhere(fetcher: Fetcher, row: CalendarEvent) -> tuple[str, Stored]:
    """Where the calendar holds it already, as when the seeker opened the .ics file before."""
    found = event_of(fetcher, row.account.url, row.uid)
    if found is None:
        raise FetchError("The calendar says that it holds this event, and does not show it. Look there by hand.")
    return cut(found[0], 500), found[1]
