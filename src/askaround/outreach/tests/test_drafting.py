"""Drafts say what is known, ask for what is not, and pass their own review."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from askaround.outreach.drafting import (
    FIELDS,
    Known,
    Meeting,
    compose,
    fill,
    seconds,
    tie_sentence,
    unknown_fields,
    variants,
    voicemail_of,
)
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
    meeting=Meeting(
        "Thursday 26 November at 15:30, Berlin time", 30, "by video", "meet.example/abc",
        ("Mon 30 Nov, 10:00", "Tue 1 Dec, 15:00"),
    ),
)  # fmt: skip


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
@pytest.mark.parametrize("channel", Channel.values)
def test_no_variant_of_any_kind_by_any_way_has_anything_that_must_change(kind, channel):
    facts = Facts(noted=FULL.noted, promises=FULL.promises)
    for tie in TieKind.values:
        for draft in variants(kind, channel, known(tie)):
            body, subject = filled(draft.body), filled(draft.subject)
            remarks = review(body, kind=kind, channel=channel, subject=subject, facts=facts)
            assert [r for r in remarks if r.level == "must"] == [], body
            assert {r.rule for r in remarks} <= {"thanks-quotes-one"}, body


WORDS = st.text(alphabet="abcdefghij ", max_size=500)
LINE = st.text(alphabet="abcdefghij ", max_size=60)


@settings(deadline=None)
@example("thank-you", "email", Known(first_name="Priya", tie="relative", noted=("k k",)))
@example("thank-you", "paper", Known(first_name="Priya", tie="relative", noted=("Do what you can.",)))
@given(
    st.sampled_from(LetterKind.values),
    st.sampled_from(Channel.values),
    st.builds(
        Known,
        first_name=st.sampled_from(["Priya", "Maximiliane-Charlotte", "Bo"]),
        tie=st.sampled_from(TieKind.values),
        tie_detail=LINE, how_we_met=WORDS, reason=WORDS, lately=WORDS, headline=WORDS, my_name=LINE, learn=WORDS,
        field=LINE, place=LINE, meets=LINE, my_email=LINE,
        minutes=st.sampled_from([15, 20, 30]),
        noted=st.lists(st.text(alphabet="klmnopq ", min_size=3, max_size=300).filter(str.strip), max_size=3).map(tuple),
        promises=st.lists(WORDS, max_size=2).map(tuple),
        came_of_it=st.lists(WORDS, max_size=2).map(tuple),
        meeting=st.builds(Meeting, when=LINE, minutes=st.integers(0, 60), where=LINE),
    ),
)  # fmt: skip
def test_whatever_is_known_no_draft_must_be_changed(kind, channel, known):
    for draft in variants(kind, channel, known):
        body, subject = filled(draft.body), filled(draft.subject)
        facts = Facts(noted=known.noted or None)
        musts = {
            r.rule for r in review(body, kind=kind, channel=channel, subject=subject, facts=facts) if r.level == "must"
        }
        assert not musts, body
        assert set(draft.missing) == set(re.findall(r"\[([^\]\n]{2,120})\]", f"{draft.subject}\n{draft.body}"))


def test_the_variants_differ_in_what_leads():
    first, second, third = (draft.body.split("\n\n")[1] for draft in variants("ask", "email", known("alumni")))
    assert first.startswith("We both studied at Bonn.")
    assert second.startswith("You moved from operations to data")
    assert third.startswith("We both studied at Bonn: could we talk")


@pytest.mark.parametrize("kind", LetterKind.values)
def test_three_variants_are_three_letters(kind):
    for channel in Channel.values:
        bodies = [draft.body for draft in variants(kind, channel, known("alumni"))]
        assert len(set(bodies)) == 3, (kind, channel)


def test_a_voicemail_takes_half_a_minute():
    for kind in LetterKind.values:
        for draft in variants(kind, "phone", known("alumni", reason="a long reason " * 20)):
            assert seconds(voicemail_of(draft.body)) <= 30


def test_phrases_of_ones_own_stand_where_they_fit_and_take_turns():
    mine = known("stranger", phrases={"who": ("I keep bees and books.", "I study data."), "sign-off": ("Warmly,",)})
    first, second, _ = variants("ask", "email", mine)
    assert "I keep bees and books." in first.body
    assert "I study data." in second.body
    assert "Warmly,\nAlice" in first.body
    assert "Thank you." in first.body


def test_a_note_is_longer_with_a_paid_account():
    long = known(
        "alumni",
        reason="you moved from operations to data, and I would like to hear how it went for you, and what you would do "
        "again on that way",
    )
    assert len(compose("ask", "linkedin-note", long).body) <= 200
    assert 200 < len(compose("ask", "linkedin-note", known("alumni", reason=long.reason, note_fits=300)).body) <= 300


def test_a_confirmation_says_when_and_where():
    talk = Meeting("Thursday 26 November at 15:30, Berlin time", 30, "by video", "meet.example/abc")
    draft = compose("confirm", "email", known("alumni", meeting=talk))
    assert "Thursday 26 November at 15:30, Berlin time, for 30 minutes, by video: meet.example/abc." in draft.body
    assert draft.missing == ()
    assert "day and time, in their zone" in compose("confirm", "email", known("alumni", meeting=Meeting())).missing


def test_fields_that_do_not_exist_are_named_with_the_nearest_that_does():
    assert unknown_fields("Hi {first_nam}, {minutes} at {Organization} {xyzzy}") == [
        ("first_nam", "first_name"), ("Organization", "organization"), ("xyzzy", "")
    ]  # fmt: skip
    assert set(FIELDS) == set(re.findall(r"\{(\w+)\}", "".join(f"{{{name}}}" for name in FIELDS)))


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
