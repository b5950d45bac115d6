"""The talk against its agreed minutes: what to be at, until when, and when to be told. Plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from askaround.interviews.agenda import Phase

WIDTH = 600
GAP = 5
LAST_QUESTION = 120  # seconds before the questions end
FIVE_MORE = 300  # seconds that may be asked for at the end, and after which the talk has overrun
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
    """From this second on: the phase in words, until or since which second, and what to be told quietly."""

    second: int
    phase: int
    name: str
    mark: int
    then: str
    cue: str = ""
    over: bool = False

    def rest(self, began: datetime) -> str:
        """The line beside the name: "until 15:52, then ask who else to meet"; `began` is in the seeker's zone."""
        at = f"{began + timedelta(seconds=self.mark):%H:%M}"
        return f"since {at}. {self.then}" if self.over else f"until {at}, {self.then}"


@dataclass(frozen=True)
class Segment:
    """A phase as a bar: its place among 600 units, and how much of it is over."""

    x: int
    width: int
    done: int
    starts: int
    seconds: int


def moments(phases: Sequence[Phase]) -> list[Moment]:
    """What the clock says in words, from each second on."""
    found = []
    for number, phase in enumerate(phases):
        ends, then = phase.ends * 60, THEN[phase.key]
        found.append(Moment(phase.starts * 60, number, phase.name, ends, then, CUES.get(phase.key, "")))
        if phase.key == "questions" and phase.minutes * 60 > LAST_QUESTION:
            found.append(Moment(ends - LAST_QUESTION, number, phase.name, ends, then, "Time for one last question."))
    return [*found, *_over(phases[-1].ends, len(phases))]


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


def _over(end: int, phase: int) -> list[Moment]:
    """The minutes are up, and then the five that one may ask for are up too."""
    asked = f"The agreed {end} minutes are over. “Do you have five more minutes?”"
    ends = end * 60
    return [
        Moment(ends, phase, "Over time", ends, "Thank them and close, or ask for five more.", asked, over=True),
        Moment(
            ends + FIVE_MORE, phase, "Five minutes over", ends, "Thank them and go.", "Thank them now, and go.",
            over=True,
        ),
    ]  # fmt: skip
