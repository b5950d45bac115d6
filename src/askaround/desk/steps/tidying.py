"""Steps that keep the people whole: those whom an import brought a second time."""

from collections.abc import Iterator
from datetime import datetime

from .known import Known
from .step import Door, Pull, Step


def look_at_look_alikes(known: Known, now: datetime) -> Iterator[Step]:
    """Pairs that an import left to the seeker's eyes. Nothing presses: they come after everything else."""
    if not known.look_alikes:
        return
    number = known.look_alikes
    them = "a pair who" if number == 1 else f"{number} pairs who each"
    yield Step(
        kind="look-alikes", subject=known.campaign, starts=now,
        due=now.replace(hour=18, minute=0, second=0, microsecond=0), pull=Pull.ANY, when="Next",
        heading=f"Look at {them} may be one person.", text=f"Look at {them} may be one person",
        detail="Your import brought them. One key each: the same person, or two.",
        door=Door("look-alikes"), label="Look",
    )  # fmt: skip
