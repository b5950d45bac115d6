"""Average-link clustering that obeys what somebody has said: these belong together, those do not.

Sokal and Michener 1958 (the unweighted average), with the update of Lance and Williams 1967. What must not be together
is infinitely far apart, and an average with infinity stays infinite: so no group ever holds such two.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Pair = tuple[int, int]


class LinkError(ValueError):
    """Some two must be both together and apart."""


def link(distances: Any, stop: float, *, must: Iterable[Pair] = (), cannot: Iterable[Pair] = ()) -> list[int]:
    """A label for each row: the lowest row of its group. Groups nearer than or at `stop` on average become one.

    `distances` is a square, symmetric float array of n rows (about 3 n² operations; 3,000 rows take some 2 s). `must`
    are pairs that belong together whatever the distance, `cannot` pairs that never do. Raises LinkError when they
    contradict each other. The same input gives the same groups.
    """
    import numpy as np

    labels = _together(len(distances), must)
    far = np.array(distances, dtype=np.float32)
    np.fill_diagonal(far, np.inf)
    for one, other in cannot:
        if labels[one] == labels[other]:
            raise LinkError(f"Rows {one} and {other} must be both together and apart.")
        far[one, other] = far[other, one] = np.inf
    return _Groups(far, labels).down_to(stop)


def groups_of(labels: Sequence[int]) -> list[list[int]]:
    """The rows of each group, groups in the order of their first rows."""
    found: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        found.setdefault(label, []).append(row)
    return list(found.values())


def _together(count: int, must: Iterable[Pair]) -> list[int]:
    """The lowest row that each row must be with."""
    first = list(range(count))

    def top(row: int) -> int:
        while first[row] != row:
            first[row] = first[first[row]]
            row = first[row]
        return row

    for one, other in must:
        low, high = sorted((top(one), top(other)))
        first[high] = low
    return [top(row) for row in range(count)]


class _Groups:
    """Groups while they grow: each stands at the row of its label, with its nearest other."""

    def __init__(self, far: Any, labels: list[int]) -> None:
        import numpy as np

        self.far, self.labels = far, labels
        self.size = np.ones(len(labels))
        for row, label in enumerate(labels):
            if row != label:
                self._merge(label, row)
        if len(labels):
            self.nearest = far.argmin(axis=1)
            self.near = far[np.arange(len(labels)), self.nearest]

    def down_to(self, stop: float) -> list[int]:
        """Merge the two nearest until they are farther apart than `stop`."""
        while len(self.labels) > 1:
            one = int(self.near.argmin())
            if not self.near[one] <= stop:
                break
            one, other = sorted((one, int(self.nearest[one])))
            self._merge(one, other)
            self.labels = [one if label == other else label for label in self.labels]
            self._look_again(one, other)
        return self.labels

    def _merge(self, one: int, other: int) -> None:
        import numpy as np

        a, b = self.size[one], self.size[other]
        row = (a * self.far[one] + b * self.far[other]) / (a + b)
        row[[one, other]] = np.inf
        self.far[one] = self.far[:, one] = row
        self.far[other] = self.far[:, other] = np.inf
        self.size[one] += self.size[other]

    def _look_again(self, one: int, other: int) -> None:
        """The nearest of those that had one of the two as theirs, or have the new group nearer now."""
        import numpy as np

        self.near[other] = np.inf
        closer = self.far[:, one] < self.near
        self.near[closer], self.nearest[closer] = self.far[closer, one], one
        lost = np.flatnonzero(((self.nearest == one) & ~closer) | (self.nearest == other))
        for row in {*lost.tolist(), one} - {other}:
            self.nearest[row] = self.far[row].argmin()
            self.near[row] = self.far[row, self.nearest[row]]
