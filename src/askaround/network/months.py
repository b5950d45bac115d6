"""How the network grew, month by month: a strip of bars, each a way to the network as it stood then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from .opening import Opening

# So many months stand side by side on the smallest phone and can still be hit with a thumb.
MOST = 8
WIDE = 40
HIGH = 40


@dataclass(frozen=True)
class Bar:
    """One month: how many were in the network at its end, and where its bar stands."""

    month: date
    people: int
    url: str
    x: int
    high: int
    here: bool

    @property
    def top(self) -> int:
        """Where the bar begins, from above."""
        return HIGH - self.high


@dataclass(frozen=True)
class Strip:
    """The months around the one that is shown, and the way to those before and after."""

    bars: list[Bar]
    earlier: str
    later: str

    @property
    def width(self) -> int:
        """As wide as it has bars."""
        return len(self.bars) * WIDE


def strip(since: Iterable[datetime], opening: Opening, now: datetime) -> Strip | None:
    """The strip for people who came in at these times; none while all of it is in one month."""
    came = sorted(_first(when) for when in since)
    if not came:
        return None
    months = list(_months(came[0], max(_first(now), came[-1])))
    if len(months) == 1:
        return None
    here = opening.month if opening.month in months else months[-1]
    at = months.index(here)
    begin = max(0, min(at - MOST // 2, len(months) - MOST))
    totals = [sum(1 for first in came if first <= month) for month in months]
    shown = range(begin, min(begin + MOST, len(months)))
    bars = [
        Bar(
            months[n], totals[n], _url(opening, months, n), (n - begin) * WIDE,
            max(2, round(totals[n] / totals[-1] * HIGH)), here=months[n] == here,
        )
        for n in shown
    ]  # fmt: skip
    return Strip(
        bars,
        earlier=_url(opening, months, at - 1) if at else "",
        later=_url(opening, months, at + 1) if at + 1 < len(months) else "",
    )


def _url(opening: Opening, months: list[date], n: int) -> str:
    """The last month is now."""
    return opening.at(None if n == len(months) - 1 else months[n])


def _first(when: datetime) -> date:
    return timezone.localtime(when).date().replace(day=1)


def _months(first: date, last: date) -> Iterable[date]:
    month = first
    while month <= last:
        yield month
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
