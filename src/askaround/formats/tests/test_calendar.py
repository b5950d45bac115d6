"""The calendar file: the same bytes for the same facts, and the right moment on every clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.formats.calendar import Event, Person, write

START = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Athens", "Europe/Moscow",
    "Europe/Chisinau", "Atlantic/Azores", "Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/New_York",
    "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Havana",
    "America/St_Johns", "America/Santiago", "America/Sao_Paulo", "America/Asuncion", "Asia/Beirut", "Asia/Jerusalem",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland",
    "Pacific/Chatham", "Antarctica/Troll", "UTC",
)  # fmt: skip

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Askaround//Askaround//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:20250101T053000
TZNAME:IST
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Talk with Noor\\, about ü\\; 30 minutes
DTSTART;TZID=Asia/Kolkata:20261124T200000
DTEND;TZID=Asia/Kolkata:20261124T203000
DTSTAMP:20261124T091000Z
UID:abc@askaround
SEQUENCE:2
DESCRIPTION:First line\\nsecond line
LOCATION:Caffè Nero
ORGANIZER;CN="Alice Example":mailto:alice@example.com
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Talk with Noor\\, about ü\\; 30 minutes
TRIGGER:-PT1H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def event(**other: object) -> Event:
    facts = {
        "uid": "abc@askaround", "summary": "Talk", "starts_at": START, "ends_at": START + timedelta(minutes=30),
        "zone": "Europe/Berlin", "stamp": NOW,
    }  # fmt: skip
    return Event(**{**facts, **other})  # type: ignore[arg-type]


def test_the_bytes_are_these() -> None:
    written = write(
        [
            event(
                summary="Talk with Noor, about ü; 30 minutes", zone="Asia/Kolkata", sequence=2, location="Caffè Nero",
                description="First line\nsecond line", remind=60,
                organizer=Person("alice@example.com", "Alice Example"),
            )
        ]
    )  # fmt: skip
    assert written.decode().replace("\r\n", "\n") == GOLDEN
    assert b"\r\n" in written


def test_without_an_organizer_it_names_no_method() -> None:
    assert b"METHOD" not in write([event()])


def test_a_cancelled_event_says_so_and_reminds_nobody() -> None:
    written = write([event(cancelled=True, remind=30)])
    assert b"STATUS:CANCELLED" in written
    assert b"VALARM" not in written


def test_no_line_is_longer_than_75_octets() -> None:
    written = write([event(summary="Gespräch über Überraschungen " * 8, description="日本語" * 60)])
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert icalendar.Calendar.from_ical(written).events[0]["description"] == "日本語" * 60


def test_a_zone_is_written_once_for_two_events() -> None:
    assert write([event(), event(uid="two")]).count(b"BEGIN:VTIMEZONE") == 1


def test_an_empty_calendar_is_still_a_calendar() -> None:
    assert write([], name="Askaround").startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=12, deadline=None)
@given(minutes=st.integers(0, 2 * 365 * 24 * 60))
def test_the_zone_in_the_file_tells_the_same_time_as_ours(zone: str, minutes: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    local = start.astimezone(ZoneInfo(zone))
    calendar = icalendar.Calendar.from_ical(write([event(zone=zone, starts_at=start, ends_at=start)]))
    for found in calendar.walk("VTIMEZONE"):
        last = max(
            (part for part in found.subcomponents if _onset(part) <= start), key=_onset, default=found.subcomponents[0]
        )
        assert last["tzoffsetto"].td == local.utcoffset()
    assert calendar.events[0]["dtstart"].to_ical().decode()[:15] == f"{local:%Y%m%dT%H%M%S}"


def _onset(part: icalendar.Component) -> datetime:
    naive: datetime = part["dtstart"].dt
    offset: timedelta = part["tzoffsetfrom"].td
    return (naive - offset).replace(tzinfo=UTC)
