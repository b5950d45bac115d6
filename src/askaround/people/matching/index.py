"""Many records at once: who among them may be whom, at a cost that grows as their number does."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace

from . import blocks
from .evidence import evidence
from .somebody import Somebody, Verdict
from .traits import Traits, traits_of
from .verdicts import UNSURE, by_a_way, judge
from .weights import Frequencies

Found = list[tuple[Somebody, Verdict]]


class Index:
    """Everybody so far, and who among them may be the one asked for. The order of adding changes nothing."""

    def __init__(self) -> None:
        self.among = Frequencies()
        self._everybody: list[Traits] = []
        self._blocks: defaultdict[blocks.Key, list[int]] = defaultdict(list)
        # How many the last `find` compared with: what its cost depends on.
        self.looked_at = 0

    def __len__(self) -> int:
        return len(self._everybody)

    def add(self, somebody: Somebody) -> None:
        """One more who can be found from now on."""
        traits = traits_of(somebody)
        at = len(self._everybody)
        self._everybody.append(traits)
        self.among.count(traits)
        for key in {*blocks.exact(traits), *blocks.fuzzy(traits, asking=False)}:
            self._blocks[key].append(at)

    def find(self, somebody: Somebody, *, thorough: bool = False) -> Found:
        """Who may be `somebody`, surest and likeliest first: those of likeness UNSURE and more, never their own key.

        Whoever is sure by a profile, an email or a phone is answered at once, with those alone who share one; unless
        the search is `thorough`, for which everybody is looked at who shares anything telling. Where several are sure
        by name and circumstances alone, none is, but who says nothing beyond what `somebody` says.
        """
        traits = traits_of(somebody)
        near = self._who(blocks.exact(traits))
        self.looked_at = len(near)
        found = self._judged(traits, near)
        if thorough or not any(verdict.sure for _, verdict in found):
            more = self._who(blocks.fuzzy(traits, asking=True)) - near
            self.looked_at += len(more)
            found += self._judged(traits, more)
        found = [each for each in found if each[0].somebody.key != somebody.key]
        if sum(verdict.sure for _, verdict in found) > 1:
            found = _one_of_several(traits, found)
        return _best_first([(other.somebody, verdict) for other, verdict in found])

    def pairs(
        self, *, of: Collection[Hashable] | None = None, told: Callable[[int], None] | None = None
    ) -> Iterator[tuple[Somebody, Somebody, Verdict]]:
        """Every two of them who may be one, each pair once; only pairs with one of the keys `of`, if they are given.

        `told` is called with the number of people who have been looked at so far.
        """
        for at, traits in enumerate(self._everybody):
            if of is None or traits.somebody.key in of:
                near = self._who(blocks.exact(traits)) | self._who(blocks.fuzzy(traits, asking=True))
                later = [
                    each for each in near if each > at or (of is not None and each < at and self._is_new(each, of))
                ]
                for other, verdict in self._judged(traits, later):
                    yield traits.somebody, other.somebody, verdict
            if told:
                told(at + 1)

    def _is_new(self, at: int, of: Collection[Hashable]) -> bool:
        return self._everybody[at].somebody.key not in of

    def _who(self, keys: Iterable[blocks.Key]) -> set[int]:
        found: set[int] = set()
        for key in keys:
            block = self._blocks.get(key)
            if block and len(block) <= blocks.LARGEST:
                found.update(block)
        return found

    def _judged(self, traits: Traits, near: Iterable[int]) -> "list[tuple[Traits, Verdict]]":
        found = []
        for at in near:
            other = self._everybody[at]
            if _worth_a_look(traits, other):
                verdict = judge(traits, other, self.among)
                if verdict.likeness >= UNSURE:
                    found.append((other, verdict))
        return found


def pairs(people: Iterable[Somebody]) -> Iterator[tuple[Somebody, Somebody, Verdict]]:
    """Every two who may be one, each pair once. Everybody is read before the first pair is given."""
    index = Index()
    for somebody in people:
        index.add(somebody)
    yield from index.pairs()


def assign(found: Iterable[tuple[Somebody, Somebody, Verdict]]) -> list[tuple[Somebody, Somebody, Verdict]]:
    """Of pairs between two lists that hold everybody once each: the likeliest, each record in one pair at most.

    Only for who knows that neither list has anybody twice (an address book against another); it says nothing of sure.
    """
    taken: set[tuple[str, object]] = set()
    kept = []
    for a, b, verdict in sorted(
        found, key=lambda pair: (not pair[2].sure, -pair[2].likeness, str(pair[0].key), str(pair[1].key))
    ):
        if not taken & (sides := {("a", a.key), ("b", b.key)}):
            taken |= sides
            kept.append((a, b, verdict))
    return kept


def _worth_a_look(a: Traits, b: Traits) -> bool:
    """False for most namesakes: each has a profile of their own, and nothing else that would outweigh it."""
    if not a.profiles or not b.profiles:
        return True
    if not any(site in b.profiles and not keys & b.profiles[site] for site, keys in a.profiles.items()):
        return True
    return bool(a.emails & b.emails or a.phones & b.phones or a.organizations & b.organizations or a.lines)


def _one_of_several(traits: Traits, found: "list[tuple[Traits, Verdict]]") -> "list[tuple[Traits, Verdict]]":
    """Two of one name at one employer: a record of that name is either's, so it is nobody's for sure."""
    weak = [other for other, verdict in found if verdict.sure and not by_a_way(evidence(traits, other))]
    if len(weak) < 2:
        return found
    plain = {id(other) for other in weak if _says_no_more(other, traits)}
    return [
        (
            other,
            replace(verdict, sure=False) if any(other is each for each in weak) and id(other) not in plain else verdict,
        )
        for other, verdict in found
    ]


def _says_no_more(other: Traits, than: Traits) -> bool:
    return not other.profiles and other.emails <= than.emails and other.phones <= than.phones


def _best_first(found: Found) -> Found:
    return sorted(found, key=lambda each: (not each[1].sure, -each[1].likeness, each[0].name))
