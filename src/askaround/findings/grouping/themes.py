"""Themes: notes that say the same in other words, each with a name to begin with. Deterministic and offline."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from askaround.plain.text import cut

from .linkage import Pair, groups_of, link
from .pairs import Noted, Weights, chances, shipped
from .persons import alike, persons

REFERRAL = "referral"
LONGEST_NAME = 80
_NEAREST = 3
_WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        about after again all also and another any are because been before being but can can't could did does doesn't
        don't each even every everybody everyone everything for from get gets getting give given gives going got had
        half has have having her here him his hers how into isn't it's its just keep kind know less like little long
        look lot made make makes many may me might more most much must myself need needs never nobody not nothing now
        off often once one only other our out over own people per put really rest said same say says see she should so
        some somebody someone something still such take takes than that that's the their them then there these they
        thing things this those through time too two under until use used very want wants was way week weeks well were
        what when where which while who whole why will with within without won't would year years you you'll you're your
        """,
    )
)


@dataclass(frozen=True)
class Group:
    """One theme: its rows in their order, a name to begin with, the words that set it apart, and how sure it is."""

    rows: tuple[int, ...]
    name: str
    terms: tuple[str, ...]
    sure: float  # the mean chance that two of its notes say the same, 0 to 1; 1 for a note by itself


@dataclass(frozen=True)
class Grouped:
    """Notes in themes, and how sure it is of each two; `nearest` says what else a group may belong to."""

    groups: tuple[Group, ...]
    chances: Any

    def nearest(self, group: int, most: int = _NEAREST) -> list[int]:
        """The groups that are most like this one, the likeliest first; those that can't be the same are left out."""
        rows = list(self.groups[group].rows)
        found = [
            (-float(self.chances[rows][:, list(other.rows)].mean()), place)
            for place, other in enumerate(self.groups)
            if place != group
        ]
        return [place for chance, place in sorted(found)[:most] if chance < 0]


def group(
    notes: Sequence[Noted],
    vectors: Any | None,
    *,
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    weights: Weights | None = None,
) -> Grouped:
    """Notes that say the same come together; referrals by whom they name, never with others.

    `vectors` as `pairs.chances` takes them; None where there is no model. `must` and `cannot` are pairs of rows that
    somebody has put together or apart: they are obeyed. Raises LinkError where these contradict each other.
    """
    weights = weights or shipped()
    sure = chances(notes, vectors, weights)
    _referrals(notes, sure)
    judge = weights.lettered if vectors is None else weights.meant
    labels = link(_distances(sure), judge.stop, must=must, cannot=cannot)
    return Grouped(tuple(_described(notes, rows, sure) for rows in groups_of(labels)), sure)


def place(notes: Sequence[Noted], vectors: Any | None, row: int, groups: Sequence[Sequence[int]]) -> int | None:
    """The group that a new note belongs to, on average surely enough; None where it says something new."""
    weights = shipped()
    sure = chances(notes, vectors, weights)
    _referrals(notes, sure)
    stop = (weights.lettered if vectors is None else weights.meant).stop
    far = _distances(sure)[row]
    found = min(((float(far[list(rows)].mean()), at) for at, rows in enumerate(groups) if rows), default=(2.0, 0))
    return found[1] if found[0] <= stop else None


def _referrals(notes: Sequence[Noted], sure: Any) -> None:
    """Referrals that name one person are the same, those that name others are not, nor is what is no referral."""
    import numpy as np

    named = np.array([note.kind == REFERRAL for note in notes], dtype=bool)
    rows = np.flatnonzero(named).tolist()
    sure[named[:, None] != named[None, :]] = 0
    together, apart = alike([persons(notes[row].text) for row in rows])
    for pairs, chance in ((apart, 0.0), (together, 1.0)):
        for one, other in pairs:
            sure[rows[one], rows[other]] = sure[rows[other], rows[one]] = chance


def _distances(sure: Any) -> Any:
    """1 less the root of the chance, so that one sure pair does not carry two groups; the impossible is far."""
    import numpy as np

    return np.where(sure > 0, 1 - np.sqrt(sure), np.inf).astype(np.float32)


def _described(notes: Sequence[Noted], rows: list[int], sure: Any) -> Group:
    texts = [notes[row].text for row in rows]
    if len(rows) == 1:
        return Group(tuple(rows), _named(texts[0]), tuple(_terms(texts)), 1.0)
    within = sure[rows][:, rows].astype(float)
    for at in range(len(rows)):
        within[at, at] = 0
    middle = min(range(len(rows)), key=lambda at: (-round(within[at].sum(), 6), len(texts[at]), at))
    mean = float(within.sum() / (len(rows) * (len(rows) - 1)))
    return Group(tuple(rows), _named(texts[middle]), tuple(_terms(texts)), mean)


def _named(text: str) -> str:
    """The words of the note in the middle, one sentence of them."""
    first = re.split(r"(?<=[.!?])\s+", text.strip(), maxsplit=1)[0].rstrip(".")
    return cut(first, LONGEST_NAME) or "…"


def _terms(texts: Sequence[str], most: int = 3) -> list[str]:
    """The words that most of them have."""
    found = Counter(
        word for text in texts for word in dict.fromkeys(_WORD.findall(text.lower())) if word not in _COMMON
    )
    least = 2 if len(texts) > 1 else 1
    return [word for word, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) if count >= least][
        :most
    ]
