"""Preparing through the browser's door: the practical side of the brief, questions in order, what is left at home."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askaround.interviews import choosing
from askaround.interviews.agreeing import agree
from askaround.interviews.models import Brief, Interview
from askaround.people.models import Contact
from askaround.purpose.bank import questions
from askaround.purpose.models import Campaign
from askaround.purpose.pitching import write_pitch
from conftest import NOW, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(campaign: Campaign, priya: Contact) -> Interview:
    return agree(
        campaign, [priya], starts_at=NOW + timedelta(days=1), minutes=30, at=NOW, my_zone="UTC", their_zone="UTC"
    )


def test_the_practical_side_is_noted_and_stands_beside_its_line(alice: Seat, interview: Interview) -> None:
    edit = reverse("brief-edit", args=[interview.pk])
    assert "The way there" in alice.get(edit).content.decode()
    told = {"goals": "", "why_this_person": "", "pitch": "", "version": "1", "route": "Tram 4, side door",
            "dress": "Jacket", "coffee": "", "card": ""}  # fmt: skip
    assert alice.post(edit, told).status_code == 302
    text = alice.get(interview.get_absolute_url()).content.decode()
    assert "Tram 4, side door" in text
    assert "Jacket" in text


def test_a_call_asks_for_no_route_but_keeps_the_one_it_has(alice: Seat, interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(format="phone")
    edit = reverse("brief-edit", args=[interview.pk])
    assert "The way there" not in alice.get(edit).content.decode()
    Brief.objects.filter(interview=interview).update(route="Tram 4")
    assert "The way there" in alice.get(edit).content.decode()
    assert "Tram 4" in alice.get(interview.get_absolute_url()).content.decode()
    alice.post(edit, {"goals": "Listen", "why_this_person": "", "pitch": "", "version": "1", "route": "Tram 4"})
    assert Brief.objects.get(interview=interview).route == "Tram 4"


def test_a_question_is_dropped_before_or_after_another(alice: Seat, bob: Seat, interview: Interview) -> None:
    one, two, three = choosing.choose(interview, questions()[:3], at=NOW)
    url = reverse("chosen-place", args=[three.pk])
    alice.post(url, {"before": str(one.pk)})
    assert list(interview.questions.all()) == [three, one, two]
    alice.post(url, {"after": str(two.pk)})
    assert list(interview.questions.all()) == [one, two, three]
    alice.post(url, {"after": str(three.pk)})
    assert list(interview.questions.all()) == [one, two, three]
    alice.post(url, {"after": "nonsense"})
    assert list(interview.questions.all()) == [one, two, three]
    assert bob.post(url, {"after": str(one.pk)}).status_code == 404


def test_what_is_left_at_home_is_listed_with_its_reason_and_can_come_along(alice: Seat, interview: Interview) -> None:
    url = reverse("interview-questions", args=[interview.pk])
    text = alice.get(url).content.decode()
    assert "left at home" in text
    assert "Search for it now" in text
    alice.post(url, {"question": ["pay-published"]})
    assert interview.questions.get().bank_key == "pay-published"


def test_the_brief_begins_with_the_half_minute_and_fills_in_the_reason(
    alice: Seat, campaign: Campaign, priya: Contact
) -> None:
    write_pitch(campaign, 30, "I read reports. I ask you because [why you].", at=NOW)
    talk = agree(
        campaign, [priya], starts_at=NOW + timedelta(days=1), minutes=30, at=NOW, my_zone="UTC", their_zone="UTC"
    )
    assert "[why you]" in alice.get(talk.get_absolute_url()).content.decode()
    Brief.objects.filter(interview=talk).update(why_this_person="you moved from reports to pipelines.")
    text = alice.get(talk.get_absolute_url()).content.decode()
    assert "I ask you because you moved from reports to pipelines." in text
