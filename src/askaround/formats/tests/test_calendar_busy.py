"""When a calendar is taken: repetition, exceptions, and the clocks that change twice a year."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped,unused-ignore]
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from askaround.formats.calendar_busy import busy
from askaround.formats.calendar_reading import read_calendar
from askaround.formats.calendar_repeats import Budget, moments, rule_of
from askaround.formats.tests.test_calendar import ZONES

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def taken(*events: str, begin: datetime = BEGIN, end: datetime = END, **other: object) -> list[str]:
    inside = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    calendar = read_calendar(f"BEGIN:VCALENDAR\n{inside}END:VCALENDAR\n".encode())
    return [f"{one:%m-%d %H:%M}–{two:%m-%d %H:%M}" for one, two in busy(calendar, begin, end, **other)]  # type: ignore[arg-type]


def test_a_weekly_talk_stays_at_ten_on_its_own_clock_when_the_clocks_change() -> None:
    assert taken("DTSTART;TZID=Europe/Berlin:20261018T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3") == [
        "10-18 08:00–10-18 09:00",
        "10-25 09:00–10-25 10:00",
        "11-01 09:00–11-01 10:00",
    ]


def test_an_hour_that_is_left_out_in_spring_comes_an_hour_later() -> None:
    found = taken("DTSTART;TZID=Europe/Berlin:20260328T023000\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3")
    assert found == ["03-28 01:30–03-28 02:00", "03-29 01:30–03-29 02:00", "03-30 00:30–03-30 01:00"]


def test_an_all_day_event_takes_the_day_of_the_seekers_clock() -> None:
    assert taken("DTSTART:20260329\nRRULE:FREQ=MONTHLY;COUNT=2", floating=BERLIN) == [
        "03-28 23:00–03-29 22:00",
        "04-28 22:00–04-29 22:00",
    ]


def test_cancelled_transparent_and_declined_events_take_no_time() -> None:
    day = "DTSTART:20260701T100000Z\nDTEND:20260701T110000Z\n"
    assert taken(day + "STATUS:CANCELLED", day + "TRANSP:TRANSPARENT", day + "X-MICROSOFT-CDO-BUSYSTATUS:FREE") == []
    declined = day + "ATTENDEE;PARTSTAT=DECLINED:mailto:Alice@example.com"
    assert taken(declined, own={"alice@example.com"}) == []
    assert taken(declined, own={"bob@example.com"}) == ["07-01 10:00–07-01 11:00"]


def test_an_occurrence_that_moved_is_where_it_moved_to_and_one_left_out_is_not_there() -> None:
    series = "UID:a\nDTSTART;TZID=Europe/Berlin:20260701T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4\n"
    moved = "UID:a\nRECURRENCE-ID:20260702T080000Z\nDTSTART:20260702T150000Z\nDTEND:20260702T160000Z"
    gone = "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260704T100000\nSTATUS:CANCELLED\nDTSTART:20260704T080000Z"
    found = taken(series + "EXDATE;TZID=Europe/Berlin:20260703T100000", moved, gone)
    assert found == ["07-01 08:00–07-01 09:00", "07-02 15:00–07-02 16:00"]
    assert taken(series + "EXDATE;VALUE=DATE:20260701,20260702\nEXDATE:20260703T080000Z") == ["07-04 08:00–07-04 09:00"]


def test_days_named_besides_the_rule_are_taken_too() -> None:
    event = "DTSTART:20260701T100000Z\nDURATION:PT1H\nRDATE:20260703T100000Z,20260703T100000Z\n"
    period = "RDATE;VALUE=PERIOD:20260705T100000Z/PT3H"
    assert taken(event + period) == [
        "07-01 10:00–07-01 11:00",
        "07-03 10:00–07-03 11:00",
        "07-05 10:00–07-05 13:00",
    ]


def test_spans_that_touch_are_one_and_those_over_the_edge_are_cut() -> None:
    day = "DTSTART:20251231T230000Z\nDTEND:20260101T010000Z"
    assert taken(day, "DTSTART:20260101T010000Z\nDTEND:20260101T020000Z") == ["01-01 00:00–01-01 02:00"]
    assert taken("DTSTART:20260101T010000Z") == []


def test_a_free_busy_answer_takes_what_is_not_free() -> None:
    calendar = read_calendar(
        b"BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY:20260701T100000Z/PT1H,20260702T100000Z/20260702T113000Z\n"
        b"FREEBUSY;FBTYPE=FREE:20260703T100000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR"
    )
    assert [(one.day, (two - one).seconds // 60) for one, two in busy(calendar, BEGIN, END)] == [(1, 60), (2, 90)]


MANY = ["", *(",".join(map(str, range(most))) for most in (24, 60))]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
     "FREQ=DAILY;INTERVAL=0", "FREQ=MINUTELY;COUNT=999999999",
     f"FREQ=DAILY;BYHOUR={MANY[1]};BYMINUTE={MANY[2]};BYSECOND={MANY[2]};COUNT=99999999"],
)  # fmt: skip
def test_no_rule_keeps_us_busy_for_long(rule: str) -> None:
    began = time.monotonic()
    taken(f"DTSTART:16010101T000000\nDURATION:PT1S\nRRULE:{rule}")
    assert time.monotonic() - began < 10


def test_a_series_from_long_ago_is_found_without_walking_there() -> None:
    budget = Budget()
    rule = rule_of("FREQ=DAILY")
    assert rule
    start = datetime(1601, 1, 1, 9)  # noqa: DTZ001
    found = list(moments(rule, start, BEGIN.replace(tzinfo=None), END.replace(tzinfo=None), budget=budget))
    assert len(found) == 365
    assert Budget().left - budget.left < 2000


NUMBERS = {
    "BYMONTH": st.integers(1, 12), "BYMONTHDAY": st.integers(-28, 28).filter(bool),
    "BYYEARDAY": st.integers(-365, 365).filter(bool), "BYWEEKNO": st.integers(-52, 52).filter(bool),
    "BYHOUR": st.integers(0, 23), "BYMINUTE": st.integers(0, 59),
}  # fmt: skip
DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule as calendars have them, and odder ones; none that never matches, which dateutil takes minutes to see."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 3))}", f"WKST={draw(DAYS)}"]
    yearly = frequency == "YEARLY"
    names = ["", "BYMONTH", "BYMONTHDAY", *(["BYYEARDAY", "BYWEEKNO"] if yearly else [])]
    name = draw(st.sampled_from(names))
    said = [each for each in (name, draw(st.sampled_from(["", "BYHOUR", "BYMINUTE"]))) if each]
    parts += [f"{each}={','.join(str(draw(NUMBERS[each])) for _ in range(draw(st.integers(1, 3))))}" for each in said]
    if name != "BYYEARDAY" and draw(st.booleans()):
        nth = name in {"", "BYMONTH"} and frequency in {"YEARLY", "MONTHLY"} and draw(st.booleans())
        numbers = st.sampled_from(["1", "2", "-1"]) if nth else st.just("")
        parts.append(f"BYDAY={','.join(draw(numbers) + draw(DAYS) for _ in range(draw(st.integers(1, 3))))}")
        if draw(st.booleans()) and frequency != "DAILY":
            parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '1,-1']))}")
    ends = draw(st.sampled_from(["", "COUNT=7", "UNTIL=20270701T120000"]))
    return ";".join([*parts, *([ends] if ends else [])])


@settings(max_examples=80, deadline=None)
@given(rule=rules(), hours=st.integers(0, 24 * 800), later=st.integers(0, 500))
def test_a_rule_means_what_another_library_takes_it_to_mean(rule: str, hours: int, later: int) -> None:
    start = datetime(2025, 1, 1, 9, 15) + timedelta(hours=hours)  # noqa: DTZ001
    begin = start + timedelta(days=later)
    end = begin + timedelta(days=500)
    ours = rule_of(rule)
    assert ours
    # Of a first week begun in its middle, dateutil counts positions from that day on; RFC 5545 in the whole week.
    assume(not ("WEEKLY" in rule and "BYSETPOS" in rule) or start.weekday() == ours.week_start)
    theirs = []
    for number, each in enumerate(rrulestr(rule, dtstart=start)):
        if each >= end:
            break
        assume(number < 3000)
        theirs += [each] if each >= begin else []
    assert list(moments(ours, start, begin, end, budget=Budget(10_000_000))) == theirs


def test_the_first_of_a_week_is_counted_in_the_whole_week_that_the_rule_begins_in() -> None:
    rule = rule_of("FREQ=WEEKLY;WKST=MO;BYDAY=MO,WE;BYSETPOS=1")
    assert rule
    start = datetime(2025, 1, 1, 9, 15)  # noqa: DTZ001
    found = list(moments(rule, start, start, start + timedelta(days=14), budget=Budget(1000)))
    assert found == [datetime(2025, 1, 6, 9, 15), datetime(2025, 1, 13, 9, 15)]  # noqa: DTZ001


@settings(max_examples=100, deadline=None)
@given(zone=st.sampled_from(ZONES), hours=st.integers(0, 24 * 365), long=st.integers(15, 180))
def test_a_daily_talk_is_at_the_same_time_on_its_clock_all_year(zone: str, hours: int, long: int) -> None:
    local = datetime(2026, 1, 1) + timedelta(hours=hours)  # noqa: DTZ001
    clock = ZoneInfo(zone)
    begin = local.replace(tzinfo=clock).astimezone(UTC) + timedelta(days=3)
    calendar = read_calendar(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}\nDURATION:PT{long}M\n"
        "RRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n".encode()
    )
    found = busy(calendar, begin, begin + timedelta(days=200))
    assert 199 <= len(found) <= 201
    for one, two in found[1:-1]:
        again = one.astimezone(clock).replace(tzinfo=None)
        gap = (local.replace(year=again.year, month=again.month, day=again.day)).replace(tzinfo=clock)
        assert gap.astimezone(UTC) == one
        assert two - one == timedelta(minutes=long)
