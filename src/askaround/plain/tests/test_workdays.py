"""Working days, counted by hand and by rule."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.plain.workdays import (
    add_working_days,
    counts_from,
    holidays_of,
    is_working_day,
    next_working_day,
    working_days_between,
)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
countries = st.sampled_from(["", "DE", "US", "gb", "JP", "XX"])


def test_seven_working_days_after_friday_the_thirteenth_is_a_tuesday():
    assert add_working_days(date(2026, 11, 13), 7) == date(2026, 11, 24)


def test_thanksgiving_is_no_working_day_in_the_united_states_but_is_in_germany():
    thanksgiving = date(2026, 11, 26)
    assert not is_working_day(thanksgiving, "US")
    assert is_working_day(thanksgiving, "DE")
    assert add_working_days(date(2026, 11, 25), 1, "US") == date(2026, 11, 27)


def test_an_unknown_country_has_weekdays_only():
    assert holidays_of("XX", 2026) == frozenset()
    assert add_working_days(date(2026, 12, 24), 1, "XX") == date(2026, 12, 25)


def test_none_added_is_the_day_itself_or_the_next_working_one():
    assert add_working_days(date(2026, 11, 24), 0) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 28), 0) == date(2026, 11, 30)


def test_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 24), -1)


@pytest.mark.parametrize(
    ("sent_at", "day"),
    [
        (datetime(2026, 11, 24, 11, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 27, 15, 0, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), date(2026, 11, 30)),
    ],
)
def test_a_letter_sent_after_noon_or_at_a_weekend_counts_from_the_next_working_day(sent_at, day):
    assert counts_from(sent_at) == day


def test_the_noon_rule_can_be_switched_off():
    assert counts_from(datetime(2026, 11, 24, 15, 0, tzinfo=UTC), noon=False) == date(2026, 11, 24)


@settings(deadline=None)  # the first look at a country loads its holidays
@given(days, st.integers(0, 60), countries)
def test_as_many_working_days_lie_between_as_were_added(day, n, country):
    start = add_working_days(day, 0, country)
    assert working_days_between(start, add_working_days(start, n, country), country) == n


@settings(deadline=None)
@given(days, days, countries)
def test_counting_is_the_same_as_looking_at_every_day(a, b, country):
    low, high = sorted((a, b))
    high = min(high, low + timedelta(days=400))
    looked = sum(is_working_day(low + timedelta(days=i), country) for i in range(1, (high - low).days + 1))
    assert working_days_between(low, high, country) == looked
    assert working_days_between(high, low, country) == -looked


@settings(deadline=None)
@given(days, countries)
def test_what_is_added_ends_on_a_working_day(day, country):
    assert is_working_day(add_working_days(day, 3, country), country)
    assert next_working_day(day, country) > day


def test_the_heavy_package_is_not_loaded_until_a_country_is_asked_for():
    code = """
import sys
from datetime import date
from askaround.plain.workdays import is_working_day
is_working_day(date(2026, 11, 24))
sys.exit("holidays" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
