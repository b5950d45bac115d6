"""Times on two clocks: a wall-clock time becomes a moment, with a sentence where clocks change. Plain functions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Where the table names several zones for a country, the one in which most people live.
_MOST_PEOPLE = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin",
    "ES": "Europe/Madrid", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "US": "America/New_York", "UZ": "Asia/Tashkent",
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """A wall-clock time found on the time line. `at` is None when the clocks skip it; `remark` says what is odd."""

    at: datetime | None
    remark: str = ""


def moment(day: date, wall: time, zone: str) -> Moment:
    """The moment at which a clock in `zone` shows this day and time."""
    naive = datetime.combine(day, wall)
    first, second = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    there_and_back = first.astimezone(UTC).astimezone(ZoneInfo(zone))
    if there_and_back.replace(tzinfo=None) != naive:
        return Moment(
            None,
            f"{naive:%H:%M} does not exist in {place_of(zone)} on {_long(day)}: the clocks go forward over it. "
            f"Did you mean {there_and_back:%H:%M}?",
        )
    if first.utcoffset() != second.utcoffset():
        return Moment(
            first.astimezone(UTC),
            f"{naive:%H:%M} comes twice in {place_of(zone)} on {_long(day)}, since the clocks go back. "
            "The first of the two is taken; say so to the other side.",
        )
    return Moment(first.astimezone(UTC))


def both_clocks(at: datetime, my_zone: str, their_zone: str, whose: str) -> str:
    """The moment on both clocks, in one sentence; one clock where both show the same."""
    mine, theirs = at.astimezone(ZoneInfo(my_zone)), at.astimezone(ZoneInfo(their_zone))
    here = f"{_day(mine)}, {mine:%H:%M}"
    if mine.replace(tzinfo=None) == theirs.replace(tzinfo=None):
        return f"{here} for both of you."
    there = f"{theirs:%H:%M}" if theirs.date() == mine.date() else f"{_day(theirs)}, {theirs:%H:%M}"
    return f"{here} for you ({place_of(my_zone)}), {there} for {whose} ({place_of(their_zone)})."


def odd_hour(at: datetime, zone: str, whose: str) -> str:
    """A remark when it is night, or the weekend, on the other side's clock."""
    theirs = at.astimezone(ZoneInfo(zone))
    if not 7 <= theirs.hour < 21:
        return f"It is {theirs:%H:%M} for {whose} then."
    if theirs.isoweekday() > 5:
        return f"It is a {theirs:%A} for {whose}."
    return ""


def place_of(zone: str) -> str:
    """What people call a zone: "New York" for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def is_zone(name: str) -> bool:
    """True when the time zone database knows it."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def zone_of_country(country: str) -> str:
    """The zone of a country, or the one in which most of its people live; "" for an unknown one."""
    country = country.upper()
    return _MOST_PEOPLE.get(country) or next(iter(_table().get(country, ())), "")


def has_several_zones(country: str) -> bool:
    """True when the country alone does not tell the time."""
    return len(_table().get(country.upper(), ())) > 1


def guess(zone: str, town: str, country: str) -> tuple[str, bool]:
    """The zone somebody lives in, and whether that is sure: the one noted, that of their town, that of a country
    with one zone only. Else the one in which most people of the country live, as a guess; "" where nothing is known.
    """
    if is_zone(zone):
        return zone, True
    named = [name for name in _table().get(country.upper(), zone_names()) if place_of(name).casefold() == _bare(town)]
    if len(named) == 1:
        return named[0], True
    found = zone_of_country(country)
    return found, bool(found) and not has_several_zones(country)


@cache
def zone_names() -> tuple[str, ...]:
    """The zones that people live in, by name; UTC last."""
    return (*sorted({zone for zones in _table().values() for zone in zones}), "UTC")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Country code to its zones, as the database's own table lists them."""
    found: dict[str, list[str]] = {}
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


def _bare(town: str) -> str:
    """ "New York" for "New York, NY"."""
    return town.split(",", maxsplit=1)[0].strip().casefold()


def _day(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B}"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
