"""When a calendar is taken: its events with their repetition, as spans in UTC.

Expanded by rules of our own (`calendar_repeats`), with a bound on the work and on how much may come of it.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from .calendar_reading import ReadCalendar, ReadEvent, Span, When, utc
from .calendar_repeats import Budget, moments, rule_of

# In one window; a calendar has some hundreds a year.
MOST_OF_ONE, MOST_OF_ALL = 5_000, 50_000
_DAY = timedelta(days=1)


def busy(
    calendar: ReadCalendar,
    begin: datetime,
    end: datetime,
    *,
    floating: tzinfo | None = None,
    own: Collection[str] = (),
) -> list[Span]:
    """The spans taken between two moments (both with a zone), in UTC, in order, those that touch or overlap as one.

    Cancelled and transparent events are left out, and what any of the addresses in `own` (lower case) has declined.
    `floating` is the clock of days and of times without a zone, the seeker's; else the calendar's own, else UTC.
    """
    clock = floating or calendar.zone or UTC
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    mine = frozenset(own)
    budget = Budget()
    found = (span for each in _series(calendar.events) for span in _of_series(each, (begin, end), clock, mine, budget))
    taken = ((max(first, begin), min(last, end)) for first, last in (*calendar.taken, *islice(found, MOST_OF_ALL)))
    return _joined(sorted(span for span in taken if span[0] < span[1]))


def _series(events: Iterable[ReadEvent]) -> Iterator[list[ReadEvent]]:
    """Events of one UID together: a series and the occurrences in it that differ."""
    by_uid: dict[str, list[ReadEvent]] = {}
    for number, event in enumerate(events):
        by_uid.setdefault(event.uid or f"\0{number}", []).append(event)
    yield from by_uid.values()


def _of_series(
    series: list[ReadEvent], window: Span, clock: tzinfo, own: frozenset[str], whole: Budget
) -> Iterator[Span]:
    replaced = [each.recurrence_id for each in series if each.recurrence_id is not None]
    for event in series:
        if event.start is None or _free(event, own):
            continue
        if event.recurrence_id is not None:
            yield utc(event.start, clock), utc(event.end or event.start, clock)
            continue
        left_out = _LeftOut([*event.repeats.without, *replaced], event.start, clock)
        spans = _occurrences(event, *window, clock, whole.part())
        yield from islice(((one, two) for at, one, two in spans if at not in left_out), MOST_OF_ONE)


def _free(event: ReadEvent, own: frozenset[str]) -> bool:
    declined = any(each.status == "DECLINED" and each.email in own for each in event.attendees)
    return event.cancelled or event.transparent or declined


class _LeftOut:
    """The occurrences of a series that are left out, told as moments or as whole days."""

    def __init__(self, told: Iterable[When], start: When, clock: tzinfo) -> None:
        zone = start.tzinfo if isinstance(start, datetime) and start.tzinfo else clock
        by_day = not isinstance(start, datetime)
        self._moments: set[datetime] = set()
        self._days: set[date] = set()
        for each in told:
            if isinstance(each, datetime) and not by_day:
                self._moments.add(utc(each, zone))
            else:
                self._days.add(each.date() if isinstance(each, datetime) else each)
        self._zone = zone

    def __contains__(self, at: datetime) -> bool:
        return at in self._moments or (bool(self._days) and at.astimezone(self._zone).date() in self._days)


def _occurrences(
    event: ReadEvent, begin: datetime, end: datetime, clock: tzinfo, budget: Budget
) -> Iterator[tuple[datetime, datetime, datetime]]:
    """Each occurrence as the moment that names it, its begin and its end, all in UTC."""
    start = event.start
    assert start is not None
    zone = start.tzinfo if isinstance(start, datetime) and start.tzinfo else clock
    long = _length(event, clock)
    first = utc(start, zone)
    yield first, first, first + long
    for at, lasts in event.repeats.dates:
        moment = utc(at, zone)
        yield moment, moment, moment + max(lasts if lasts is not None else long, timedelta())
    wall = first.astimezone(zone).replace(tzinfo=None, fold=0)
    after, before = (each.astimezone(zone).replace(tzinfo=None) for each in (begin - long - _DAY, end + _DAY))
    for rule in filter(None, map(rule_of, event.repeats.rules)):
        for each in moments(rule, wall, after, before, budget=budget, zone=zone):
            moment = utc(each, zone)
            if event.all_day:
                # Midnight to midnight on the clock, though a day in March has 23 hours.
                yield moment, moment, utc(each + timedelta(days=_days(event)), zone)
            else:
                yield moment, moment, moment + long


def _length(event: ReadEvent, clock: tzinfo) -> timedelta:
    if event.start is None or event.end is None:
        return timedelta()
    return min(max(utc(event.end, clock) - utc(event.start, clock), timedelta()), timedelta(days=3650))


def _days(event: ReadEvent) -> int:
    if event.start is None or event.end is None:
        return 1
    return (date(event.end.year, event.end.month, event.end.day) - date(*event.start.timetuple()[:3])).days


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for first, last in spans:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
