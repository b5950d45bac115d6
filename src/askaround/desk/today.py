"""Today: the few things to do next, most urgent first, and how far the campaign is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse

from askaround.accounts.middleware import zone_of
from askaround.accounts.models import User
from askaround.purpose.models import Campaign

from .facts import known_of, put_off
from .frame import frame_of
from .how_far import Tally
from .steps import every_step
from .steps.step import Door, Put, Step, as_label, on_day

AHEAD = 5
SHOWN, LISTED = 12, 30
# Colour carries meaning: red is for what a person is waiting for, from so long before it is due.
LATE = {"thank": timedelta(hours=6), "promise": timedelta(0), "check-in": timedelta(0)}


@dataclass(frozen=True)
class Line:
    """A step as the page shows it."""

    step: Step
    url: str
    button: str
    posts: bool
    late: bool


@dataclass(frozen=True)
class Today:
    """What is due, what comes, and how far the seeker is; all as of `now`, in the seeker's zone."""

    now: datetime
    campaign: Campaign
    steps: tuple[Step, ...]
    ahead: tuple[Step, ...]
    tally: Tally
    put_off: int

    @classmethod
    def of(cls, user: User, now: datetime) -> "Today | None":
        """Today of the user's active campaign; None before the first steps."""
        frame = frame_of(user)
        if frame.campaign is None:
            return None
        local = now.astimezone(zone_of(user))
        known, put = known_of(user, frame, local), put_off(user)
        steps = [step for step in every_step(known, local) if not is_put_off(step, put, local)]
        return cls(
            now=local, campaign=frame.campaign,
            steps=tuple(step for step in steps if step.starts <= local),
            ahead=tuple(sorted((step for step in steps if step.starts > local), key=lambda step: step.starts))[:AHEAD],
            tally=Tally.of(known), put_off=sum(bool(p.until is None or p.until > local) for p in put.values()),
        )  # fmt: skip

    @property
    def heading(self) -> str:
        """The most urgent, in words."""
        return self.steps[0].heading if self.steps else "Nothing is due: done for today."

    @property
    def comes(self) -> str:
        """When the next thing comes, for somebody who is done."""
        if not self.ahead:
            return "Nothing is waiting either. Ask somebody new when you like."
        step = self.ahead[0]
        return f"Next: {step.text}{step.more}, {on_day(step.starts.astimezone(self.now.tzinfo).date(), self.now)}."

    @cached_property
    def lines(self) -> list[Line]:
        """The first steps with their addresses: nobody does more in a day."""
        return [self._line(step) for step in self.steps[:SHOWN]]

    @cached_property
    def later(self) -> list[Line]:
        """The steps after those, each a line."""
        return [self._line(step) for step in self.steps[SHOWN:LISTED]]

    @cached_property
    def coming(self) -> list[tuple[str, Line]]:
        """What comes, each with its day."""
        return [
            (as_label(on_day(step.starts.astimezone(self.now.tzinfo).date(), self.now)), self._line(step))
            for step in self.ahead
        ]

    def _line(self, step: Step) -> Line:
        url = url_of(step.door)
        late = step.kind in LATE and step.due - self.now < LATE[step.kind]
        return Line(
            step, url, url_of(step.button) if step.button else url, bool(step.button and step.button.posts), late
        )


def is_put_off(step: Step, put: Mapping[tuple[str, UUID], Put], now: datetime) -> bool:
    """Put off until later, or waved away for good."""
    found = put.get((step.kind, step.subject))
    return found is not None and (found.until is None or found.until > now)


def url_of(door: Door) -> str:
    """The address of a door."""
    return reverse(door.name, args=door.args) + (f"?{door.query}" if door.query else "")


def steps_json(user: User, now: datetime) -> list[dict[str, Any]]:
    """The steps as `askaround today --json` prints them."""
    today = Today.of(user, now)
    return [
        {
            "id": str(step.id),
            "kind": step.kind,
            "due": step.due.astimezone(now.astimezone(zone_of(user)).tzinfo).isoformat(),
            "contact": {"id": str(step.contact.id), "name": step.contact.name} if step.contact else None,
            "text": step.text + step.more,
            "url": url_of(step.door),
        }
        for step in (today.steps if today else ())
    ]
