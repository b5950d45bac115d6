"""The list of interviews as one page: its finding in words, and its groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from askaround.purpose.goals import in_words
from askaround.purpose.models import Campaign

from .models import Interview


@dataclass(frozen=True)
class InterviewList:
    """The interviews of a campaign, in groups."""

    heading: str
    goal: int
    upcoming: tuple[Interview, ...]
    unsaid: tuple[Interview, ...]
    held: tuple[Interview, ...]
    fallen: tuple[Interview, ...]
    ticks: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[Interview], campaign: Campaign, now: datetime) -> "InterviewList":
        """Sort the rows into groups; the next one comes first, the latest held one first."""
        told = list(rows)
        upcoming = tuple(row for row in told if row.is_upcoming(now))
        unsaid = tuple(row for row in told if row.is_unsaid(now))
        held = tuple(reversed([row for row in told if row.is_held]))
        fallen = tuple(reversed([row for row in told if row.is_cancelled or row.is_missed]))
        heading = _heading(len(held), upcoming, unsaid, now)
        ticks = _ticks(len(held), len(upcoming), campaign.goal)
        return cls(heading, campaign.goal, upcoming, unsaid, held, fallen, ticks)

    @property
    def is_empty(self) -> bool:
        """Nothing was ever agreed."""
        return not (self.upcoming or self.unsaid or self.held or self.fallen)

    @property
    def so_far(self) -> str:
        """ "7 of 10 held, 1 planned." """
        planned = f", {len(self.upcoming)} planned" if self.upcoming else ""
        return f"{len(self.held)} of {self.goal} held{planned}."


def _heading(held: int, upcoming: tuple[Interview, ...], unsaid: tuple[Interview, ...], now: datetime) -> str:
    if unsaid and not held and not upcoming:
        return f"How did it go with {unsaid[0].names}?"
    first = f"{in_words(held).capitalize()} held" if held else ""
    if not upcoming:
        return f"{first}, none planned." if first else "No interview agreed yet."
    when = day_in_words(upcoming[0], now)
    if len(upcoming) == 1:
        return f"{first}, one {when}." if first else f"Your first interview is {when}."
    many = in_words(len(upcoming))
    return f"{first}, {many} to come, the next {when}." if first else f"{many.capitalize()} agreed, the first {when}."


def day_in_words(interview: Interview, now: datetime) -> str:
    """The day of an interview as one says it: today, tomorrow, on Tuesday, on 3 December."""
    start = interview.my_start
    days = (start.date() - now.astimezone(start.tzinfo).date()).days
    if days in {0, 1}:
        return ("today", "tomorrow")[days]
    return f"on {start:%A}" if 1 < days < 7 else f"on {start.day} {start:%B}"


def _ticks(held: int, planned: int, goal: int) -> tuple[str, ...]:
    """A mark for each interview of the goal: held, planned, or open."""
    marks = ["on"] * held + ["plan"] * planned
    return tuple(marks + [""] * (goal - len(marks)))[: max(goal, held)]
