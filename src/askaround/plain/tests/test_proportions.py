import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.plain.proportions import enough, to_ask, wilson

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


def by_urn(more: int, count: int, of: int, asked: int) -> Fraction:
    """Asking simulated exactly, person by person: after s of n said yes, the next does with (s + ½) / (n + 1)."""
    chances = {0: Fraction(1)}  # by how many yes so far
    for person in range(asked):
        new: dict[int, Fraction] = {}
        for yes, chance in chances.items():
            says_yes = (count + yes + Fraction(1, 2)) / (of + person + 1)
            new[yes + 1] = new.get(yes + 1, Fraction(0)) + chance * says_yes
            new[yes] = new.get(yes, Fraction(0)) + chance * (1 - says_yes)
        chances = new
    return sum((chance for yes, chance in chances.items() if yes >= more), Fraction(0))


@pytest.mark.parametrize(("count", "of"), [(5, 12), (0, 7), (1, 1), (12, 12), (2, 40)])
@pytest.mark.parametrize("more", [1, 3, 5])
def test_the_arithmetic_is_the_same_as_asking_them_one_by_one(count, of, more):
    for asked in (more, more + 1, 2 * more + 3, 20):
        exact = float(by_urn(more, count, of, asked))
        assert enough(asked, more, count=count, of=of) == pytest.approx(exact, abs=1e-9)


@pytest.mark.parametrize(("count", "of", "more"), [(5, 12, 3), (2, 20, 2), (9, 10, 4)])
def test_four_times_in_five_it_takes_between_the_ends(count, of, more):
    """Drawn at random from shares that could be true, and then from luck."""
    chance, expected = random.Random(11), to_ask(more, count=count, of=of)
    assert expected.high is not None
    took = []
    for _ in range(20_000):
        share, asked, yes = chance.betavariate(count + 0.5, of - count + 0.5), 0, 0
        while yes < more and asked < 1000:
            asked, yes = asked + 1, yes + (chance.random() < share)
        took.append(asked)
    below, above = (sum(n < expected.low for n in took), sum(n > expected.high for n in took))
    assert below / len(took) <= 0.11
    assert above / len(took) <= 0.11


def test_five_of_twelve_means_about_eight_more_for_three():
    expected = to_ask(3, count=5, of=12)
    assert (expected.about, expected.low, expected.high) == (8, 4, 14)


def test_nobody_yet_lets_one_expect_nothing_but_a_least_number():
    expected = to_ask(3, count=0, of=12)
    assert (expected.about, expected.high) == (None, None)
    assert expected.low > 13


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
