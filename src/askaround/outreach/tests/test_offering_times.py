"""Times that suit both sides: thirty zones, the nights on which clocks change, holidays, busy hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.outreach.offering_times import AWAKE, WORKING, oddities, overlaps, propose
from askaround.plain.workdays import is_working_day, working_days_between

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Athens", "Europe/Moscow",
    "Atlantic/Azores", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/New_York", "America/Chicago",
    "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Havana", "America/St_Johns",
    "America/Santiago", "America/Sao_Paulo", "Asia/Beirut", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Honolulu",
    "Antarctica/Troll", "UTC",
)  # fmt: skip
# Days before the clocks change somewhere, in both directions and both hemispheres, and ordinary ones.
EDGES = [
    date(2026, 3, 6), date(2026, 3, 26), date(2026, 4, 2), date(2026, 9, 24), date(2026, 10, 1), date(2026, 10, 22),
    date(2026, 10, 29), date(2026, 7, 15), date(2026, 12, 22),
]  # fmt: skip


def wall(start: datetime, zone: str) -> datetime:
    return start.astimezone(ZoneInfo(zone))


def test_three_times_on_different_days_and_half_days_within_both_days():
    found = propose(NOW, their_zone="America/New_York", my_zone="Europe/Berlin", country="US", minutes=30)
    told = [f"{wall(start, 'America/New_York'):%a %d %b %H:%M}" for start in found.starts]
    assert told == ["Fri 27 Nov 10:00", "Tue 01 Dec 14:00", "Thu 03 Dec 10:00"]
    assert found.remark == ""


def test_a_public_holiday_there_is_left_out():
    """26 November 2026 is Thanksgiving: two working days ahead of Tuesday is Friday."""
    found = propose(NOW, their_zone="America/New_York", my_zone="Europe/Berlin", country="US", ahead=1)
    assert date(2026, 11, 26) not in {wall(start, "America/New_York").date() for start in found.starts}


@pytest.mark.parametrize("zone", ZONES)
@given(
    mine=st.sampled_from(ZONES), day=st.sampled_from(EDGES), hour=st.integers(0, 23),
    minutes=st.sampled_from([15, 20, 30, 45, 60, 90]),
)  # fmt: skip
def test_what_is_proposed_can_be_kept(zone, mine, day, hour, minutes):
    now = datetime.combine(day, time(hour, 20), tzinfo=UTC)
    found = propose(now, their_zone=zone, my_zone=mine, country="DE", minutes=minutes)
    assert len(found.starts) == 3
    assert list(found.starts) == sorted(found.starts)
    today = wall(now, zone).date()
    for start in found.starts:
        theirs, end = wall(start, zone), wall(start + timedelta(minutes=minutes), zone)
        assert start.tzinfo is UTC
        assert is_working_day(theirs.date(), "DE")
        assert working_days_between(today, theirs.date(), "DE") >= 2
        # Read off the clock on their wall, it is this very moment and no other.
        assert theirs.replace(tzinfo=None, fold=1).replace(tzinfo=ZoneInfo(zone)) == theirs
        if not found.remark:
            assert WORKING[0] <= theirs.time() <= end.time() <= WORKING[1]
            assert AWAKE[0] <= wall(start, mine).time() <= AWAKE[1]
            assert oddities(
                start, now=now, minutes=minutes, their_zone=zone, my_zone=mine, whose="Priya", country="DE"
            ) == []  # fmt: skip
    assert len({wall(start, zone).date() for start in found.starts}) == 3


@given(
    st.lists(
        st.tuples(st.integers(0, 30 * 48), st.integers(1, 12)), max_size=60,
    )
)  # fmt: skip
def test_busy_hours_are_left_alone_and_times_never_overlap(blocks):
    busy = [
        (NOW + timedelta(minutes=30 * at), NOW + timedelta(minutes=30 * (at + length))) for at, length in blocks
    ]  # fmt: skip
    found = propose(NOW, their_zone="Asia/Kolkata", my_zone="Europe/Berlin", country="IN", minutes=45, busy=busy)
    spans = [(start, start + timedelta(minutes=45)) for start in found.starts]
    assert not any(overlaps(*span, busy) for span in spans)
    for number, span in enumerate(spans):
        assert not overlaps(*span, spans[:number])


def test_where_their_day_is_my_night_it_says_so():
    found = propose(NOW, their_zone="Europe/Berlin", my_zone="Pacific/Honolulu", minutes=30)
    assert len(found.starts) == 3
    assert "overlap" in found.remark or "night" in found.remark


def test_a_full_calendar_gives_fewer_and_says_so():
    always = [(NOW, NOW + timedelta(days=60))]
    found = propose(NOW, their_zone="Europe/Berlin", my_zone="Europe/Berlin", busy=always)
    assert found.starts == ()
    assert found.remark.endswith("No time is free in the next three weeks.")


def test_one_free_morning_gives_what_there_is_of_it():
    """Monday 30 November from 9 to 11 is all that is left."""
    monday = datetime(2026, 11, 30, 8, tzinfo=UTC)
    busy = [(NOW, monday), (monday + timedelta(hours=2), NOW + timedelta(days=60))]
    found = propose(NOW, their_zone="Europe/Berlin", my_zone="Europe/Berlin", minutes=60, busy=busy)
    assert [f"{wall(start, 'Europe/Berlin'):%H:%M}" for start in found.starts] == ["09:00", "10:00"]


def odd(start: datetime, **more) -> list[str]:
    facts = {"now": NOW, "minutes": 30, "their_zone": "America/New_York", "my_zone": "Europe/Berlin", "whose": "Priya"}
    return oddities(start, **(facts | more))


def test_what_speaks_against_a_time_is_said():
    assert odd(datetime(2026, 12, 1, 15, tzinfo=UTC)) == []
    assert odd(datetime(2026, 11, 26, 15, tzinfo=UTC), country="US") == [
        "It is a public holiday where Priya lives."
    ]  # fmt: skip
    assert odd(datetime(2026, 11, 28, 15, tzinfo=UTC)) == ["It is a Saturday for Priya."]
    assert odd(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == [
        "It is 18:30 for Priya, outside of working hours.", "It is 00:30 for you.",
    ]  # fmt: skip
    assert odd(NOW - timedelta(days=1, hours=-6))[0] == "This has passed."
    busy = [(datetime(2026, 12, 1, 15, 15, tzinfo=UTC), datetime(2026, 12, 1, 16, tzinfo=UTC))]
    assert odd(datetime(2026, 12, 1, 15, tzinfo=UTC), busy=busy) == ["You are busy then."]
    assert odd(datetime(2026, 12, 1, 14, 45, tzinfo=UTC), busy=busy) == []


def test_an_hour_that_comes_twice_is_told():
    """On 25 October 2026 it is 02:30 twice in Berlin."""
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert any("comes twice" in one for one in odd(twice, their_zone="Europe/Berlin", my_zone="UTC"))
