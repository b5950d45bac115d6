"""Writing a plain calendar file (RFC 5545): events with their zone, readable by any calendar program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Askaround//Askaround//EN"


@dataclass(frozen=True)
class Person:
    """Somebody in an event, by address and name."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Event:
    """One event. `uid` stays the same for ever; `sequence` is raised with each change."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    stamp: datetime
    sequence: int = 0
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    organizer: Person | None = None
    # Who is invited, each asked for an answer.
    attendees: tuple[Person, ...] = ()
    # Minutes before the start at which the calendar shows a reminder; none when 0.
    remind: int = 0
    # When it was last changed; unsaid when None.
    modified: datetime | None = None
    # The whole day on which it starts, in its zone, instead of its hours.
    whole_day: bool = False
    # It takes no time: whoever looks for a free hour may have this one.
    transparent: bool = False


def write(events: Iterable[Event], *, name: str = "", method: str = "", refresh: timedelta | None = None) -> bytes:
    """The bytes of a calendar with these events, and a VTIMEZONE for each zone that they name.

    Without `method` it is PUBLISH when every event names an organizer, as RFC 5546 asks, and none otherwise. `refresh`
    tells a program that subscribes how often to look again (RFC 7986, and the older word of Outlook and Apple).
    """
    from icalendar import Calendar

    told = list(events)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    published = bool(told) and all(event.organizer for event in told)
    if method or published:
        calendar.add("method", method or "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    if refresh:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", _duration(refresh))
    for zone in sorted({event.zone for event in told if not event.whole_day} - {"UTC", "Etc/UTC"}):
        years = [event.starts_at.year for event in told if event.zone == zone]
        calendar.add_component(_zone(zone, min(years), max(years)))
    for event in told:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _duration(length: timedelta) -> str:
    """Whole minutes as RFC 5545 writes them: "PT1H", "PT1H30M"."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")


def _zone(name: str, first: int, last: int) -> "icalendar.Timezone":
    """The changes of the clocks in a zone from the year before the first event to the year after the last."""
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", name)
    zone = ZoneInfo(name)
    start, end = datetime(first - 1, 1, 1, tzinfo=UTC), datetime(last + 2, 1, 1, tzinfo=UTC)
    before = start.astimezone(zone)
    made.add_component(_observance(before, before))
    day = start
    while day < end:
        following = day + timedelta(days=1)
        if _differ(day, following, zone):
            at = _change_between(day, following, zone)
            made.add_component(_observance((at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)))
        day = following
    return made


def _differ(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    return one.astimezone(zone).utcoffset() != other.astimezone(zone).utcoffset()


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first minute of the new offset, by halving."""
    begin = low
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (low, middle) if _differ(begin, middle, zone) else (middle, high)
    return high


def _observance(before: datetime, after: datetime) -> "icalendar.TimezoneDaylight | icalendar.TimezoneStandard":
    """From `after` on the new offset holds. Its DTSTART is that moment on the old clock, as RFC 5545 has it."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    made: TimezoneDaylight | TimezoneStandard = TimezoneDaylight() if after.dst() else TimezoneStandard()
    offset_before, offset_after = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
    made.add("dtstart", (after.astimezone(UTC) + offset_before).replace(tzinfo=None))
    made.add("tzoffsetfrom", offset_before)
    made.add("tzoffsetto", offset_after)
    made.add("tzname", after.tzname() or "")
    return made


def _component(event: Event) -> "icalendar.Event":
    from icalendar import Alarm
    from icalendar import Event as Component

    made = Component()
    zone = ZoneInfo(event.zone)
    made.add("uid", event.uid)
    made.add("dtstamp", event.stamp)
    made.add("sequence", event.sequence)
    made.add("summary", event.summary)
    if event.whole_day:
        day = event.starts_at.astimezone(zone).date()
        made.add("dtstart", day)
        made.add("dtend", day + timedelta(days=1))
    else:
        for field, moment in zip(("dtstart", "dtend"), _on_one_clock(event, zone), strict=True):
            made.add(field, moment)
    if event.modified:
        made.add("last-modified", event.modified.astimezone(UTC))
    if event.transparent:
        made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    for field, value in (("location", event.location), ("description", event.description), ("url", event.url)):
        if value:
            made.add(field, value)
    if event.organizer:
        made.add("organizer", _address(event.organizer))
    for invited in event.attendees:
        made.add("attendee", _invited(invited, asked=not event.cancelled))
    if event.remind and not event.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.summary)
        alarm.add("trigger", timedelta(minutes=-event.remind))
        made.add_component(alarm)
    return made


def _on_one_clock(event: Event, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Begin and end in their zone. When the clocks go back an hour comes twice, and a calendar means the first (RFC
    5545, 3.3.5): what lies in the second is told in UTC.
    """
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    return (starts.astimezone(UTC), ends.astimezone(UTC)) if starts.fold or ends.fold else (starts, ends)


def _address(person: Person) -> "icalendar.vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["CN"] = person.name
    return address


def _invited(person: Person, *, asked: bool) -> "icalendar.vCalAddress":
    address = _address(person)
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if asked:
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "TRUE"
    return address
