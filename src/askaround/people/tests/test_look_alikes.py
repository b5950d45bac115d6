"""Looking for those who are in a notebook twice, and keeping what the seeker said of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from askaround.people import look_alikes
from askaround.people.models import Contact, LookAlike
from askaround.tasks.models import Task
from askaround.tasks.progress import progress_of
from askaround.tasks.worker import run_all
from conftest import NOW, contact_of

LATER = NOW + timedelta(days=1)


@pytest.fixture
def ottolines(alice):
    """Two records of one person, and a namesake's sister who is another."""
    return [
        contact_of(alice, "Ottoline Quarmby", "Acme", phone="030 1234567", country="DE"),
        contact_of(alice, "Quarmby Ottoline", "Binary", ways=[{"kind": "phone", "value": "+49 30 1234567"}]),
        contact_of(alice, "Imelda Quarmby", "Acme"),
    ]


def test_who_is_here_twice_is_found_once(alice, ottolines):
    assert look_alikes.find(alice.notebook, at=NOW) == 1
    pair = LookAlike.objects.get()
    assert {pair.a, pair.b} == set(ottolines[:2])
    assert pair.sure
    assert pair.reasons == ["same name, in another order", "same phone", "different employers"]
    assert look_alikes.find(alice.notebook, at=LATER) == 0
    assert LookAlike.objects.get().created_at == NOW


def test_a_pair_kept_apart_is_never_asked_about_again(alice, ottolines):
    look_alikes.find(alice.notebook, at=NOW)
    pair = LookAlike.objects.get()
    pair.keep_apart(at=NOW)
    Contact.objects.filter(pk=ottolines[0].pk).update(name="Ottoline Quarmby-Osgood")
    assert look_alikes.find(alice.notebook, at=LATER) == 0
    Contact.objects.filter(pk=ottolines[0].pk).update(name="Imke Osgood", given="Imke", family="Osgood", phone="")
    look_alikes.find(alice.notebook, at=LATER)
    assert LookAlike.objects.get().kept_apart_at == NOW


def test_who_was_merged_or_thrown_away_is_nobodys_look_alike(alice, ottolines):
    a, b, _ = ottolines
    Contact.objects.filter(pk=b.pk).update(merged_into=a, merged_at=NOW, trashed_at=NOW)
    assert look_alikes.find(alice.notebook, at=NOW) == 0


def test_what_is_no_longer_alike_is_forgotten_and_what_changed_is_told(alice, ottolines):
    look_alikes.find(alice.notebook, at=NOW)
    Contact.objects.filter(pk=ottolines[1].pk).update(ways=[])
    look_alikes.find(alice.notebook, at=LATER)
    pair = LookAlike.objects.get()
    assert not pair.sure
    assert "same phone" not in pair.reasons
    Contact.objects.filter(pk=ottolines[1].pk).update(name="Imke Osgood", given="Imke", family="Osgood")
    look_alikes.find(alice.notebook, at=LATER)
    assert not LookAlike.objects.exists()


def test_only_those_who_came_are_compared_and_other_pairs_stay(alice, ottolines):
    look_alikes.find(alice.notebook, at=NOW)
    came = contact_of(alice, "Imelda Quarmby", email="imelda@mail.example")
    assert look_alikes.find(alice.notebook, at=LATER, contacts=[came.pk]) == 1
    assert LookAlike.objects.count() == 2
    assert look_alikes.find(alice.notebook, at=LATER, contacts=[]) == 0
    assert LookAlike.objects.count() == 2


def test_bobs_people_are_not_alices(alice, bob, ottolines):
    contact_of(bob, "Ottoline Quarmby", "Acme", phone="+49 30 1234567")
    look_alikes.find(alice.notebook, at=NOW)
    assert LookAlike.objects.count() == 1
    assert look_alikes.find(bob.notebook, at=NOW) == 0


def test_everything_that_tells_is_loaded(alice):
    contact = contact_of(
        alice,
        "Ottoline Quarmby",
        "Acme",
        also_called="Otti\nOttoline Osgood",
        email="o@acme.example",
        town="Leeds",
        profile_url="https://www.linkedin.com/in/oq",
        ways=[
            {"kind": "email", "value": "otti@mail.example", "label": "home"},
            {"kind": "link", "value": "https://github.com/otti"},
            {"kind": "address", "value": "14 Teasel Row\nElm House\nLeeds, LS1 4AB\nUnited Kingdom"},
        ],
    )
    (somebody,) = look_alikes.loaded(alice.notebook)
    assert somebody.key == contact.pk
    assert somebody.also_called == ("Otti", "Ottoline Osgood")
    assert somebody.emails == ("o@acme.example", "otti@mail.example")
    assert somebody.urls == ("https://www.linkedin.com/in/oq", "https://github.com/otti")
    assert somebody.organizations == ("acme",)
    assert (somebody.street, somebody.town, somebody.postcode) == ("14 Teasel Row\nElm House", "Leeds", "LS1 4AB")
    assert [each.key for each in look_alikes.loaded(alice.notebook, [contact.pk])] == [contact.pk]
    assert list(look_alikes.loaded(alice.notebook, [])) == []


def test_finding_takes_no_more_queries_for_more_people(alice):
    def queries():
        LookAlike.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            look_alikes.find(alice.notebook, at=NOW)
        return len(captured)

    def twice(name):
        for _ in range(2):
            contact_of(alice, name, "Acme")

    twice("Ottoline Quarmby")
    few = queries()
    for letter in "abcdefghijklmnopqrst":
        twice(f"Ott{letter * 4} Quar{letter * 3}by")
    assert queries() == few
    assert LookAlike.objects.count() >= 21


def test_many_are_compared_in_the_background(alice, ottolines, monkeypatch):
    look_alikes.find_later(alice.notebook, at=NOW)
    assert LookAlike.objects.count() == 1
    assert not Task.objects.exists()
    LookAlike.objects.all().delete()
    monkeypatch.setattr(look_alikes, "AT_ONCE", 0)
    monkeypatch.setattr(look_alikes, "_TELL_EVERY", 1)
    look_alikes.find_later(alice.notebook, at=NOW, contacts=[ottolines[0].pk])
    assert not LookAlike.objects.exists()
    run_all()
    assert LookAlike.objects.count() == 1
    assert progress_of(Task.objects.get().pk).finished
