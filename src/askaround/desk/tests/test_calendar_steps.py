"""What calendars bring to Today: a broken one, an answer of another, a change that was not told."""

from datetime import timedelta

import pytest

from askaround.calendars.models import CalendarAccount
from askaround.desk.calendar_facts import calendars_of
from askaround.interviews.agreeing import agree
from askaround.interviews.models import InterviewPerson, InvitationReply
from conftest import NOW

STARTS = NOW + timedelta(days=7)


@pytest.fixture
def talk(campaign, priya):
    return agree(
        campaign, [priya], starts_at=STARTS, minutes=30, at=NOW, my_zone="Europe/Berlin", their_zone="Europe/Berlin"
    )


def answered(talk, priya, answer, **facts):
    return InvitationReply.objects.create(
        notebook=talk.notebook, interview=talk, contact=priya, answer=answer, uid=f"{talk.pk}@askaround", at=NOW,
        created_at=NOW, **facts,
    )  # fmt: skip


def today(alice):
    return alice.get("/").content.decode()


def kinds(alice):
    return [one.kind for one in calendars_of(alice.user)]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("DECLINED", "Priya declined the time: offer others"),
        ("COUNTER", "Priya proposes another time"),
        ("REQUEST", "Priya invited you: agree?"),
        ("CANCEL", "Priya called it off"),
    ],
)
def test_an_answer_that_needs_one_is_a_step_until_it_has_it(alice, talk, priya, answer, said):
    row = answered(talk, priya, answer, starts_at=STARTS)
    shown = today(alice)
    assert said in shown
    assert f"/calendar-answers/{row.pk}/" in shown
    row.answer_it(at=NOW)
    assert said not in today(alice)


@pytest.mark.parametrize("answer", ["ACCEPTED", "TENTATIVE"])
def test_a_yes_asks_for_nothing(alice, talk, priya, answer):
    answered(talk, priya, answer)
    assert kinds(alice) == []


def test_a_no_to_a_time_that_is_another_by_now_asks_for_nothing(alice, talk, priya):
    answered(talk, priya, "DECLINED")
    talk.move(starts_at=STARTS + timedelta(days=1), minutes=30, by="mine", at=NOW)
    assert kinds(alice) == []


def test_a_calendar_that_stays_broken_is_a_step_and_a_short_while_is_none(alice, campaign, clock):
    CalendarAccount.objects.create(
        notebook=alice.notebook, kind="feed", name="Home", error="It does not answer.", broken_since=NOW, created_at=NOW
    )
    assert "Home could not be read" not in today(alice)
    clock.shift(timedelta(hours=2))
    assert "Home could not be read" in today(alice)


def test_who_was_invited_to_another_time_is_told(alice, talk, priya):
    InterviewPerson.objects.update(invited_sequence=0, invited_at=NOW)
    assert kinds(alice) == []
    talk.move(starts_at=STARTS + timedelta(days=1), minutes=30, by="mine", at=NOW)
    assert "Send Priya the new time" in today(alice)
    talk.cancel(by="mine", at=NOW)
    assert "Tell Priya’s calendar that it is off" in today(alice)


def test_bobs_today_says_nothing_of_it(alice, bob, talk, priya):
    answered(talk, priya, "DECLINED")
    assert kinds(bob) == []
