"""Two or three good times to offer, and what is odd about a time. Plain functions: no database, no clock of their own.

Why times and no link: a booking link of the seeker's own, sent to the person who does the favour, reads as a power
move; two or three times on *their* clock ask for one short answer (newsletter.weskao.com/p/
unspoken-power-dynamics-of-calendly; UCLA's career center: half an hour, few mails, their time zone). They may send
a link of theirs.

All moments that go in and come out are aware; those that come out are in UTC. Spans are (start, end), the end left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from askaround.plain.workdays import add_working_days, is_working_day, next_working_day

Span = tuple[datetime, datetime]
Hours = tuple[time, time]

WORKING: Hours = (time(9), time(17))
AWAKE: Hours = (time(7), time(22))
COUNT = 3
# Working days between today and the first time: they should not have to answer within the hour.
AHEAD = 2
# Working days that are looked at, and how many lie between two times, so that one full week does not spoil all three.
WITHIN, APART = 15, 2
STEP = timedelta(minutes=30)
# The hours that suit most people best: mid-morning, and when lunch is over.
_BEST = {"morning": 10 * 60, "afternoon": 14 * 60}
# Ever wider, when working hours there and waking hours here hardly meet: first the seeker gives way.
_WIDER: tuple[tuple[Hours, Hours, str], ...] = (
    (WORKING, AWAKE, ""),
    (WORKING, (time(6), time(23, 59)), "Your days hardly overlap: look at the hours on your own clock."),
    ((time(8), time(19)), (time(6), time(23, 59)), "Your days hardly overlap: some of these are early or late."),
    (WORKING, (time(0), time(23, 59)), "Their working hours are your night. Would you get up for it?"),
)


@dataclass(frozen=True)
class _Wish:
    """What a start must suit."""

    now: datetime
    theirs: ZoneInfo
    mine: ZoneInfo
    minutes: int
    busy: Sequence[Span]


@dataclass(frozen=True)
class Proposal:
    """The times, earliest first, in UTC; and a remark where they are fewer or odder than one would wish."""

    starts: tuple[datetime, ...]
    remark: str = ""


def propose(
    now: datetime,
    *,
    their_zone: str,
    my_zone: str,
    country: str = "",
    minutes: int = 30,
    busy: Sequence[Span] = (),
    count: int = COUNT,
    ahead: int = AHEAD,
) -> Proposal:
    """Up to `count` times of `minutes` (5 to 120), on different days and half days, from the `ahead`-th working day on.

    Within working hours there (9 to 17, Monday to Friday, no public holiday of `country`), waking hours here (7 to
    22), free of `busy`, and never at a wall-clock time that the clocks skip or show twice on either side. Where no
    hour is both, the hours widen, and the remark says so.
    """
    best, most = Proposal(()), (0, 0)
    wish = _Wish(now, ZoneInfo(their_zone), ZoneInfo(my_zone), minutes, busy)
    for working, awake, remark in _WIDER:
        days = {
            day: found
            for day in _days(now.astimezone(wish.theirs).date(), country, ahead)
            if (found := list(_free(day, working, awake, wish)))
        }
        starts = tuple(sorted(_spread(days, wish.theirs, minutes, count)))
        spread = len({start.astimezone(wish.theirs).date() for start in starts})
        if (spread, len(starts)) > most:
            best, most = Proposal(starts, remark), (spread, len(starts))
        if spread == count:
            return best
    if len(best.starts) == count:
        return best
    few = "No time is free" if not best.starts else f"Only {len(best.starts)} could be found"
    return Proposal(best.starts, f"{best.remark} {few} in the next three weeks.".strip())


def oddities(
    start: datetime,
    *,
    now: datetime,
    minutes: int,
    their_zone: str,
    my_zone: str,
    whose: str,
    country: str = "",
    busy: Iterable[Span] = (),
) -> list[str]:
    """What speaks against a time, each as a sentence; `whose` is the other side's first name."""
    end = start + timedelta(minutes=minutes)
    theirs, mine = start.astimezone(ZoneInfo(their_zone)), start.astimezone(ZoneInfo(my_zone))
    said = []
    if start <= now:
        said.append("This has passed.")
    if theirs.isoweekday() > 5:
        said.append(f"It is a {theirs:%A} for {whose}.")
    elif not is_working_day(theirs.date(), country):
        said.append(f"It is a public holiday where {whose} lives.")
    if not _within(start, end, WORKING, ZoneInfo(their_zone)):
        said.append(f"It is {theirs:%H:%M} for {whose}, outside of working hours.")
    if not _within(start, end, AWAKE, ZoneInfo(my_zone)):
        said.append(f"It is {mine:%H:%M} for you.")
    if not all(_is_plain(start, ZoneInfo(zone)) for zone in (their_zone, my_zone)):
        said.append("The clocks change in that hour: it comes twice.")
    if overlaps(start, end, busy):
        said.append("You are busy then.")
    return said


