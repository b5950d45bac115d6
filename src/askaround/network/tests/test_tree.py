"""The tree is tidy whatever the links: everybody stands once, no two in one place, nobody in a circle."""

from hypothesis import given
from hypothesis import strategies as st

from askaround.network.tree import COLUMN, LINE, NEAR, layout, spanning

people = st.integers(min_value=1, max_value=12)
links = st.lists(st.tuples(people, people).filter(lambda link: link[0] != link[1]), max_size=40)


@given(links)
def test_everybody_stands_once_and_in_a_place_of_their_own(links):
    drawing = layout(0, spanning(0, links))
    named = {person for link in links for person in link}
    assert sorted(place.key for place in drawing.places) == sorted({0, *named})
    assert len({(place.x, place.y) for place in drawing.places}) == len(drawing.places)
    assert all(0 <= place.y <= drawing.height and place.x <= drawing.width for place in drawing.places)


def test_a_parent_stands_in_the_middle_of_its_children():
    drawing = layout(0, spanning(0, [(1, 2), (1, 3)]))
    by = {place.key: place for place in drawing.places}
    assert by[1].y == (by[2].y + by[3].y) / 2
    assert by[3].y - by[2].y == LINE
    assert by[2].x - by[1].x == COLUMN


def test_a_parent_of_very_many_stands_near_the_first():
    by = {place.key: place for place in layout(0, spanning(0, [(1, n) for n in range(2, 60)])).places}
    assert by[1].y == by[2].y + NEAR * LINE


def test_the_first_to_lead_to_somebody_keeps_them():
    assert spanning(0, [(1, 3), (2, 3)])[1] == [3]


def test_a_circle_is_opened_where_it_closes():
    assert spanning(0, [(1, 2), (2, 1)]) == {0: [1], 1: [2], 2: []}
