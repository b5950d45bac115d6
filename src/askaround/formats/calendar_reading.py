"""Reading a calendar as leniently as calendars are written: events with their zones, people, and repetition.

By lines of our own: icalendar refuses a whole file for one broken line in it, and what is readable must be read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from askaround.plain.text import clean, clean_lines

from . import FormatError
from .calendar_lines import Component, Property, components
from .calendar_repeats import Budget
from .calendar_values import duration, moment, period
from .calendar_zones import name_of, zone_of, zones_of

NO_CALENDAR = (
    "This is no calendar: it has no BEGIN:VCALENDAR. Export it as .ics (iCalendar) from your calendar program."
)
_OURS = (
    "VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VALARM", "VAVAILABILITY", "VPOLL"
)  # fmt: skip
# More of one kind in one event is an attack.
_MOST = 10_000

When = datetime | date
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at an event. `status` is their PARTSTAT in capitals, "NEEDS-ACTION" where none is said."""

    email: str
    name: str = ""
    status: str = "NEEDS-ACTION"
    role: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How an event comes again: rules as they stand, and days or times besides and left out."""

    rules: tuple[str, ...] = ()
    dates: tuple[tuple[When, timedelta | None], ...] = ()
    without: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One event, or one occurrence of a series that differs (`recurrence_id`).

    `start` and `end` are days for an all-day event (`end` the day after the last), else times in their zone, or without
    one where they float. `zone` is the IANA name of the start's zone; empty when it has none.
    """

    uid: str
    sequence: int = 0
    recurrence_id: When | None = None
    start: When | None = None
    end: When | None = None
    zone: str = ""
    status: str = ""
    transparent: bool = False
    summary: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    comment: str = ""
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    stamp: datetime | None = None
    repeats: Repeats = Repeats()

    @property
    def all_day(self) -> bool:
        """Whether it takes days, not hours."""
        return self.start is not None and not isinstance(self.start, datetime)

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.status == "CANCELLED"


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """A calendar file. `method` is its own, else the mail part's. `taken` are spans told as busy without an event.

    `zone` is what floating times mean, where the file says it. `unread` counts the lines that could not be read.
    """

    name: str = ""
    method: str = ""
    zone: tzinfo | None = None
    events: tuple[ReadEvent, ...] = ()
    taken: tuple[Span, ...] = ()
    unread: int = 0


def read_calendar(data: bytes, *, method: str = "", charset: str = "") -> ReadCalendar:
    """A calendar from its bytes; `method` and `charset` as the mail part's Content-Type names them.

    FormatError when no line begins a component of iCalendar; nothing else is ever raised. Of what has the same UID and
    RECURRENCE-ID, the highest SEQUENCE is kept, then the latest DTSTAMP, then the last in the file.
    """
    root, unread = components(data, charset)
    if not any(True for _ in root.walk(*_OURS)):
        raise FormatError(NO_CALENDAR)
    own = zones_of(root, Budget())
    tops = [root, *(each for each in root.inside if each.name == "VCALENDAR")]
    said = next((found for top in tops if (found := top.text("METHOD").strip())), "")
    floating = next((clock for top in tops if (clock := zone_of(top.text("X-WR-TIMEZONE"), own))), None)
    return ReadCalendar(
        name=next((title for top in tops if (title := clean(top.text("X-WR-CALNAME") or top.text("NAME")))), ""),
        method=clean(said or method).upper(),
        zone=floating,
        events=_newest(_event(each, own) for each in root.walk("VEVENT")),
        taken=tuple(span for each in root.walk("VFREEBUSY") for span in _taken(each, own)),
        unread=unread,
    )


def _newest(events: Iterable[ReadEvent]) -> tuple[ReadEvent, ...]:
    """One of each UID and RECURRENCE-ID, in the order of the file. Without a UID each is its own."""
    kept: dict[tuple[str, str], ReadEvent] = {}
    for number, event in enumerate(events):
        key = (event.uid, moment_key(event.recurrence_id)) if event.uid else ("", str(number))
        if key not in kept or _age(event) >= _age(kept[key]):
            kept[key] = event
    return tuple(kept.values())


def _age(event: ReadEvent) -> tuple[int, datetime]:
    return event.sequence, event.stamp or datetime.min.replace(tzinfo=UTC)


def moment_key(when: When | None) -> str:
    """The same text for the same moment or day, whatever zone it is told in."""
    if isinstance(when, datetime) and when.tzinfo:
        return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{when:%Y%m%dT%H%M%S}" if isinstance(when, datetime) else f"{when:%Y%m%d}" if when else ""


def _event(component: Component, own: Mapping[str, tzinfo]) -> ReadEvent:
    start = _when(component.first("DTSTART"), own)
    return ReadEvent(
        uid=clean(component.text("UID")),
        sequence=_sequence(component),
        recurrence_id=_when(component.first("RECURRENCE-ID"), own),
        start=start,
        end=_end(component, start, own),
        zone=name_of(start.tzinfo) if isinstance(start, datetime) else "",
        status=clean(component.text("STATUS")).upper(),
        transparent=_transparent(component),
        summary=clean(component.text("SUMMARY")),
        description=clean_lines(component.text("DESCRIPTION")),
        location=clean(component.text("LOCATION")),
        url=clean(component.text("URL")),
        comment="\n".join(filter(None, (clean_lines(each.text) for each in component.every("COMMENT")))),
        organizer=next((attendee_of(each) for each in component.every("ORGANIZER") if each.value.strip()), None),
        attendees=tuple(attendee_of(each) for each in component.every("ATTENDEE")[:_MOST] if each.value.strip()),
        stamp=_stamp(component),
        repeats=_repeats(component, start, own),
    )


