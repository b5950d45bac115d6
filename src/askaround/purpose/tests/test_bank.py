"""The bank: whole, without doubles, for every level, and without a single plea for a job."""

import re
from collections import Counter

import pytest

from askaround.purpose import bank
from askaround.purpose.models import Level, Seeks

LEVELS = {bank.ANY, *Level.values}
CATEGORIES = {category.key for category in bank.CATEGORIES}
# What would make a question an application in disguise.
PLEAS = re.compile(
    r"\b(are you hiring|do you have (a|any) (job|opening|position|vacanc)|(a|any) (job|position|opening|vacancy|"
    r"internship) for me|hire me|my (résumé|resume|cv|application)|refer me|put in a (good )?word)",
    re.IGNORECASE,
)


def test_the_bank_holds_at_least_150_questions() -> None:
    assert len(bank.questions()) >= 150


def test_no_key_and_no_text_stands_twice() -> None:
    for field in ("key", "text"):
        doubles = [value for value, n in Counter(getattr(q, field) for q in bank.questions()).items() if n > 1]
        assert doubles == []


@pytest.mark.parametrize("question", bank.questions(), ids=lambda question: question.key)
def test_each_question_is_well_formed(question: bank.BankQuestion) -> None:
    assert re.fullmatch(r"[a-z0-9-]{3,40}", question.key)
    assert question.category in CATEGORIES
    assert question.level in LEVELS
    assert question.seeks in Seeks.values
    assert question.function
    assert 20 <= len(question.text) <= 200
    assert question.text.endswith("?")
    assert "'" not in question.text + question.probe
    assert question.probe or question.web_answers
    assert len(question.probe) <= 120


def test_every_category_has_a_question_of_its_own_for_every_level() -> None:
    have = {(question.category, question.level) for question in bank.questions()}
    assert {(c, level) for c in CATEGORIES for level in Level.values} - have == set()


def test_every_category_has_at_least_three_questions_for_anybody() -> None:
    count = Counter(q.category for q in bank.questions() if q.level == q.function == bank.ANY and not q.web_answers)
    assert [category for category in CATEGORIES if count[category] < 3] == []


def test_no_question_asks_for_a_job() -> None:
    assert [q.key for q in bank.questions() if PLEAS.search(q.text + " " + q.probe)] == []


def test_each_kind_of_thing_that_a_talk_yields_is_sought_by_some_question() -> None:
    assert {question.seeks for question in bank.questions()} == set(Seeks.values)


def test_a_question_is_found_by_its_key_and_a_lost_key_finds_nothing() -> None:
    assert bank.question_named("who-else") in bank.questions()
    assert bank.question_named("no-such-question") is None
    assert bank.functions()[0] == bank.ANY
    assert "recruiter" in bank.functions()
