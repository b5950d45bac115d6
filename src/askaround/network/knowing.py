"""Who perhaps knows whom: two people who were at one organization or school at the same time. Plain: no rows, no clock.

It is a guess, said as one and never kept as a fact. How much an overlap says depends on how large the place is, and
the only size that is known is how many of the seeker's own contacts are there: with five of them people meet, with a
hundred it is a crowd, and below `LEAST` nothing is said. The same function and the same town make it likelier.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

# Of those that the seeker knows at a place, somebody knows about six well enough to introduce; half of it is luck.
CIRCLE = 6
BEST = 0.5
SAME_FUNCTION = 1.6
SAME_TOWN = 1.25
# Less than a year together, or a school, where people share a building rather than work.
BRIEF = 0.6
AT_SCHOOL = 0.6
LEAST = 0.12
# So many of the seeker's contacts at a place that no overlap there reaches `LEAST`, whatever speaks for it.
CROWD = int(CIRCLE * SAME_FUNCTION * SAME_TOWN / LEAST)
LIKELY = 0.4

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CUT = re.compile(r"[,;()|\n]|\s[–—-]\s|\s(?:at|from|an der|am|à)\s", re.IGNORECASE)
_SCHOOL = re.compile(
    r"universit|college|school|hochschule|polytechni|institut|academy|akademi|école|ecole|escuela|facult|lyc[ée]e",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody at a place. Dates are "2019", "2019-06" or nothing when they are not known."""

    person: Hashable
    place: Hashable
    name: str
    began: str = ""
    ended: str = ""
    current: bool = False
    function: str = ""
    town: str = ""
    school: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """Two people were at one place at one time; `chance` says how likely they know each other, 0 to `BEST`."""

    one: Hashable
    other: Hashable
    place: str
    years: str
    people: int
    chance: float
    function: str = ""
    town: str = ""

    @property
    def sentence(self) -> str:
        """What speaks for it, and that it is a guess."""
        are = "are" if self.years == "now" else "were"
        when = "" if self.years == "now" else f" {self.years}"
        same = " and ".join(filter(None, (self.function and f"both in {self.function}", self.town and "in one town")))
        there = f"you know {self.people} people there" if self.people > 2 else "you know nobody else there"
        likely = "probably" if self.chance >= LIKELY else "perhaps"
        return f"Both {are} at {self.place}{when}{f', {same}' if same else ''}; {there}: {likely}."


def guesses(
    stays: Iterable[Stay], sizes: Mapping[Hashable, int], *, about: Collection[Hashable], this: str
) -> list[Guess]:
    """Guesses between those it is about and anybody else who was where they were, the likeliest first.

    `sizes` counts the seeker's contacts at each place, ever; `this` is the current month, "2026-11". A pair of two
    whom it is about is told once.
    """
    best: dict[tuple[Hashable, Hashable], Guess] = {}
    for there in _by_place(stays, sizes).values():
        for one in there:
            if one.person in about:
                for guess in _of_one(one, there, about, sizes, this):
                    pair = (guess.one, guess.other)
                    if pair not in best or best[pair].chance < guess.chance:
                        best[pair] = guess
    return sorted(best.values(), key=lambda guess: (-guess.chance, guess.people, str(guess.other)))


def together(one: Stay, other: Stay, *, this: str) -> tuple[str, int] | None:
    """When both were there: "now", "in 2021", "from 2019 to 2021", and for how many months; None when they weren't.

    Of a beginning or an end that is not known only the end that is known counts, so nothing is made up.
    """
    mine, theirs = _span(one, this), _span(other, this)
    if mine is None or theirs is None:
        return None
    first, last = max(mine[0], theirs[0]), min(mine[1], theirs[1])
    if first > last:
        return None
    if one.current and other.current:
        return "now", last - first + 1
    years = first // 12, last // 12
    return (f"in {years[0]}" if years[0] == years[1] else f"from {years[0]} to {years[1]}"), last - first + 1


def schools(person: Hashable, fact: str) -> Iterator[Stay]:
    """The schools that a note on somebody's education names, with its years; without a year it says nothing."""
    years = sorted(_YEAR.findall(fact))
    if years:
        for part in _CUT.split(_YEAR.sub("", fact)):
            name = " ".join(part.split()).strip(" .:–-")
            if _SCHOOL.search(name):
                began = years[0] if len(years) > 1 else ""
                yield Stay(person, name.casefold(), name, began, years[-1], school=True)


def _by_place(stays: Iterable[Stay], sizes: Mapping[Hashable, int]) -> dict[Hashable, list[Stay]]:
    found: dict[Hashable, list[Stay]] = defaultdict(list)
    for stay in stays:
        if sizes.get(stay.place, 0) <= CROWD:
            found[stay.place].append(stay)
    return found


def _of_one(
    one: Stay, there: list[Stay], about: Collection[Hashable], sizes: Mapping[Hashable, int], this: str
) -> Iterator[Guess]:
    for other in there:
        if other.person == one.person or (other.person in about and str(other.person) < str(one.person)):
            continue
        if met := together(one, other, this=this):
            guess = _weigh(one, other, met, max(2, sizes.get(one.place, 2)))
            if guess.chance >= LEAST:
                yield guess


def _weigh(one: Stay, other: Stay, met: tuple[str, int], people: int) -> Guess:
    years, months = met
    guess = Guess(one.person, other.person, one.name, years, people, CIRCLE / people)
    if one.function and one.function == other.function:
        guess = replace(guess, function=one.function, chance=guess.chance * SAME_FUNCTION)
    if one.town and one.town.casefold() == other.town.casefold():
        guess = replace(guess, town=one.town, chance=guess.chance * SAME_TOWN)
    chance = min(BEST, guess.chance)
    chance *= BRIEF if years != "now" and months < 12 else 1
    return replace(guess, chance=chance * (AT_SCHOOL if one.school else 1))


def _span(stay: Stay, this: str) -> tuple[int, int] | None:
    """First and last month, counted from the year 0."""
    began, ended = _month(stay.began, 0), _month(stay.ended, 11)
    if stay.current:
        ended = _month(this, 11)
    if ended is None:
        return None if began is None else (began, _month(stay.began, 11) or began)
    if began is None:
        began = ended if stay.current else _month(stay.ended, 0) or ended
    return began, ended


def _month(text: str, otherwise: int) -> int | None:
    if len(text) < 4 or not text[:4].isdecimal():
        return None
    month = int(text[5:7]) - 1 if text[5:7].isdecimal() else otherwise
    return int(text[:4]) * 12 + min(max(month, 0), 11)
