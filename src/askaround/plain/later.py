"""“Not now, ask me in spring”: which days an answer may mean. Proposes, never decides.

Every proposal is a working day of the other side, after today, with the words that it was read from. What could mean
two days (3/4/2027, spring without a known country) gives both. English only; what is not understood gives nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .workdays import add_working_days

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The first month of each season, north of the equator (as meteorologists count); south of it, half a year later.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Countries that lie south of the equator, wholly or where nearly all their people live.
SOUTHERN = frozenset({
    "AO", "AR", "AU", "BI", "BO", "BR", "BW", "CL", "FJ", "KM", "LS", "MG", "MU", "MW", "MZ", "NA", "NC", "NZ", "PE",
    "PG", "PY", "RE", "RW", "SB", "SZ", "TO", "TZ", "UY", "VU", "WS", "ZA", "ZM", "ZW",
})  # fmt: skip
# The school's long summer: back by the first of the month.
_SUMMER_OVER = {False: 9, True: 2}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10,
    "a couple of": 2, "a few": 3, "few": 3, "couple of": 2, "several": 4, "twelve": 12,
}  # fmt: skip
LONGEST = timedelta(days=550)
MANY = 5

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|sept"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"


@dataclass(frozen=True)
class Proposal:
    """A day on which they may be asked again, and the words that say so."""

    day: date
    words: str


def proposals(text: str, today: date, country: str = "") -> list[Proposal]:
    """The days that `text` may mean, in the order of its words, each once; at most five, none for no hint.

    `country` is two letters, perhaps with a region; its season and its holidays count. Never raises.
    """
    found: list[Proposal] = []
    for _, words, days in sorted(_read(text[:5000], today, country)):
        for day in days:
            # The day itself, or the next on which they work; never today.
            working = add_working_days(max(day, today + timedelta(days=1)), 0, country)
            if working <= today + LONGEST and working not in {one.day for one in found}:
                found.append(Proposal(working, words))
    return found[:MANY]


def season_begins(season: str, today: date, *, south: bool) -> date:
    """The first day of the next such season that has not begun; of this one's next year where it has."""
    month = (SEASONS[season] + (6 if south else 0) - 1) % 12 + 1
    return _coming(today, month, 1)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _read(text: str, today: date, country: str) -> Iterator[tuple[int, str, list[date]]]:
    taken: list[tuple[int, int]] = []
    for pattern, meaning in _PATTERNS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < stop and start < end for start, stop in taken):
                continue
            days = [day for day in meaning(match, today, country) if day > today]
            if days:
                taken.append((begin, end))
                yield begin, " ".join(match[0].split()), days


def _iso(match: re.Match[str], today: date, country: str) -> list[date]:
    return _valid(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], today: date, country: str) -> list[date]:
    """3/4/2027 is in March for some and in April for others: both, unless the country says."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    year += 2000 if year < 100 else 0
    american, others = _valid(year, first, second), _valid(year, second, first)
    if not country:
        return american + others
    return (american or others) if country[:2] in {"US", "PH"} else (others or american)


def _day_of_month(match: re.Match[str], today: date, country: str) -> list[date]:
    after = 1 if match["after"] else 0
    month, day = _month(match["month"]), int(match["day"])
    if match["year"]:
        found = _valid(int(match["year"]), month, day)
    else:
        found = (_valid(today.year, month, day) if (month, day) > (today.month, today.day) else []) or _valid(
            today.year + 1, month, day
        )
    return [each + timedelta(days=after) for each in found]


def _in_month(match: re.Match[str], today: date, country: str) -> list[date]:
    month, part = _month(match["month"]), (match["part"] or "").strip(" -").lower()
    day = 10 if part.startswith("mid") else 20 if part.startswith(("late", "end", "the end")) else 1
    if match["after"]:
        month, day = month % 12 + 1, 1
    if match["year"]:
        return _valid(int(match["year"]) + (match["after"] is not None and month == 1), month, day)
    return [_coming(today, month, day)]


def _season(match: re.Match[str], today: date, country: str) -> list[date]:
    season, after = match["season"].lower(), match["after"]
    sides = [country[:2] in SOUTHERN] if country else [False, True]
    return [_season_there(season, today, south=south, after=bool(after), part=match["part"] or "") for south in sides]


def _season_there(season: str, today: date, *, south: bool, after: bool, part: str) -> date:
    if after and season == "summer":
        return _coming(today, _SUMMER_OVER[south], 1)
    begins = season_begins(season, today, south=south)
    if after:  # the season that runs now may be meant
        ends = _months_on(begins, 3)
        return _months_on(ends, -12) if _months_on(ends, -12) > today else ends
    late = 45 if part.lower().startswith("late") else 30 if part.lower().startswith("mid") else 0
    return begins + timedelta(days=late)


def _holidays(match: re.Match[str], today: date, country: str) -> list[date]:
    """The year's end from October to January, which south of the equator is the summer too; else the summer."""
    south = country[:2] in SOUTHERN
    winter, summer = _coming(today, 1, 7), _coming(today, _SUMMER_OVER[south], 1)
    if "summer" in match[0].lower():
        return [summer]
    if today.month >= 10 or (today.month == 1 and today.day < 7):
        return [winter, summer] if south else [winter]
    return [summer]


def _feast(match: re.Match[str], today: date, country: str) -> list[date]:
    feast = match["feast"].lower()
    if feast.startswith("easter"):
        day = next(day for year in (today.year, today.year + 1) if (day := easter(year)) >= today)
        return [day + timedelta(days=2)]
    if feast.startswith("thanksgiving"):
        return [_thanksgiving(today, country) + timedelta(days=4)]
    if feast.startswith(("christmas", "xmas", "new year", "hanukkah")):
        return [_coming(today, 1, 7 if not feast.startswith("new year") else 4)]
    return []


