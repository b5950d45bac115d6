"""An introduction as a chain of stages: what happened when, whose turn it is, what comes next. Plain.

One may name the introducer and write at once when they said so. Else the introducer is asked, with lines that they can
forward; who is to be met agrees first (double opt-in), then both are brought together. Seven to ten days after asking
one may ask how it stands (opentextbooks.org.hk/node/36248). Who was introduced answers first, the introducer in blind
copy (avc.com/2009/11/the-double-optin-introduction). Whoever opened the door hears what came of it.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from askaround.plain.workdays import add_working_days

from .models import CHECKED_IN, Introduction
from .practice import STANDARD

APPROACH_WITHIN, ANSWER_WITHIN, REPORT_WITHIN = 7, 1, 7
# Seven to ten days: from the eleventh on it is late.
CHECK_IN_WITHIN = 3

SAID = {
    "offered": "Offered",
    "asked": "Asked for it",
    CHECKED_IN: "Asked how it stands",
    "agreed": "{to} agreed",
    "made": "Introduced",
    "met": "Met",
    "thanked": "{by} thanked",
    "reported": "{by} told how it went",
}
VERBS = {
    "asked": "I asked {by}",
    CHECKED_IN: "I asked how it stands",
    "agreed": "{to} said yes",
    "made": "We are introduced",
    "met": "We met",
    "thanked": "I thanked {by}",
    "reported": "I told {by} how it went",
}


class Turn(StrEnum):
    """Whose move it is."""

    MINE = "waiting for you"
    THEIRS = "waiting for them"
    NOBODY = "ended"


class Next(StrEnum):
    """What comes next; each but the last is a step of Today."""

    ASK_TO_INTRODUCE = "ask-to-introduce"
    CHECK_IN = "check-in"
    ASK_INTRODUCED = "ask-introduced"
    REPORT_BACK = "report-back"
    NOTHING = ""


@dataclass(frozen=True, kw_only=True)
class Times:
    """When each stage of an introduction was reached."""

    offered_at: datetime | None = None
    asked_at: datetime | None = None
    checked_in_at: datetime | None = None
    agreed_at: datetime | None = None
    made_at: datetime | None = None
    met_at: datetime | None = None
    thanked_at: datetime | None = None
    reported_at: datetime | None = None
    closed_at: datetime | None = None
    # The seeker has talked with them since.
    talked_at: datetime | None = None

    @property
    def met(self) -> datetime | None:
        """When the two met: as noted, or as their talk tells."""
        return self.met_at or self.talked_at

    def here(self, zone: tzinfo | None) -> dict[str, datetime | None]:
        """Every time by its name, where the seeker is."""
        times = {field.name: getattr(self, field.name) for field in fields(Times)}
        return {name: at and at.astimezone(zone) for name, at in times.items()}


@dataclass(frozen=True)
class Facts(Times):
    """What is known of one introduction. `by` and `to` are first names; times are in the seeker's own zone."""

    by: str
    to: str
    created_at: datetime
    may_use_name: str = ""
    # The seeker has asked them for an interview since.
    approached: bool = False
    # Where the introducer works (for their holidays), and after how many days one asks how it stands.
    country: str = ""
    check_in_after: int = STANDARD.check_in_after


@dataclass(frozen=True)
class Standing:
    """Whose turn it is, in which words, and what comes next from which day to which."""

    turn: Turn
    sentence: str
    next: Next = Next.NOTHING
    starts: date | None = None
    by: date | None = None


@dataclass(frozen=True)
class Link:
    """One stage: its name, what it is called, when it happened, what its button says, and where it stands."""

    name: str
    said: str
    at: datetime | None
    verb: str
    state: str

    @property
    def reached(self) -> bool:
        """It happened."""
        return self.state == "reached"


def stand(it: Facts, now: datetime) -> Standing:
    """Whose turn it is at `now`, and what comes next."""
    return _over(it) or _met(it) or _under_way(it, now) or _with_them(it, now) or _open(it, now)


def links(introduction: Introduction, *, talked_at: datetime | None = None) -> list[Link]:
    """Every stage in its order. One that was passed over is skipped, which is allowed, and said."""
    names = {"by": introduction.by.first_name, "to": introduction.to.first_name}
    times = dict(introduction.stages) | {"met": introduction.met_at or talked_at}
    if introduction.checked_in_at:
        first = {name: times.pop(name) for name in ("offered", "asked")}
        times = first | {CHECKED_IN: introduction.checked_in_at} | times
    last = max((place for place, at in enumerate(times.values()) if at), default=-1)
    return [
        Link(name, SAID[name].format(**names), at, VERBS.get(name, "").format(**names), _state(at, place, last))
        for place, (name, at) in enumerate(times.items())
    ]


