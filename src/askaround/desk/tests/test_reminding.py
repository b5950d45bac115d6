"""When a reminder goes: once, in no quiet hour, not too late, on every clock of the world."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.desk.reminding import (
    DIGEST_LATE,
    Occasion,
    Wishes,
    digest_due,
    is_quiet,
    messages_due,
    out_of_quiet,
    wall,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata",
    "Asia/Beirut", "Africa/Cairo", "America/Santiago", "Pacific/Chatham", "Pacific/Auckland", "UTC",
)  # fmt: skip
zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.integers(0, 23)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
ticks = st.lists(st.integers(1, 180), min_size=40, max_size=120)


def at(text, zone=BERLIN):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def walk(first, steps):
    for minutes in steps:
        first += timedelta(minutes=minutes)
        yield first


@given(zone=zones, hour=hours, first=moments, steps=ticks, days=st.sampled_from(["daily", "working days", "weekly"]))
def test_a_digest_comes_at_most_once_a_day_and_never_late(zone, hour, first, steps, days):
    wishes, gone = Wishes(zone, digest=days, weekday=2, hour=hour), []
    for now in walk(first, steps):
        due = digest_due(wishes, now, gone)
        if due:
            assert due.due_at <= now < due.due_at + DIGEST_LATE
            day = datetime.fromisoformat(due.key.removeprefix("digest ")).date()
            assert days != "working days" or day.weekday() < 5
            assert days != "weekly" or day.weekday() == 2
            gone.append(due.key)
    assert len(gone) == len(set(gone))


@given(zone=zones, hour=hours, first=moments)
def test_a_daily_digest_misses_no_day_while_somebody_looks_every_five_minutes(zone, hour, first):
    """Clocks that go forward or back included: an hour that is not there comes as the clock has moved."""
    wishes, gone = Wishes(zone, digest="daily", hour=hour), []
    for now in walk(first, [5] * (12 * 24 * 4)):
        due = digest_due(wishes, now, gone)
        if due:
            gone.append(due.key)
    days = [datetime.fromisoformat(key.removeprefix("digest ")).date() for key in gone]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) in (4, 5)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("2027-03-28", 2, "2027-03-28T01:00+00:00"),  # there is no 02:00: the clock shows 03:00
        ("2026-10-25", 2, "2026-10-25T00:00+00:00"),  # 02:00 comes twice: the first
        ("2026-11-24", 7, "2026-11-24T06:00+00:00"),
    ],
)
def test_an_hour_of_the_clock_is_one_moment(day, hour, moment):
    assert wall(datetime.fromisoformat(day).date(), hour, BERLIN) == datetime.fromisoformat(moment)


def test_no_digest_comes_for_an_hour_before_it_was_chosen():
    chosen = at("2026-11-24T09:10")
    wishes = Wishes(BERLIN, digest="daily", hour=7, since=chosen)
    assert digest_due(wishes, chosen) is None
    assert digest_due(wishes, at("2026-11-25T07:01")).key == "digest 2026-11-25"


def test_one_of_late_evening_may_come_after_midnight():
    wishes = Wishes(BERLIN, digest="working days", hour=23)
    assert digest_due(wishes, at("2026-11-28T01:00")).key == "digest 2026-11-27"
    assert digest_due(wishes, at("2026-11-28T05:00")) is None


occasions = st.builds(
    Occasion, kind=st.sampled_from(["interview", "thank", "follow-up"]), subject=st.just(UUID(int=1)), at=moments
)


@given(zone=zones, quiet=st.tuples(hours, hours), occasion=occasions, data=st.data())
def test_a_message_comes_once_in_no_quiet_hour_and_never_too_late(zone, quiet, occasion, data):
    kinds = frozenset({"interview", "thank", "follow-up"})
    wishes = Wishes(zone, kinds=kinds, quiet_from=quiet[0], quiet_until=quiet[1])
    gone = []
    for now in walk(occasion.at - timedelta(hours=40), data.draw(ticks)):
        for due in messages_due([occasion], wishes, now, gone):
            assert not is_quiet(now, wishes)
            assert due.due_at <= now < due.until
            if occasion.kind != "follow-up":
                assert now < occasion.at
            gone.append(due.key)
    assert len(gone) <= 1


@given(zone=zones, quiet=st.tuples(hours, hours), first=moments)
def test_what_quiet_hours_would_swallow_is_moved_out_of_them(zone, quiet, first):
    wishes = Wishes(zone, quiet_from=quiet[0], quiet_until=quiet[1])
    moved, until = out_of_quiet(first, first + timedelta(minutes=55), wishes)
    assert moved < until
    if moved > first or moved == first:
        assert not is_quiet(moved, wishes)
    assert is_quiet(first, wishes) or moved == first


@pytest.mark.parametrize(
    ("talk", "reminded"),
    [
        ("2026-11-24T15:10", "2026-11-24T14:10"),
        ("2026-11-24T08:30", "2026-11-24T08:00"),  # the quiet hours end in time
        ("2026-11-24T07:30", "2026-11-23T20:30"),  # they don't: the evening before
        ("2026-11-24T22:30", "2026-11-24T20:30"),
    ],
)
def test_an_interview_is_told_an_hour_before_or_around_the_quiet_hours(talk, reminded):
    wishes = Wishes(BERLIN, kinds=frozenset({"interview"}))
    occasion = Occasion("interview", UUID(int=1), at(talk))
    first = next(
        now for now in walk(at(talk) - timedelta(hours=30), [5] * 400) if list(messages_due([occasion], wishes, now))
    )
    assert timedelta(0) <= first - at(reminded) < timedelta(minutes=5)


def test_a_talk_that_moves_is_told_again_and_an_overdue_follow_up_is_not():
    one = Occasion("interview", UUID(int=1), at("2026-11-24T15:10"))
    other = Occasion("interview", UUID(int=1), at("2026-11-25T15:10"))
    assert one.key != other.key
    wishes = Wishes(BERLIN, kinds=frozenset({"follow-up"}))
    follow = Occasion("follow-up", UUID(int=2), at("2026-11-24T00:00"))
    assert list(messages_due([follow], wishes, at("2026-11-24T09:01")))
    assert not list(messages_due([follow], wishes, at("2026-11-24T15:30")))
    assert not list(messages_due([follow], wishes, at("2026-11-25T09:01")))
