"""Every rule finds its bad sample and leaves its good one alone."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.outreach.review import OF_MEANING, RULES, Facts, nearby, review, review_file, skipped


def remarks_of(rule, sample):
    kind = sample.kind or rule.kinds[0]
    channel = sample.channel or rule.channels[0]
    facts = sample.facts
    if rule.id == "connection-first":
        facts = Facts(connection=("studied at Bonn",))
    if rule.id in OF_MEANING:
        facts = Facts(meaning=nearby(wait=30).meaning)
    return [
        r
        for r in review(sample.text, kind=kind, channel=channel, subject=sample.subject, facts=facts)
        if r.rule == rule.id
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_bad_sample_and_not_its_good_one(rule):
    found = remarks_of(rule, rule.bad)
    assert found
    for remark in found:
        text = rule.bad.text if remark.part == "body" else rule.bad.subject
        assert 0 <= remark.start <= remark.end <= len(text)
    assert not remarks_of(rule, rule.good)


CORPUS = json.loads((Path(__file__).parent / "job_asks.json").read_text("utf-8"))
THANKS = ("thank", "you mentioned", "i got the job")


def asks_for_a_job(sentence):
    kind = "thank-you" if sentence.lower().startswith(THANKS) else "ask"
    return any("job" in remark.rule for remark in review(sentence, kind=kind))


def test_job_asks_are_found_in_their_disguises_and_innocent_uses_are_left_alone():
    found = [sentence for sentence in CORPUS["asks"] if asks_for_a_job(sentence)]
    wrong = [sentence for sentence in CORPUS["innocent"] if asks_for_a_job(sentence)]
    recall, precision = len(found) / len(CORPUS["asks"]), len(found) / (len(found) + len(wrong))
    assert recall >= 0.95, set(CORPUS["asks"]) - set(found)
    assert precision >= 0.97, wrong


@pytest.mark.parametrize(
    "text",
    [
        "I am not asking for a job, an internship or a referral; I only want to understand the work.",
        "I’m not looking for a job or résumé feedback.",
        "To be clear, this is not a request for a job.",
    ],
)
def test_saying_that_one_asks_for_no_job_is_welcome(text):
    assert not asks_for_a_job(text)


def test_a_denial_does_not_cover_the_ask_behind_it():
    text = "I am not asking for a job, but please keep me in mind for openings."
    remark = next(r for r in review(text, kind="ask") if "job" in r.rule)
    assert "keep me in mind" in text[remark.start : remark.end]


def test_every_job_rule_has_job_in_its_name():
    assert {rule.id for rule in RULES if "job" in rule.find.__module__} == {r.id for r in RULES if "job" in r.id}


@pytest.mark.parametrize(
    ("words", "rules"), [(75, []), (76, ["words-over-75"]), (100, ["words-over-75"]), (101, ["words-over-100"])]
)
def test_words_of_an_ask_by_email(words, rules):
    found = review("word " * words, kind="ask")
    assert [r.rule for r in found if r.rule.startswith("words")] == rules


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("20 minutes", []),
        ("half an hour", []),
        ("15-20 min", []),
        ("twenty minutes", []),
        ("a 30-minute call", []),
        ("45 minutes", ["minutes-over-30"]),
        ("an hour", ["minutes-over-30"]),
        ("60 minutes", ["minutes-over-30"]),
        ("90 minutes", ["minutes-over-60"]),
        ("two hours", ["minutes-over-60"]),
        ("1.5 hours", ["minutes-over-60"]),
        ("a moment", ["minutes-missing"]),
        ("some time", ["minutes-missing"]),
    ],
)
def test_minutes_are_read_from_the_letter(said, rules):
    found = review(f"Hi Priya, could we talk for {said}? Thank you.", kind="ask")
    assert [r.rule for r in found if r.rule.startswith("minutes")] == rules


def test_the_length_of_their_talk_is_not_what_is_asked_for():
    text = "I watched your 90-minute talk at PyCon. Could we talk for 20 minutes? Thank you."
    assert not [r for r in review(text, kind="ask") if r.rule.startswith("minutes")]


def test_offsets_in_a_file_count_its_subject_line_and_code_points():
    text = "Subject: Fellow graduate 👋\n\nHi Priya,\n\nI have attached my résumé. Could we talk for 20 minutes?"
    [remark] = [r for r in review_file(text, "ask").remarks if "job" in r.rule]
    assert text[remark.start : remark.end].endswith("attached my résumé")


def test_a_remark_on_the_subject_of_a_file_stands_in_the_subject():
    text = "Subject: Job inquiry\n\nHi Priya, could we talk for 20 minutes? Thank you."
    [remark] = [r for r in review_file(text, "ask").remarks if "job" in r.rule]
    assert text[remark.start : remark.end].lower() == "job"


def test_a_file_names_the_rules_that_need_facts_it_does_not_have():
    assert "thanks-quotes-nothing" in review_file("Thank you.", "thank-you").skipped
    assert "subject-missing" in review_file("Hi Priya", "ask").skipped
    assert "connection-first" not in skipped("Hi Priya", kind="ask", subject="x", facts=Facts(connection=("Bonn",)))


def test_a_letter_in_another_language_says_which_checks_did_not_run():
    german = "Liebe Frau Raman, ich habe Ihren Vortrag über Daten gehört und würde gerne mit Ihnen sprechen."
    result = review_file(german, "ask")
    assert not result.english
    assert "job-openings" in result.skipped
    assert "words-over-100" not in result.skipped


@given(
    st.text(max_size=400),
    st.sampled_from(["ask", "follow-up", "thank-you"]),
    st.sampled_from(["email", "linkedin-note", "inmail", "phone"]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_remarks_stand_inside_it(text, kind, channel):
    for remark in review(text, kind=kind, channel=channel, subject=text[:40]):
        assert 0 <= remark.start <= remark.end <= len(text)


def test_a_long_letter_is_reviewed_in_a_moment():
    letter = " ".join(" ".join(CORPUS["innocent"]).split()[:300])
    took = []
    for _ in range(7):
        began = time.process_time()
        review(letter, kind="ask", subject="A question")
        took.append(time.process_time() - began)
    assert min(took) < 0.01
