"""When the seeker cannot talk: their calendars, other interviews, and times that somebody else may still take."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from askaround.calendars.busy import busy_between
from askaround.outreach.models import Offer

from .models import Interview

Span = tuple[datetime, datetime]


def busy_spans(
    notebook_id: UUID, start: datetime, end: datetime, *, now: datetime, but: Iterable[UUID] = ()
) -> list[Span]:
    """What is taken between two moments. `but` leaves out an interview that is being moved, or an offer."""
    return [
        *busy_between(notebook_id, start, end),
        *_talks(notebook_id, start, end, but=list(but)),
        *_offered(notebook_id, now, but=list(but)),
    ]


def _talks(notebook_id: UUID, start: datetime, end: datetime, *, but: list[UUID]) -> list[Span]:
    rows = Interview.objects.within(notebook_id).agreed().filter(starts_at__lt=end, ends_at__gt=start)
    return list(rows.exclude(pk__in=but).order_by().values_list("starts_at", "ends_at"))


def _offered(notebook_id: UUID, now: datetime, *, but: list[UUID]) -> list[Span]:
    rows = Offer.objects.within(notebook_id).open(now).exclude(pk__in=but).order_by()
    return [offer.span(at) for offer in rows for at in offer.free(now)]
