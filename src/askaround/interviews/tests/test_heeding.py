"""No brief asks for a job: not by the bank, and not by the seeker's words without a warning."""

import pytest

from askaround.interviews import choosing
from askaround.interviews.agreeing import agree
from askaround.interviews.briefing import BriefPage
from askaround.interviews.heeding import job_remarks
from askaround.interviews.models import Interview
from askaround.outreach.review import review
from askaround.people.models import Contact
from askaround.purpose.bank import questions
from askaround.purpose.models import Campaign
from askaround.purpose.own_questions import add_question
from conftest import NOW, Seat


@pytest.fixture
def interview(campaign: Campaign, priya: Contact) -> Interview:
    return agree(campaign, [priya], starts_at=NOW, minutes=30, at=NOW, my_zone="UTC", their_zone="UTC")


def test_no_question_of_the_bank_breaks_a_job_rule() -> None:
    broken = [
        question.key
        for question in questions()
        for remark in review(f"{question.text} {question.probe}", kind="ask")
        if "job" in remark.rule
    ]
    assert broken == []


@pytest.mark.parametrize("words", ["Do you have a job for me?", "Are you hiring at the moment?"])
def test_a_question_of_ones_own_that_asks_for_a_job_is_named(alice: Seat, interview: Interview, words: str) -> None:
    choosing.choose(interview, [add_question(alice.notebook, text=words, at=NOW)], at=NOW)
    remarks = job_remarks(BriefPage.of(interview))
    assert remarks
    assert remarks[0].where == "a question"
    assert remarks[0].words in words
    assert remarks[0].message


def test_a_brief_that_asks_for_none_is_left_alone(interview: Interview) -> None:
    interview.brief.goals = "What her job is like\nWho else to talk to"
    interview.brief.pitch = "I am not asking for a job. I taught physics."
    interview.brief.save()
    assert job_remarks(BriefPage.of(interview)) == []
