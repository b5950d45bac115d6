"""Calendars as programs really write them: what is readable is read, and nothing but a FormatError is ever raised."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.calendar import Event, Person, write
from askaround.formats.calendar_busy import busy
from askaround.formats.calendar_lines import components
from askaround.formats.calendar_reading import NO_CALENDAR, ReadEvent, read_calendar
from askaround.formats.calendar_values import duration, moment
from askaround.formats.tests.test_calendar import ZONES
from askaround.plain.text import clean, clean_lines

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
CUSTOM = """\
BEGIN:VTIMEZONE
TZID:Our own zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def only(lines: str, *, before: str = "") -> ReadEvent:
    text = f"BEGIN:VCALENDAR\n{before}BEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    (event,) = read_calendar(text.encode()).events
    return event


def test_all_that_an_event_says_is_read() -> None:
    event = only(
        "UID:a@b\nSEQUENCE:3\nDTSTAMP:20261124T091000Z\nDTSTART;TZID=Europe/Berlin:20261201T100000\nDURATION:PT45M\n"
        "SUMMARY:Talk\\, about work\nLOCATION:Caffè Nero\nURL:https://example.com/x\nSTATUS:tentative\n"
        "COMMENT:First\nCOMMENT:Second\\nline\nDESCRIPTION:One\\n\n two\n"
        'ORGANIZER;CN="Example, Alice":MAILTO:Alice@Example.com\n'
        "ATTENDEE;CN=Priya;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:priya@example.com\nATTENDEE;EMAIL=tom@example.com:/7/8"
    )
    assert (event.uid, event.sequence, event.stamp) == ("a@b", 3, NOW)
    assert event.start == datetime(2026, 12, 1, 10, tzinfo=BERLIN)
    assert event.end == datetime(2026, 12, 1, 10, 45, tzinfo=BERLIN)
    assert (event.zone, event.status, event.location) == ("Europe/Berlin", "TENTATIVE", "Caffè Nero")
    assert (event.summary, event.url) == ("Talk, about work", "https://example.com/x")
    assert (event.comment, event.description) == ("First\nSecond\nline", "One\ntwo")
    assert event.organizer
    assert (event.organizer.email, event.organizer.name) == ("alice@example.com", "Example, Alice")
    assert [(each.email, each.status, each.role) for each in event.attendees] == [
        ("priya@example.com", "ACCEPTED", "CHAIR"),
        ("tom@example.com", "NEEDS-ACTION", ""),
    ]


@pytest.mark.parametrize(
    ("line", "expected", "zone"),
    [
        ("DTSTART:20260701T100000Z", datetime(2026, 7, 1, 10, tzinfo=UTC), "UTC"),
        ("DTSTART;TZID=Europe/Berlin:20260701T100000", datetime(2026, 7, 1, 8, tzinfo=UTC), "Europe/Berlin"),
        ("DTSTART;TZID=europe/berlin:20260701T100000", datetime(2026, 7, 1, 8, tzinfo=UTC), "Europe/Berlin"),
        ('DTSTART;TZID="W. Europe Standard Time":20260701T100000', datetime(2026, 7, 1, 8, tzinfo=UTC),
         "Europe/Berlin"),
        ("DTSTART;TZID=Pacific Standard Time:20260701T100000", datetime(2026, 7, 1, 17, tzinfo=UTC),
         "America/Los_Angeles"),
        ("DTSTART;TZID=America/Los Angeles:20260701T100000", datetime(2026, 7, 1, 17, tzinfo=UTC),
         "America/Los_Angeles"),
        ("DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20260701T100000", datetime(2026, 7, 1, 14, tzinfo=UTC),
         "America/New_York"),
        ("DTSTART;TZID=tzone://Microsoft/Utc:20260701T100000", datetime(2026, 7, 1, 10, tzinfo=UTC), "UTC"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20260701T100000', datetime(2026, 7, 1, 8, tzinfo=UTC),
         "Europe/Amsterdam"),
        ('DTSTART;TZID="(UTC-03:00) Somewhere":20260701T100000', datetime(2026, 7, 1, 13, tzinfo=UTC), ""),
        ("DTSTART;TZID=Our own zone:20260701T100000", datetime(2026, 7, 1, 8, tzinfo=UTC), ""),
        ("DTSTART;TZID=Our own zone:20261201T100000", datetime(2026, 12, 1, 9, tzinfo=UTC), ""),
        ("DTSTART:20260701T100000+0200", datetime(2026, 7, 1, 8, tzinfo=UTC), ""),
        ("DTSTART:2026-07-01T10:00:00Z", datetime(2026, 7, 1, 10, tzinfo=UTC), "UTC"),
    ],
)  # fmt: skip
def test_a_time_is_the_moment_that_its_zone_means(line: str, expected: datetime, zone: str) -> None:
    event = only(f"UID:a\n{line}", before=CUSTOM)
    assert isinstance(event.start, datetime)
    assert event.start.astimezone(UTC) == expected
    assert event.zone == zone


