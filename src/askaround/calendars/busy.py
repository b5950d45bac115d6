"""When the seeker is taken, from what was kept: no server is asked here."""

from datetime import UTC, datetime
from typing import Any

from .models import CalendarAccount, Span, joined


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
    return [(datetime.fromtimestamp(one, UTC), datetime.fromtimestamp(two, UTC)) for one, two in joined(found)]
