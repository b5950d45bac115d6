import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.plain.proportions import to_ask, wilson

SHARES = st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Worked out by hand from the formula of 1927.
    [(5, 12, 0.1933, 0.6805), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 2, 0.0945, 0.9055), (0, 0, 0.0, 1.0)],
)
def test_the_interval_of_a_share(count, of, low, high):
    assert wilson(count, of) == pytest.approx((low, high), abs=5e-5)


@given(SHARES)
def test_the_share_lies_in_its_interval_and_the_interval_between_none_and_all(share):
    count, of = share
    low, high = wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1


@given(SHARES)
def test_asking_more_people_with_the_same_share_makes_it_surer(share):
    count, of = share
    few, many = wilson(count, of), wilson(10 * count, 10 * of)
    assert many[1] - many[0] < few[1] - few[0]


@given(SHARES)
def test_no_and_yes_are_two_sides(share):
    count, of = share
    low, high = wilson(count, of)
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low))


def test_five_of_twelve_means_about_eight_more_for_three():
    expected = to_ask(3, count=5, of=12)
    assert (expected.about, expected.low, expected.high) == (8, 5, 16)


def test_nobody_yet_lets_one_expect_nothing_but_a_least_number():
    expected = to_ask(3, count=0, of=12)
    assert (expected.about, expected.high) == (None, None)
    assert expected.low == 13


def test_nothing_more_needs_nobody():
    assert to_ask(0, count=2, of=5).about == 0


@given(SHARES, st.integers(0, 50))
def test_about_lies_between_the_ends(share, more):
    expected = to_ask(more, count=share[0], of=share[1])
    if expected.about is not None:
        assert more <= expected.low <= expected.about
        assert expected.high is None or expected.about <= expected.high


@pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3)])
def test_a_share_of_more_than_all_is_refused(count, of):
    with pytest.raises(ValueError):
        wilson(count, of)
