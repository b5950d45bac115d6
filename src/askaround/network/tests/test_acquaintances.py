"""Whom a contact knows: said, changed, taken back; what introductions tell and what dates suggest."""

import re

from askaround.people.adding import add_role, organization_named
from askaround.people.introducing import offer
from askaround.people.models import Acquaintance, Contact
from conftest import NOW, contact_of


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_somebody_in_the_list_is_found_by_name_and_can_be_undone(alice, priya, tom):
    answer = alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "tom okafor", "how": "Same team"})
    assert answer.status_code == 302
    said = html(alice.get(f"/people/{priya.pk}/acquaintances/"))
    assert "Priya knows Tom Okafor." in said
    assert "Same team" in said
    assert "Undo" in said
    assert "Tom knows Priya Raman." in html(alice.get(f"/people/{tom.pk}/acquaintances/"))


def test_somebody_new_is_added(alice, priya):
    alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "Ana Costa"})
    assert Contact.objects.get(name="Ana Costa").source == "acquaintance"
    assert Acquaintance.objects.count() == 1


def test_of_two_with_one_name_one_is_chosen(alice, priya, tom):
    other = contact_of(alice, "Tom Okafor", "Quarry", "Baker")
    answer = alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "Tom Okafor"})
    assert answer.status_code == 422
    assert "Tom Okafor, Baker, Quarry" in html(answer)
    alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "Tom Okafor", "which": other.pk})
    assert other.pk in Acquaintance.objects.values_list("a", "b")[0]


def test_nobody_knows_themselves(alice, priya):
    answer = alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "Priya Raman"})
    assert answer.status_code == 422
    assert not Acquaintance.objects.exists()


def test_how_they_know_each_other_is_changed_and_removed(alice, priya, tom):
    alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": "Tom Okafor"})
    row = Acquaintance.objects.get()
    alice.post(f"/acquaintances/{row.pk}/", {"how": "Cousins"})
    assert "Cousins" in html(alice.get(f"/people/{tom.pk}/acquaintances/"))
    alice.post(f"/acquaintances/{row.pk}/removal/")
    assert not Acquaintance.objects.exists()


def test_an_introduction_is_a_fact_from_either_side(alice, priya, tom):
    offer(priya, tom, at=NOW)
    assert "Priya offered to introduce you." in html(alice.get(f"/people/{priya.pk}/acquaintances/"))
    assert "Priya led you to Tom." in html(alice.get(f"/people/{tom.pk}/acquaintances/"))


def test_the_page_takes_the_same_queries_however_many_were_there(alice, priya, queries):
    place = organization_named(alice.notebook, "Nordlicht", at=NOW)

    def grow(number):
        other = contact_of(alice, f"Ana {number}")
        add_role(other, organization=place, title="Analyst", began="2019", ended="2021", current=False, at=NOW)
        known = contact_of(alice, f"Bo {number}")
        alice.post(f"/people/{priya.pk}/acquaintances/new/", {"name": known.name})

    add_role(priya, organization=place, title="Analyst", began="2020", ended="2022", current=False, at=NOW)
    grow(0)
    alice.get(f"/people/{priya.pk}/acquaintances/")
    one = queries(alice, f"/people/{priya.pk}/acquaintances/")
    for number in range(1, 20):
        grow(number)
    alice.get(f"/people/{priya.pk}/acquaintances/")
    assert queries(alice, f"/people/{priya.pk}/acquaintances/") == one


def test_a_crowd_is_no_reason_to_guess(alice, priya):
    place = organization_named(alice.notebook, "Metropolis", at=NOW)
    for number in range(120):
        add_role(contact_of(alice, f"Ana {number}"), organization=place, title="Clerk", at=NOW)
    add_role(priya, organization=place, title="Clerk", at=NOW)
    assert "Metropolis" not in html(alice.get(f"/people/{priya.pk}/acquaintances/"))
