"""Rehearsing: words and seconds, what may come back, runs against the clock, a whole talk with nobody there."""

import io
import json
import wave
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from askaround.interviews import rehearsing
from askaround.interviews.agreeing import agree
from askaround.interviews.briefing import BriefPage
from askaround.interviews.choosing import choose
from askaround.interviews.models import Rehearsal
from askaround.interviews.rehearsing import Run, keep_run
from askaround.language import speech
from askaround.purpose.asked_back import asked_back, write_answer
from askaround.purpose.bank import questions
from askaround.purpose.models import Campaign, Pitch, PreparedAnswer
from askaround.purpose.pitching import LENGTHS, aloud, first_words, write_pitch
from conftest import NOW

HALF = "I am an analyst who wants to build what I now only read. " * 6


@pytest.fixture
def talk(campaign, priya):
    made = agree(
        campaign, [priya], starts_at=NOW + timedelta(days=1), minutes=30, at=NOW, my_zone="UTC", their_zone="UTC"
    )
    choose(made, [row for row in questions() if row.category == "work"][:2], at=NOW)
    return made


@given(st.lists(st.text("abc", min_size=1), max_size=400), st.sampled_from(LENGTHS), st.integers(60, 300))
def test_words_that_fit_their_length_fit_and_others_say_how_many_to_take_out(words, aimed, rate):
    found = aloud(" ".join(words), aimed, rate=rate)
    assert found.words == len(words)
    assert abs(found.seconds - len(words) * 60 / rate) <= 0.5
    if not found.fits:
        assert found.words > found.room
        assert f"Take out about {found.words - found.room} words" in found.remark


def test_the_list_of_what_may_come_back_is_whole():
    keys = [each.key for each in asked_back()]
    assert len(keys) == len(set(keys)) >= 15
    assert all(each.question.endswith(("?", ".")) and each.hint.endswith(".") for each in asked_back())


@pytest.mark.django_db
def test_a_longer_pitch_begins_with_the_shorter_one(campaign):
    write_pitch(campaign, 30, "Short.", at=NOW)
    assert first_words(campaign, 60) == "Short."
    write_pitch(campaign, 30, "Shorter.", at=NOW)
    assert Pitch.objects.get().text == "Shorter."
    with pytest.raises(ValueError, match="45"):
        write_pitch(campaign, 45, "Odd", at=NOW)


@pytest.mark.django_db
def test_the_pace_is_assumed_until_a_run_tells_it(campaign):
    assert rehearsing.Overview.of(campaign).rate == 150
    keep_run(campaign, "pitch", Run(30, 30, words=60), at=NOW, subject="30")
    found = rehearsing.Overview.of(campaign)
    assert (found.rate, found.measured) == (120, True)


@pytest.mark.django_db
def test_a_run_of_no_human_pace_teaches_nothing(campaign):
    kept = keep_run(campaign, "pitch", Run(30, 1, words=90), at=NOW, subject="30")
    assert kept.words_a_minute is None


@pytest.mark.django_db
def test_the_heading_says_what_stands_out(alice, campaign):
    def heading():
        return alice.get(reverse("rehearsal")).content.decode().split("<h1>")[1].split("</h1>")[0]

    assert heading() == "Say who you are in half a minute."
    alice.post(reverse("rehearsal-pitch", args=[30]), {"text": HALF})
    assert heading() == "Your half minute is written. Say it aloud once."
    alice.post(reverse("rehearsal-pitch-run", args=[30]), {"took": "41", "judgement": "3"})
    assert heading() == "Your half minute took 41 seconds."
    alice.post(reverse("rehearsal-pitch-run", args=[30]), {"took": "31"})
    assert heading() == f"Your half minute fits. 0 of {len(asked_back())} answers are ready."
    run = Rehearsal.objects.first()
    assert (run.aimed, run.took, run.words, run.words_a_minute, run.judgement) == (30, 41, 78, 114, 3)


@pytest.mark.django_db
def test_words_that_ask_for_a_job_are_heeded(alice, campaign):
    alice.post(reverse("rehearsal-pitch", args=[30]), {"text": "Are there any job openings in your team?"})
    assert "sounds like asking for a job" in alice.get(reverse("rehearsal-pitch", args=[30])).content.decode()


