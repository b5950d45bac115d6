"""How the seeker gets better at it: the ratings of each debrief, talk by talk, and the time that was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.interviews.models import Interview
from askaround.plain.text import clean

from .debriefing import RATINGS, REACHED
from .models import DebriefAnswer

MOST = 5
HEIGHT, STEP = 40, 28


@dataclass(frozen=True)
class Talk:
    """One talk: its ratings in the order of RATINGS, and the minutes it took against those agreed."""

    pk: UUID
    names: str
    at: datetime
    ratings: tuple[int | None, ...]
    took: int
    agreed: int
    reached: int = 0
    goals: int = 0


@dataclass(frozen=True)
class Line:
    """One rating over the talks: what it is called, its points for a picture, and the first and last value."""

    label: str
    points: str
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Progress:
    """All that the page shows."""

    talks: tuple[Talk, ...]
    lines: tuple[Line, ...]
    kept: Line
    heading: str
    width: int


def progress(user: User) -> Progress:
    """The held talks of the active campaign with their ratings, oldest first; three queries."""
    held = Interview.objects.in_active(user).filter(ended_at__isnull=False).with_people().order_by("began_at")
    held = held.select_related("brief")
    given: dict[UUID, dict[str, int]] = {}
    answers = DebriefAnswer.objects.of(user).filter(rating__isnull=False, interview__campaign__active=True)
    for interview, key, rating in answers.values_list("interview_id", "key", "rating"):
        given.setdefault(interview, {})[key] = rating
    reached = dict(
        DebriefAnswer.objects.of(user).filter(key=REACHED, interview__campaign__active=True)
        .values_list("interview_id", "text")
    )  # fmt: skip
    talks = tuple(_talk(row, given.get(row.pk, {}), reached.get(row.pk, "")) for row in held)
    rows = [tuple(talk.ratings[number] for talk in talks) for number in range(len(RATINGS))]
    lines = tuple(line(label, row) for (_, label), row in zip(RATINGS, rows, strict=True))
    return Progress(talks, lines, kept_line(talks), heading(lines, len(talks)), max(len(talks) - 1, 1) * STEP)


def line(label: str, values: Sequence[int | None]) -> Line:
    """The points of a polyline, one talk every 28 units, 5 at the top; a talk without a rating is passed over."""
    known = [(number, value) for number, value in enumerate(values) if value is not None]
    points = " ".join(f"{number * STEP},{(MOST - value) * HEIGHT // (MOST - 1)}" for number, value in known)
    return Line(label, points, known[0][1] if known else None, known[-1][1] if known else None)


def kept_line(talks: Sequence[Talk]) -> Line:
    """The minutes beyond those agreed, talk by talk: the middle is to the minute, top and bottom half as much again."""
    shares = [max(-0.5, min(0.5, talk.took / talk.agreed - 1)) for talk in talks]
    points = " ".join(f"{n * STEP},{round((0.5 - share) * HEIGHT)}" for n, share in enumerate(shares))
    over = [talk.took - talk.agreed for talk in talks]
    return Line("I kept to the minutes", points, over[0] if over else None, over[-1] if over else None)


def heading(lines: Sequence[Line], talks: int) -> str:
    """The finding in a sentence: what rose most, else what stands; nothing is praised."""
    rated = [each for each in lines if each.first is not None and each.last is not None]
    if not rated:
        return "Rate a talk in its debrief, and this page shows how it changes."
    risen: Mapping[str, Any] = {each.label: (each.last or 0) - (each.first or 0) for each in rated}
    best = max(rated, key=lambda each: risen[each.label])
    if risen[best.label] > 0:
        return f"“{best.label}” went from {best.first} to {best.last}."
    lowest = min(rated, key=lambda each: each.last or 0)
    return f"“{lowest.label}” is at {lowest.last} of {MOST}, the lowest of your ratings."


def _talk(row: Any, ratings: Mapping[str, int], reached: str) -> Talk:
    took = round((row.ended_at - row.began_at).total_seconds() / 60)
    kept = tuple(ratings.get(key) for key, _ in RATINGS)
    ticked = set(reached.splitlines())
    goals = {clean(line) for line in row.brief.goals.splitlines()} - {""} if hasattr(row, "brief") else set()
    return Talk(row.pk, row.names, row.began_at, kept, took, row.minutes, len(ticked), len(goals | ticked))
