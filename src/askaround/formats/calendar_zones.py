"""The zone that a calendar means by a TZID: an IANA name, a Windows name, a vendor's own, or a VTIMEZONE of the file.

Windows names come from icalendar's table, which is made from windowsZones.xml of the Unicode CLDR
(https://github.com/unicode-org/cldr, common/supplemental); a few that Windows no longer has are added here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .calendar_lines import Component
from .calendar_repeats import Budget, moments, rule_of
from .calendar_values import moment

_RETIRED = {
    "kamchatka standard time": "Asia/Kamchatka", "mid-atlantic standard time": "Atlantic/South_Georgia",
    "mexico standard time": "America/Mexico_City", "mexico standard time 2": "America/Chihuahua",
    "coordinated universal time": "UTC", "tzone://microsoft/utc": "UTC", "z": "UTC", "utc time": "UTC",
}  # fmt: skip
_OFFSET = re.compile(r"(?i)\b(?:UTC|GMT)\s*([+-]\s?\d{1,2})(?::?(\d{2}))?")
_EARLIEST = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall
_LATEST = datetime(2100, 1, 1)  # noqa: DTZ001
_MOST_CHANGES = 2_000


class WrittenZone(tzinfo):
    """A zone as a file's VTIMEZONE tells it: at these moments the clocks were set to these offsets."""

    def __init__(self, name: str, changes: list[tuple[datetime, timedelta, timedelta]]) -> None:
        self.name = name
        self._first = changes[0][1]
        self._at = [at for at, _, _ in changes]
        self._offsets = [after for _, _, after in changes]
        before = [self._first, *self._offsets]
        # As zoneinfo has it: a time that comes twice is the first unless `fold` says the second.
        pairs = list(zip(self._at, before, self._offsets, strict=False))
        self._walls = ([at + max(pair) for at, *pair in pairs], [at + min(pair) for at, *pair in pairs])

    def utcoffset(self, when: datetime | None) -> timedelta:
        """The offset at a time on this zone's clock."""
        if when is None:
            return self._first
        at = bisect_right(self._walls[when.fold], when.replace(tzinfo=None))
        return self._offsets[at - 1] if at else self._first

    def dst(self, when: datetime | None) -> None:
        """Not told apart: only offsets count."""

    def tzname(self, when: datetime | None) -> str:
        """The name in the file."""
        return self.name

    def fromutc(self, when: datetime) -> datetime:
        """The time on this zone's clock, with `fold` where that time comes twice."""
        plain = when.replace(tzinfo=None)
        at = bisect_right(self._at, plain)
        offset = self._offsets[at - 1] if at else self._first
        wall = (plain + offset).replace(tzinfo=self)
        return wall if self.utcoffset(wall) == offset else wall.replace(fold=1)


def zones_of(root: Component, budget: Budget) -> dict[str, tzinfo]:
    """The zones that a file tells of itself, by their TZID."""
    found: dict[str, tzinfo] = {}
    for each in root.walk("VTIMEZONE"):
        name = each.text("TZID").strip()
        known = named(each.text("X-LIC-LOCATION"))
        zone = known or _written(name, each, budget)
        if name and zone:
            found[name] = zone
    return found


def zone_of(tzid: str, own: Mapping[str, tzinfo]) -> tzinfo | None:
    """What a TZID means: a known name first, then the file's own VTIMEZONE, then an offset in the name; else None."""
    tzid = tzid.strip()
    return named(tzid) or own.get(tzid) or _by_city(tzid) or _by_offset(tzid)


def named(tzid: str) -> ZoneInfo | None:
    """The IANA zone of a name: IANA's, Windows's, or one of a vendor with IANA's at its end."""
    name = tzid.strip().strip("\"'").replace(" ", "_")
    if not name:
        return None
    parts = [part for part in name.split("/") if part][:8]
    tries = ["/".join(parts[at:]).lower() for at in range(len(parts))]
    known = next((_known()[each] for each in tries if each in _known()), "")
    known = known or _windows().get(tzid.strip().strip("\"'").lower(), "")
    return _info(known) if known else None


def name_of(zone: tzinfo | None) -> str:
    """The IANA name of a zone; empty for what has none."""
    return "UTC" if zone is UTC else str(getattr(zone, "key", ""))


@cache
def _known() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if not name.startswith(("posix", "right"))}


@cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {**{name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}, **_RETIRED}


def _info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def _by_city(tzid: str) -> ZoneInfo | None:
    """Outlook's "(UTC+01:00) Amsterdam, Berlin, Bern": the first city that IANA knows, at that offset in winter."""
    offset = _by_offset(tzid)
    if offset is None or ")" not in tzid:
        return None
    cities = [city.strip().lower().replace(" ", "_") for city in tzid.split(")", 1)[1].split(",")]
    found = (
        _info(name) for city in cities for low, name in _known().items() if "/" in low and low.endswith("/" + city)
    )
    winters = [datetime(2026, month, 15, tzinfo=UTC) for month in (1, 7)]
    fixed = offset.utcoffset(None)
    return next((zone for zone in found if zone and fixed in {at.astimezone(zone).utcoffset() for at in winters}), None)


def _by_offset(tzid: str) -> tzinfo | None:
    found = _OFFSET.search(tzid)
    if not found:
        return None
    hours = found[1].replace(" ", "")
    told = timedelta(hours=abs(int(hours)), minutes=int(found[2] or 0))
    return timezone(-told if hours.startswith("-") else told) if told <= timedelta(hours=15) else None


def _written(name: str, component: Component, budget: Budget) -> WrittenZone | None:
    changes: list[tuple[datetime, timedelta, timedelta]] = []
    for each in component.inside:
        before, after = _offset(each, "TZOFFSETFROM"), _offset(each, "TZOFFSETTO")
        if after is None or each.name not in {"STANDARD", "DAYLIGHT"}:
            continue
        before = after if before is None else before
        changes += [(at - before, before, after) for at in _onsets(each, budget)]
    return WrittenZone(name, sorted(changes)[:_MOST_CHANGES]) if changes else None


def _onsets(component: Component, budget: Budget) -> Iterator[datetime]:
    """The times on the old clock at which an offset begins to hold."""
    start = component.first("DTSTART")
    first = moment(start.value) if start else None
    first = first if isinstance(first, datetime) else _EARLIEST
    first = first.replace(tzinfo=None)
    yield max(first, _EARLIEST)
    for line in component.every("RDATE"):
        for value in line.value.split(",")[:_MOST_CHANGES]:
            at = moment(value)
            if isinstance(at, datetime):
                yield at.replace(tzinfo=None)
    for line in component.every("RRULE")[:10]:
        if rule := rule_of(line.value):
            for count, at in enumerate(moments(rule, first, _EARLIEST, _LATEST, budget=budget, zone=None)):
                if count >= _MOST_CHANGES:
                    return
                yield at


def _offset(component: Component, name: str) -> timedelta | None:
    line = component.first(name)
    found = re.fullmatch(r"\s*([+-]?)(\d{2}):?(\d{2})(?::?(\d{2}))?\s*", line.value) if line else None
    if not found:
        return None
    told = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return None if told >= timedelta(hours=24) else -told if found[1] == "-" else told
