"""The talk page: the clock's facts, phases in words, the question in hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.interviews.agenda import phases
from askaround.notes import minuting
from conftest import NOW

from .cast import agreed, chosen, held, noted, running

BEGAN = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def talk_page(alice, interview, query=""):
    return alice.get(f"/interviews/{interview.pk}/talk/{query}").content.decode()


def test_the_questions_run_until_eight_before_the_end():
    moment = minuting.moment_at(minuting.moments(phases(30)), 17 * 60 + 42)
    assert (moment.name, moment.rest(BEGAN)) == ("Questions", "until 15:52, then ask who else to meet")


@pytest.mark.parametrize(
    ("elapsed", "cue"),
    [
        (20 * 60, "Time for one last question."),
        (22 * 60, "Ask who else you should meet."),
        (26 * 60, "Thank them, and say how you will stay in touch."),
        (30 * 60, "The agreed 30 minutes are over. “Do you have five more minutes?”"),
        (35 * 60, "Thank them now, and go."),
    ],
)
def test_the_quiet_cues_of_half_an_hour(elapsed, cue):
    moments = minuting.moments(phases(30))
    assert minuting.moment_at(moments, elapsed).cue == cue
    assert minuting.moment_at(moments, elapsed - 1).cue != cue


@given(st.integers(5, 120), st.integers(-60, 20_000))
def test_the_bars_fill_in_order_and_never_run_over(minutes, elapsed):
    bars = minuting.segments(phases(minutes), elapsed)
    assert all(0 <= bar.done <= bar.width for bar in bars)
    full = [bar.done == bar.width for bar in bars]
    assert full == sorted(full, reverse=True)
    assert minuting.moment_at(minuting.moments(phases(minutes)), elapsed).over == (elapsed >= minutes * 60)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (28, "28 of 30 agreed minutes: time kept."),
        (31, "31 of 30 agreed minutes: time kept."),
        (34, "34 minutes, 4 over the agreed 30."),
    ],
)
def test_kept_time_is_measured_and_said(minutes, words):
    assert minuting.kept_time(timedelta(minutes=minutes), 30) == words


def test_before_it_begins_the_page_offers_the_start(alice, campaign, priya):
    interview = agreed(campaign, priya)
    page = talk_page(alice, interview)
    assert "Begin the talk" in page
    assert interview.brief.goals[:20] in page
    assert 'class="running" data-when="running" hidden' in page
    alice.post(f"/interviews/{interview.pk}/beginning/")
    interview.refresh_from_db()
    assert interview.began_at == NOW
    assert "00:00" in talk_page(alice, interview)


def test_the_clock_counts_from_the_servers_fact(alice, campaign, priya):
    page = talk_page(alice, running(campaign, priya, since=17 * 60 + 42))
    assert "17:42" in page
    assert 'of 30 min agreed, ends&nbsp;<span class="ends">10:22</span>' in page
    assert "<b>Questions</b> <span>until 10:14, then ask who else to meet</span>" in page


def test_after_the_end_the_page_is_the_debrief(alice, campaign, priya):
    interview = running(campaign, priya, since=1800)
    answer = alice.post(f"/interviews/{interview.pk}/end/")
    assert answer.headers["Location"] == f"/interviews/{interview.pk}/debrief/"
    assert alice.get(f"/interviews/{interview.pk}/talk/").headers["Location"] == f"/interviews/{interview.pk}/debrief/"


def test_the_first_open_question_is_in_hand(alice, campaign, priya):
    interview = running(campaign, priya)
    first, second = chosen(interview, "What surprised you?", 1), chosen(interview, "Who decides?", 2)
    alice.post(f"/interviews/{interview.pk}/asked/", {"question": str(first.pk)})
    page = talk_page(alice, interview)
    assert f'<input type="hidden" name="question" value="{second.pk}">' in page
    alice.post(f"/interviews/{interview.pk}/skipped/", {"question": str(second.pk)})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.asked_at, second.skipped_at) == (NOW, NOW)
    assert "All questions are through" in talk_page(alice, interview)
    assert f'id="q-{first.pk}" data-seeks="information" data-fate="asked">' in talk_page(
        alice, interview, f"?question={first.pk}"
    )


def test_a_question_posted_by_script_is_answered_by_its_own_id(alice, campaign, priya):
    interview = running(campaign, priya)
    question = chosen(interview, "What surprised you?")
    answer = alice.post(
        f"/interviews/{interview.pk}/asked/", {"question": str(question.pk), "id": "abc"}, Accept="application/json"
    )
    assert answer.json() == {"id": "abc", "at": int(NOW.timestamp() * 1000)}


def test_a_question_of_another_talk_is_not_there(alice, campaign, priya, tom):
    other = chosen(running(campaign, tom), "Elsewhere?")
    interview = running(campaign, priya)
    assert alice.post(f"/interviews/{interview.pk}/asked/", {"question": str(other.pk)}).status_code == 404


def test_the_talk_takes_no_more_queries_for_twenty_notes_and_questions(alice, campaign, priya, queries):
    interview = running(campaign, priya)
    noted(interview, priya, "advice", "One")
    chosen(interview, "Why?")
    few = queries(alice, f"/interviews/{interview.pk}/talk/")
    for number in range(19):
        noted(interview, priya, "advice", f"Note {number}")
        chosen(interview, f"Q{number}?", number)
    assert queries(alice, f"/interviews/{interview.pk}/talk/") == few


def test_the_page_holds_no_inline_script_or_style(alice, campaign, priya):
    page = talk_page(alice, running(campaign, priya))
    assert "style=" not in page
    assert "<script>" not in page


def test_a_talk_called_off_leads_to_its_brief(alice, campaign, priya):
    interview = agreed(campaign, priya)
    interview.cancel(by="theirs", at=NOW)
    assert alice.get(f"/interviews/{interview.pk}/talk/").headers["Location"] == f"/interviews/{interview.pk}/"
    assert held(campaign, priya).is_held