def overlaps(start: datetime, end: datetime, busy: Iterable[Span]) -> bool:
    """True when [start, end) meets one of the spans; touching is not meeting."""
    return any(start < until and since < end for since, until in busy)


def _days(today: date, country: str, ahead: int) -> Iterator[date]:
    """The working days that are looked at, from the `ahead`-th after today on."""
    day = add_working_days(today, ahead, country)
    for _ in range(WITHIN):
        yield day
        day = next_working_day(day, country)


def _free(day: date, working: Hours, awake: Hours, wish: _Wish) -> Iterator[datetime]:
    """The starts of a day there, every half hour, that suit both and are free."""
    wall = datetime.combine(day, working[0])
    while wall < datetime.combine(day, working[1]):
        start = wall.replace(tzinfo=wish.theirs).astimezone(UTC)
        end = start + timedelta(minutes=wish.minutes)
        exists = start.astimezone(wish.theirs).replace(tzinfo=None) == wall
        plain = all(_is_plain(moment, zone) for moment in (start, end) for zone in (wish.theirs, wish.mine))
        suits = _within(start, end, working, wish.theirs) and _within(start, end, awake, wish.mine)
        if exists and plain and suits and start > wish.now and not overlaps(start, end, wish.busy):
            yield start
        wall += STEP


def _within(start: datetime, end: datetime, hours: Hours, zone: ZoneInfo) -> bool:
    """Both lie on one day there, within the hours."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    return first.date() == last.date() and hours[0] <= first.time() and last.time() <= hours[1]


def _is_plain(moment: datetime, zone: ZoneInfo) -> bool:
    """A clock there shows this time only once that day."""
    wall = moment.astimezone(zone)
    return wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()


def _spread(days: dict[date, list[datetime]], zone: ZoneInfo, minutes: int, count: int) -> list[datetime]:
    """Alternately a morning and an afternoon, days apart; then what is left: other days, then the same days."""
    order, chosen, next_day = sorted(days), [], 0
    for number in range(count):
        half = ("morning", "afternoon")[number % 2]
        later = [day for day in order[next_day:] if _at_best(days[day], half, zone)]
        soon = [day for day in later if order.index(day) <= next_day + APART]
        day = next(iter(soon), None) or next(iter(order[next_day:]), None)
        if day is None:
            break
        chosen.append(_at_best(days[day], half, zone) or _at_best(days[day], "", zone) or days[day][0])
        next_day = order.index(day) + APART
    while len(chosen) < count and (rest := _left(days, chosen, zone, minutes)):
        chosen.append(rest)
    return chosen


def _left(days: dict[date, list[datetime]], chosen: list[datetime], zone: ZoneInfo, minutes: int) -> datetime | None:
    """One more: on a day not used yet, else beside the others."""
    used = {start.astimezone(zone).date() for start in chosen}
    taken = [(start, start + timedelta(minutes=minutes)) for start in chosen]
    every = sorted(days, key=lambda day: (day in used, day))
    free = (s for day in every for s in days[day] if not overlaps(s, s + timedelta(minutes=minutes), taken))
    return next(free, None)


def _at_best(starts: list[datetime], half: str, zone: ZoneInfo) -> datetime | None:
    """The start of that half day nearest to the hour that suits most people; of either half when none is named."""

    def off(start: datetime) -> int:
        wall = start.astimezone(zone)
        return abs(wall.hour * 60 + wall.minute - _BEST[_half(wall)])

    fitting = [start for start in starts if not half or _half(start.astimezone(zone)) == half]
    return min(fitting, key=off, default=None)


def _half(wall: datetime) -> str:
    return "morning" if wall.hour < 12 else "afternoon"
