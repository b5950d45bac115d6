"""Drafts say what is known, ask for what is not, and pass their own review."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.outreach.drafting import Known, compose, fill, tie_sentence
from askaround.outreach.models import Channel, LetterKind
from askaround.outreach.review import Facts, review
from askaround.people.models import TieKind

FULL = Known(
    first_name="Priya",
    tie_detail="Bonn",
    reason="you moved from operations to data, and I would like to hear how",
    lately="I have learned SQL in the evenings",
    headline="I study data and work in a library",
    my_name="Alice",
    field="Data work",
    introduced_by="",
    meets="Dana Wu",
    noted=("Read a query plan first", "Write the memo early"),
    promises=("send the article",),
)


def filled(text):
    return re.sub(r"\[[^\]]+\]", "Bonn", text)


def known(tie, **more):
    return Known(**{**FULL.__dict__, "tie": tie, "introduced_by": "Lou Marchetti" if tie == "referred" else "", **more})


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("tie", TieKind.values)
def test_an_ask_passes_its_own_review(tie, channel):
    draft = compose("ask", channel, known(tie))
    link = ("Bonn",) if tie != "referred" else ("Lou Marchetti",)
    remarks = review(
        filled(draft.body), kind="ask", channel=channel, subject=filled(draft.subject), facts=Facts(connection=link)
    )
    assert remarks == [], filled(draft.body)


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("tie", TieKind.values)
def test_an_ask_of_which_nothing_is_known_passes_once_its_brackets_are_filled(tie, channel):
    draft = compose("ask", channel, Known(first_name="Priya", tie=tie))
    assert draft.missing
    remarks = review(filled(draft.body), kind="ask", channel=channel, subject=filled(draft.subject))
    assert remarks == [], filled(draft.body)


@pytest.mark.parametrize("kind", LetterKind.values)
@pytest.mark.parametrize("channel", ["email", "linkedin-message"])
def test_every_kind_of_letter_has_nothing_that_must_change(kind, channel):
    draft = compose(kind, channel, known("alumni"))
    facts = Facts(noted=FULL.noted, promises=FULL.promises)
    remarks = review(filled(draft.body), kind=kind, channel=channel, subject=filled(draft.subject), facts=facts)
    assert [r for r in remarks if r.level == "must"] == []
    if kind in ("follow-up", "thank-you"):
        assert remarks == []


@settings(deadline=None)
@given(st.text(alphabet="abcdefghij ", min_size=3, max_size=120), st.sampled_from(TieKind.values))
def test_whatever_the_reason_the_letter_stays_within_a_hundred_words(reason, tie):
    draft = compose("ask", "email", known(tie, reason=" ".join(reason.split()[:40])))
    found = {r.rule for r in review(filled(draft.body), kind="ask", subject=filled(draft.subject))}
    assert not found & {"words-over-100", "placeholder-left"}


def test_nothing_is_invented():
    draft = compose("ask", "email", Known(first_name="Priya", tie="alumni"))
    assert "[school]" in draft.body
    assert "school" in draft.missing
    assert "your name" in draft.missing


def test_the_tie_stands_first_and_the_question_last():
    body = compose("ask", "email", known("alumni")).body
    paragraphs = body.split("\n\n")
    assert paragraphs[1].startswith("We both studied at Bonn.")
    assert paragraphs[2] == "Could we talk for 20 minutes in the next two weeks?"


def test_a_template_of_ones_own_is_filled():
    assert fill("Hi {first_name}, {minutes} minutes at {organization}?", Known(first_name="Priya")) == (
        "Hi Priya, 20 minutes at [organization]?"
    )


@pytest.mark.parametrize(
    ("tie", "detail", "said"),
    [
        ("acquaintance", "Met at Marcus’s office", "We met at Marcus’s office."),
        ("acquaintance", "LinkedIn connection since Feb 2026", "We are connected on LinkedIn."),
        ("acquaintance", "the June data meetup", "We met at the June data meetup."),
        ("friend", "Sat next to each other in choir", "We sat next to each other in choir."),
        ("co-worker", "at Northbank", "We worked together at Northbank."),
        ("co-worker", "Worked together at Northbank until 2021", "We worked together at Northbank until 2021."),
        ("stranger", "", "I found you through [an article, a talk, a profile]."),
    ],
)
def test_a_tie_is_one_sentence_however_it_was_typed(tie, detail, said):
    assert tie_sentence(Known(first_name="Priya", tie=tie, tie_detail=detail)) == said
