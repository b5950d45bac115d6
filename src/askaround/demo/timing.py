"""When things happened in the demo, told from now: on working days, at hours when people talk."""

from datetime import date, datetime, time, timedelta

from askaround.plain.workdays import add_working_days, is_working_day

WEEKDAYS = 5
CLOCK = timedelta(hours=24)
# Ends of the last talk that leave a thank-you pending: the day before or the day itself, in the seeker's zone.
ENDS = (
    (-1, time(15, 10)),
    (-1, time(17, 40)),
    (0, time(9, 40)),
    (0, time(12, 40)),
    (0, time(15, 10)),
    (0, time(17, 40)),
)
NOT_YET = timedelta(minutes=45)


def at(day: date, hour: int, minute: int, now: datetime) -> datetime:
    """That time of that day where the seeker is."""
    return datetime.combine(day, time(hour, minute), tzinfo=now.tzinfo)


def working_day_before(now: datetime, days: int) -> date:
    """The day so many days ago, or the working day before it."""
    day = now.date() - timedelta(days=days)
    while day.weekday() >= WEEKDAYS:
        day -= timedelta(days=1)
    return day


def last_end(now: datetime) -> datetime:
    """When the last talk ended: long enough ago to be over, not so long that its thanks are late."""
    ends = [datetime.combine(now.date() + timedelta(days=days), clock, tzinfo=now.tzinfo) for days, clock in ENDS]
    return next(end for end in ends if now - CLOCK + NOT_YET < end < now - timedelta(minutes=20))


def next_start(now: datetime) -> datetime:
    """When the planned talk begins: half past three, today if that is still ahead."""
    today = at(now.date(), 15, 30, now)
    return today if today > now + NOT_YET else today + timedelta(days=1)


def asked_so_long_ago(now: datetime, working_days: int, country: str) -> datetime:
    """A morning so many working days ago that the wait is just over."""
    day = now.date() - timedelta(days=1)
    while not is_working_day(day, country) or add_working_days(day, working_days, country) > now.date():
        day -= timedelta(days=1)
    return at(day, 9, 20, now)
