"""A step, and the words for its time."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from uuid import NAMESPACE_URL, UUID, uuid5

STEPS = uuid5(NAMESPACE_URL, "askaround:step")


class Pull(IntEnum):
    """How hard a step pulls: what runs away within the hour, what has a clock, a day, a week, or all the time."""

    NOW = 0
    CLOCK = 1
    DAY = 2
    WEEK = 3
    ANY = 4


@dataclass(frozen=True)
class Who:
    """A contact, as a step speaks of them."""

    id: UUID
    name: str
    first: str
    reachable: bool = True
    country: str = ""


@dataclass(frozen=True)
class Door:
    """A page, by URL name; `posts` where opening it writes, so it needs a button and not a link."""

    name: str
    args: tuple[UUID, ...] = ()
    query: str = ""
    posts: bool = False


@dataclass(frozen=True)
class Step:
    """One thing to do. `starts` is when it begins to be due, `due` when it should be done."""

    kind: str
    subject: UUID
    starts: datetime
    due: datetime
    pull: Pull
    heading: str
    text: str
    detail: str
    door: Door
    label: str
    contact: Who | None = None
    more: str = ""
    long_label: str = ""
    when: str = ""
    # The button, where it is another door than the page to read.
    button: Door | None = None

    @property
    def id(self) -> UUID:
        """The same for the same kind and subject, every time it is computed."""
        return uuid5(STEPS, f"{self.kind}:{self.subject}")

    @property
    def order(self) -> tuple[int, datetime, str, str]:
        """Most urgent first; the same facts always give the same order."""
        return (self.pull, self.due, self.kind, str(self.subject))


@dataclass(frozen=True)
class Put:
    """What was put off: until when, or for good when `until` is None."""

    until: datetime | None = field(default=None)


def at_clock(moment: datetime, now: datetime) -> str:
    """ "15:10", "tomorrow at 15:10", "Friday at 15:10", "Fri 4 Dec at 15:10": as one would say it now."""
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    return f"{on_day(local.date(), now)} at {local:%H:%M}"


def on_day(day: date, now: datetime) -> str:
    """ "today", "tomorrow", "Friday", "Fri 4 Dec", "3 Mar 2027"."""
    days = (day - now.date()).days
    if days in {0, 1, -1}:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[days]
    if 1 < days < 7:
        return f"{day:%A}"
    return f"{day.day} {day:%b} {day.year}" if day.year != now.year else f"{day:%a} {day.day} {day:%b}"


def as_label(words: str) -> str:
    """The words with a capital at the beginning and nowhere else touched: "Tomorrow", "Mon 30 Nov"."""
    return words[:1].upper() + words[1:]


def left(due: datetime, now: datetime) -> str:
    """ "5 h left", "20 min left", "2 h late", "3 days late"."""
    minutes = int(abs((due - now).total_seconds()) // 60)
    word = "left" if due >= now else "late"
    if minutes < 60:
        return f"{minutes} min {word}"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {word}"
    return f"{minutes // (24 * 60)} days {word}"


def morning(day: date, now: datetime) -> datetime:
    """When a step of that day begins: midnight where the seeker is."""
    return datetime.combine(day, time(), tzinfo=now.tzinfo)


def evening(day: date, now: datetime) -> datetime:
    """When a step of that day should be done: six in the evening."""
    return datetime.combine(day, time(18), tzinfo=now.tzinfo)


def days_after(moment: datetime, days: int, now: datetime) -> date:
    """The day, where the seeker is, so many days after a moment."""
    return moment.astimezone(now.tzinfo).date() + timedelta(days=days)


def count(number: int, one: str, many: str) -> str:
    """ "1 question", "6 questions"."""
    return f"{number} {one if number == 1 else many}"


def quoted(text: str) -> str:
    """In typographic quotes, a sentence's full stop left out."""
    return f"“{text.strip().rstrip('.')}”"


def and_list(words: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
