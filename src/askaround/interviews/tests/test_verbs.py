"""An interview’s life: agreed, moved, begun, ended, called off, missed. Each state agrees with its twin."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from askaround.interviews import choosing
from askaround.interviews.agreeing import agree
from askaround.interviews.models import Brief, Interview, InterviewError, InterviewPerson, ThankYou
from askaround.interviews.suggesting import found_by_key, suggest
from askaround.outreach.models import Ask
from askaround.people.models import Contact, Introduction
from askaround.purpose.bank import questions
from askaround.purpose.models import Campaign
from askaround.purpose.own_questions import add_question
from askaround.purpose.profile import profile_of
from askaround.purpose.starting import add_aim
from conftest import NOW, Seat

START = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
END = START + timedelta(minutes=30)


def agreed(campaign: Campaign, *contacts: Contact, **facts: Any) -> Interview:
    usual = {"starts_at": START, "minutes": 30, "at": NOW, "my_zone": "Europe/Berlin", "their_zone": "America/New_York"}
    return agree(campaign, contacts, **{**usual, **facts})


def test_agreeing_accepts_the_ask_and_begins_the_brief(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    add_aim(campaign, "What a day looks like", at=NOW)
    profile = profile_of(alice.notebook, at=NOW)
    profile.pitch = "I taught physics."
    profile.save()
    ask = Ask.objects.create(
        notebook=alice.notebook, campaign=campaign, contact=priya, reason="Your talk in June", created_at=NOW
    )
    interview = agreed(campaign, priya, ask=ask)
    ask.refresh_from_db()
    assert (ask.accepted_at, ask.closed_at) == (NOW, NOW)
    assert interview.brief.goals == "What a day looks like"
    assert interview.brief.why_this_person == "Your talk in June"
    assert interview.brief.pitch == "I taught physics."
    assert interview.ends_at == END


def test_a_person_named_twice_stands_once(campaign: Campaign, priya: Contact, tom: Contact) -> None:
    interview = agreed(campaign, priya, tom, priya)
    assert interview.names == "Priya Raman and Tom Okafor"
    assert str(interview) == "Priya Raman and Tom Okafor, Tuesday 15:30, 30 minutes"


@pytest.mark.parametrize("minutes", [0, 4, 121])
def test_minutes_no_talk_has_are_refused(campaign: Campaign, priya: Contact, minutes: int) -> None:
    with pytest.raises(InterviewError):
        agreed(campaign, priya, minutes=minutes)
    with pytest.raises(InterviewError):
        agreed(campaign)


def test_a_talk_begins_and_ends_and_everybody_in_it_was_met(campaign: Campaign, priya: Contact, tom: Contact) -> None:
    interview = agreed(campaign, priya, tom)
    interview.begin(at=START)
    interview.begin(at=END)
    interview.end(at=END)
    interview.end(at=END + timedelta(hours=1))
    assert (interview.began_at, interview.ended_at, interview.took) == (START, END, 30)
    for contact in (priya, tom):
        contact.refresh_from_db()
        assert contact.met == 1
        assert contact.last_contact_at == END


def test_meeting_somebody_introduced_marks_the_introduction(
    alice: Seat, campaign: Campaign, priya: Contact, tom: Contact
) -> None:
    introduction = Introduction.objects.create(notebook=alice.notebook, by=tom, to=priya, created_at=NOW)
    ask = Ask.objects.create(
        notebook=alice.notebook, campaign=campaign, contact=priya, introduction=introduction, created_at=NOW
    )
    interview = agreed(campaign, priya, ask=ask)
    interview.begin(at=START)
    interview.end(at=END)
    introduction.refresh_from_db()
    assert introduction.met_at == END


def test_a_move_raises_the_sequence_and_brings_a_missed_talk_back(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    interview.miss(by="theirs", at=END)
    assert interview.is_missed
    interview.move(starts_at=START + timedelta(days=2), minutes=20, by="theirs", at=END)
    assert interview.is_agreed
    assert (interview.sequence, interview.minutes, interview.moved_by) == (1, 20, "theirs")
    assert interview.ends_at == START + timedelta(days=2, minutes=20)


def test_what_is_held_is_neither_moved_nor_called_off(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    interview.end(at=END)
    for verb in (
        lambda: interview.cancel(by="mine", at=END),
        lambda: interview.miss(by="mine", at=END),
        lambda: interview.move(starts_at=END, minutes=30, by="mine", at=END),
    ):
        with pytest.raises(InterviewError, match="has been held"):
            verb()


def test_a_talk_called_off_does_not_begin(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    interview.cancel(by="theirs", at=NOW)
    interview.cancel(by="mine", at=END)
    assert (interview.cancelled_at, interview.cancelled_by, interview.sequence) == (NOW, "theirs", 1)
    with pytest.raises(InterviewError, match="called off"):
        interview.begin(at=START)


def test_it_can_be_told_afterwards_that_it_was_held(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    interview.miss(by="theirs", at=END)
    interview.tell_held(began_at=START, ended_at=END, at=END)
    interview.tell_held(began_at=START, ended_at=END - timedelta(minutes=5), at=END)
    priya.refresh_from_db()
    assert interview.is_held
    assert interview.took == 25
    assert priya.met == 1


def test_a_talk_cannot_end_before_it_began_nor_in_the_future(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    with pytest.raises(InterviewError, match="before the beginning"):
        interview.tell_held(began_at=END, ended_at=START, at=END)
    with pytest.raises(InterviewError, match="in the future"):
        interview.tell_held(began_at=START, ended_at=END, at=START)


def test_a_talk_cut_short_is_held_too(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    interview.begin(at=START)
    interview.cut_short(at=START + timedelta(minutes=9))
    assert interview.is_held
    assert interview.cut_short_at == START + timedelta(minutes=9)


def test_the_database_holds_that_a_talk_ends_after_it_starts(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(pk=interview.pk).update(ends_at=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(pk=interview.pk).update(ended_at=END)


def test_every_state_agrees_with_its_twin_in_the_database(campaign: Campaign, priya: Contact) -> None:
    coming, over, held, off, missed, running = (agreed(campaign, priya) for _ in range(6))
    over.move(starts_at=NOW - timedelta(hours=3), minutes=30, by="mine", at=NOW)
    held.end(at=NOW)
    off.cancel(by="mine", at=NOW)
    missed.miss(by="theirs", at=NOW)
    running.begin(at=NOW)
    now = NOW + timedelta(minutes=1)
    twins = {
        "held": lambda row: row.is_held, "cancelled": lambda row: row.is_cancelled,
        "missed": lambda row: row.is_missed, "agreed": lambda row: row.is_agreed,
        "upcoming": lambda row: row.is_upcoming(now), "unsaid": lambda row: row.is_unsaid(now),
    }  # fmt: skip
    rows = list(Interview.objects.all())
    for name, twin in twins.items():
        query = getattr(Interview.objects.all(), name)
        found = query(now) if name in {"upcoming", "unsaid"} else query()
        assert set(found) == {row for row in rows if twin(row)}, name
    assert set(Interview.objects.all().unsaid(now)) == {over}
    assert set(Interview.objects.all().upcoming(now)) == {coming, running}
    assert set(Interview.objects.all().awaiting_debrief()) == {held}


def test_thanks_are_owed_to_each_person_of_a_held_talk(
    alice: Seat, campaign: Campaign, priya: Contact, tom: Contact
) -> None:
    interview = agreed(campaign, priya, tom)
    assert not InterviewPerson.objects.of(alice.user).owed_thanks().exists()
    interview.end(at=END)
    ThankYou.objects.create(notebook=alice.notebook, interview=interview, contact=priya, thanked_at=END, created_at=END)
    ThankYou.objects.create(notebook=alice.notebook, interview=interview, contact=tom, created_at=END)
    assert [person.contact for person in InterviewPerson.objects.of(alice.user).owed_thanks()] == [tom]


def test_chosen_questions_are_copies_and_stand_once(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    own = add_question(alice.notebook, text="What would you do again?", at=NOW)
    first = choosing.choose(interview, [*questions()[:2], own, own], at=NOW)
    assert len(first) == 3
    assert choosing.choose(interview, [questions()[0], own], at=NOW) == []
    own.delete()
    assert [row.position for row in interview.questions.all()] == [1, 2, 3]
    assert interview.questions.last().text == "What would you do again?"


def test_questions_change_places_and_are_left_out(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    one, two, three = choosing.choose(interview, questions()[:3], at=NOW)
    choosing.move(three, by=-1, at=NOW)
    choosing.move(one, by=-1, at=NOW)
    choosing.leave_out(two, at=NOW)
    assert list(interview.questions.all()) == [one, three]


def test_a_suggestion_suits_the_person_and_their_title(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    plan = suggest(interview)
    assert plan.room == 6
    assert len(plan.chosen) == 8
    assert {choice.question.level for choice in plan.chosen} <= {"any", "manager"}
    picked = found_by_key(interview, [choice.question.key for choice in plan.chosen] + ["no-such-key"])
    assert len(picked) == 8


def test_a_brief_is_one_to_a_talk(campaign: Campaign, priya: Contact) -> None:
    interview = agreed(campaign, priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.create(notebook=campaign.notebook, interview=interview, created_at=NOW)