def _from_now(match: re.Match[str], today: date, country: str) -> list[date]:
    said = " ".join(match["number"].lower().split())
    number = int(said) if said.isdigit() else _NUMBERS[said]
    unit = match["unit"].lower().rstrip("s")
    if number > 60:
        return []
    if unit == "month":
        return [_months_on(today, number)]
    if unit == "year":
        return [_months_on(today, 12 * number)]
    return [today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])]


def _next(match: re.Match[str], today: date, country: str) -> list[date]:
    unit = match["unit"].lower()
    if unit == "week":
        return [today + timedelta(days=7 - today.weekday())]
    if unit == "month":
        return [_months_on(today.replace(day=1), 1)]
    if unit == "quarter":
        return [_months_on(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3)]
    return [date(today.year + 1, 1, 7)]


def _new_year(match: re.Match[str], today: date, country: str) -> list[date]:
    return [date(today.year + 1, 1, 7)]


def _quarter(match: re.Match[str], today: date, country: str) -> list[date]:
    month = int(match["quarter"]) * 3 - 2
    return _valid(int(match["year"]), month, 1) if match["year"] else [_coming(today, month, 1)]


def _weekday(match: re.Match[str], today: date, country: str) -> list[date]:
    number = WEEKDAYS.index(match["weekday"].lower())
    if (match["next"] or "").strip():
        return [today + timedelta(days=7 - today.weekday() + number)]
    return [today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)]


def _coming(today: date, month: int, day: int) -> date:
    this = date(today.year, month, day)
    return this if this > today else date(today.year + 1, month, day)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if valid := _valid(year, month + 1, min(day.day, last)):
            return valid[0]
    raise AssertionError("every month has 28 days")


def _thanksgiving(today: date, country: str) -> date:
    month, nth = (10, 2) if country[:2] == "CA" else (11, 4)
    weekday = 0 if month == 10 else 3
    for year in (today.year, today.year + 1):
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        if day >= today:
            return day
    raise AssertionError("it comes every year")


def _month(word: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word.lower()[:3]))


def _valid(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


Meaning = Callable[[re.Match[str], date, str], list[date]]
_AFTER = r"(?P<after>\b(?:after|once|past)\s+(?:the\s+)?)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>20\d\d))?"
_PART = r"(?P<part>\b(?:early|mid|late|(?:the\s+)?end\s+of|the\s+beginning\s+of|the\s+start\s+of)[\s-]+(?:in\s+)?)?"
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True)).replace(" ", r"\s+")
_NAMED = rf"(?P<month>{_MONTH})\b"
# "may" and "march" are verbs, too: a month alone wants a word before it.
_BEFORE_MONTH = (
    r"(?:(?P<after>\bafter\s+)|\b(?:in|by|until|till|from|around|during|next|to|for)\s+(?:the\s+)?"
    r"|(?=\b(?:early|mid|late|the\s|end|beginning|start)))(?<!\w)"
)
_BEFORE_SEASON = r"\b(?:(?:in|by|until|till|from|around|during)\s+)?(?:the\s+|next\s+|this\s+)?"
_AFTER_SEASON = r"(?!\s+(?:behind|apart|through|into|short|out|for|back))"
_BREAK = r"(?:winter |summer |year-end |festive )?(?:holidays?|vacations?|break)\b"
_FEASTS = r"(?P<feast>easter|thanksgiving|christmas|xmas|new year)"
_IN = rf"(?:in|for|after|give me|within)\s+(?:about\s+|another\s+)?(?P<number>\d+|{_COUNT})"
_DAYNAME = rf"(?P<next>next\s+)?\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
# The surest first: words that one has read are not read again by those below.
_PATTERNS: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>20\d\d|\d\d)\b", _numeric),
        (rf"{_AFTER}\b{_DAY}\s+(?:of\s+)?{_NAMED}\.?{_YEAR}", _day_of_month),
        (rf"{_AFTER}\b{_NAMED}\.?\s+{_DAY}\b(?!\d|:){_YEAR}", _day_of_month),
        (rf"\b(?:after|past|following|over)\s+(?:the\s+)?{_FEASTS}", _feast),
        (rf"\b(?:after|past|until after)\s+(?:the\s+)?{_BREAK}", _holidays),
        (rf"{_AFTER}{_PART}{_BEFORE_SEASON}(?P<season>{'|'.join(SEASONS)})\b{_AFTER_SEASON}", _season),
        (r"\b(?:in|at the (?:start|beginning) of|early in)\s+the\s+new\s+year\b", _new_year),
        (rf"\b{_IN}\s+(?P<unit>days?|weeks?|fortnights?|months?|years?)\b", _from_now),
        (rf"\b(?P<number>\d+|{_COUNT})\s+(?P<unit>days?|weeks?|months?)\s+from\s+now\b", _from_now),
        (r"\bnext\s+(?P<unit>week|month|quarter|year)\b", _next),
        (r"\bQ(?P<quarter>[1-4])(?:\s*(?:of\s+)?(?P<year>20\d\d))?\b", _quarter),
        (rf"{_BEFORE_MONTH}{_PART}{_NAMED}(?!\s+\d{{1,2}}\b)\.?{_YEAR}", _in_month),
        (rf"\b(?:on\s+|by\s+|from\s+|after\s+)?{_DAYNAME}", _weekday),
    )
)