def test_a_time_without_a_zone_floats_and_so_does_one_in_a_zone_that_nobody_knows() -> None:
    assert only("DTSTART:20260701T100000").start == datetime(2026, 7, 1, 10)  # noqa: DTZ001
    assert only("DTSTART;TZID=Nowhere:20260701T100000").start == datetime(2026, 7, 1, 10)  # noqa: DTZ001


def test_every_windows_name_is_a_zone_of_ours() -> None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    for name, zone in WINDOWS_TO_OLSON.items():
        assert only(f"DTSTART;TZID={name}:20260701T100000").zone == zone.replace("Etc/UTC", "UTC"), name


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20260701", date(2026, 7, 1), date(2026, 7, 2)),
        ("DTSTART:20260701\nDTEND:20260703", date(2026, 7, 1), date(2026, 7, 3)),
        ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260701", date(2026, 7, 1), date(2026, 7, 2)),
        ("DTSTART;VALUE=DATE:20260701\nDURATION:P2D", date(2026, 7, 1), date(2026, 7, 3)),
        ("DTSTART:20260701T100000Z", datetime(2026, 7, 1, 10, tzinfo=UTC), datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("DTSTART:20260701T100000Z\nDTEND:20260701T090000Z", datetime(2026, 7, 1, 10, tzinfo=UTC),
         datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("DTSTART:20260701T230000Z\nDTEND:20260701T240000Z", datetime(2026, 7, 1, 23, tzinfo=UTC),
         datetime(2026, 7, 2, tzinfo=UTC)),
        ("DTSTART:00010101T000000Z\nDTEND:99991231T235959Z", None, None),
    ],
)  # fmt: skip
def test_an_event_ends_when_it_says_or_when_its_length_says(lines: str, start: object, end: object) -> None:
    event = only(lines)
    assert (event.start, event.end) == (start, end)


def test_the_highest_sequence_of_the_same_occurrence_is_kept() -> None:
    events = "".join(
        f"BEGIN:VEVENT\nUID:a\n{recurrence}SEQUENCE:{sequence}\nSUMMARY:{summary}\nEND:VEVENT\n"
        for recurrence, sequence, summary in (
            ("", 0, "old"), ("", 2, "new"), ("", 1, "middle"),
            ("RECURRENCE-ID:20260701T100000Z\n", 0, "this day"),
            ("RECURRENCE-ID;TZID=Europe/Berlin:20260701T120000\n", 1, "this day later"),
        )
    )  # fmt: skip
    found = read_calendar(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR".encode()).events
    assert [each.summary for each in found] == ["new", "this day later"]


def test_the_method_of_the_calendar_counts_before_that_of_the_mail() -> None:
    event = b"BEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR"
    assert read_calendar(b"BEGIN:VCALENDAR\nMETHOD:reply\n" + event, method="REQUEST").method == "REPLY"
    assert read_calendar(b"BEGIN:VCALENDAR\n" + event, method="request").method == "REQUEST"


@pytest.mark.parametrize(
    "broken",
    [
        "SUMMARY:Talk\nDTSTART:20260701T100000Z\nRRULE:FREQ=NEVER\nX\n;;;\nDTEND:nonsense",
        "X-A;B=\"open:quote\nSUMMARY:Talk\nDTSTART:20260701T100000Z\nTRIGGER:never",
        "SUMMARY ;LANGUAGE=en : Talk\nDTSTART : 20260701T100000Z",
        "BEGIN:VALARM\nACTION:DISPLAY\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20260701T100000Z\n",
    ],
)  # fmt: skip
def test_a_broken_line_costs_that_line_only(broken: str) -> None:
    found = read_calendar(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{broken}\nEND:VEVENT\n".encode()).events[-1]
    assert found.summary == "Talk"
    assert found.start == datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1252"])
def test_it_is_read_whatever_it_is_encoded_in(charset: str) -> None:
    text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Gespräch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert read_calendar(text.encode(charset)).events[0].summary == "Gespräch"


def test_a_letter_that_was_cut_in_two_by_folding_is_whole_again() -> None:
    data = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Café now\r\nEND:VEVENT\r\n".encode().replace(
        b"\xc3\xa9", b"\xc3\r\n \xa9"
    )
    assert read_calendar(data).events[0].summary == "Café now"


@pytest.mark.parametrize("data", [b"", b"Dear Alice", b"BEGIN:VCARD\nFN:Ana\nEND:VCARD", b"PK\x03\x04"])
def test_what_is_no_calendar_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError) as raised:
        read_calendar(data)
    assert raised.value.sentence == NO_CALENDAR


