"""When a reminder goes: plain functions over frozen facts, no database and no clock of their own.

All moments carry a zone. A reminder goes once (its key), never in quiet hours, and never later than is of use. An hour
of the clock that does not exist on a day, since the clocks go forward, is the moment to which it was moved; one that
comes twice is the first.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

# A digest that comes later than this after its hour would tell of a day half over.
DIGEST_LATE = timedelta(hours=6)
# How long before its time, and until how long before it, a message is of use.
INTERVIEW = (timedelta(minutes=60), timedelta(minutes=5))
THANKS = (timedelta(hours=3), timedelta(minutes=15))
# On the morning of a follow-up, and for how long.
MORNING, MORNING_LATE = 9, timedelta(hours=6)
# Where quiet hours would swallow a message, it comes so long before they begin.
BEFORE_QUIET = timedelta(minutes=30)
_WORKING_DAYS = 5


@dataclass(frozen=True)
class Wishes:
    """What the seeker chose: the days and the hour of the digest, the kinds of message, the quiet hours."""

    zone: ZoneInfo
    digest: str = "never"
    weekday: int = 0
    hour: int = 7
    since: datetime | None = None
    kinds: frozenset[str] = frozenset()
    quiet_from: int = 21
    quiet_until: int = 8


@dataclass(frozen=True)
class Occasion:
    """Something to be reminded of: when a talk begins, when thanks are due, or the day of a follow-up."""

    kind: str
    subject: UUID
    at: datetime
    contact: UUID | None = None

    @property
    def key(self) -> str:
        """The same for the same thing at the same time: a talk that is moved is told of again."""
        return f"{self.kind} {self.subject} {self.contact or ''} {self.at.astimezone(UTC):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True)
class Due:
    """A reminder that goes now: its key, when it was to go, and until when it is of use."""

    key: str
    due_at: datetime
    until: datetime
    occasion: Occasion | None = None


def digest_due(wishes: Wishes, now: datetime, gone: Collection[str] = ()) -> Due | None:
    """The digest of today, or of last night, whose hour has come; None when it went, or is too late."""
    today = now.astimezone(wishes.zone).date()
    for day in (today, today - timedelta(days=1)):
        at, key = wall(day, wishes.hour, wishes.zone), f"digest {day}"
        fits = _is_digest_day(day, wishes) and (wishes.since is None or at >= wishes.since)
        if fits and at <= now < at + DIGEST_LATE and key not in gone:
            return Due(key, at, at + DIGEST_LATE)
    return None


def messages_due(
    occasions: Iterable[Occasion], wishes: Wishes, now: datetime, gone: Collection[str] = ()
) -> Iterator[Due]:
    """The messages whose time has come, but for those that went."""
    if is_quiet(now, wishes):
        return
    for occasion in occasions:
        if occasion.kind not in wishes.kinds or occasion.key in gone:
            continue
        at, until = out_of_quiet(*_window(occasion, wishes), wishes)
        if at <= now < until:
            yield Due(occasion.key, at, until, occasion)


def is_quiet(moment: datetime, wishes: Wishes) -> bool:
    """Within the seeker's quiet hours; there are none when both hours are the same."""
    hour, begin, end = moment.astimezone(wishes.zone).hour, wishes.quiet_from, wishes.quiet_until
    if begin <= end:
        return begin <= hour < end
    return hour >= begin or hour < end


def out_of_quiet(at: datetime, until: datetime, wishes: Wishes) -> tuple[datetime, datetime]:
    """When to remind instead of in quiet hours: as they end, or, when that is too late, shortly before they begin."""
    if not is_quiet(at, wishes):
        return at, until
    day = at.astimezone(wishes.zone).date()
    ends = min(e for n in range(3) if (e := wall(day + timedelta(days=n), wishes.quiet_until, wishes.zone)) > at)
    if ends < until:
        return ends, until
    began = max(b for n in range(3) if (b := wall(day - timedelta(days=n), wishes.quiet_from, wishes.zone)) <= at)
    return began - BEFORE_QUIET, began


def wall(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The moment of an hour on a day's clock."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _is_digest_day(day: date, wishes: Wishes) -> bool:
    if wishes.digest == "working days":
        return day.weekday() < _WORKING_DAYS
    return wishes.digest == "daily" or (wishes.digest == "weekly" and day.weekday() == wishes.weekday)


def _window(occasion: Occasion, wishes: Wishes) -> tuple[datetime, datetime]:
    """From when, and until when, it is of use to be reminded of it."""
    if occasion.kind == "follow-up":
        at = wall(occasion.at.astimezone(wishes.zone).date(), MORNING, wishes.zone)
        return at, at + MORNING_LATE
    before, latest = INTERVIEW if occasion.kind == "interview" else THANKS
    return occasion.at - before, occasion.at - latest
