"""Whose voices they are: which hang together, and who has not been asked yet. Plain functions over plain values.

Two people of one employer have one view of it, and who was introduced by the other was chosen by them: what both say is
not said independently. What all who were asked have in common is what the findings cannot see beyond.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from askaround.purpose.models import Level

NAMED = 3  # people from which on something that all have in common is worth a word
FEW_PLACES = 2


@dataclass(frozen=True)
class Voice:
    """Somebody who was talked to: where they work now, at which level, in what, how they are known, who led to them."""

    key: str
    label: str
    organization: str = ""
    level: str = ""
    function: str = ""
    ties: tuple[str, ...] = ()
    led_by: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class Voices:
    """Everybody who was talked to, in the order met."""

    people: tuple[Voice, ...] = ()

    def independent(self, keys: Iterable[str]) -> int:
        """How many independent voices these people are: who hangs together counts once."""
        return len(self.groups(keys))

    def groups(self, keys: Iterable[str]) -> list[list[Voice]]:
        """These people, those together who hang together, in the order met."""
        left = self._of(keys)
        found: list[list[Voice]] = []
        while left:
            group, rest = [left[0]], left[1:]
            for one in group:
                near = [other for other in rest if linked(one, other)]
                group += near
                rest = [other for other in rest if other not in near]
            found.append(group)
            left = rest
        return found

    def links(self, keys: Iterable[str]) -> list[str]:
        """Why some of these voices are not independent, a sentence each."""
        people = self._of(keys)
        places = Counter(one.organization for one in people if one.organization)
        told = [
            f"{_and([one.label for one in people if one.organization == place])} are both at {place}."
            if count == 2
            else f"{_and([one.label for one in people if one.organization == place])} are all at {place}."
            for place, count in places.items()
            if count > 1
        ]
        known = {one.key: one for one in people}
        told += [f"{known[by].label} led to {one.label}." for one in people for by in sorted(one.led_by) if by in known]
        return told

    def varies(self, saying: Iterable[str], against: Iterable[str]) -> bool:
        """Whether the two sides differ by employer: within each all agree, and at one two at least spoke."""
        yes = Counter(one.organization for one in self._of(saying))
        no = Counter(one.organization for one in self._of(against))
        if not yes or not no or "" in yes | no or yes.keys() & no.keys():
            return False
        return max((yes + no).values()) > 1

    def _of(self, keys: Iterable[str]) -> list[Voice]:
        wanted = set(keys)
        return [one for one in self.people if one.key in wanted]


def linked(one: Voice, other: Voice) -> bool:
    """Whether two people do not speak independently: one employer, or one led to the other."""
    together = bool(one.organization) and one.organization == other.organization
    return together or one.key in other.led_by or other.key in one.led_by


@dataclass(frozen=True)
class Range:
    """One side of who was asked: what they are, how many of each, how many nobody knows, and what is not heard yet."""

    name: str
    counts: tuple[tuple[str, int], ...]
    unknown: int = 0
    missing: tuple[str, ...] = ()

    @property
    def only(self) -> str:
        """What all of them are; "" where they differ or it is not known of all."""
        return self.counts[0][0] if len(self.counts) == 1 and not self.unknown else ""


@dataclass(frozen=True)
class Spread:
    """Who was asked, side by side, with the finding in a sentence."""

    sentence: str
    ranges: tuple[Range, ...]


def spread(people: Sequence[Voice], sought: str = "") -> Spread:
    """Levels, functions, organizations and ties of those who were asked, and which levels nobody has yet.

    `sought` is the function that the campaign is about: that all work in it is no finding.
    """
    levels = _range("Level", [one.level for one in people])
    heard = {name for name, _ in levels.counts}
    ranked = tuple(level for level in Level.values if level not in heard)
    ranges = (
        Range("Level", levels.counts, levels.unknown, ranked if people else ()),
        _range("Function", [one.function for one in people]),
        _range("Organization", [one.organization for one in people]),
        _ties(people),
    )
    return Spread(_sentence(people, ranges, sought), ranges)


def _range(name: str, values: Sequence[str]) -> Range:
    counts = Counter(filter(None, values))
    ordered = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Range(name, ordered, sum(not value for value in values))


def _ties(people: Sequence[Voice]) -> Range:
    """How they are known: somebody who is both a classmate and a co-worker counts under each."""
    counts = Counter(tie for one in people for tie in dict.fromkeys(one.ties))
    ordered = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Range("How you know them", ordered, sum(not one.ties for one in people))


def _sentence(people: Sequence[Voice], ranges: Sequence[Range], sought: str) -> str:
    """What all have in common, in one sentence; "" while too few were asked to say so."""
    if len(people) < NAMED:
        return ""
    level, function, organization, _ = ranges
    what = [f"are at the level {level.only}"] if level.only else []
    what += [f"work in {function.only}"] if function.only not in {"", sought} else []
    places = len(organization.counts)
    if places <= FEW_PLACES and not organization.unknown and len(people) > places:
        what.append(f"are at {_and([name for name, _ in organization.counts])}")
    if what:
        return f"All {len(people)} {_and(what)}. Somebody else may see it differently."
    if ranges[0].missing and len(ranges[0].missing) < len(Level.values):
        return f"Not heard yet: {_and(list(ranges[0].missing), 'or')}."
    return ""


def _and(words: Sequence[str], word: str = "and") -> str:
    """a, b and c."""
    return f" {word} ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""
