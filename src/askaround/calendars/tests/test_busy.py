"""Busy times from what was kept: several calendars as one, cut to what was asked."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from askaround.calendars.busy import busy_between
from askaround.calendars.models import CalendarAccount, joined
from conftest import NOW, Seat


def kept(seat: Seat, *spans: tuple[int, int], **fields: Any) -> CalendarAccount:
    """A calendar with busy times, told in hours from now."""
    busy = [[int((NOW + timedelta(hours=each)).timestamp()) for each in span] for span in spans]
    account = CalendarAccount(notebook=seat.notebook, kind="file", name="Mine", busy=busy, created_at=NOW, **fields)
    account.save()
    return account


def hours(found: list[tuple[datetime, datetime]]) -> list[tuple[float, float]]:
    return [((one - NOW).total_seconds() / 3600, (two - NOW).total_seconds() / 3600) for one, two in found]


def test_what_several_calendars_hold_is_one_list_cut_to_what_was_asked(alice):
    kept(alice, (-3, 1), (4, 5), (20, 30))
    kept(alice, (1, 2), (23, 24), (50, 51))
    found = busy_between(alice.notebook.pk, NOW, NOW + timedelta(hours=24))
    assert hours(found) == [(0, 2), (4, 5), (20, 24)]
    assert found[0][0].tzinfo == UTC


def test_without_a_calendar_nobody_is_busy(alice):
    assert busy_between(alice.notebook.pk, NOW, NOW + timedelta(days=30)) == []


def test_bobs_calendar_is_not_alices(alice, bob):
    kept(bob, (0, 5))
    assert busy_between(alice.notebook.pk, NOW, NOW + timedelta(days=1)) == []


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 50))))
def test_joined_spans_cover_the_same_and_never_touch(drawn):
    spans = sorted((begin, begin + long) for begin, long in drawn)
    found = joined(spans)
    assert {each for one, two in found for each in range(one, two)} == {
        each for one, two in spans for each in range(one, two)
    }
    assert all(left[1] < right[0] for left, right in pairwise(found))
