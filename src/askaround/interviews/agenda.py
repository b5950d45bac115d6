"""The six phases of a talk, and how the agreed minutes are shared among them. Plain arithmetic."""

from dataclasses import dataclass
from itertools import pairwise

NAMES = (
    ("greetings", "Greetings"),
    ("why", "Why I asked"),
    ("who", "Who I am"),
    ("questions", "Questions"),
    ("else", "Who else"),
    ("thanks", "Thanks and staying in touch"),
)
# Settled by hand, in the order of NAMES. What lies between is interpolated.
TABLE = {
    15: (1, 1, 2, 7, 2, 2),
    20: (2, 2, 2, 9, 3, 2),
    30: (2, 3, 3, 14, 4, 4),
    45: (3, 4, 4, 24, 5, 5),
    60: (4, 5, 5, 34, 6, 6),
}


@dataclass(frozen=True)
class Phase:
    """A part of the talk. `starts` is the minute at which it begins."""

    key: str
    name: str
    minutes: int
    starts: int = 0

    @property
    def ends(self) -> int:
        """The minute at which the next one begins."""
        return self.starts + self.minutes


def phases(minutes: int) -> tuple[Phase, ...]:
    """The phases of a talk of so many minutes, in order; they add up to exactly that.

    In a very short talk a phase may get no minute; it is left out.
    """
    found: list[Phase] = []
    clock = 0
    for (key, name), share in zip(NAMES, _whole(_shares(minutes), minutes), strict=True):
        if share:
            found.append(Phase(key, name, share, clock))
            clock += share
    return tuple(found)


def _shares(minutes: int) -> list[float]:
    if minutes in TABLE:
        return [float(share) for share in TABLE[minutes]]
    lowest, highest = min(TABLE), max(TABLE)
    if not lowest < minutes < highest:
        edge = lowest if minutes < lowest else highest
        return [share * minutes / edge for share in TABLE[edge]]
    below, above = next((a, b) for a, b in pairwise(sorted(TABLE)) if a < minutes < b)
    way = (minutes - below) / (above - below)
    return [low + (high - low) * way for low, high in zip(TABLE[below], TABLE[above], strict=True)]


def _whole(shares: list[float], total: int) -> list[int]:
    """Whole minutes that add up to `total`: the largest remainders are rounded up."""
    whole = [int(share + 1e-9) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: shares[n] - whole[n], reverse=True)
    for n in by_remainder[: total - sum(whole)]:
        whole[n] += 1
    return whole
