"""The values of a calendar's properties: dates, times, durations, periods. None for what is none; never raises."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

_MOMENT = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\s*([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T?(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?\s*", re.IGNORECASE
)
# Years before and after are what programs write for "none" (0001, 9999); sums with them overflow.
_FIRST_YEAR, _LAST_YEAR = 1600, 9000


def moment(text: str) -> datetime | date | None:
    """A day, or a time: in UTC or at an offset where the text says so, else without a zone."""
    found = _MOMENT.fullmatch(text)
    if not found or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        clock = timedelta(hours=int(found[4]), minutes=int(found[5]), seconds=min(int(found[6] or 0), 59))
        if clock > timedelta(days=1) or int(found[5]) > 59:
            return None
        # 24:00 is the next day's beginning.
        made = datetime(day.year, day.month, day.day) + clock  # noqa: DTZ001
        return made.replace(tzinfo=_offset(found[7])) if found[7] else made
    except ValueError:
        return None


def _offset(text: str) -> timezone:
    if text in {"Z", "z"}:
        return UTC
    told = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-told if text[0] == "-" else told)


def duration(text: str) -> timedelta | None:
    """How long "PT1H30M", "P1W" or "-PT5M" is."""
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    told = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -told if found[1] == "-" else told


def period(text: str) -> tuple[datetime, datetime] | None:
    """The beginning and the end of "…/…" or "…/PT1H", both with a zone or both without."""
    first, _, second = text.partition("/")
    begin = moment(first)
    if not isinstance(begin, datetime):
        return None
    end = moment(second)
    if not isinstance(end, datetime):
        long = duration(second)
        if long is None:
            return None
        try:
            end = begin + long
        except OverflowError:
            return None
    if (begin.tzinfo is None) != (end.tzinfo is None):
        end = end.replace(tzinfo=begin.tzinfo)
    return begin, end