def attendee_of(line: Property) -> Attendee:
    """Somebody from an ATTENDEE or ORGANIZER: the address after mailto:, or in EMAIL where the value is none."""
    value = line.text.strip()
    address = value[7:] if value.lower().startswith("mailto:") else value
    if "@" not in address or "://" in address:
        address = line.parameters.get("EMAIL", "")
    address = clean(address).strip("<>\"' ").lower()
    return Attendee(
        email=address if "@" in address else "",
        name=clean(line.parameters.get("CN", "")),
        status=clean(line.parameters.get("PARTSTAT", "")).upper() or "NEEDS-ACTION",
        role=clean(line.parameters.get("ROLE", "")).upper(),
        comment=clean_lines(line.parameters.get("X-RESPONSE-COMMENT", "")),
    )


def _when(line: Property | None, own: Mapping[str, tzinfo], value: str | None = None) -> When | None:
    """The day or the time of a property, in the zone that its TZID means."""
    if line is None:
        return None
    found = moment(line.value if value is None else value)
    if not isinstance(found, datetime):
        return found
    if line.parameters.get("VALUE", "").upper() == "DATE":
        return found.date()
    # A time in UTC that names a zone besides (Outlook and others do) is that moment, told on the zone's clock.
    zone = zone_of(line.parameters.get("TZID", ""), own)
    if zone is None:
        return found
    return found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)


def _end(component: Component, start: When | None, own: Mapping[str, tzinfo]) -> When | None:
    """DTEND, or DTSTART and DURATION; without both a day for what begins on a day, no time for what begins at one."""
    if start is None:
        return None
    end = _when(component.first("DTEND"), own)
    long = component.first("DURATION")
    lasts = duration(long.value) if long else None
    if not isinstance(start, datetime):
        if end is None:
            days = max(lasts.days, 1) if lasts else 1
            return start + timedelta(days=min(days, 3650))
        end = end.date() if isinstance(end, datetime) else end
        return max(end, start + timedelta(days=1))
    if end is None:
        return start + min(lasts, timedelta(days=3650)) if lasts and lasts > timedelta() else start
    return _end_time(start, end)


def _end_time(start: datetime, end: When) -> datetime:
    """An end that is told as a day, without a zone, or before the start, made one that fits the start."""
    if not isinstance(end, datetime):
        end = datetime(end.year, end.month, end.day, tzinfo=start.tzinfo)
    if (end.tzinfo is None) != (start.tzinfo is None):
        end = end.replace(tzinfo=start.tzinfo)
    return end if utc(end) >= utc(start) else start


def utc(when: When, floating: tzinfo = UTC) -> datetime:
    """The moment in UTC; days begin at midnight, and what has no zone is told on the clock of `floating`."""
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day, tzinfo=floating)
    return (when if when.tzinfo else when.replace(tzinfo=floating)).astimezone(UTC)


def _sequence(component: Component) -> int:
    said = component.text("SEQUENCE").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _stamp(component: Component) -> datetime | None:
    found = moment(component.text("DTSTAMP"))
    return utc(found) if found else None


def _transparent(component: Component) -> bool:
    """Free though it stands in the calendar: by TRANSP, else by what Outlook says."""
    said = clean(component.text("TRANSP")).upper()
    return said == "TRANSPARENT" or (not said and clean(component.text("X-MICROSOFT-CDO-BUSYSTATUS")).upper() == "FREE")


def _repeats(component: Component, start: When | None, own: Mapping[str, tzinfo]) -> Repeats:
    dates: list[tuple[When, timedelta | None]] = []
    for line in component.every("RDATE")[:_MOST]:
        for value in line.value.split(",")[:_MOST]:
            if span := period(value):
                at = _when(line, own, value.partition("/")[0])
                dates += [(at, span[1] - span[0])] if at else []
            elif at := _when(line, own, value):
                dates.append((at, None))
    without = (
        at
        for line in component.every("EXDATE")[:_MOST]
        for value in line.value.split(",")[:_MOST]
        if (at := _when(line, own, value))
    )
    rules = tuple(line.value.strip() for line in component.every("RRULE")[:10]) if start else ()
    return Repeats(rules, tuple(dates[:_MOST]), tuple(without))


def _taken(component: Component, own: Mapping[str, tzinfo]) -> Iterable[Span]:
    """The spans of a free/busy answer that are not free."""
    for line in component.every("FREEBUSY")[:_MOST]:
        if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
            continue
        zone = zone_of(line.parameters.get("TZID", ""), own) or UTC
        for value in line.value.split(",")[:_MOST]:
            if span := period(value):
                yield utc(span[0], zone), utc(span[1], zone)