def heading(introduction: Introduction, *, talked_at: datetime | None = None) -> str:
    """What the page says first."""
    by, to = introduction.by.first_name, introduction.to.name
    met = introduction.met_at or talked_at
    if introduction.closed_at and not met:
        return f"Nothing came of the introduction to {to}."
    if introduction.reported_at:
        return f"{by} knows how it went with {to}."
    if met:
        return f"You met {to}. " + (f"Tell {by} how it went." if introduction.thanked_at else f"Thank {by}.")
    if introduction.made_at:
        return f"{by} introduced you to {to}."
    if introduction.agreed_at:
        return f"{to} agreed; {by} brings you together."
    if introduction.asked_at:
        return f"You asked {by} to introduce you to {to}."
    if introduction.offered_at:
        return f"{by} offered to introduce you to {to}."
    return f"{by} could introduce you to {to}."


def _over(it: Facts) -> Standing | None:
    if it.closed_at and not it.met:
        return Standing(Turn.NOBODY, "Nothing came of it.")
    if it.reported_at:
        return Standing(Turn.NOBODY, f"{it.by} knows how it went with {it.to}.")
    if it.closed_at:
        return Standing(Turn.NOBODY, f"You met {it.to}, and let it rest.")
    return None


def _met(it: Facts) -> Standing | None:
    if it.met is None:
        return None
    owed = f"{it.by} was thanked; say what came of it." if it.thanked_at else f"{it.by} has heard nothing yet."
    day = it.met.date()
    said = f"You met {it.to} on {_day(day)}. {owed}"
    return Standing(Turn.MINE, said, Next.REPORT_BACK, day, day + timedelta(days=REPORT_WITHIN))


def _under_way(it: Facts, now: datetime) -> Standing | None:
    if it.approached:
        return Standing(Turn.THEIRS, f"Your ask to {it.to} is under way.")
    if it.made_at is None:
        return None
    day = it.made_at.date()
    said = f"{it.by} introduced you on {_day(day)}. Answer first, with {it.by} in blind copy."
    return Standing(Turn.MINE, said, Next.ASK_INTRODUCED, day, day + timedelta(days=ANSWER_WITHIN))


def _with_them(it: Facts, now: datetime) -> Standing | None:
    """It is with the introducer: they were asked, or said that they would ask first."""
    since = it.agreed_at or it.asked_at or (it.offered_at if it.may_use_name == "ask first" else None)
    if since is None:
        return None
    day = since.date()
    if it.agreed_at:
        said = f"{it.to} agreed on {_day(day)}. {it.by} brings you together."
    elif it.asked_at:
        said = f"You asked {it.by} on {_day(day)}."
    else:
        said = f"{it.by} wants to ask {it.to} first, since {_day(day)}."
    if it.checked_in_at:
        rest = f"{said} You asked how it stands on {_day(it.checked_in_at.date())}; now it rests with {it.by}."
        return Standing(Turn.THEIRS, rest)
    starts = add_working_days(day + timedelta(days=it.check_in_after), 0, it.country)
    by = max(starts, day + timedelta(days=it.check_in_after + CHECK_IN_WITHIN))
    if now.date() < starts:
        return Standing(Turn.THEIRS, f"{said} If nothing comes, ask on {_day(starts)}.", Next.CHECK_IN, starts, by)
    return Standing(Turn.MINE, f"{said} Ask how it stands; one line is enough.", Next.CHECK_IN, starts, by)


def _open(it: Facts, now: datetime) -> Standing:
    day = (it.offered_at or it.created_at).date()
    by = day + timedelta(days=APPROACH_WITHIN)
    if it.may_use_name == "yes":
        said = f"You may use {it.by}’s name. Ask {it.to}."
        return Standing(Turn.MINE, said, Next.ASK_INTRODUCED, day, by)
    if it.offered_at:
        said = f"{it.by} offered it on {_day(day)}. Ask for it, or whether you may use the name."
    else:
        said = f"{it.by} does not know yet that you would like to meet {it.to}."
    return Standing(Turn.MINE, said, Next.ASK_TO_INTRODUCE, day, by)


def _state(at: datetime | None, place: int, last: int) -> str:
    if at:
        return "reached"
    return "skipped" if place < last else "next" if place == last + 1 else "ahead"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
