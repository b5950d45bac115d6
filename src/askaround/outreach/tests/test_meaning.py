"""Reading for meaning: what no list of words tells, said beside the rules, and named where it did not run."""

import csv
import time
import zlib
from pathlib import Path

import numpy as np
import pytest

from askaround.language.keeping import Kept
from askaround.outreach import shown
from askaround.outreach.review import OF_MEANING, Facts, meaning, nearby, review, skipped
from askaround.outreach.review.meaning import Meaning, Nearby
from tools import probes as training

ROOT = Path(__file__).parents[4]
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
    before = loaded.chances.cache_info().misses
    review(LETTER.replace("next week", "on Friday"), kind="ask", facts=Facts(meaning=loaded))
    assert loaded.chances.cache_info().misses == before + 1


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
    assert "This can be read as asking for a job" in then
    assert "Not checked" not in then


def test_the_page_says_what_is_not_installed_and_does_not_ask_again(alice, draft, settings, monkeypatch):
    settings.READ_FOR_MEANING = True
    monkeypatch.setattr(shown, "nearby", lambda: Nearby(None, "The language model is not installed."))
    page = reviewed(alice, draft).content.decode()
    assert "The language model is not installed." in page
    assert "load delay" not in page


@pytest.mark.parametrize(("name", "least"), [("job-ask", 500), ("why-you", 250), ("generic", 250)])
def test_each_question_was_taught_with_enough_sentences_none_of_them_blind(name, least):
    rows = rows_of(ROOT / "training" / f"{name}.tsv")
    assert len({text for _, text in rows}) == len(rows) >= least
    assert {label for label, _ in rows} == {"yes", "no"}
    blind = {text for _, text in rows_of(ROOT / "training" / "blind" / f"{name}.tsv")}
    assert len({text for _, text in rows} & blind) == 0


# Reached on sentences that somebody else wrote; asks for a job are meant to get to .95 and .90.
@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("job-ask", 0.82, 0.80), ("why-you", 0.85, 0.85), ("generic", 0.85, 0.85)]
)
def test_on_sentences_that_its_author_has_not_seen_it_does_as_we_say(name, precision, recall, loaded):
    asked = training.read(ROOT / "training" / "blind" / f"{name}.tsv", name, loaded._model)
    probe = loaded._probes[name]
    sure = np.array([loaded.chances(text)[name] for text in asked.texts])
    found = training.figures(training.answers(asked, sure, probe.threshold, probe.low), asked.truth)
    assert found[0] >= precision
    assert found[1] >= recall


def rows_of(path):
    return list(csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_weights_are_what_the_sentences_give(loaded):
    """The smallest set here; `tools/probes.py --check` makes all three again."""
    kept = loaded._probes["why-you"]
    given = training.read(ROOT / "training" / "why-you.tsv", "why-you", loaded._model)
    assert not training.differs(training.trained("why-you", given, training.settings_of(kept)), kept)


def test_what_is_held_back_does_not_move_when_sentences_are_added():
    assert training.held_back(["a", "b"]).tolist() == [zlib.crc32(t.encode()) % 4 == 0 for t in ("a", "b")]
