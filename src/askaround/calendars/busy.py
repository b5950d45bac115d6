"""When the seeker is taken, from what was kept: no server is asked here."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .models import CalendarAccount

Span = tuple[datetime, datetime]


def busy_between(notebook_id: Any, start: datetime, end: datetime) -> list[Span]:
    """The spans taken between two moments (both with a zone), in UTC, in order, those that touch or overlap as one.

    All calendars of the notebook together, as they were read last. An interview that we put there ourselves is not
    among them: whoever moves one is free at its time.
    """
    first, last = int(start.timestamp()), int(end.timestamp())
    kept = CalendarAccount.objects.within(notebook_id).order_by().values_list("busy", flat=True)
    found = sorted(
        (max(one, first), min(two, last)) for busy in kept for one, two in busy if one < last and two > first
    )
    return [(datetime.fromtimestamp(one, UTC), datetime.fromtimestamp(two, UTC)) for one, two in _joined(found)]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for one, two in spans:
        if found and one <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], two))
        else:
            found.append((one, two))
    return found