PIECES = st.sampled_from(
    [b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VTIMEZONE\n", b"BEGIN:STANDARD\n", b"DTSTART",
     b";TZID=", b"Europe/Berlin", b":", b"20260701T100000", b"Z", b"\n", b"RRULE:FREQ=", b"DAILY", b"SECONDLY",
     b";COUNT=", b"99999999", b";INTERVAL=0", b";BYDAY=-5SU", b";UNTIL=", b"TZOFFSETTO:+2400\n", b"RDATE:",
     b"TZOFFSETFROM:-0100\n", b"/PT1H", b"DURATION:P999999W", b"\nDTEND:", b"99991231", b"EXDATE:", b"TZID:A\n",
     b"RECURRENCE-ID:", b"DTSTART;TZID=A:", b"16000101T000000", b"90001231T235959", b'ATTENDEE;CN="',
     b"BEGIN:VFREEBUSY\nFREEBUSY:", b"X-WR-TIMEZONE:A\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=4)), max_size=40).map(b"".join))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for each in (data, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260601T000000\n" + data):
        try:
            calendar = read_calendar(each)
        except FormatError:
            continue
        busy(calendar, NOW - timedelta(days=400), NOW + timedelta(days=400), floating=BERLIN)


TEXT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60).map(lambda each: each.strip())


@settings(max_examples=150, deadline=None)
@given(
    texts=st.tuples(TEXT, TEXT, TEXT, TEXT), zone=st.sampled_from(ZONES), minutes=st.integers(0, 3 * 365 * 24 * 60),
    version=st.tuples(st.integers(0, 99), st.booleans()),
)  # fmt: skip
def test_what_is_written_is_read_again(
    texts: tuple[str, str, str, str], zone: str, minutes: int, version: tuple[int, bool]
) -> None:
    (summary, location, description, name), (sequence, cancelled) = texts, version
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    written = Event(
        "a@askaround", summary, start, start + timedelta(minutes=30), zone, NOW, sequence, location, description,
        cancelled=cancelled, organizer=Person("alice@example.com", name), attendees=(Person("b@example.com", name),),
    )  # fmt: skip
    data = write([written])
    (read,) = read_calendar(data).events
    assert (read.uid, read.sequence, read.cancelled) == ("a@askaround", sequence, cancelled)
    assert (read.summary, read.location) == (clean(summary), clean(location))
    assert read.description == clean_lines(description)
    assert isinstance(read.start, datetime)
    assert isinstance(read.end, datetime)
    assert read.zone == zone
    # The hour that comes twice in autumn can't be told apart in iCalendar: it is the first.
    again = start.astimezone(ZoneInfo(zone)).fold == 1
    assert again or read.start.astimezone(UTC) == start
    assert again or icalendar.Calendar.from_ical(data).events[0].start.astimezone(UTC) == start


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), minutes=st.integers(0, 2 * 365 * 24 * 60), fold=st.sampled_from([0, 1]))
def test_a_zone_that_only_the_file_knows_tells_the_same_time(zone: str, minutes: int, fold: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    event = Event("a", "Talk", start, start + timedelta(minutes=30), zone, NOW)
    data = write([event]).replace(f"TZID:{zone}".encode(), b"TZID:Ours").replace(f"TZID={zone}".encode(), b"TZID=Ours")
    (read,) = read_calendar(data).events
    assert isinstance(read.start, datetime)
    assert (read.start.tzinfo and read.start.tzinfo.tzname(None)) == ("Ours" if zone != "UTC" else "UTC")
    local = start.astimezone(ZoneInfo(zone))
    if local.fold == 0:
        assert read.start.astimezone(UTC) == start
    back = start.astimezone(read.start.tzinfo)
    assert (back.replace(tzinfo=None), back.fold) == (local.replace(tzinfo=None), local.fold)
    assert back.astimezone(UTC) == start
    wall = local.replace(tzinfo=None, fold=fold)
    assert wall.replace(tzinfo=read.start.tzinfo).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()


@given(st.text(max_size=40))
def test_no_value_makes_the_reader_of_values_fail(text: str) -> None:
    moment(text)
    duration(text)
    components(text.encode("utf-8", "replace"))
