"""The arithmetic of "enough": the fixture to the last digit, and what must hold for any talks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.saturation import (
    chao2,
    chao2_interval,
    coverage,
    expected_new,
    good_turing,
    incidence,
    new_themes,
    runs,
    saturated,
    themes_of,
    unseen,
)

EIGHT = themes_of(["abcd", "abe", "acf", "bdg", "abh", "aci", "abc", "ab"])
TALKS = st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=8), max_size=20)


def test_the_counts_of_the_fixture():
    counts = incidence(EIGHT)
    assert (counts.m, counts.s, counts.u, counts.q1, counts.q2) == (8, 9, 24, 5, 1)


def test_the_estimates_of_the_fixture():
    counts = incidence(EIGHT)
    assert good_turing(counts) == pytest.approx(0.791667, abs=5e-7)
    assert coverage(counts) == pytest.approx(0.802928, abs=5e-7)
    assert unseen(counts) == 10.9375
    assert chao2(counts) == 19.9375
    assert [round(end, 2) for end in chao2_interval(counts)] == [10.45, 91.42]
    assert round(expected_new(counts, 1), 3) == 0.591
    assert round(expected_new(counts, 3), 4) == 1.6795
    assert round(expected_new(counts, 5), 4) == 2.6533


def test_the_run_rule_of_the_fixture():
    assert [round(run.ratio, 4) for run in runs(EIGHT)] == [0.2857, 0.1429, 0]
    assert saturated(EIGHT) == "6+2"
    assert saturated(EIGHT, threshold=0) == "6+2"
    assert [round(run.ratio, 4) for run in runs(EIGHT, length=3)] == [0.2857, 0.1429]
    assert saturated(EIGHT, length=3) == ""


def test_new_themes_in_the_order_held():
    assert new_themes(EIGHT) == [4, 1, 1, 1, 1, 1, 0, 0]


def test_nothing_heard_is_nothing_covered():
    counts = incidence([])
    assert (coverage(counts), good_turing(counts), chao2(counts), expected_new(counts, 3)) == (0, 0, 0, 0)
    assert chao2_interval(counts) == (0, 0)
    assert saturated([]) == ""


def test_one_lone_theme_promises_nothing():
    counts = incidence(themes_of(["a"]))
    assert coverage(counts) == 1
    assert chao2(counts) == 1


@given(TALKS)
def test_the_estimates_stay_within_reason(talks):
    counts = incidence(talks)
    assert 0 <= good_turing(counts) <= coverage(counts) + 1e-9 <= 1 + 1e-9
    assert chao2(counts) >= counts.s
    low, high = chao2_interval(counts)
    assert counts.s <= low + 1e-9
    assert low <= chao2(counts) + 1e-9 <= high + 2e-9
    assert sum(new_themes(talks)) == counts.s


@given(TALKS, st.integers(0, 10))
def test_more_talks_never_bring_fewer_new_themes_nor_more_than_there_are(talks, more):
    counts = incidence(talks)
    assert 0 <= expected_new(counts, more) <= expected_new(counts, more + 1) + 1e-9 <= unseen(counts) + 1e-6


@given(TALKS, st.frozensets(st.sampled_from("abcdefghijkl"), max_size=8))
def test_enough_once_said_stays_said(talks, another):
    """A later talk may bring news, but where the rule was first met does not move."""
    before = saturated(talks)
    assert not before or saturated([*talks, another]) == before
