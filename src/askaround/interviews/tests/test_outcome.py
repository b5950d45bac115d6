"""What became of a talk, told afterwards: held, not held after all, and who else was there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askaround.history.models import Batch
from askaround.interviews.agreeing import agree
from askaround.interviews.models import Interview
from askaround.people.models import Contact
from conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(campaign, priya) -> Interview:
    return agree(
        campaign, [priya], starts_at=NOW - timedelta(hours=3), minutes=30, at=NOW - timedelta(days=2), my_zone="UTC",
        their_zone="UTC",
    )  # fmt: skip


def held(talk: Interview) -> None:
    talk.tell_held(began_at=talk.starts_at, ended_at=talk.starts_at + timedelta(minutes=28), at=NOW)


def test_what_was_not_held_after_all_counts_nowhere_and_can_be_held_again(alice, talk, priya):
    held(talk)
    priya.refresh_from_db()
    assert priya.met == 1
    alice.post(reverse("interview-not-held", args=[talk.pk]))
    talk.refresh_from_db()
    priya.refresh_from_db()
    assert (talk.began_at, talk.ended_at, talk.cut_short_at) == (None, None, None)
    assert priya.met == 0
    assert not priya.touches.exists()
    assert "How did it go?" in alice.get(reverse("interview", args=[talk.pk])).content.decode()
    held(talk)
    priya.refresh_from_db()
    assert priya.met == 1


def test_times_corrected_since_are_taken_back_too(alice, talk, priya):
    held(talk)
    talk.tell_held(began_at=talk.starts_at + timedelta(hours=1), ended_at=talk.starts_at + timedelta(hours=2), at=NOW)
    alice.post(reverse("interview-not-held", args=[talk.pk]))
    priya.refresh_from_db()
    assert priya.met == 0


def test_another_meeting_that_week_stays(alice, talk, priya):
    priya.touch(at=NOW - timedelta(days=4), direction="met")
    held(talk)
    alice.post(reverse("interview-not-held", args=[talk.pk]))
    priya.refresh_from_db()
    assert priya.met == 1


def test_a_talk_that_was_not_held_says_so(alice, talk):
    answer = alice.client.post(reverse("interview-not-held", args=[talk.pk]), follow=True)
    assert "This interview is not noted as held." in answer.content.decode()


def test_somebody_new_was_there_too_is_met_and_owed_thanks_and_leaves_again(alice, talk):
    held(talk)
    alice.post(reverse("interview-people", args=[talk.pk]), {"name": "Mara Keller"})
    mara = Contact.objects.get(name="Mara Keller")
    assert mara.met == 1
    assert "Mara" in alice.get(reverse("debrief", args=[talk.pk])).content.decode()
    alice.post(reverse("batch-undo", args=[Batch.objects.get(verb="joined").pk]))
    assert not Contact.objects.filter(name="Mara Keller").exists()
    assert talk.people.count() == 1


def test_somebody_known_joins_once_and_who_was_not_there_goes(alice, talk, tom):
    held(talk)
    url = reverse("interview-people", args=[talk.pk])
    alice.post(url, {"name": "tom okafor"})
    again = alice.client.post(url, {"name": "Tom Okafor"}, follow=True)
    assert "Tom Okafor is in this talk already." in again.content.decode()
    person = talk.people.get(contact=tom)
    alice.post(reverse("interview-person-removal", args=[person.pk]))
    assert talk.people.count() == 1
    tom.refresh_from_db()
    assert tom.met == 0


def test_the_only_one_stays_and_nobody_is_asked_for(alice, talk, priya):
    person = talk.people.get()
    last = alice.client.post(reverse("interview-person-removal", args=[person.pk]), follow=True)
    assert "An interview needs somebody to talk to." in last.content.decode()
    nobody = alice.client.post(reverse("interview-people", args=[talk.pk]), {"name": " "}, follow=True)
    assert "Who else is it?" in nobody.content.decode()


def test_two_of_one_name_are_not_guessed(alice, talk, tom):
    Contact.objects.create(notebook=alice.notebook, name="Tom Okafor", sort_key="okafor tom", created_at=NOW)
    answer = alice.client.post(reverse("interview-people", args=[talk.pk]), {"name": "Tom Okafor"}, follow=True)
    assert "Two of your people are called Tom Okafor." in answer.content.decode()


def test_bob_tells_nothing_of_alices_talks(bob, talk):
    for name, pk in (
        ("interview-not-held", talk.pk), ("interview-people", talk.pk),
        ("interview-person-removal", talk.people.get().pk),
    ):  # fmt: skip
        assert bob.post(reverse(name, args=[pk]), {"name": "Mara"}).status_code == 404
