"""The planner: fills the minutes, fits the person, takes what was heard as a value, and says why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.interviews.agenda import phases
from askaround.interviews.planning import Candidate, Heard, Plan, Wanted, plan, room_for
from askaround.interviews.subjects import CATEGORY_WEIGHTS
from askaround.purpose.bank import questions
from askaround.purpose.models import Level

BANK = [
    Candidate(row.key, row.text, row.probe, row.category, row.level, row.function, row.seeks, row.web_answers)
    for row in questions()
]
LEVELS = ["", *Level.values]
FUNCTIONS = ["", "data", "recruiter", "hiring manager", "health", "beekeeping"]


def only(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


def keys(wanted: Wanted, heard: Heard | None = None) -> list[str]:
    return [choice.question.key for choice in plan(BANK, wanted, heard).chosen]


@pytest.mark.parametrize(
    ("minutes", "room"), [(5, 1), (10, 2), (15, 3), (20, 4), (30, 6), (45, 10), (60, 10), (120, 10)]
)
def test_each_question_gets_two_or_three_minutes(minutes: int, room: int) -> None:
    assert room_for(minutes) == room


@settings(deadline=None, max_examples=60)
@given(st.integers(5, 120), st.sampled_from(LEVELS), st.sampled_from(FUNCTIONS))
def test_a_plan_fits_the_minutes_the_level_and_the_function(minutes: int, level: str, function: str) -> None:
    found = plan(BANK, Wanted(minutes, only(level), only(function)))
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
    asked = [choice.question.category for choice in plan(BANK, Wanted(minutes, only(level))).chosen]
    assert asked[-1] == "closing"
    assert asked[-2] == "referral"


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(LEVELS), st.sampled_from(FUNCTIONS), st.lists(st.text(max_size=40), max_size=5))
def test_every_choice_says_why_in_one_sentence(level: str, function: str, aims: list[str]) -> None:
    found = plan(BANK, Wanted(30, only(level), only(function), tuple(aims)))
    for choice in (*found.chosen, *found.aside):
        assert choice.why
        assert choice.why[-1] == "."


def test_what_a_search_answers_is_set_aside_with_the_reason() -> None:
    aside = {choice.question.key: choice.why for choice in plan(BANK, Wanted(30)).aside}
    assert aside["pay-published"] == "A web search answers this. Look it up before the talk."


def test_what_is_settled_is_left_out_and_what_is_contested_comes_in() -> None:
    first = keys(Wanted(30))
    settled = Heard(settled={first[0]: "Nights are rare"}, contested={"one-word": ""})
    then = keys(Wanted(30), settled)
    assert first[0] not in then
    assert "one-word" in then


def test_names_and_the_close_are_never_settled() -> None:
    ending = keys(Wanted(30))[-2:]
    assert keys(Wanted(30), Heard(settled=dict.fromkeys(ending, "")))[-2:] == ending


def test_each_state_of_what_was_heard_is_said_in_its_words() -> None:
    heard = Heard({"first-months": "They pair"}, {"one-word": "Nights are rare"}, {"surprised": ""})
    bank = [question for question in BANK if question.key in {"one-word", "surprised", "first-months"}]
    assert len(bank) == 3
    found = plan(bank, Wanted(30, ("entry",)), heard)
    assert {choice.question.key: choice.why for choice in (*found.chosen, *found.aside)} == {
        "first-months": "Enough people have told you the same: “They pair”. Ask only if this one would know better.",
        "one-word": "People have told you different things: “Nights are rare”.",
        "surprised": "One voice so far. A second one shows whether it holds.",
    }


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
    levels = {choice.question.level for choice in plan(BANK, Wanted(30, ("manager",))).chosen}
    assert "manager" in levels
    assert keys(Wanted(30, ("entry",))) != keys(Wanted(30, ("director",)))


def test_whoever_leads_people_is_asked_how_they_choose_them() -> None:
    found = {choice.question.function: choice.why for choice in plan(BANK, Wanted(30, ("manager",))).chosen}
    assert found["hiring manager"] == "Only somebody who chooses people can tell."


def test_of_two_who_come_each_counts() -> None:
    levels = {choice.question.level for choice in plan(BANK, Wanted(60, ("manager", "entry"))).chosen}
    assert {"manager", "entry"} <= levels


def test_ones_own_question_is_never_left_at_home_and_waits_behind_open_ones_once_it_is_settled() -> None:
    own = Candidate("mine", "What did you think of the strike?", own=True)
    heard = Heard(settled={"mine": "It was right"})
    assert "mine" not in keys_of(plan([*BANK, own], Wanted(15), heard))
    few = [question for question in BANK if question.category in {"referral", "closing"}]
    found = plan([*few, own], Wanted(15), heard)
    assert "mine" in keys_of(found)
    assert not found.aside


RULES = st.sampled_from([question.key for question in BANK])


@settings(deadline=None)
@given(st.integers(5, 120), st.sets(RULES, max_size=12), st.sets(RULES, max_size=30), st.sets(RULES, max_size=30))
def test_what_stands_is_counted_and_what_was_taken_out_stays_out(
    minutes: int, taken: set[str], left_out: set[str], settled: set[str]
) -> None:
    found = plan(BANK, Wanted(minutes), Heard(settled=dict.fromkeys(settled, "")), taken=taken, left_out=left_out)
    chosen = keys_of(found)
    assert len(chosen) == len(set(chosen))
    assert not set(chosen) & (taken | left_out)
    kinds = {question.key: question.category for question in BANK}
    endings = {"referral", "closing"}
    assert not [key for key in chosen if key in settled and kinds[key] not in endings]
    stands = sum(1 for key in taken if kinds[key] not in endings)
    asked = sum(1 for key in chosen if kinds[key] not in endings)
    assert asked == max(0, found.room - stands)
    assert sum(1 for key in (*chosen, *taken) if kinds[key] == "closing") >= 1


@settings(deadline=None)
@given(st.integers(1, 240))
def test_every_planned_question_has_two_minutes_where_there_are_two(minutes: int) -> None:
    for_questions = next((phase.minutes for phase in phases(minutes) if phase.key == "questions"), 0)
    assert room_for(minutes) == 1 or 2 * room_for(minutes) <= for_questions


@settings(deadline=None)
@given(st.integers(15, 60), st.sets(RULES, min_size=1, max_size=3))
def test_whatever_people_differ_about_is_asked_before_what_nobody_was_asked(minutes: int, contested: set[str]) -> None:
    open_ones = {
        question.key for question in BANK
        if question.key in contested and question.level == question.function == "any" and not question.web_answers
        and question.category in CATEGORY_WEIGHTS and question.category not in {"referral", "closing"}
    }  # fmt: skip
    asked = keys_of(plan(BANK, Wanted(minutes), Heard(contested=dict.fromkeys(contested, ""))))
    categories = {question.category for question in BANK if question.key in open_ones}
    # Two of one subject stand behind the first of another, so that no subject takes over.
    assert len(open_ones) != len(categories) or len(open_ones) > room_for(minutes) or open_ones <= set(asked)


def keys_of(found: Plan) -> list[str]:
    return [choice.question.key for choice in found.chosen]


def test_with_no_questions_at_all_there_is_nothing_to_ask() -> None:
    assert plan([], Wanted(30)).chosen == ()
