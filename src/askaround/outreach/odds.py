"""“It may take a while”, as odds: of the seeker’s own asks that waited as long, how many were answered after all.

Plain. Only the seeker's own asks are counted, never anybody else's rate. An ask counts once it was answered, or has
waited for four weeks without an answer; younger silent ones could still go either way and are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

OVER_AFTER = 28
# Fewer than these tell nothing.
ENOUGH = 5


@dataclass(frozen=True)
class Waited:
    """One ask that went out: days until the answer (None: none came), and days since it went out."""

    answered_after: float | None
    since: float


@dataclass(frozen=True)
class Odds:
    """Of `of` asks that had waited as long, `count` were answered after all."""

    count: int
    of: int

    @property
    def sentence(self) -> str:
        """ "Of 9 asks of yours that had waited as long, 4 were answered after all."."""
        were = {0: "none was", 1: "one was"}.get(self.count, f"{self.count} were")
        return f"Of {self.of} asks of yours that had waited as long, {were} answered after all."


def odds(past: Iterable[Waited], days: float) -> Odds | None:
    """What became of asks that were still unanswered after so many days; None while fewer than five tell of it."""
    told = [one for one in past if one.answered_after is not None or one.since >= OVER_AFTER]
    alike = [one for one in told if one.answered_after is None or one.answered_after > days]
    if len(alike) < ENOUGH:
        return None
    return Odds(sum(one.answered_after is not None for one in alike), len(alike))
