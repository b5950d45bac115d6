"""What a talk's page says of its time: odd hours, no place, a word before, other times offered, fallen through."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from askaround.interviews.agreed import Agreed
from askaround.interviews.agreeing import agree, call_off
from askaround.interviews.models import Interview
from askaround.interviews.offering import Occasion, offer_times
from askaround.outreach import writing
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat

START = datetime(2026, 11, 26, 15, tzinfo=UTC)


@pytest.fixture
def talk(campaign: Campaign, tom: Contact) -> Interview:
    """On Thanksgiving at ten in New York, by video, without a link."""
    return agree(
        campaign, [tom], starts_at=START, minutes=30, at=NOW, my_zone="Europe/Berlin", their_zone="America/New_York",
        format="video",
    )  # fmt: skip


def told(seat: Seat, talk: Interview) -> str:
    return seat.get(reverse("interview", args=[talk.pk])).content.decode()


def test_a_public_holiday_of_theirs_and_a_missing_link_are_said(alice: Seat, talk: Interview) -> None:
    assert "It is a public holiday where Tom lives." in told(alice, talk)
    assert "No link yet for the call." in told(alice, talk)


def test_nothing_odd_is_said_of_a_good_time(talk: Interview) -> None:
    talk.starts_at, talk.link = START + timedelta(days=1), "https://meet.example/7"
    assert Agreed.of(talk, NOW) == Agreed()


def test_a_word_is_asked_for_from_48_hours_before_until_it_is_noted(
    alice: Seat, talk: Interview, clock: time_machine.Traveller
) -> None:
    assert "Write to confirm" not in told(alice, talk)
    clock.move_to(START - timedelta(hours=30))
    assert reverse("keep-in-touch", args=[talk.contacts[0].pk]) + "?kind=confirm" in told(alice, talk)
    alice.post(reverse("interview-confirmation", args=[talk.pk]))
    assert "Confirmed Wed 25 Nov." in told(alice, talk)
    assert "Write to confirm" not in told(alice, talk)


def test_a_letter_that_confirms_counts_as_the_word(talk: Interview, tom: Contact) -> None:
    now = START - timedelta(hours=30)
    letter = writing.start_letter(tom, kind="confirm", channel="email", at=now, subject="Tomorrow", body="Until then")
    assert Agreed.of(talk, now).confirm_now
    letter.send(at=now)
    assert not Agreed.of(talk, now).confirm_now


def test_what_fell_through_leads_to_other_times_and_a_kind_line(alice: Seat, talk: Interview) -> None:
    alice.post(reverse("interview-cancellation", args=[talk.pk]), {"by": "mine"})
    page = told(alice, talk)
    assert "A kind line today keeps the door open." in page
    assert reverse("interview-times", args=[talk.pk]) in page
    assert "?kind=cancel" in page


def test_calling_off_ends_the_times_offered_for_it(alice: Seat, talk: Interview) -> None:
    occasion = Occasion.of_interview(talk, alice.user)
    offer = offer_times(occasion, [START + timedelta(days=5)], occasion.first_wishes(), at=NOW)
    assert "Other times are chosen and not sent yet." in told(alice, talk)
    call_off(talk, by="theirs", at=NOW)
    offer.refresh_from_db()
    assert offer.withdrawn_at == NOW
