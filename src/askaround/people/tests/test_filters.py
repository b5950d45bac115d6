"""Every filter narrows, alone and together, finds the same people few or many, and stands in the address."""

from datetime import timedelta

import pytest

from askaround.history.models import Batch
from askaround.people import listing, narrowing
from askaround.people.filters import EMAIL, QUIET, SORTS, STRENGTHS, Filters
from askaround.people.guessing import guess_anew
from askaround.people.levels import FUNCTIONS
from askaround.people.models import Contact, TieKind
from askaround.people.tagging import tag
from askaround.people.ties import strength
from askaround.purpose.models import Level
from conftest import NOW, contact_of


@pytest.fixture
def crowd(alice):
    """Thirty people of many kinds."""
    batch = Batch.objects.create(notebook=alice.notebook, verb="imported", created_at=NOW)
    kinds, titles = ["friend", "alumni", "stranger", ""], ["CEO", "Nurse", "Junior analyst", ""]
    for n in range(30):
        name, kind = f"{'Ana' if n % 2 else 'Bo'} Person{n:02}", kinds[n % 4 if n % 5 else 0]
        contact = contact_of(
            alice, name, f"Firm {n % 3}", titles[n % 4], kind,
            town="Berlin" if n % 3 else "", country="DE" if n % 4 else "", email=f"p{n}@x.example" if n % 5 else "",
            last_contact_at=NOW - timedelta(days=n * 20) if n % 2 else None, met=n % 3 if n % 2 else 0, received=n % 2,
            batch=batch if n % 7 == 0 else None, archived_at=NOW if n == 3 else None,
            do_not_contact_at=NOW if n == 5 else None,
        )  # fmt: skip
        if n % 6 == 0:
            tag(contact, "meetup", at=NOW)
    guess_anew()
    return batch


def asked():
    values = {"q": ["ana", "person1", "firm 1"], "tie": TieKind.values, "strength": STRENGTHS, "level": Level.values,
              "function": FUNCTIONS, "quiet": QUIET, "email": EMAIL, "show": ["archived", "closed"], "tag": ["MEETUP"],
              "place": ["berl", "de"]}  # fmt: skip
    return [(name, value) for name, each in values.items() for value in each]


def names_of(alice, query):
    shown = listing.Shown.of(alice.user, Filters.read(query), now=NOW)
    return [row.name for row in shown.rows]


@pytest.mark.parametrize("sort", SORTS)
def test_a_filter_finds_the_same_people_however_many_fit(alice, crowd, monkeypatch, sort):
    for name, value in asked():
        few = names_of(alice, {name: value, "sort": sort})
        monkeypatch.setattr(narrowing, "MANY", 0)
        many = names_of(alice, {name: value, "sort": sort})
        monkeypatch.undo()
        assert few == many, (name, value)


def test_strong_and_weak_are_what_the_sentence_says(alice, crowd):
    for level in STRENGTHS:
        for person in Contact.objects.filter(name__in=names_of(alice, {"strength": level})):
            kinds = [tie.kind for tie in person.ties.all()]
            facts = {name: getattr(person, name) for name in ("met", "sent", "received", "last_contact_at")}
            assert strength(kinds, now=NOW, **facts).level == level


def test_closest_first_puts_strong_ties_before_weak_ones(alice, crowd):
    everyone = names_of(alice, {"sort": "close"})
    strong, weak = (names_of(alice, {"strength": level, "sort": "last"}) for level in ("strong", "weak"))
    assert everyone[: len(strong) + len(weak)] == strong + weak
    assert sorted(everyone) == sorted(names_of(alice, {}))


def test_filters_together_leave_who_fits_all(alice, crowd):
    both = set(names_of(alice, {"place": "berlin", "email": "yes"}))
    assert both == set(names_of(alice, {"place": "berlin"})) & set(names_of(alice, {"email": "yes"}))


def test_what_an_import_brought_is_a_filter(alice, crowd):
    assert len(names_of(alice, {"batch": str(crowd.pk)})) == 5


def test_the_address_holds_the_filters_and_a_chip_takes_one_off(alice, crowd):
    said = alice.get("/people/?level=executive&place=Berlin&sort=last").content.decode()
    assert "Level: Executive" in said
    assert 'href="?place=Berlin&amp;sort=last"' in said
    assert "at the level executive, in Berlin" in said


@pytest.mark.parametrize(("name", "value"), [("level", "experienced"), ("strength", "strong"), ("sort", "close")])
def test_a_filtered_list_takes_the_same_queries_for_one_and_for_twenty(alice, queries, name, value):
    contact_of(alice, "Ana One", "Acme", "Analyst", "friend", town="Berlin")
    guess_anew()
    one = queries(alice, f"/people/?{name}={value}")
    for number in range(20):
        contact_of(alice, f"Ana {number}", f"Acme {number}", "Analyst", "friend", town="Berlin")
    guess_anew()
    assert queries(alice, f"/people/?{name}={value}") == one


def test_organizations_come_with_the_most_people_first(alice, queries, crowd):
    Contact.objects.filter(name__contains="Person0").update(trashed_at=NOW)
    said = alice.get("/organizations/").content.decode()
    assert said.index("Firm 1") < said.index("Firm 0")
    assert "7 people" in said
    few = queries(alice, "/organizations/")
    for number in range(20):
        contact_of(alice, f"Cleo {number}", f"Acme {number}", "Analyst")
    assert queries(alice, "/organizations/") == few
