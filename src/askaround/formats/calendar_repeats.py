"""Repetition by rule (RFC 5545, section 3.3.10), with a bound on the work that a rule may ask for.

A rule is a hostile input: FREQ=SECONDLY with BYMONTHDAY=30;BYMONTH=2 never matches and never ends. Every day that is
looked at is counted, and when the budget is spent the rule ends.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import product

YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY = range(7)
_FREQUENCIES = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3, "HOURLY": 4, "MINUTELY": 5, "SECONDLY": 6}
_WEEK_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_UNITS = {
    WEEKLY: timedelta(weeks=1), DAILY: timedelta(days=1), HOURLY: timedelta(hours=1),
    MINUTELY: timedelta(minutes=1), SECONDLY: timedelta(seconds=1),
}  # fmt: skip
_LAST_YEAR = 9000


@dataclass(slots=True)
class Budget:
    """How many days and moments may still be looked at: of a calendar, or of one series, which is a part of that."""

    left: int = 600_000
    whole: "Budget | None" = None

    def part(self, share: int = 100_000) -> "Budget":
        """What one series may take of this."""
        return Budget(share, self)

    def spend(self, steps: int) -> bool:
        """False once all is spent, here or as a whole."""
        self.left -= steps
        return self.left >= 0 and (self.whole is None or self.whole.spend(steps))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart. What a rule does not say is empty; `count` and `until` are its end, if it has one."""

    frequency: int
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    until_in_utc: bool = False
    months: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    week_days: frozenset[tuple[int, int]] = frozenset()
    hours: frozenset[int] = frozenset()
    minutes: frozenset[int] = frozenset()
    seconds: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def rule_of(text: str) -> Rule | None:
    """The rule in "FREQ=WEEKLY;BYDAY=MO"; None when it names no frequency. What it says besides is passed over."""
    said = dict(each.split("=", 1) for each in text.upper().replace(" ", "").split(";") if "=" in each)
    frequency = _FREQUENCIES.get(said.get("FREQ", ""))
    if frequency is None:
        return None
    until, in_utc = _until(said.get("UNTIL", ""))
    return Rule(
        frequency,
        interval=max(1, min(_number(said.get("INTERVAL", "")) or 1, 100_000)),
        count=_number(said.get("COUNT", "")),
        until=until,
        until_in_utc=in_utc,
        months=_numbers(said.get("BYMONTH", ""), 1, 12),
        weeks=_numbers(said.get("BYWEEKNO", ""), -53, 53) - {0} if frequency == YEARLY else frozenset(),
        year_days=_numbers(said.get("BYYEARDAY", ""), -366, 366) - {0},
        month_days=_numbers(said.get("BYMONTHDAY", ""), -31, 31) - {0},
        week_days=_week_days(said.get("BYDAY", "")),
        hours=_numbers(said.get("BYHOUR", ""), 0, 23),
        minutes=_numbers(said.get("BYMINUTE", ""), 0, 59),
        seconds=_numbers(said.get("BYSECOND", ""), 0, 59),
        positions=_numbers(said.get("BYSETPOS", ""), -366, 366) - {0},
        week_start=_WEEK_DAYS.get(said.get("WKST", ""), 0),
    )


def moments(
    rule: Rule, start: datetime, begin: datetime, end: datetime, *, budget: Budget, zone: tzinfo | None = None
) -> Iterator[datetime]:
    """The moments of a rule from `begin` to before `end`, on the clock of `start`: all three without a zone.

    `zone` says what clock that is, for an UNTIL in UTC. Ends early when the budget is spent.
    """
    full = _with_defaults(rule, start)
    last = min(end, _local(full, zone))
    count = full.count
    for found in _candidates(full, start, begin if count is None else start, last, budget):
        if found > last or found >= end:
            return
        if found < start:
            continue
        if count is not None:
            count -= 1
            if count < 0:
                return
        if found >= begin:
            yield found


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None


def _numbers(text: str, low: int, high: int) -> frozenset[int]:
    found = (int(each) for each in text.split(",") if re.fullmatch(r"[+-]?\d{1,4}", each))
    return frozenset(each for each in found if low <= each <= high)


def _week_days(text: str) -> frozenset[tuple[int, int]]:
    found = re.findall(r"(?:^|,)([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(?=,|$)", text)
    return frozenset((int(number or 0), _WEEK_DAYS[day]) for number, day in found)


def _until(text: str) -> tuple[datetime | None, bool]:
    """The last moment that a rule allows; a day means all of that day."""
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?)?", text)
    if not found:
        return None, False
    hour, minute, second = (int(each or 0) for each in found.groups()[3:]) if found[4] else (23, 59, 59)
    try:
        last = datetime(int(found[1]), int(found[2]), int(found[3]), hour, minute, second)  # noqa: DTZ001
        return last, text.endswith("Z")
    except ValueError:
        return None, False


def _local(rule: Rule, zone: tzinfo | None) -> datetime:
    if rule.until is None:
        return datetime.max  # noqa: DTZ901 - a clock without a zone
    if not (rule.until_in_utc and zone):
        return rule.until
    try:
        return rule.until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return rule.until


def _with_defaults(rule: Rule, start: datetime) -> Rule:
    """What the rule leaves open is taken from the start."""
    if not (rule.weeks or rule.year_days or rule.month_days or rule.week_days):
        if rule.frequency == YEARLY:
            rule = replace(rule, months=rule.months or frozenset({start.month}), month_days=frozenset({start.day}))
        elif rule.frequency == MONTHLY:
            rule = replace(rule, month_days=frozenset({start.day}))
        elif rule.frequency == WEEKLY:
            rule = replace(rule, week_days=frozenset({(0, start.weekday())}))
    if rule.frequency < HOURLY and not rule.hours:
        rule = replace(rule, hours=frozenset({start.hour}))
    if rule.frequency < MINUTELY and not rule.minutes:
        rule = replace(rule, minutes=frozenset({start.minute}))
    if rule.frequency < SECONDLY and not rule.seconds:
        rule = replace(rule, seconds=frozenset({start.second}))
    return rule


