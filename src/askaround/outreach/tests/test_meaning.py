"""Reading for meaning: what no list of words tells, said beside the rules, and named where it did not run."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from askaround.language.keeping import Kept
from askaround.outreach import shown
from askaround.outreach.review import OF_MEANING, Facts, meaning, nearby, review, skipped
from askaround.outreach.review.job_meaning import cues
from askaround.outreach.review.meaning import JOB, Meaning, Nearby
from tools import probes as training

ROOT = Path(__file__).parents[4]
BARS = [("job-ask", 0.95, 0.90), ("why-you", 0.85, 0.85), ("generic", 0.85, 0.85)]
LETTER = (
    "Hi Priya,\n\nYou moved from nursing to hospital planning, which is the step I am thinking about. "
    "Could we talk for 20 minutes next week? Thank you.\n\nAlice"
)
DISGUISED = LETTER.replace("Thank you.", "If your stage crew is ever one short, I would gladly step in. Thank you.")


@pytest.fixture(scope="module")
def loaded():
    return Meaning()


def said(text, loaded, kind="ask"):
    return [remark.rule for remark in review(text, kind=kind, facts=Facts(meaning=loaded))]


def test_a_good_letter_stays_good(loaded):
    assert said(LETTER, loaded) == []


def test_an_ask_for_a_job_in_other_words_is_found_at_its_sentence(loaded):
    remarks = review(DISGUISED, kind="ask", facts=Facts(meaning=loaded))
    assert [(r.rule, r.level) for r in remarks] == [("job-meaning", "must")]
    assert remarks[0].message.startswith("This will be read as asking for a job")
    assert DISGUISED[remarks[0].start : remarks[0].end].startswith("If your stage crew")


def test_a_sentence_has_one_remark_about_jobs(loaded):
    found = said("Hi Priya, please keep me in mind for any openings on your team. Thank you.", loaded)
    assert "job-meaning" not in found
    assert any(rule.startswith("job-") for rule in found)


def test_a_letter_that_could_go_to_anybody_is_told_so(loaded):
    found = said("Hi Priya,\n\nI hope this email finds you well. Could we talk for 20 minutes? Thank you.", loaded)
    assert found == ["generic-phrase", "why-this-person"]


def test_without_the_model_the_rules_run_and_the_rest_is_named():
    assert review(DISGUISED, kind="ask") == []
    assert set(skipped(DISGUISED, kind="ask")) >= OF_MEANING


def test_a_changed_sentence_is_asked_for_again_and_no_other(loaded):
    review(LETTER, kind="ask", facts=Facts(meaning=loaded))
    before = loaded.vector.cache_info().misses
    review(LETTER.replace("next week", "on Friday"), kind="ask", facts=Facts(meaning=loaded))
    assert loaded.vector.cache_info().misses == before + 1


def test_a_new_sentence_is_read_in_a_moment(loaded):
    review(LETTER, kind="ask", facts=Facts(meaning=loaded))
    began = time.process_time()
    for number in range(5):
        review(LETTER.replace("20", str(20 + number)), kind="ask", facts=Facts(meaning=loaded))
    assert (time.process_time() - began) / 5 < 0.15


@pytest.fixture
def draft(alice, campaign, priya):
    from askaround.outreach.models import Letter
    from conftest import NOW

    return Letter.objects.create(
        notebook=alice.notebook, contact=priya, kind="ask", channel="email", body=DISGUISED, subject="", created_at=NOW
    )


def reviewed(seat, draft):
    return seat.post(
        f"/letters/{draft.pk}/review/", {"version": 1, "subject": "x", "body": DISGUISED, "channel": "email"}
    )


def test_the_page_does_not_wait_for_the_model_and_asks_again(alice, draft, settings, monkeypatch, loaded):
    settings.READ_FOR_MEANING = True
    monkeypatch.setattr(meaning, "_KEPT", Kept(lambda: time.sleep(0.5) or loaded))
    first = reviewed(alice, draft).content.decode()
    assert "Not checked: whether it asks for a job in other words" in first
    assert 'hx-trigger="load delay:1s"' in first
    assert nearby(wait=5).meaning is loaded
    then = reviewed(alice, draft).content.decode()
    assert "be read as asking for a job" in then
    assert "Not checked" not in then


def test_the_page_says_what_is_not_installed_and_does_not_ask_again(alice, draft, settings, monkeypatch):
    settings.READ_FOR_MEANING = True
    monkeypatch.setattr(shown, "nearby", lambda: Nearby(None, "The language model is not installed."))
    page = reviewed(alice, draft).content.decode()
    assert "The language model is not installed." in page
    assert "load delay" not in page


def test_what_is_less_sure_is_no_must(loaded):
    unsure = next(
        one
        for hand in sorted((ROOT / "training" / "job-ask").glob("*.tsv"))
        for _, one in rows_of(hand)
        if not cues(one, "ask") and loaded.says(JOB, one) and loaded.chance(JOB, one) < 0.95
    )
    remarks = [r for r in review(unsure, kind="ask", facts=Facts(meaning=loaded)) if r.rule == "job-meaning"]
    assert [r.level for r in remarks] == ["should"]


def test_the_seeker_has_the_last_word_on_a_sentence(alice, draft, settings, monkeypatch, loaded):
    settings.READ_FOR_MEANING = True
    monkeypatch.setattr(meaning, "_KEPT", Kept(lambda: loaded))
    assert nearby(wait=5).meaning is loaded
    typed = {"version": 1, "subject": "x", "body": DISGUISED, "channel": "email"}
    assert "This is no job ask" in reviewed(alice, draft).content.decode()
    alice.post(f"/letters/{draft.pk}/no-job-ask/", {**typed, "no_job_ask": DISGUISED.index("If your stage")})
    draft.refresh_from_db()
    assert draft.facts["no_job_asks"] == ["If your stage crew is ever one short, I would gladly step in."]
    assert "be read as asking for a job" not in reviewed(alice, draft).content.decode()
    alice.post(f"/letters/{draft.pk}/no-job-ask/", {**typed, "version": 3, "no_job_ask": "x"}, follow=True)
    draft.refresh_from_db()
    assert len(draft.facts["no_job_asks"]) == 1


def test_the_words_of_a_rule_are_silenced_too():
    text = "Hi Priya, do you have any openings on your team?"
    assert "job-openings" in {r.rule for r in review(text, kind="ask")}
    cleared = Facts(no_job_asks=(text,))
    assert not [r for r in review(text, kind="ask", facts=cleared) if r.rule.startswith("job-")]


def rows_of(path):
    return list(csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def taught(name):
    return [row for path in sorted((ROOT / "training" / name).glob("*.tsv")) for row in rows_of(path)]


@pytest.mark.parametrize(("name", "least"), [("job-ask", 3000), ("why-you", 500), ("generic", 500)])
def test_each_question_was_taught_with_enough_sentences_none_of_them_blind(name, least):
    rows = taught(name)
    assert len({text for _, text in rows}) >= least
    assert {label for label, _ in rows} == {"yes", "no"}
    blind = {text for _, text in rows_of(ROOT / "training" / "blind" / f"{name}.tsv")}
    common = len({text for _, text in rows} & blind)  # a failure must not show them
    del blind
    assert common == 0


# Reached by the whole review on sentences that somebody else wrote; see training/README.md.
@pytest.mark.parametrize(("name", "precision", "recall"), BARS)
def test_on_sentences_that_its_author_has_not_seen_it_does_as_we_say(name, precision, recall, loaded):
    found = training.blind_figures(name, loaded)  # a failure must not show them
    assert found[0] >= precision
    assert found[1] >= recall


def test_the_weights_are_what_the_sentences_give():
    """The smaller sets here; `make probes` makes all three again."""
    embed = training.embedder()
    assert training.made_again("why-you", embed)
    assert training.made_again("generic", embed)
    kept, job = training.load(training.WEIGHTS / "job-ask.json"), training.read("job-ask", lambda text: np.zeros(384))
    assert job.mark == kept.taught
