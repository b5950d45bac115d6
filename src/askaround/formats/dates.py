"""Days, months and moments as exports write them."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

# The first letters of the months in the languages that LinkedIn speaks, three or four of them where three are not
# enough. Where two languages mean different months by one word (Czech and Croatian, Polish) it is left out.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene sty oca tamm янв ιαν", "feb fév fev lut şub helm фев φεβ", "mar mär mrt maa мар μαρ már",
            "apr avr abr kwi nis huht апр απρ ápr", "may mai mag mei maj touk мая май μαΐ máj",
            "jun juin giu cze haz kesä июн ιουν jún", "jul juil lug lip tem hein июл ιουλ júl",
            "aug aoû ago sie ağu elok авг αυγ", "sep set wrz eyl syys сен σεπ szep",
            "oct okt ott out paź eki loka окт οκτ", "nov lis kas marr ноя νοε",
            "dec déc dez dic gru ara joul дек δεκ des",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WORDED = re.compile(r"^(\d{1,2})[\s.\-/]+(?:de\s+)?([^\W\d_]+)\.?,?[\s.\-/]+(?:de\s+)?(\d{4}|\d{2})$")
_MONTH_FIRST = re.compile(r"^([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})$")
_MONTH = re.compile(r"^([^\W\d_]+)\.?[\s\-/]+(?:de\s+)?(\d{4})$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,.*)?$")
_EASTERN = re.compile(r"^(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]?(?:\s.*)?$")
_EASTERN_MONTH = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]$")
_CLOCK = re.compile(
    r"^(?P<day>.*?\d)(?:\s*,\s*|\s+at\s+|[t\s]\s*)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>utc|gmt|z|[+-]\d{2}:?\d{2})?$"
)
_LONGEST = 80
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$")


def day_of(text: str) -> date | None:
    """The day in `08 Feb 2026`, `7-Feb-22`, `Feb 8, 2026`, `2026-02-08`, `2/8/26` or `08.02.2026`; None if unknown."""
    # What is longer is no day, and must not stay in memory.
    return _known_day(text) if len(text) <= _LONGEST else None


def moment_of(text: str) -> datetime | None:
    """The moment in `2025-06-01 14:03:22 UTC`, `1/29/26, 2:37 PM` or `2025-06-01T14:03+02:00`; None if unknown.

    Without a zone it is read as UTC; without a clock it is the noon of the day, so that no zone makes it another day.
    """
    low = text[: _LONGEST + 1].strip().lower().replace("\u202f", " ").replace("\xa0", " ")
    found = _CLOCK.match(low)
    if found is None:
        day = day_of(low)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None
    day, hour = day_of(found["day"]), int(found["hour"])
    if day is None or (found["half"] and not 1 <= hour <= 12):
        return None
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    try:
        clock = datetime(
            day.year, day.month, day.day, hour, int(found["minute"]), int(found["second"] or 0), tzinfo=UTC
        )
        return (clock - _offset(found["zone"] or "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def month_of(text: str) -> str:
    """`Jan 2024` as "2024-01", "2024" as it is, a whole day cut to its month; empty if unknown."""
    text = text[: _LONGEST + 1].strip().lower()
    if re.fullmatch(r"\d{4}", text):
        return text
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return text
    if (found := _MONTH.match(text)) and (month := _month(found[1])):
        return f"{found[2]}-{month:02}"
    if (found := _EASTERN_MONTH.match(text)) and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02}"
    day = day_of(text)
    return f"{day.year:04}-{day.month:02}" if day else ""


@lru_cache(maxsize=8192)
def _known_day(text: str) -> date | None:
    text = text.strip().lower()
    if found := _WORDED.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _ISO.match(text):
        return _day(found[1], found[2], found[3])
    if found := _MONTH_FIRST.match(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _SLASHED.match(text):
        # Month first, as LinkedIn writes it, unless there is no such month.
        return _day(found[3], found[1], found[2]) or _day(found[3], found[2], found[1])
    if found := _DOTTED.match(text):
        return _day(found[3], found[2], found[1])
    if found := _EASTERN.match(text):
        return _day(found[1], found[2], found[3])
    return None


def _offset(zone: str) -> timedelta:
    if zone[:1] not in {"+", "-"}:
        return timedelta()
    away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return away if zone[0] == "+" else -away


def _month(word: str) -> int:
    word = word.lower()
    return next((number for length in (4, 3) if (number := _MONTHS.get(word[:length], 0))), 0)


def _day(year: str, month: str | int, day: str) -> date | None:
    # Two digits: LinkedIn began in 2003. Before 1900 nobody was met whom the seeker knows: it is no day.
    told = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(told, int(month), int(day)) if told >= 1900 else None
    except ValueError:
        return None
