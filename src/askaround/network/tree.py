"""A tidy tree, drawn from left to right: who led to whom. Plain: it knows names and numbers, no rows.

Leaves take one line each, from top to bottom; a parent stands at the middle of its children. So no two names
share a place, and the drawing is as tall as it has leaves.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

COLUMN = 220
LINE = 44
EDGE = 16
NAME = 176
FLAT = 130


@dataclass(frozen=True)
class Place:
    """Where one node stands, with the curve that leads there from its parent (none for the first)."""

    key: Hashable
    x: float
    y: float
    depth: int
    curve: str


@dataclass(frozen=True)
class Drawing:
    """Every node in its place, and the size of the whole."""

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


def layout(root: Hashable, children: Mapping[Hashable, Sequence[Hashable]]) -> Drawing:
    """Places for every node under the root."""
    heights: dict[Hashable, float] = {}
    order: list[tuple[Hashable, Hashable | None, int]] = []
    stack: list[tuple[Hashable, Hashable | None, int]] = [(root, None, 0)]
    while stack:
        node, above, depth = stack.pop()
        order.append((node, above, depth))
        stack += [(child, node, depth + 1) for child in reversed(children.get(node, ()))]
    line = 0
    for node, _, _ in order:
        if not children.get(node):
            heights[node] = line * LINE + LINE / 2
            line += 1
    for node, _, _ in reversed(order):
        if below := children.get(node):
            heights[node] = (heights[below[0]] + heights[below[-1]]) / 2
    deepest = max(depth for _, _, depth in order)
    places = [_place(node, above, depth, heights) for node, above, depth in order]
    return Drawing(places, EDGE + deepest * COLUMN + NAME, line * LINE)


def _place(node: Hashable, above: Hashable | None, depth: int, heights: Mapping[Hashable, float]) -> Place:
    x, y = EDGE + depth * COLUMN, heights[node]
    # Under the parent's name the line runs flat, so that it crosses no letters.
    flat = FLAT if depth > 1 else 0
    if above is None:
        return Place(node, x, y, depth, "")
    begin, top = x - COLUMN + flat, heights[above]
    middle = (begin + x) / 2
    curve = f"M{x - COLUMN} {top:g}H{begin}C{middle:g} {top:g} {middle:g} {y:g} {x} {y:g}"
    return Place(node, x, y, depth, curve)


def _leads_to(node: Hashable, other: Hashable, parent: Mapping[Hashable, Hashable]) -> bool:
    """Is `node` above `other`, or the same?"""
    while other != node:
        if other not in parent:
            return False
        other = parent[other]
    return True
