"""Ways start at you, end at the goal, pass nobody twice, and come in the order of what they cost."""

import re
from itertools import pairwise, permutations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from askaround.network.paths import CHANCES, GOAL, INTRODUCERS, YOU, Step, ways

people = st.integers(1, 7)
between = st.builds(
    Step, one=people, other=people, kind=st.sampled_from(["made", "offered", "asked", "knows", "guess"])
)
first = st.builds(Step, one=st.just(YOU), other=people, kind=st.sampled_from(["strong", "weak"]))
last = st.builds(Step, one=people, other=st.just(GOAL), kind=st.sampled_from(["there", "before"]))
graphs = st.lists(st.one_of(between, between, first, last), max_size=40)


@given(graphs)
def test_a_way_leads_from_you_to_the_goal_and_passes_nobody_twice(steps):
    for way in ways(steps):
        assert way.steps[0].one == YOU
        assert way.steps[-1].other == GOAL
        assert all(before.other == after.one for before, after in pairwise(way.steps))
        assert len(set(way.people)) == len(way.people)
        assert len(way.introducers) <= INTRODUCERS
        assert way.guesses <= 1
        assert set(way.steps) <= set(steps)


@given(graphs)
def test_ways_come_in_the_order_of_what_they_cost_and_none_twice(steps):
    found = ways(steps)
    costs = [way.cost for way in found]
    assert all(after - before > -1e-9 for before, after in pairwise(costs))
    assert len({way.people for way in found}) == len(found)


@given(graphs)
def test_no_way_is_better_than_the_best(steps):
    """Held against every way there is, tried one by one."""
    best = {}
    for step in steps:
        if step.one != step.other:
            best[step.one, step.other] = min(best.get((step.one, step.other), 99.0), step.cost)
    there = {step.one for step in steps if step.other == GOAL and step.kind == "there"}
    guessed = {(s.one, s.other) for s in steps if s.kind == "guess"} - {
        (s.one, s.other) for s in steps if s.kind != "guess"
    }
    costs = []
    for size in range(1, INTRODUCERS + 2):
        for chain in permutations(range(1, 8), size):
            pairs = list(pairwise((YOU, *chain, GOAL)))
            believable = sum(pair in guessed for pair in pairs) <= 1 and not there & set(chain[:-1])
            if believable and all(pair in best for pair in pairs):
                costs.append(sum(best[pair] for pair in pairs))
    found = ways(steps)
    if costs and found:
        assert abs(found[0].cost - min(costs)) < 1e-9
    assert not found or costs


def test_a_strong_friend_who_offered_is_better_than_a_weak_tie_of_your_own():
    steps = [
        Step(YOU, "lena", "weak"), Step(YOU, "tom", "strong"), Step("tom", "lena", "offered"),
        Step("lena", GOAL, "there"),
    ]  # fmt: skip
    assert [way.people for way in ways(steps)] == [("tom", "lena"), ("lena",)]


def test_a_guess_costs_more_than_a_fact():
    steps = [
        Step(YOU, "tom", "strong"), Step(YOU, "ana", "strong"), Step("tom", "lena", "guess", chance=0.5 * 0.35),
        Step("ana", "lena", "knows"), Step("lena", GOAL, "there"),
    ]  # fmt: skip
    assert [way.people[0] for way in ways(steps)] == ["ana", "tom"]
    assert CHANCES["guess"] < CHANCES["knows"] < CHANCES["asked"] < CHANCES["offered"] < CHANCES["made"]


def test_one_helpers_colleagues_do_not_fill_the_page():
    steps = [Step(YOU, "tom", "strong"), Step(YOU, "ana", "weak"), Step("ana", "p9", "knows")]
    for number in range(10):
        steps += [Step("tom", f"p{number}", "offered"), Step(f"p{number}", GOAL, "there")]
    assert [way.people[0] for way in ways(steps)] == ["tom", "tom", "ana"]


def test_to_whom_one_can_ask_directly_no_rumour_leads():
    steps = [
        Step(YOU, "lena", "strong"), Step(YOU, "tom", "strong"), Step(YOU, "ana", "strong"), Step(YOU, "bo", "weak"),
        Step("tom", "lena", "guess"), Step("ana", "lena", "knows"), Step("bo", "cy", "knows"),
        Step("cy", "lena", "offered"), Step("lena", GOAL, "there"),
    ]  # fmt: skip
    assert [way.people for way in ways(steps)] == [("lena",), ("ana", "lena")]


def test_the_page_of_docs_names_every_chance():
    told = (Path(__file__).parents[4] / "docs" / "using" / "network.md").read_text(encoding="utf-8")
    rows = [float(number) for number in re.findall(r"^\|[^|]+\| (0\.\d+)", told, re.MULTILINE)]
    assert sorted(rows) == sorted(chance for chance in CHANCES.values() if chance < 1)


def test_nobody_yet_is_an_empty_list():
    assert ways([]) == []
    assert ways([Step(YOU, "tom", "strong")]) == []
    assert ways([Step("tom", GOAL, "there")]) == []
