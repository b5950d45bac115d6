"""How much has been heard: plain arithmetic over the themes that each interview brought, in the order held.

An interview counts once, however many notes it has: notes of one talk are not independent. Sources: Guest,
Namey and Chen 2020 (PLoS ONE 15(5): e0232076) for the run rule; Good and Turing, Chao 1987, Chao and Jost
2012 and Colwell and others 2012 for coverage and what is still to come. All of it is an estimate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Themes = Sequence[frozenset[str]]


@dataclass(frozen=True)
class Incidence:
    """The counts that the estimates need: m interviews, S themes, U incidences, Q1 and Q2 heard once and twice."""

    m: int
    s: int
    u: int
    q1: int
    q2: int

    @property
    def k(self) -> float:
        """(m - 1) / m."""
        return (self.m - 1) / self.m if self.m else 0.0


@dataclass(frozen=True)
class Run:
    """One run of the Guest rule: after `after` interviews, `length` more brought `new` themes."""

    after: int
    length: int
    new: int
    ratio: float


def themes_of(interviews: Iterable[Iterable[object]]) -> list[frozenset[str]]:
    """Each interview's set of themes, as the functions here take it."""
    return [frozenset(map(str, themes)) for themes in interviews]


def incidence(interviews: Themes) -> Incidence:
    """Count in how many interviews each theme was heard."""
    heard = Counter(theme for themes in interviews for theme in themes)
    counts = Counter(heard.values())
    return Incidence(len(interviews), len(heard), sum(heard.values()), counts[1], counts[2])


def new_themes(interviews: Themes) -> list[int]:
    """How many themes each interview was the first to bring."""
    known: set[str] = set()
    brought = []
    for themes in interviews:
        brought.append(len(themes - known))
        known |= themes
    return brought


def good_turing(counts: Incidence) -> float:
    """Good-Turing coverage, 1 - Q1/U; 0 where nothing was heard."""
    return 1 - counts.q1 / counts.u if counts.u else 0.0


def coverage(counts: Incidence) -> float:
    """Sample coverage (Chao and Jost 2012): the share of what such people would say that was heard already."""
    if not counts.u:
        return 0.0
    if not counts.q1:
        return 1.0
    lone, m1 = counts.q1, counts.m - 1
    factor = m1 * lone / (m1 * lone + 2 * counts.q2) if counts.q2 else m1 * (lone - 1) / (m1 * (lone - 1) + 2)
    return 1 - lone / counts.u * factor


def unseen(counts: Incidence) -> float:
    """Chao2's f0: the themes that are there and were not heard, at least."""
    if counts.q2:
        return counts.k * counts.q1**2 / (2 * counts.q2)
    return counts.k * counts.q1 * (counts.q1 - 1) / 2


def chao2(counts: Incidence) -> float:
    """Chao2: heard and unheard themes together."""
    return counts.s + unseen(counts)


def chao2_interval(counts: Incidence) -> tuple[float, float]:
    """The log-normal 95 % interval around Chao2. Too wide to show below some 15 interviews.

    Without a theme heard twice, or with nothing unheard, there is no interval: both ends are the estimate.
    """
    hidden = unseen(counts)
    if not counts.q2 or not hidden:
        return chao2(counts), chao2(counts)
    a, k = counts.q1 / counts.q2, counts.k
    variance = counts.q2 * (k / 2 * a**2 + k**2 * a**3 + k**2 / 4 * a**4)
    spread = exp(1.96 * sqrt(log(1 + variance / hidden**2)))
    return counts.s + hidden / spread, counts.s + hidden * spread


def expected_new(counts: Incidence, more: int) -> float:
    """How many new themes so many more interviews should bring (Colwell and others 2012)."""
    hidden = unseen(counts)
    if not hidden or not counts.q1:
        return 0.0
    return hidden * (1 - (1 - counts.q1 / (counts.m * hidden + counts.q1)) ** more)


def runs(interviews: Themes, *, base: int = 4, length: int = 2) -> list[Run]:
    """The overlapping runs of the Guest rule, each with its new themes as a share of those of the base."""
    denominator = len(frozenset[str]().union(*interviews[:base]))
    if len(interviews) < base or not denominator:
        return []
    found = []
    known = set[str]().union(*interviews[:base])
    for after in range(base, len(interviews) - length + 1):
        new = len(set[str]().union(*interviews[after : after + length]) - known)
        found.append(Run(after, length, new, new / denominator))
        known |= interviews[after]
    return found


def saturated(interviews: Themes, *, base: int = 4, length: int = 2, threshold: float = 0.05) -> str:
    """Where the Guest rule says "enough": "6+2" is reached after 6, confirmed by 2 more; "" when it was not."""
    for run in runs(interviews, base=base, length=length):
        if run.ratio <= threshold:
            return f"{run.after}+{run.length}"
    return ""
