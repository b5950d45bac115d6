"""Days and months as exports write them."""

import re
from datetime import date
from functools import lru_cache

# The first three letters of the months in the languages that LinkedIn speaks with Latin letters, and longer
# beginnings where three are not enough.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene sty oca", "feb fév fev lut şub", "mar mär mrt maa", "apr avr abr kwi nis",
            "may mai mag mei maj may", "jun juin giu cze haz", "jul juil lug lip tem", "aug aoû ago sie ağu",
            "sep set wrz eyl", "oct okt ott out paź eki", "nov lis kas", "dec déc dez dic gru ara",
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
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$")


@lru_cache(maxsize=8192)
def day_of(text: str) -> date | None:
    """The day in `08 Feb 2026`, `7-Feb-22`, `Feb 8, 2026`, `2026-02-08`, `2/8/26` or `08.02.2026`; None if unknown."""
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
    return None


@lru_cache(maxsize=1024)
def month_of(text: str) -> str:
    """`Jan 2024` as "2024-01", "2024" as it is, a whole day cut to its month; empty if unknown."""
    text = text.strip().lower()
    if re.fullmatch(r"\d{4}", text):
        return text
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return text
    if (found := _MONTH.match(text)) and (month := _month(found[1])):
        return f"{found[2]}-{month:02}"
    day = day_of(text)
    return f"{day:%Y-%m}" if day else ""


def _month(word: str) -> int:
    word = word.lower()
    return next((number for length in (4, 3) if (number := _MONTHS.get(word[:length], 0))), 0)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    year = int(year)
    # Two digits: LinkedIn began in 2003.
    year += 2000 if year < 100 else 0
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
