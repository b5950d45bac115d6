"""How sure a share of few is, and what it lets one expect. Plain arithmetic."""

import math
from dataclasses import dataclass

# From this many on a share is shown without its interval.
MANY = 30
_Z95 = 1.959964


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1, after Wilson 1927 (JASA 22:209): right for few and for none.

    Nothing asked tells nothing: (0, 1). Raises ValueError for a count below 0 or above `of`.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}")
    if not of:
        return 0.0, 1.0
    share, square = count / of, _Z95 * _Z95
    middle = share + square / (2 * of)
    half = _Z95 * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + square / of) for sign in (-1, 1))
    # The ends are exact where nobody or everybody did; rounding would miss them by a hair.
    return (0.0 if count == 0 else max(low, 0.0)), (1.0 if count == of else min(high, 1.0))


@dataclass(frozen=True)
class Expected:
    """How many have to be asked for so many more: about, at least likely, at most likely (None: no telling)."""

    about: int | None
    low: int
    high: int | None


def to_ask(more: int, *, count: int, of: int) -> Expected:
    """How many more to ask for `more` successes, when `count` of `of` succeeded so far.

    `about` is more / share; `low` and `high` follow the ends of Wilson's interval of the share. It says how sure the
    share is, not how luck scatters round it, so it is the narrower of two truths. Raises ValueError below 0.
    """
    if more < 0:
        raise ValueError(more)
    low, high = wilson(count, of)
    return Expected(
        about=_ceiling(more / (count / of)) if count else None,
        low=_ceiling(more / high),
        high=_ceiling(more / low) if low else None,
    )


def _ceiling(number: float) -> int:
    """The next whole number up; 6.000000001 is 6."""
    return math.ceil(number - 1e-9)