@pytest.mark.django_db
def test_answers_are_written_said_and_removed(alice, campaign):
    alice.post(reverse("rehearsal-answer", args=["why-field"]), {"text": "I saw one at work."})
    alice.post(reverse("rehearsal-answer", args=["why-field"]), {"text": "I watched one for a week."})
    row = PreparedAnswer.objects.get()
    assert row.text == "I watched one for a week."
    alice.post(reverse("rehearsal-answer-run", args=[row.pk]), {"took": "20"})
    assert Rehearsal.objects.get().subject == "Why this field?"
    alice.post(reverse("rehearsal-answer-own"), {"question": "And your thesis?", "text": "Rivers."})
    text = alice.get(reverse("rehearsal")).content.decode()
    assert "And your thesis?" in text
    own = PreparedAnswer.objects.get(bank_key="")
    alice.post(reverse("rehearsal-answer-removal", args=[own.pk]))
    assert "Rivers." not in alice.get(reverse("rehearsal")).content.decode()


@pytest.mark.django_db
def test_what_is_missing_is_said(alice, campaign):
    answer = alice.post(reverse("rehearsal-answer-own"), {"question": " ", "text": "Rivers."})
    assert answer.status_code == 422
    assert "Which question is it?" in answer.content.decode()
    assert "Rivers." in answer.content.decode()
    run = alice.post(reverse("rehearsal-pitch-run", args=[30]), {"took": ""})
    assert run.status_code == 422
    assert "Say it against the clock, or type the seconds it took." in run.content.decode()
    assert alice.get("/rehearsal/pitch/45/").status_code == 404
    assert alice.get("/rehearsal/answers/nonsense/").status_code == 404


@pytest.mark.django_db
def test_a_mock_conversation_goes_through_every_phase_and_keeps_their_seconds(alice, talk):
    steps = rehearsing.steps_of(talk, BriefPage.of(talk).parts)
    assert [step.key for step in steps] == ["greetings", "why", "who", "questions", "questions", "else", "thanks"]
    assert abs(sum(step.seconds for step in steps) - 30 * 60) <= 2
    url = reverse("rehearsal-mock", args=[talk.pk])
    assert steps[3].text in alice.get(url).content.decode()
    alice.post(url, {"took": "1860", "spent": json.dumps({"questions": 900, "nonsense": 3})})
    kept = Rehearsal.objects.get()
    assert kept.interview == talk
    assert {row["key"]: row["spent"] for row in kept.spent}["questions"] == 900
    assert "Questions 900 of 840" in alice.get(reverse("rehearsal")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("spent", ["", "{", "[1]", '{"questions": "many"}', '{"questions": -5}'])
def test_figures_that_are_none_count_as_nothing(alice, talk, spent):
    alice.post(reverse("rehearsal-mock", args=[talk.pk]), {"took": "60", "spent": spent})
    assert {row["spent"] for row in Rehearsal.objects.get().spent} == {0}


def silence() -> io.BytesIO:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(32_000))
    made.seek(0)
    made.name = "said.wav"
    return made


@pytest.mark.django_db
@pytest.mark.skipif(not speech.available(), reason="recordings can be heard here")
def test_without_what_hears_the_page_says_what_to_install_and_nothing_is_lost(alice, campaign):
    answer = alice.post(reverse("rehearsal-pitch-run", args=[30]), {"took": "30", "sound": silence()})
    assert answer.status_code == 422
    assert 'value="30"' in answer.content.decode()
    assert not Rehearsal.objects.exists()


@pytest.mark.django_db
def test_only_the_page_that_records_may_listen(alice, campaign):
    run = alice.get(reverse("rehearsal-pitch-run", args=[30]))
    assert "microphone=(self)" in run["Permissions-Policy"]
    assert "media-src 'self' blob:" in run["Content-Security-Policy"]
    other = alice.get(reverse("rehearsal"))
    assert "microphone=()" in other["Permissions-Policy"]
    assert "blob:" not in other["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_page_takes_as_many_queries_for_forty_runs_as_for_one(alice, campaign, queries):
    keep_run(campaign, "pitch", Run(30, 31), at=NOW, subject="30")
    one = queries(alice, reverse("rehearsal"))
    for number in range(39):
        keep_run(campaign, "answer", Run(60, 31), at=NOW, subject=f"Question {number}?")
        write_answer(campaign, question=f"Question {number}?", text="So.", at=NOW)
    assert queries(alice, reverse("rehearsal")) == one


@pytest.mark.django_db
def test_bob_rehearses_nothing_of_alices(alice, bob, campaign, talk):
    row = write_answer(campaign, key="why-field", text="Because.", at=NOW)
    for name, pk in (
        ("rehearsal-answer-run", row.pk), ("rehearsal-answer-removal", row.pk), ("rehearsal-mock", talk.pk),
    ):  # fmt: skip
        assert bob.post(reverse(name, args=[pk]), {"took": "3"}).status_code == 404
    Campaign.objects.create(
        notebook=bob.notebook, name="Baking", learn="", know="", expect="", expect_not="", occupation="Baker",
        active=True, created_at=NOW,
    )  # fmt: skip
    assert "Because." not in bob.get(reverse("rehearsal")).content.decode()
