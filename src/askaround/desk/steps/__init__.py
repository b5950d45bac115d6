"""The steps: plain functions over what is known, each yielding what could be done next. No database here."""

from collections.abc import Callable, Iterator
from datetime import datetime

from .agreeing import move_time
from .asking import asking
from .calendars import calendars
from .introducing import introducing
from .keeping import keep_in_touch, promise, their_promise, unsent_letter
from .known import Known
from .mailing import mailing
from .meeting import confirm, debrief, meet, prepare_brief, tell_held, thank
from .starting import add_people, add_targets, first_ask, next_ask, say_who_you_are, state_purpose
from .step import Step
from .tidying import look_at_look_alikes

KINDS: tuple[Callable[[Known, datetime], Iterator[Step]], ...] = (
    thank, meet, prepare_brief, confirm, tell_held, debrief,
    asking, move_time,
    introducing, mailing, calendars,
    unsent_letter, promise, their_promise, keep_in_touch,
    state_purpose, add_people, add_targets, say_who_you_are, first_ask, next_ask,
    look_at_look_alikes,
)  # fmt: skip


def every_step(known: Known, now: datetime) -> list[Step]:
    """All that could be done, most urgent first; `now` is in the seeker's zone. Some begin only later."""
    return sorted((step for kind in KINDS for step in kind(known, now)), key=lambda step: step.order)
