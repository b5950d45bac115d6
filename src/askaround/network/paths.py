"""The shortest believable ways from the seeker to somebody, or to somebody at a place. Plain: values, no rows.

A way is a chain of steps, and each step has a chance: how likely it is that it opens when one asks nicely. The chances
are judgements for putting ways in order, not measurements, and no page shows them. A way is as good as the product of
its chances, so its cost, the sum of their negative logarithms, is a length, and the best way is the shortest path.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

YOU = "you"
GOAL = "goal"

CHANCES = {
    # You know them well: they pick up the phone.
    "strong": 0.85,
    # You know them a little: about half of those who are asked kindly answer.
    "weak": 0.45,
    # They have introduced you, or the other has agreed: the door is open.
    "made": 0.95,
    # They offered it themselves.
    "offered": 0.8,
    # You asked them and they have not said no.
    "asked": 0.7,
    # They know each other, but nobody has spoken of an introduction: two things must go well.
    "knows": 0.4,
    # Their roles or schools overlapped: multiplied by how likely it is that they know each other at all.
    "guess": 0.35,
    # Who is wanted is reached.
    "there": 1.0,
    # They have left, and can name somebody who has not.
    "before": 0.35,
}
# More than three people between you and somebody is no introduction any more, it is a rumour.
INTRODUCERS = 3
# Of how many ways in order of cost the best are chosen, so that one helper's colleagues don't fill the page.
LOOKED_AT = 40
THROUGH_ONE = 2


@dataclass(frozen=True, slots=True)
class Step:
    """From one to the other: of which kind, with which chance (by default the kind's), and why one may believe it."""

    one: Hashable
    other: Hashable
    kind: str
    reason: str = ""
    chance: float = 0.0
    # The introduction that it rests on, if there is one.
    key: Hashable = None

    @property
    def cost(self) -> float:
        """Never negative; the lower, the likelier."""
        return -log(self.chance or CHANCES[self.kind])


@dataclass(frozen=True, slots=True)
class Way:
    """The steps from the seeker to the goal; the last one says why whom it reaches is who is wanted."""

    steps: tuple[Step, ...]

    @property
    def cost(self) -> float:
        """The sum of the steps' costs."""
        return sum(step.cost for step in self.steps)

    @property
    def people(self) -> tuple[Hashable, ...]:
        """Everybody on it, in order, the one who is reached last."""
        return tuple(step.one for step in self.steps[1:])

    @property
    def introducers(self) -> tuple[Hashable, ...]:
        """Who stands between the seeker and the one who is reached."""
        return self.people[:-1]

    @property
    def guesses(self) -> int:
        """How many of its steps are guesses."""
        return sum(1 for step in self.steps if step.kind == "guess")


def ways(steps: Iterable[Step], *, most: int = 5) -> list[Way]:
    """The best ways from YOU to GOAL, the cheapest first: at most three introducers, at most one guess in each.

    Nobody stands twice on a way. Who is at the goal introduces nobody to another who is: they are asked themselves.
    Through the same first person lead at most `THROUGH_ONE` of the ways. To somebody who can be asked directly at less
    cost only one other may lead, and no guess.
    """
    best = _cheapest(steps)
    arrived = {one for (one, other), step in best.items() if other == GOAL and step.kind == "there"}
    best = {(one, other): step for (one, other), step in best.items() if one not in arrived or other == GOAL}
    direct: set[Hashable] = set()
    through: dict[Hashable, int] = {}
    found: list[Way] = []
    for way in islice(_in_order(_within_reach(best)), LOOKED_AT):
        first, last = way.people[0], way.people[-1]
        if len(way.introducers) > INTRODUCERS or way.guesses > 1:
            continue
        if last in direct and (len(way.introducers) > 1 or way.guesses):
            continue
        direct |= {last} if first == last else set()
        if through.get(first, 0) < THROUGH_ONE:
            through[first] = through.get(first, 0) + 1
            found.append(way)
        if len(found) == most:
            break
    return found


def _cheapest(steps: Iterable[Step]) -> dict[tuple[Hashable, Hashable], Step]:
    """Of several steps between the same two the likeliest."""
    best: dict[tuple[Hashable, Hashable], Step] = {}
    for step in steps:
        pair = (step.one, step.other)
        if step.one != step.other and (pair not in best or step.cost < best[pair].cost):
            best[pair] = step
    return best


def _within_reach(best: dict[tuple[Hashable, Hashable], Step]) -> dict[tuple[Hashable, Hashable], Step]:
    """Only the steps that lie on some way that is short enough: most of a large notebook does not."""
    longest = INTRODUCERS + 2
    ahead: dict[Hashable, list[Hashable]] = {}
    behind: dict[Hashable, list[Hashable]] = {}
    for one, other in best:
        ahead.setdefault(one, []).append(other)
        behind.setdefault(other, []).append(one)
    since, until = _distances(YOU, ahead, longest), _distances(GOAL, behind, longest)
    return {
        (one, other): step
        for (one, other), step in best.items()
        if since.get(one, longest) + 1 + until.get(other, longest) <= longest
    }


def _distances(start: Hashable, neighbours: dict[Hashable, list[Hashable]], longest: int) -> dict[Hashable, int]:
    found, edge = {start: 0}, [start]
    for distance in range(1, longest + 1):
        edge = [other for one in edge for other in neighbours.get(one, ())]
        edge = [other for other in dict.fromkeys(edge) if other not in found]
        found.update(dict.fromkeys(edge, distance))
    return found


def _in_order(best: dict[tuple[Hashable, Hashable], Step]) -> Iterator[Way]:
    """Every way, the cheapest first (Yen's algorithm)."""
    # Loaded when a page asks for paths, not when the app starts (docs/decisions/0048-networkx-for-paths.md).
    import networkx

    graph: networkx.DiGraph[Hashable] = networkx.DiGraph()
    graph.add_weighted_edges_from((one, other, step.cost) for (one, other), step in best.items())
    if YOU not in graph or GOAL not in graph:
        return
    try:
        for nodes in networkx.shortest_simple_paths(graph, YOU, GOAL, weight="weight"):
            yield Way(tuple(best[pair] for pair in pairwise(nodes)))
    except networkx.NetworkXNoPath:
        return
