"""The seeker's own numbers: counted from this campaign alone, said with how sure they are."""

from datetime import timedelta

import pytest

from askaround.desk.own_numbers import Asked, Share, counted
from askaround.interviews.models import Interview, InterviewPerson
from askaround.notes.models import Note
from askaround.outreach.models import Ask, Letter
from askaround.people.models import Tie
from conftest import NOW, contact_of


def ask(seat, campaign, contact, *, channel="email", tie="", **facts):
    sent = NOW - timedelta(days=9)
    fixed = {"notebook": seat.notebook, "contact": contact, "created_at": sent}
    made = Ask.objects.create(campaign=campaign, sent_at=sent, **fixed, **facts)
    Letter.objects.create(ask=made, kind="ask", channel=channel, sent_at=sent, **fixed)
    if tie:
        Tie.objects.get_or_create(contact=contact, kind=tie, defaults=fixed)
    return made


def met(seat, campaign, contact):
    begin = NOW - timedelta(days=2)
    end = begin + timedelta(minutes=30)
    held = Interview.objects.create(
        notebook=seat.notebook, campaign=campaign, starts_at=begin, began_at=begin, ends_at=end, ended_at=end,
        created_at=NOW,
    )  # fmt: skip
    InterviewPerson.objects.create(notebook=seat.notebook, interview=held, contact=contact, created_at=NOW)
    return held


def said(seat):
    return " ".join(seat.get("/numbers/").content.decode().split())


def test_before_the_first_ask_the_page_says_that_there_is_nothing_to_count(alice, campaign):
    assert "Nobody has been asked yet" in said(alice)


def test_without_a_campaign_it_leads_to_the_first_steps(alice):
    assert alice.get("/numbers/").headers["Location"] == "/first-steps/"


def test_who_was_asked_answered_and_met_is_counted_by_channel_tie_and_letter(alice, campaign, priya, tom):
    ask(alice, campaign, priya, tie="alumni", answered_at=NOW, accepted_at=NOW)
    Note.objects.create(
        notebook=alice.notebook, interview=met(alice, campaign, priya), contact=priya, kind="referral",
        text="Talk to Ana.", number=1, created_at=NOW,
    )  # fmt: skip
    first = ask(alice, campaign, tom, channel="linkedin-message", tie="alumni", answered_at=NOW, declined_at=NOW)
    Letter.objects.create(
        notebook=alice.notebook, contact=tom, ask=first, kind="follow-up", channel="linkedin-message", sent_at=NOW,
        created_at=NOW,
    )  # fmt: skip
    ask(alice, campaign, contact_of(alice, "Ana Brandt"))
    page = said(alice)
    assert "2 of 3 people you asked answered, 1 met you." in page
    assert "LinkedIn message" in page and "alumna or alumnus" in page and "no tie noted" in page
    assert "with a follow-up" in page and "without a follow-up" in page
    assert "likely 6 to 79 %" in page


def test_an_ask_that_was_not_sent_and_somebody_in_the_trash_count_nowhere(alice, campaign, priya, tom):
    Ask.objects.create(notebook=alice.notebook, campaign=campaign, contact=priya, created_at=NOW)
    ask(alice, campaign, tom)
    tom.trashed_at = NOW
    tom.save(update_fields=["trashed_at"])
    assert "Nobody has been asked yet" in said(alice)


def test_bob_sees_his_own_numbers_and_none_of_alices(alice, bob, campaign, priya):
    ask(alice, campaign, priya)
    assert bob.get("/numbers/").status_code == 302


def test_the_page_asks_as_much_for_twenty_as_for_one(alice, campaign, queries):
    def rows(number):
        for each in range(number):
            ask(alice, campaign, contact_of(alice, f"Person {number} {each}"), tie="friend")

    rows(1)
    one = queries(alice, "/numbers/")
    rows(19)
    assert queries(alice, "/numbers/") == one


def numbers(of, count, *, goal=8, held=5):
    return counted([Asked(answered=n < count, met=n < count, referred=False) for n in range(of)], goal=goal, held=held)


def test_five_of_twelve_says_about_eight_more_for_three_and_how_sure_that_is():
    assert numbers(12, 5).outlook == (
        "With your 5 of 12 so far, expect to ask about 8 more people for three more talks."
        " That rests on 12 people: four times in five it takes between 4 and 14."
    )


def test_nobody_yet_is_said_without_a_guess():
    assert numbers(4, 0, held=0, goal=3).outlook == (
        "Nobody you asked has met you yet. For three more talks expect to ask at least 8 more people."
    )


def test_a_goal_that_is_reached_expects_nothing():
    assert numbers(12, 5, held=9).outlook == "Your goal of 8 talks is reached."


@pytest.mark.parametrize(("of", "sure"), [(0, ""), (12, "likely 19 to 68 %"), (30, "")])
def test_a_share_says_how_sure_it_is_while_there_are_few(of, sure):
    assert Share(min(of, 5), of).sure == sure


def test_who_had_no_talk_had_no_chance_to_name_anybody():
    asked = [Asked(answered=True, met=True, referred=True), Asked(answered=True, met=False, referred=False)]
    assert counted(asked, goal=8, held=1).all.referred == Share(1, 1)


def test_half_of_the_answers_came_within_so_many_days_once_five_have():
    quick = [Asked(answered=True, met=False, referred=False, days=days) for days in (0.2, 0.5, 1.6, 3, 9)]
    silent = [Asked(answered=False, met=False, referred=False)] * 4
    assert counted(quick + silent, goal=8, held=0).speed == "Half of those who answered did so within two days."
    assert not counted(quick[:4] + silent, goal=8, held=0).speed
