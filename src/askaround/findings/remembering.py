"""The look at the findings, remembered until something happens: counting thousands of notes for each look is slow."""

from functools import lru_cache

from django.db import connection

from askaround.history.models import Entry
from askaround.purpose.models import Campaign

from .looking import Look

MOST_LOOKS = 16


def look_at(campaign: Campaign, *, page: int = 1) -> Look:
    """The look at a campaign's findings, as of the last entry of history.

    Every verb writes an entry, erasing somebody too, so the same last entry means the same findings. That holds where
    numbers are committed in their order: one writer at a time, as SQLite has it. PostgreSQL may commit 8 before 7,
    so there it is read anew.
    """
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    if last is None or connection.vendor != "sqlite":
        return Look.of(campaign, page=page)
    return _remembered(campaign, page, last)


@lru_cache(maxsize=MOST_LOOKS)
def _remembered(campaign: Campaign, page: int, last: int) -> Look:
    """Known by the campaign's id, the page, and the last entry."""
    return Look.of(campaign, page=page)
