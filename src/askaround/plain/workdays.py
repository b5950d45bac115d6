"""Working days: Monday to Friday without the public holidays of a country, and of its region where that is known.

A country is two letters ("DE"), or two letters and a region ("DE-BY", ISO 3166-2; see `plain.regions`).

How a wait is counted in the practice: three working days before somebody else at the same employer is asked, seven
before the one follow-up (careerhub.students.duke.edu/blog/2021/12/30, “Following up is the most critical part of
your outreach”). A letter sent at or after noon, or on a day off, counts from the next working day.
"""

from datetime import date, datetime, timedelta
from functools import cache

NOON = 12
_WEEKDAYS = 5


def is_working_day(day: date, country: str = "") -> bool:
    """Monday to Friday, and no public holiday of the country. An unknown or empty country has no holidays."""
    return day.weekday() < _WEEKDAYS and day not in holidays_of(country.upper(), day.year)


def next_working_day(day: date, country: str = "") -> date:
    """The first working day after `day`."""
    following = day + timedelta(days=1)
    while not is_working_day(following, country):
        following += timedelta(days=1)
    return following


def add_working_days(day: date, n: int, country: str = "") -> date:
    """The n-th working day after `day`; with n = 0 the day itself, or the next working day when it is none."""
    if n < 0:
        raise ValueError("Working days are only counted forwards.")
    if n == 0:
        return day if is_working_day(day, country) else next_working_day(day, country)
    for _ in range(n):
        day = next_working_day(day, country)
    return day


def working_days_between(a: date, b: date, country: str = "") -> int:
    """How many working days lie after `a`, up to and with `b`; negative when `b` is the earlier one."""
    if b < a:
        return -working_days_between(b, a, country)
    holidays = {day for year in range(a.year, b.year + 1) for day in holidays_of(country.upper(), year)}
    return _weekdays_up_to(b) - _weekdays_up_to(a) - sum(a < day <= b and day.weekday() < _WEEKDAYS for day in holidays)


def counts_from(sent_at: datetime, country: str = "", *, noon: bool = True) -> date:
    """The day on which a wait begins, for a letter sent at `sent_at` (in the sender's own zone).

    With `noon`, a letter sent at or after twelve counts from the next working day: it is read tomorrow.
    """
    day = sent_at.date()
    if is_working_day(day, country) and not (noon and sent_at.hour >= NOON):
        return day
    return next_working_day(day, country)


@cache
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country ("DE") or of its region ("DE-BY") in a year; none when it is unknown.

    A region that the country does not have counts as the country alone.
    """
    code, _, region = country.partition("-")
    if len(code) != 2:
        return frozenset()
    import holidays  # heavy, and often no country is known

    known = getattr(holidays, code, None)
    if known is None:
        return frozenset()
    return frozenset(known(years=year, subdiv=region if region in known.subdivisions else None))


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays from day 1 of the calendar (a Monday) up to and with `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _WEEKDAYS + min(rest, _WEEKDAYS)
