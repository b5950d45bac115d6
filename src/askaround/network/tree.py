"""A tidy tree, drawn from left to right: who led to whom. Plain: it knows names and numbers, no rows.

Leaves take one line each, from top to bottom; a parent stands at the middle of its children, but never far below the
first, so that both are seen together. No two names share a place, and the drawing is as tall as it has leaves.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

COLUMN = 224
# The first column is the seeker's alone and holds no name.
FIRST = 88
LINE = 40
EDGE = 16
# What the last column takes: a name, and the count of those folded behind it.
NAME = 212
# Under a parent's name the line runs flat so far, so that it crosses no letters; the handle to fold stands at its end.
FLAT = 164
# So many lines below its first child a parent stands at most.
NEAR = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where one node stands, with the curve that leads there from its parent (none for the first).

    The curve begins at the end of the flat line under the parent's name.
    """

    key: Hashable
    x: int
    y: float
    depth: int
    curve: str


@dataclass(frozen=True)
class Drawing:
    """Every node in its place, parents before children, and the size of the whole."""

    places: list[Place]
    width: int
    height: int


def spanning(root: Hashable, links: Sequence[tuple[Hashable, Hashable]]) -> dict[Hashable, list[Hashable]]:
    """A tree from links (from, to) in order of time: each node hangs on the first that led to it.

    Whoever is led to by nobody hangs on the root. Links that close a circle are left out, so every node stands once.
    """
    parent: dict[Hashable, Hashable] = {}
    for one, other in links:
        if other != root and other not in parent and not _leads_to(other, one, parent):
            parent[other] = one
    nodes = dict.fromkeys(node for link in links for node in link if node != root)
    children: dict[Hashable, list[Hashable]] = {node: [] for node in (root, *nodes)}
    for node in nodes:
        children[parent.get(node, root)].append(node)
    return children


def walk(root: Hashable, children: Mapping[Hashable, Sequence[Hashable]]) -> list[tuple[Hashable, Hashable, int]]:
    """(node, parent, depth) from the top down, parents before children; the root is its own parent."""
    order: list[tuple[Hashable, Hashable, int]] = []
    stack: list[tuple[Hashable, Hashable, int]] = [(root, root, 0)]
    while stack:
        node, above, depth = stack.pop()
        order.append((node, above, depth))
        stack += [(child, node, depth + 1) for child in reversed(children.get(node, ()))]
    return order


def layout(root: Hashable, children: Mapping[Hashable, Sequence[Hashable]]) -> Drawing:
    """Places for every node under the root."""
    heights: dict[Hashable, float] = {}
    order = walk(root, children)
    line = 0
    for node, _, _ in order:
        if not children.get(node):
            heights[node] = line * LINE + LINE / 2
            line += 1
    for node, _, _ in reversed(order):
        if below := children.get(node):
            first, last = heights[below[0]], heights[below[-1]]
            heights[node] = min((first + last) / 2, first + NEAR * LINE)
    deepest = max(depth for _, _, depth in order)
    places = [_place(node, above, depth, heights) for node, above, depth in order]
    return Drawing(places, _column(deepest) + NAME, line * LINE)


def _column(depth: int) -> int:
    return EDGE + (FIRST + (depth - 1) * COLUMN if depth else 0)


def _place(node: Hashable, above: Hashable, depth: int, heights: Mapping[Hashable, float]) -> Place:
    x, y = _column(depth), heights[node]
    if depth == 0:
        return Place(node, x, y, depth, "")
    begin, top = _column(depth - 1) + (FLAT if depth > 1 else 0), heights[above]
    middle = (begin + x) // 2
    return Place(node, x, y, depth, f"M{begin} {top:g}C{middle} {top:g} {middle} {y:g} {x} {y:g}")


def _leads_to(node: Hashable, other: Hashable, parent: Mapping[Hashable, Hashable]) -> bool:
    """Is `node` above `other`, or the same?"""
    while other != node:
        if other not in parent:
            return False
        other = parent[other]
    return True
