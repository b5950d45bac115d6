"""Which part of a large tree is drawn, so that it can be read; the rest is a count to open. Plain.

A tree of at most `LINES` lines and `DEEP` columns is drawn whole. A larger one is opened from the top as far as the
lines go, the branches that led to most people first; of very many siblings the `FEW` that led to most are drawn.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from .tree import walk

LINES = 48
FEW = 12
DEEP = 5

Children = Mapping[Hashable, Sequence[Hashable]]


@dataclass(frozen=True)
class More:
    """Stands among the children of `parent` for those that are not drawn."""

    parent: Hashable


@dataclass
class Folded:
    """The tree that is drawn, and how many people are hidden: under a node, or behind a "more"."""

    children: dict[Hashable, list[Hashable]] = field(default_factory=dict)
    hidden: dict[Hashable, int] = field(default_factory=dict)


def fold(
    root: Hashable, children: Children, *, opened: Collection[Hashable] = (), shut: Collection[Hashable] = ()
) -> Folded:
    """The part of the tree that is drawn. What is `opened` can be seen with all below it; what is `shut` is a count."""
    order = walk(root, children)
    sizes = _sizes(order)
    seen = _with_all_above(order, opened)
    leaves = sum(1 for node, _, _ in order if not children.get(node))
    whole = leaves <= LINES and max(depth for _, _, depth in order) <= DEEP
    rank = {node: place for place, (node, _, _) in enumerate(order)}
    found, used = Folded(), 1
    waiting: list[tuple[int, int, int, Hashable]] = [(0, 0, 0, root)]
    while waiting:
        depth, _, _, node = heappop(waiting)
        drawn = _drawn(node, children.get(node, ()), sizes, whole=whole or node in opened, seen=seen)
        if not drawn:
            continue
        fits = whole or node in seen or depth == 0 or (used + len(drawn) - 1 <= LINES and depth < DEEP)
        if (node in shut and node != root) or not fits:
            found.hidden[node] = sizes[node]
            continue
        used += len(drawn) - 1
        found.children[node] = drawn
        if isinstance(last := drawn[-1], More):
            found.hidden[last] = sizes[node] - sum(sizes[child] + 1 for child in drawn[:-1])
        for child in drawn:
            if child in sizes:
                heappush(waiting, (depth + 1, -sizes[child], rank[child], child))
    return found


def _drawn(
    node: Hashable, below: Sequence[Hashable], sizes: Mapping[Hashable, int], *, whole: bool, seen: Collection[Hashable]
) -> list[Hashable]:
    """The children of a node that are drawn, in their order; the rest as one "more", unless that saves no line."""
    if whole or len(below) <= FEW + 1:
        return list(below)
    best = set(sorted(below, key=lambda child: -sizes[child])[:FEW]) | {child for child in below if child in seen}
    chosen = [child for child in below if child in best]
    return list(below) if len(chosen) >= len(below) - 1 else [*chosen, More(node)]


def _sizes(order: Sequence[tuple[Hashable, Hashable, int]]) -> dict[Hashable, int]:
    """How many people stand under each."""
    sizes = {node: 0 for node, _, _ in order}
    for node, above, depth in reversed(order):
        if depth:
            sizes[above] += sizes[node] + 1
    return sizes


def _with_all_above(
    order: Sequence[tuple[Hashable, Hashable, int]], opened: Collection[Hashable]
) -> frozenset[Hashable]:
    parent = {node: above for node, above, _ in order}
    seen: set[Hashable] = set()
    for node in opened:
        while node in parent and node not in seen:
            seen.add(node)
            node = parent[node]  # noqa: PLW2901 - we climb
    return frozenset(seen)
