"""Two clocks: every wall-clock time of a year, in thirty zones, around the nights on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.interviews import zones

ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Athens", "Europe/Moscow",
    "Europe/Chisinau", "Atlantic/Azores", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/New_York",
    "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Havana",
    "America/St_Johns", "America/Santiago", "America/Sao_Paulo", "America/Asuncion", "Asia/Beirut", "Asia/Jerusalem",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland",
    "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll", "UTC",
)  # fmt: skip


def changes(zone: str) -> list[datetime]:
    """The moments of 2026 at which the clocks of a zone change."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * n) for n in range(365 * 48)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hours[n] for n in range(1, len(hours)) if offsets[n] != offsets[n - 1]]


@pytest.mark.parametrize("zone", ZONES)
@settings(deadline=None, max_examples=40)
@given(at=st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))  # noqa: DTZ001 - a wall clock has no zone
def test_a_moment_shows_the_time_it_was_made_from_or_the_clocks_skip_it(zone: str, at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    found = zones.moment(at.date(), at.time(), zone)
    if found.at is None:
        assert "does not exist" in found.remark
    else:
        assert found.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == at


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_clocks_is_told(zone: str) -> None:
    for change in changes(zone):
        before = (change - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        after = change.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if after > before + timedelta(minutes=1):
            inside = before + timedelta(minutes=1)
            assert zones.moment(inside.date(), inside.time(), zone).at is None
        else:
            found = zones.moment(after.date(), after.time(), zone)
            assert "comes twice" in found.remark
            assert found.at is not None
            assert found.at < change


def test_a_time_that_the_clocks_skip_is_refused_with_the_one_that_was_meant() -> None:
    found = zones.moment(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    assert found.at is None
    assert "Did you mean 03:30?" in found.remark


def test_both_clocks_stand_in_one_sentence() -> None:
    at = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    told = zones.both_clocks(at, "Europe/Berlin", "America/New_York", "Priya")
    assert told == "Tuesday 24 November, 15:30 for you (Berlin), 09:30 for Priya (New York)."
    assert zones.both_clocks(at, "Europe/Berlin", "Europe/Paris", "Priya") == (
        "Tuesday 24 November, 15:30 for both of you."
    )


def test_another_day_on_the_other_clock_is_said() -> None:
    at = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert "Wednesday 25 November, 05:00 for Ken (Tokyo)" in zones.both_clocks(at, "Europe/Berlin", "Asia/Tokyo", "Ken")


def test_night_and_weekend_on_their_side_are_remarked_upon() -> None:
    assert zones.odd_hour(datetime(2026, 11, 24, 20, 0, tzinfo=UTC), "Asia/Tokyo", "Ken") == (
        "It is 05:00 for Ken then."
    )
    assert "Saturday" in zones.odd_hour(datetime(2026, 11, 28, 12, 0, tzinfo=UTC), "Europe/Berlin", "Lena")
    assert zones.odd_hour(datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "Europe/Berlin", "Lena") == ""


def test_every_country_has_a_zone_that_exists() -> None:
    assert zones.zone_of_country("de") == "Europe/Berlin"
    assert zones.zone_of_country("") == zones.zone_of_country("ZZ") == ""
    assert all(zones.is_zone(zones.zone_of_country(country)) for country in ("US", "AU", "BR", "IN", "JP", "RU", "NZ"))
    assert len(zones.zone_names()) > 400
    assert not zones.is_zone("")
    assert not zones.is_zone("../etc/passwd")


def test_a_zone_is_guessed_from_town_and_country_and_says_when_it_is_a_guess() -> None:
    assert zones.guess("Asia/Tokyo", "New York", "US") == ("Asia/Tokyo", True)
    assert zones.guess("", "Chicago, IL", "us") == ("America/Chicago", True)
    assert zones.guess("", "Boston", "US") == ("America/New_York", False)
    assert zones.guess("", "", "JP") == ("Asia/Tokyo", True)
    assert zones.guess("", "Paris", "") == ("Europe/Paris", True)
    assert zones.guess("nowhere", "", "") == ("", False)
