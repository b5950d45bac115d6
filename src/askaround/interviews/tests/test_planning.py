"""The planner: fills the minutes, fits the person, takes what was heard as a value, and says why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.interviews.planning import Candidate, Heard, Wanted, plan, room_for
from askaround.purpose.bank import questions
from askaround.purpose.models import Level

BANK = [
    Candidate(row.key, row.text, row.probe, row.category, row.level, row.function, row.seeks, row.web_answers)
    for row in questions()
]
LEVELS = ["", *Level.values]
FUNCTIONS = ["", "data", "recruiter", "hiring manager", "health", "beekeeping"]


def keys(wanted: Wanted, heard: Heard | None = None) -> list[str]:
    return [choice.question.key for choice in plan(BANK, wanted, heard).chosen]


@pytest.mark.parametrize(("minutes", "room"), [(5, 2), (15, 3), (20, 4), (30, 6), (45, 10), (60, 10), (120, 10)])
def test_each_question_gets_two_or_three_minutes(minutes: int, room: int) -> None:
    assert room_for(minutes) == room


@settings(deadline=None, max_examples=60)
@given(st.integers(5, 120), st.sampled_from(LEVELS), st.sampled_from(FUNCTIONS))
def test_a_plan_fits_the_minutes_the_level_and_the_function(minutes: int, level: str, function: str) -> None:
    found = plan(BANK, Wanted(minutes, level, function))
    asked = [choice.question for choice in found.chosen]
    middle = [question for question in asked if question.category not in {"referral", "closing"}]
    assert len(middle) == room_for(minutes)
    leads = {"hiring manager"} if level in {"manager", "director", "executive", "founder"} else set()
    assert all(question.level in {"any", level} for question in asked)
    assert all(question.function in {"any", function} | leads for question in asked)
    assert len({question.key for question in asked}) == len(asked)
    assert not any(question.web_answers for question in asked)


@settings(deadline=None, max_examples=40)
@given(st.integers(5, 120), st.sampled_from(LEVELS))
def test_it_ends_with_a_referral_and_a_close(minutes: int, level: str) -> None:
    asked = [choice.question.category for choice in plan(BANK, Wanted(minutes, level)).chosen]
    assert asked[-1] == "closing"
    assert asked[-2] == "referral"


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(LEVELS), st.sampled_from(FUNCTIONS), st.lists(st.text(max_size=40), max_size=5))
def test_every_choice_says_why_in_one_sentence(level: str, function: str, aims: list[str]) -> None:
    found = plan(BANK, Wanted(30, level, function, tuple(aims)))
    for choice in (*found.chosen, *found.aside):
        assert choice.why
        assert choice.why[-1] == "."


def test_what_a_search_answers_is_set_aside_with_the_reason() -> None:
    aside = {choice.question.key: choice.why for choice in plan(BANK, Wanted(30)).aside}
    assert aside["pay-published"] == "A web search answers this. Look it up before the talk."


def test_what_is_settled_is_left_out_and_what_is_contested_comes_in() -> None:
    first = keys(Wanted(30))
    settled = Heard(settled=frozenset({first[0]}), contested=frozenset({"one-word"}))
    then = keys(Wanted(30), settled)
    assert first[0] not in then
    assert "one-word" in then


def test_a_whole_category_can_be_settled_but_names_are_always_asked_for() -> None:
    heard = Heard(settled=frozenset({"work", "referral", "closing"}))
    asked = [choice.question.category for choice in plan(BANK, Wanted(30), heard).chosen]
    assert "work" not in asked
    assert asked[-2:] == ["referral", "closing"]


def test_an_aim_brings_its_question() -> None:
    found = plan(BANK, Wanted(30, aims=("How pay and hours develop",)))
    told = [choice for choice in found.chosen if choice.question.category == "conditions"]
    assert told
    assert "How pay and hours develop" in told[0].why


def test_ones_own_question_comes_first_of_all() -> None:
    own = Candidate("mine", "What did you think of the strike?", own=True)
    found = plan([*BANK, own], Wanted(15))
    assert "You wrote this one yourself." in [choice.why for choice in found.chosen if choice.question.key == "mine"]


def test_a_manager_is_asked_what_only_a_manager_knows() -> None:
    levels = {choice.question.level for choice in plan(BANK, Wanted(30, "manager")).chosen}
    assert "manager" in levels
    assert keys(Wanted(30, "entry")) != keys(Wanted(30, "director"))


def test_whoever_leads_people_is_asked_how_they_choose_them() -> None:
    found = {choice.question.function: choice.why for choice in plan(BANK, Wanted(30, "manager")).chosen}
    assert found["hiring manager"] == "Only somebody who chooses people can tell."


def test_with_no_questions_at_all_there_is_nothing_to_ask() -> None:
    assert plan([], Wanted(30)).chosen == ()
