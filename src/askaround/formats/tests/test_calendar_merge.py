"""An event that somebody changed by hand keeps what they wrote; what we changed comes in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.calendar import Event, write
from askaround.formats.calendar_merge import called_off, merged, same
from askaround.formats.calendar_reading import read_calendar

STARTS = datetime(2026, 12, 1, 14, tzinfo=UTC)
FIRST = Event(
    "7@askaround", "Talk with Priya", STARTS, STARTS + timedelta(minutes=30), "Europe/Berlin", STARTS,
    location="Café Anna", description="30 minutes.", remind=15,
)  # fmt: skip
BEFORE = write([FIRST])


def only(data):
    (event,) = read_calendar(data).events
    return event


def by_hand(*changes):
    text = BEFORE.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_a_move_changes_the_time_and_leaves_what_was_written_by_hand():
    theirs = by_hand(
        ("SUMMARY:Talk with Priya", "SUMMARY:Coffee with Priya\r\nCATEGORIES:Friends\r\nX-COLOUR:red"),
        ("TRIGGER:-PT15M", "TRIGGER:-PT2H"),
    )
    after = write(
        [replace(FIRST, starts_at=STARTS + timedelta(days=1), ends_at=STARTS + timedelta(days=1, hours=1), sequence=1)]
    )
    found = merged(theirs, before=BEFORE, after=after)
    event = only(found)
    assert (event.start, event.sequence) == (STARTS + timedelta(days=1), 1)
    assert event.summary == "Coffee with Priya"
    for kept in (b"CATEGORIES:Friends", b"X-COLOUR:red", b"TRIGGER:-PT2H"):
        assert kept in found


def test_another_place_leaves_a_time_that_was_moved_by_hand():
    theirs = by_hand(("T150000", "T170000"), ("SEQUENCE:0", "SEQUENCE:4"))
    after = write([replace(FIRST, location="Phone", sequence=1)])
    event = only(merged(theirs, before=BEFORE, after=after))
    assert (event.location, event.sequence) == ("Phone", 4)
    assert event.start == STARTS + timedelta(hours=2)


def test_the_zone_of_a_new_time_comes_along():
    after = write([replace(FIRST, zone="America/New_York", sequence=1)])
    found = merged(BEFORE, before=BEFORE, after=after)
    assert found.count(b"BEGIN:VTIMEZONE") == 2
    assert only(found).zone == "America/New_York"


def test_calling_off_keeps_the_rest():
    found = called_off(by_hand(("Café Anna", "Café Bertha")), uid="7@askaround")
    event = only(found)
    assert (event.status, event.sequence, event.location) == ("CANCELLED", 1, "Café Bertha")


@pytest.mark.parametrize("theirs", [b"", b"nonsense", BEFORE.replace(b"7@askaround", b"8@askaround"), b"BEGIN:VEVENT"])
def test_what_is_not_our_event_is_not_ours_to_write(theirs):
    assert merged(theirs, before=BEFORE, after=BEFORE) is None
    assert called_off(theirs, uid="7@askaround") is None
    assert not same(BEFORE, theirs)


def test_the_same_event_in_other_bytes_is_the_same():
    assert same(BEFORE, BEFORE.replace(b"\r\n", b"\n"))
    assert not same(BEFORE, write([replace(FIRST, sequence=1)]))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_whatever_is_written_comes_through(words):
    after = write([replace(FIRST, summary=words, sequence=1)])
    found = merged(BEFORE, before=BEFORE, after=after)
    assert all(len(line) <= 75 for line in found.split(b"\r\n"))
    assert same(found, after)
    assert only(found).summary == only(after).summary
