"""What the findings come to, remembered until something happens: counting thousands of notes for each page is slow.

Every verb writes an entry of history, erasing somebody too, so the same last entry means the same findings. That holds
where numbers are committed in their order: one writer at a time, as SQLite has it. PostgreSQL may commit 8 before 7,
so there everything is read anew.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min

from askaround.history.models import Entry
from askaround.purpose.models import Campaign

from .looking import Look
from .models import ThemeNote

MOST_LOOKS = 16


def look_at(campaign: Campaign, *, page: int = 1, by: str = "people") -> Look:
    """The look at a campaign's findings."""
    last = _last_entry()
    return Look.of(campaign, page=page, by=by) if last is None else _look(campaign, page, by, last)


def brought_by(campaign: Campaign) -> Mapping[datetime, int]:
    """How many themes each talk was the first to bring, by the end of the talk; none is left out."""
    last = _last_entry()
    return _count_new(campaign.pk) if last is None else _new(campaign.pk, last)


def _last_entry() -> int | None:
    """The number that what is remembered goes by; None where it would not hold."""
    if connection.vendor != "sqlite":
        return None
    last: int | None = Entry.objects.aggregate(last=Max("number"))["last"]
    return last


@lru_cache(maxsize=MOST_LOOKS)
def _look(campaign: Campaign, page: int, by: str, last: int) -> Look:
    """Known by the campaign's id, the page, its order, and the last entry."""
    return Look.of(campaign, page=page, by=by)


@lru_cache(maxsize=MOST_LOOKS)
def _new(campaign: UUID, last: int) -> Mapping[datetime, int]:
    """Known by the campaign and the last entry."""
    return _count_new(campaign)


def _count_new(campaign: UUID) -> Mapping[datetime, int]:
    rows = ThemeNote.objects.filter(
        theme__campaign=campaign, note__trashed_at=None, note__archived_at=None, note__interview__ended_at__isnull=False
    )
    first = rows.order_by().values("theme").annotate(first=Min("note__interview__ended_at"))
    return Counter(first.values_list("first", flat=True))
