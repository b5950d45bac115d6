"""Whatever the tree: what is drawn can be read, nobody is drawn twice, and nobody is left uncounted."""

from hypothesis import given
from hypothesis import strategies as st

from askaround.network.folding import FEW, LINES, More, fold
from askaround.network.tree import layout, spanning, walk

people = st.integers(min_value=1, max_value=400)
links = st.lists(st.tuples(st.integers(0, 60), people).filter(lambda link: link[0] != link[1]), max_size=400)
some = st.frozensets(st.integers(0, 60), max_size=4)


@given(links, some, some)
def test_everybody_is_drawn_once_or_counted_once(links, opened, shut):
    tree = spanning(0, links)
    folded = fold(0, tree, opened=opened, shut=shut)
    drawn = [node for node, _, _ in walk(0, folded.children)]
    assert len(set(drawn)) == len(drawn)
    persons = [node for node in drawn if not isinstance(node, More)]
    assert set(persons) <= set(tree)
    assert len(persons) + sum(folded.hidden.values()) == len(tree)
    assert len(layout(0, folded.children).places) == len(drawn)


@given(links)
def test_what_nobody_opened_can_be_read(links):
    folded = fold(0, spanning(0, links))
    drawn = walk(0, folded.children)
    leaves = [node for node, _, _ in drawn if not folded.children.get(node)]
    assert len(leaves) <= max(LINES, FEW + 1)


@given(links, some)
def test_what_is_opened_can_be_seen(links, opened):
    tree = spanning(0, links)
    folded = fold(0, tree, opened=opened)
    drawn = {node for node, _, _ in walk(0, folded.children)}
    for node in opened & set(tree):
        assert node in drawn
        assert set(tree[node]) <= drawn


def test_what_is_shut_is_a_count():
    tree = {0: [1], 1: [2, 3], 2: [], 3: [4], 4: []}
    assert fold(0, tree, shut={1}).hidden == {1: 3}
    assert fold(0, tree).hidden == {}


def test_of_very_many_siblings_those_who_led_to_most_are_drawn():
    tree = {0: list(range(1, 101)), 77: [500, 501], **{n: [] for n in (*range(1, 77), *range(78, 101), 500, 501)}}
    folded = fold(0, tree)
    assert 77 in folded.children[0]
    assert folded.hidden == {More(0): 88}
