"""Today obeys the settings of the practice, who rests, and the rhythm of each person."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from askaround.accounts.models import User
from askaround.desk.today import Today
from askaround.outreach.models import Ask, Letter
from askaround.outreach.pacing import State
from askaround.people.models import Contact, Introduction
from askaround.purpose.models import Campaign
from askaround.purpose.practice import change
from conftest import NOW, Seat, contact_of


def ask(seat: Seat, campaign: Campaign, contact: Contact, *, days: int, **facts: Any) -> Ask:
    sent = NOW - timedelta(days=days)
    role = contact.roles.first()
    facts = {"organization": role.organization if role else None, **facts}
    made = Ask.objects.create(
        notebook=seat.notebook, campaign=campaign, contact=contact, created_at=sent, sent_at=sent, **facts
    )
    Letter.objects.create(notebook=seat.notebook, contact=contact, ask=made, kind="ask", sent_at=sent, created_at=sent)
    return made


def draft(seat: Seat, campaign: Campaign, contact: Contact) -> Ask:
    role = contact.roles.first()
    made = Ask.objects.create(
        notebook=seat.notebook, campaign=campaign, contact=contact, created_at=NOW,
        organization=role.organization if role else None,
    )  # fmt: skip
    Letter.objects.create(notebook=seat.notebook, contact=contact, ask=made, kind="ask", created_at=NOW)
    return made


def looked_at(seat: Seat) -> Today:
    # A user anew, as each request has one: what stands around a page is read once for each.
    today = Today.of(User.objects.get(pk=seat.user.pk), NOW)
    assert today is not None
    return today


def steps(seat: Seat) -> dict[str, str]:
    """The first step of each kind that is due."""
    today = looked_at(seat)
    return {step.kind: step.heading for step in reversed(today.steps)}


def ahead(seat: Seat, kind: str) -> list[str]:
    today = looked_at(seat)
    return [f"{step.starts:%d %b}" for step in today.ahead if step.kind == kind]


def test_a_follow_up_waits_as_long_as_the_setting_says(alice: Seat, campaign: Campaign, lena: Contact) -> None:
    ask(alice, campaign, lena, days=11)
    assert steps(alice)["follow-up"] == "Follow up with Lena today."
    change(campaign, {"follow_up_after": 10}, at=NOW)
    assert "follow-up" not in steps(alice)
    assert ahead(alice, "follow-up") == ["27 Nov"]
    change(campaign, {"follow_ups": 0, "follow_up_after": 5}, at=NOW)
    assert {"let-rest"} == {kind for kind in steps(alice) if kind in {"follow-up", "let-rest"}}


def test_somebody_else_is_named_after_as_many_days_as_the_setting_says(
    alice: Seat, campaign: Campaign, priya: Contact
) -> None:
    role = priya.roles.get()
    contact_of(alice, "Nina Berg", role.organization.name, "Analyst")
    ask(alice, campaign, priya, days=5)
    assert steps(alice)["alternate"].startswith("Ask Nina at")
    change(campaign, {"alternate_after": 7}, at=NOW)
    assert "alternate" not in steps(alice)


def test_an_introducer_is_asked_after_as_many_days_as_the_setting_says(
    alice: Seat, campaign: Campaign, priya: Contact, tom: Contact
) -> None:
    asked = NOW - timedelta(days=8)
    Introduction.objects.create(notebook=alice.notebook, by=priya, to=tom, asked_at=asked, created_at=asked)
    assert "check-in" in steps(alice)
    shown = alice.get(reverse("introductions")).content.decode()
    assert "Ask how it stands; one line is enough." in shown
    change(campaign, {"check_in_after": 10}, at=NOW)
    assert "check-in" not in steps(alice)
    assert ahead(alice, "check-in") == ["26 Nov"]
    assert "If nothing comes, ask on Thu 26 Nov." in alice.get(reverse("introductions")).content.decode()


def test_news_are_due_by_the_setting_and_by_the_rhythm_of_each_person(
    alice: Seat, campaign: Campaign, priya: Contact, tom: Contact, lena: Contact
) -> None:
    for contact, days in ((priya, 100), (tom, 40), (lena, 200)):
        contact.touch(at=NOW - timedelta(days=days), direction="met")
    Contact.objects.filter(pk=tom.pk).update(news_every=30)
    Contact.objects.filter(pk=lena.pk).update(news_every=0)
    assert who_hears(alice) == {"Priya", "Tom"}
    change(campaign, {"news_every": 120}, at=NOW)
    assert who_hears(alice) == {"Tom"}
    change(campaign, {"news_every": 0}, at=NOW)
    assert who_hears(alice) == {"Tom"}
    tom.touch(at=NOW - timedelta(days=3), direction="received")
    assert who_hears(alice) == set()


def who_hears(seat: Seat) -> set[str]:
    today = looked_at(seat)
    return {step.contact.first for step in today.steps if step.kind == "keep-in-touch" and step.contact}


def test_a_letter_to_somebody_who_rests_waits_for_its_day(alice: Seat, campaign: Campaign, lena: Contact) -> None:
    ask(alice, campaign, lena, days=30, closed_at=NOW)
    draft(alice, campaign, lena)
    assert "send" not in steps(alice)
    assert ahead(alice, "send") == ["25 Jan"]
    change(campaign, {"rest_days": 60}, at=NOW)
    assert ahead(alice, "send") == ["24 Dec"]


def test_a_new_ask_to_somebody_who_rests_says_so_before_it_is_written(
    alice: Seat, campaign: Campaign, lena: Contact
) -> None:
    ask(alice, campaign, lena, days=30, closed_at=NOW)
    shown = alice.get(reverse("ask-new", args=[lena.pk])).content.decode()
    assert "Lena has not answered your last letter. Let it rest until Mon 25 Jan." in shown


def test_in_another_campaign_they_rest_too(alice: Seat, campaign: Campaign, lena: Contact) -> None:
    ask(alice, campaign, lena, days=30, closed_at=NOW)
    other = Campaign.objects.create(notebook=alice.notebook, name="Becoming a baker", created_at=NOW)
    begun = draft(alice, other, lena)
    alice.post(reverse("campaign-activation", args=[other.pk]))
    letter = begun.letters.get()
    alice.post(reverse("letter-sending", args=[letter.pk]), {"sent_at": ""})
    letter.refresh_from_db()
    assert letter.sent_at is None


@pytest.mark.parametrize("way", ["directly", "introduced"])
def test_once_somebody_there_has_said_yes_no_follow_up_goes_to_the_others(
    alice: Seat, campaign: Campaign, priya: Contact, way: str
) -> None:
    nina = contact_of(alice, "Nina Berg", priya.roles.get().organization.name, "Analyst")
    door = Introduction.objects.create(notebook=alice.notebook, by=priya, to=nina, asked_at=NOW, created_at=NOW)
    ask(alice, campaign, nina, days=20, introduction=door if way == "introduced" else None)
    ask(alice, campaign, priya, days=11, answered_at=NOW, accepted_at=NOW)
    assert ("follow-up" in steps(alice)) == (way == "introduced")
    assert ("let-rest" in steps(alice)) == (way == "directly")


def test_every_state_that_waits_for_the_seeker_leads_to_a_step() -> None:
    from askaround.desk.steps.asking import _BY_STATE

    without = {State.DRAFT, State.HELD, State.WROTE_BACK, State.NO, State.CLOSED}  # a draft is named by its letter
    assert set(State) - set(_BY_STATE) == without
