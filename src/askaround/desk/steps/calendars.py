"""Steps around calendars: one that cannot be read, another time proposed, a no, an invitation, a change untold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from .step import Door, Pull, Step, Who, at_clock, evening

if TYPE_CHECKING:
    from .known import Known

# A laptop is away from the net now and then; only what stays broken is the seeker's to mend.
PATIENCE = timedelta(hours=2)
KIND_OF = {"DECLINED": "time-declined", "COUNTER": "time-proposed", "REQUEST": "invited", "CANCEL": "called-off"}


@dataclass(frozen=True)
class KnownCalendar:
    """Something about a calendar that only the seeker can settle. `time` is the one that it is about."""

    kind: str
    subject: UUID
    at: datetime
    said: str = ""
    who: Who | None = None
    time: datetime | None = None
    name: str = ""


def calendars(known: "Known", now: datetime) -> Iterator[Step]:
    """A step for each, while there is time for it."""
    for one in known.calendars:
        if one.kind == "calendar-broken":
            if now - one.at >= PATIENCE:
                yield _broken(one, now)
        elif one.time is None or one.time > now:
            yield _answered(one, now)


def _broken(one: KnownCalendar, now: datetime) -> Step:
    return Step(
        kind="calendar-broken", subject=one.subject, starts=one.at, due=evening(now.date(), now),
        pull=Pull.DAY, when="Today", heading=f"{one.name} could not be read.", text=f"{one.name} could not be read",
        detail=f"{one.said} Until then times may be offered at which you are taken.",
        door=Door("calendars"), label="Look",
    )  # fmt: skip


def _answered(one: KnownCalendar, now: datetime) -> Step:
    first, words = one.who.first if one.who else "Somebody", _WORDS[one.kind]
    told = words.told.format(first)
    return Step(
        kind=one.kind, subject=one.subject, contact=one.who, starts=one.at, due=evening(now.date(), now),
        pull=Pull.CLOCK, when="Today", heading=told if told.endswith("?") else f"{told}.", text=told,
        more=f", {at_clock(one.time, now)}" if one.time and words.timed else "", detail=one.said or words.detail,
        door=Door(words.door, (one.subject,)), label=words.label,
    )  # fmt: skip


@dataclass(frozen=True)
class _Words:
    """How a kind of step is told; `{}` is the first name."""

    kind: str
    told: str
    label: str
    detail: str = "Their calendar said so."
    door: str = "calendar-answer"
    timed: bool = True


_UNTOLD = "Their calendar still says what the invitation said."
_WORDS = {
    words.kind: words
    for words in (
        _Words(kind="time-declined", told="{} declined the time: offer others", label="Look", timed=False),
        _Words(kind="time-proposed", told="{} proposes another time", label="See the time"),
        _Words(kind="invited", told="{} invited you: agree?", label="See the time"),
        _Words(kind="called-off", told="{} called it off", label="Look"),
        _Words(
            kind="tell-new-time", told="Send {} the new time", label="Send", detail=_UNTOLD, door="invitations",
            timed=False,
        ),
        _Words(
            kind="tell-called-off", told="Tell {}’s calendar that it is off", label="Send", detail=_UNTOLD,
            door="invitations", timed=False,
        ),
    )
}  # fmt: skip
