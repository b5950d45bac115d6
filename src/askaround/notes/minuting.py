"""The talk against its agreed minutes: what to be at, until when, and when to be told. Plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from askaround.interviews.agenda import Phase

WIDTH = 600
GAP = 5
LAST_QUESTION = 120  # seconds before the questions end
THEN = {
    "greetings": "then say why you asked",
    "why": "then say who you are",
    "who": "then ask your questions",
    "questions": "then ask who else to meet",
    "else": "then thank and close",
    "thanks": "then it is time to go",
}
CUES = {
    "else": "Ask who else you should meet.",
    "thanks": "Thank them, and say how you will stay in touch.",
}


@dataclass(frozen=True)
class Moment:
    """From this second on: the phase in words, and what to be told quietly when it comes."""

    second: int
    phase: int
    name: str
    rest: str
    cue: str = ""
    over: bool = False


@dataclass(frozen=True)
class Segment:
    """A phase as a bar: its place among 600 units, and how much of it is over."""

    x: int
    width: int
    done: int
    starts: int
    seconds: int


def moments(phases: Sequence[Phase], began: datetime) -> list[Moment]:
    """What the clock says in words, from each second on; `began` is in the seeker's zone."""
    found = []
    for number, phase in enumerate(phases):
        rest = f"until {_clock(began, phase.ends)}, {THEN[phase.key]}"
        found.append(Moment(phase.starts * 60, number, phase.name, rest, CUES.get(phase.key, "")))
        if phase.key == "questions" and phase.minutes * 60 > LAST_QUESTION:
            last = phase.ends * 60 - LAST_QUESTION
            found.append(Moment(last, number, phase.name, rest, "Time for one last question."))
    end = phases[-1].ends
    closing = f"since {_clock(began, end)}. Thank them and close, or ask whether they have five more."
    told = f"The agreed {end} minutes are over."
    return [*found, Moment(end * 60, len(phases), "Over time", closing, told, over=True)]


def moment_at(found: Sequence[Moment], elapsed: int) -> Moment:
    """The one that holds after so many seconds."""
    return [moment for moment in found if moment.second <= max(elapsed, 0)][-1]


def segments(phases: Sequence[Phase], elapsed: int) -> list[Segment]:
    """The phases as bars side by side."""
    total = phases[-1].ends
    found = []
    for phase in phases:
        x, width = round(phase.starts * WIDTH / total), round(phase.minutes * WIDTH / total) - GAP
        way = min(max(elapsed - phase.starts * 60, 0), phase.minutes * 60) / (phase.minutes * 60)
        found.append(Segment(x, width, round(width * way), phase.starts * 60, phase.minutes * 60))
    return found


def shown(elapsed: int) -> str:
    """The clock's face: minutes and seconds."""
    return f"{max(elapsed, 0) // 60:02}:{max(elapsed, 0) % 60:02}"


def kept_time(measured: timedelta, agreed: int) -> str:
    """How the talk kept to its minutes, in words. A minute is not counted."""
    minutes = round(measured.total_seconds() / 60)
    if minutes > agreed + 1:
        return f"{minutes} minutes, {minutes - agreed} over the agreed {agreed}."
    return f"{minutes} of {agreed} agreed minutes: time kept."


def _clock(began: datetime, minute: int) -> str:
    return f"{began + timedelta(minutes=minute):%H:%M}"