def _candidates(rule: Rule, start: datetime, begin: datetime, last: datetime, budget: Budget) -> Iterator[datetime]:
    """All that match, period after period, from the period of `begin` on."""
    for first in _periods(rule, start, begin, last):
        days = _days(rule, first)
        if not budget.spend(len(days) or 1):
            return
        matching = [day for day in days if _matches(rule, day)]
        times = _times(rule, first) if matching else []
        if not budget.spend(len(times) if matching else 0):
            return
        found = (datetime.combine(day, clock) for day in matching for clock in times)
        if rule.positions:
            whole = list(found)
            chosen = {at - 1 if at > 0 else len(whole) + at for at in rule.positions}
            yield from (whole[at] for at in sorted(chosen) if 0 <= at < len(whole))
            continue
        for each in found:
            if not budget.spend(1):
                return
            yield each


def _periods(rule: Rule, start: datetime, begin: datetime, last: datetime) -> Iterator[datetime]:
    """The beginnings of the years, months, weeks … of a rule, the first being that of `begin` or the one before."""
    step = _after(rule, start, begin)
    try:
        while (first := _period(rule, start, step)) <= last and first.year < _LAST_YEAR:
            yield first
            step += 1
    except (OverflowError, ValueError):
        return


def _after(rule: Rule, start: datetime, begin: datetime) -> int:
    if begin <= start:
        return 0
    if rule.frequency == YEARLY:
        passed = begin.year - start.year
    elif rule.frequency == MONTHLY:
        passed = (begin.year - start.year) * 12 + begin.month - start.month
    else:
        passed = (begin - _period(rule, start, 0)) // _UNITS[rule.frequency]
    return passed // rule.interval


def _period(rule: Rule, start: datetime, step: int) -> datetime:
    """The beginning of the period that is so many steps after that of the start."""
    ahead = step * rule.interval
    if rule.frequency == YEARLY:
        return datetime(start.year + ahead, 1, 1)  # noqa: DTZ001
    if rule.frequency == MONTHLY:
        year, month = divmod(start.year * 12 + start.month - 1 + ahead, 12)
        return datetime(year, month + 1, 1)  # noqa: DTZ001
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    floors = {
        WEEKLY: midnight - timedelta(days=(start.weekday() - rule.week_start) % 7), DAILY: midnight,
        HOURLY: start.replace(minute=0, second=0), MINUTELY: start.replace(second=0), SECONDLY: start,
    }  # fmt: skip
    return floors[rule.frequency] + ahead * _UNITS[rule.frequency]


def _days(rule: Rule, first: datetime) -> list[date]:
    """The days of a period that could match."""
    day = first.date()
    if rule.frequency == YEARLY:
        months = sorted(rule.months or range(1, 13))
        return [date(day.year, month, each) for month in months for each in range(1, _length(day.year, month) + 1)]
    if rule.frequency == MONTHLY:
        if rule.months and day.month not in rule.months:
            return []
        return [day.replace(day=each) for each in range(1, _length(day.year, day.month) + 1)]
    return [day + timedelta(days=each) for each in range(7 if rule.frequency == WEEKLY else 1)]


def _times(rule: Rule, first: datetime) -> list[time]:
    """The times of the day, in order; of a period shorter than a day those in it."""
    given = ((rule.hours, first.hour, HOURLY), (rule.minutes, first.minute, MINUTELY), (rule.seconds, first.second, 6))
    choices: list[list[int]] = []
    for said, own, unit in given:
        if rule.frequency < unit:
            choices.append(sorted(said))
        else:
            choices.append([own] if not said or own in said else [])
    return [time(hour, minute, second) for hour, minute, second in product(*choices)]


def _matches(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.weeks and not _in_weeks(rule, day):
        return False
    in_year = day.timetuple().tm_yday
    if rule.year_days and not rule.year_days & {in_year, in_year - (365 + calendar.isleap(day.year)) - 1}:
        return False
    if rule.month_days and not rule.month_days & {day.day, day.day - _length(day.year, day.month) - 1}:
        return False
    return not rule.week_days or _on_week_day(rule, day)


def _on_week_day(rule: Rule, day: date) -> bool:
    """A Monday, or the second or the last but one of the month or of the year."""
    mine = {number for number, week_day in rule.week_days if week_day == day.weekday()}
    if not mine or 0 in mine or rule.frequency > MONTHLY or rule.weeks:
        return bool(mine)
    if rule.frequency == MONTHLY or rule.months:
        at, length = day.day, _length(day.year, day.month)
    else:
        at, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
    return bool(mine & {(at - 1) // 7 + 1, -((length - at) // 7 + 1)})


def _in_weeks(rule: Rule, day: date) -> bool:
    """Week 1 is the first with four days in the year, by the day on which the rule's weeks begin."""
    year, number = _week(day, rule.week_start)
    last = _week(date(year, 12, 28), rule.week_start)[1]
    return bool(rule.weeks & {number, number - last - 1})


def _week(day: date, week_start: int) -> tuple[int, int]:
    middle = day + timedelta(days=3 - (day.weekday() - week_start) % 7)
    return middle.year, (middle.timetuple().tm_yday - 1) // 7 + 1


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
