"""How a connected calendar is told on its page: what is read of it, what is written, and when that last worked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from askaround.web.templatetags.kit import ago, plural

from .models import CalendarAccount, Kind

WEEK = timedelta(days=7)
_NONE_PUT = "Interviews are put here as soon as they are agreed."


@dataclass(frozen=True, slots=True)
class Row:
    """One calendar. `going`: the worker is about to read it."""

    account: CalendarAccount
    going: bool
    read: str
    put: str
    # Of what is put, what could not be, and why.
    unput: tuple[str, ...]

    @property
    def is_caldav(self) -> bool:
        """Interviews can be put there, and it has a password."""
        return self.account.kind == Kind.CALDAV

    @property
    def is_file(self) -> bool:
        """It is read once."""
        return self.account.kind == Kind.FILE


def shown(accounts: Iterable[CalendarAccount], going: set[str], *, now: datetime) -> list[Row]:
    """A row for each, its events prefetched."""
    return [
        Row(account, str(account.pk) in going, _read(account, now), _put(account), _unput(account))
        for account in accounts
    ]


def heading_of(accounts: list[CalendarAccount]) -> str:
    """What the page found."""
    wrong = [account for account in accounts if account.broken_since]
    if wrong:
        return (
            f"{wrong[0].name} could not be read." if len(wrong) == 1 else f"{len(wrong)} calendars could not be read."
        )
    if not accounts:
        return "Connect a calendar, and only free times are offered."
    written = next((account.name for account in accounts if account.writes), "")
    if written:
        return f"Only free times are offered, and interviews go into {written}."
    return "Only times at which you are free are offered."


def _read(account: CalendarAccount, now: datetime) -> str:
    if account.succeeded_at is None:
        return "Not read yet."
    first, last = now.timestamp(), (now + WEEK).timestamp()
    soon = sum(1 for one, two in account.busy if one < last and two > first)
    taken = f"taken {plural(soon, 'time,times')} in the next seven days" if soon else "free in the next seven days"
    return f"Read {ago(account.succeeded_at)}: {taken}."


def _put(account: CalendarAccount) -> str:
    if not account.writes:
        return ""
    there = sum(1 for event in account.events.all() if event.put)
    return f"Interviews are put here; {there} {'lies' if there == 1 else 'lie'} in it now." if there else _NONE_PUT


def _unput(account: CalendarAccount) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event.error for event in account.events.all() if event.error))
