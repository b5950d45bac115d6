"""How sure a share of few is, and what it lets one expect. Plain arithmetic."""

import math
from dataclasses import dataclass

# From this many on a share is shown without its interval.
MANY = 30
_Z95 = 1.959964
_JEFFREYS = 0.5
_TENTH = 0.1
MOST_ASKED = 1000


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
    """How many to ask for so many more: about; and four times in five between `low` and `high` (None: no telling)."""

    about: int | None
    low: int
    high: int | None


def to_ask(more: int, *, count: int, of: int) -> Expected:
    """How many more to ask for `more` successes, when `count` of `of` succeeded so far.

    `about` is more / share. `low` and `high` hold the middle 80 % of what may come: both how unsure the share of few
    is and how luck scatters round it (beta-negative-binomial, from Jeffreys' prior). Raises ValueError below 0.
    """
    if more < 0:
        raise ValueError(more)
    about = _ceiling(more / (count / of)) if count else None
    low, high = (_asked_until(chance, more, count, of) for chance in (_TENTH, 1 - _TENTH))
    low = low if low is not None else MOST_ASKED
    if about is None:
        return Expected(about, low, None)
    return Expected(about, min(low, about), None if high is None else max(high, about))


def enough(asked: int, more: int, *, count: int, of: int) -> float:
    """How likely `asked` more people bring at least `more` successes, 0 to 1, when `count` of `of` succeeded so far."""
    yes, no = count + _JEFFREYS, of - count + _JEFFREYS
    fewer = (
        math.exp(_log_choose(asked, k) + _log_beta(yes + k, no + asked - k) - _log_beta(yes, no))
        for k in range(min(more, asked + 1))
    )
    return min(1.0, max(0.0, 1.0 - math.fsum(fewer)))


def _asked_until(chance: float, more: int, count: int, of: int) -> int | None:
    """The fewest who are enough with that chance; None beyond a thousand, when there is no telling."""
    few, many = more, MOST_ASKED
    if enough(many, more, count=count, of=of) < chance:
        return None
    while few < many:
        middle = (few + many) // 2
        if enough(middle, more, count=count, of=of) >= chance:
            many = middle
        else:
            few = middle + 1
    return few


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _ceiling(number: float) -> int:
    """The next whole number up; 6.000000001 is 6."""
    return math.ceil(number - 1e-9)
