from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.grouping.linkage import LinkError, groups_of, link

np = pytest.importorskip("numpy")
POINTS = st.lists(st.floats(0, 1), max_size=9)


def distances(points):
    here = np.array(points, dtype=np.float32)
    return np.abs(here[:, None] - here[None, :])


def slowly(far, stop):
    """Average linkage as the book says it: the mean over all pairs, looked up anew at each step."""
    groups = [[row] for row in range(len(far))]
    while len(groups) > 1:
        near = min(
            (float(np.mean([far[a][b] for a in one for b in other])), one, other)
            for one, other in combinations(groups, 2)
        )
        if near[0] > stop:
            break
        groups = [group for group in groups if group not in near[1:]] + [sorted(near[1] + near[2])]
    return sorted(groups)


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=8), st.floats(0.01, 0.5))
def test_groups_are_those_of_the_average(numbers, stop):
    far = distances([number / 10_000 for number in numbers])
    means = {round(float(x), 5) for x in far.flatten()}
    if len(means) < len(numbers) * (len(numbers) - 1) // 2:
        return  # two equal distances: either merge is right
    ours = sorted(groups_of(link(far, stop)))
    theirs = slowly(far, stop)
    near_stop = any(abs(float(np.mean(far[np.ix_(a, b)])) - stop) < 1e-4 for a, b in combinations(theirs, 2))
    assert ours == theirs or near_stop


@given(POINTS, st.floats(0, 1), st.data())
def test_what_somebody_said_is_obeyed(points, stop, data):
    rows = range(len(points))
    pairs = list(combinations(rows, 2))
    if not pairs:
        return
    must = data.draw(st.lists(st.sampled_from(pairs), max_size=4))
    cannot = data.draw(st.lists(st.sampled_from(pairs), max_size=4))
    try:
        labels = link(distances(points), stop, must=must, cannot=cannot)
    except LinkError:
        together = link(np.full((len(points), len(points)), 9.0), 0, must=must)
        assert any(together[a] == together[b] for a, b in cannot)
        return
    assert all(labels[a] == labels[b] for a, b in must)
    assert all(labels[a] != labels[b] for a, b in cannot)


@given(POINTS, st.floats(0, 1))
def test_no_row_is_lost_and_the_same_comes_out_twice(points, stop):
    labels = link(distances(points), stop)
    assert labels == link(distances(points), stop)
    assert sorted(row for group in groups_of(labels) for row in group) == list(range(len(points)))
    assert all(labels[group[0]] == group[0] for group in groups_of(labels))


def test_together_and_apart_at_once_is_refused():
    with pytest.raises(LinkError):
        link(distances([0, 0.5, 1]), 0.1, must=[(0, 1), (1, 2)], cannot=[(0, 2)])


def test_nothing_is_no_group():
    assert link(np.zeros((0, 0)), 1.0) == []
    assert link(np.zeros((1, 1)), 1.0) == [0]
