"""The dream list: one line each, ranked, with whom you know there."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from askaround.history.models import Batch, Entry
from askaround.people.adding import add_tie, industry_named
from askaround.people.introducing import offer
from askaround.people.models import Organization, Role
from askaround.targets.aiming import add_target, move
from askaround.targets.known import known_at
from askaround.targets.models import Target
from conftest import NOW, contact_of


@pytest.fixture
def northwind(campaign, priya, tom):
    return add_target(campaign, "organization", "Northwind", at=NOW)


def html(answer):
    return answer.content.decode()


def test_before_the_first_steps_there_is_nothing_to_aim_at(alice):
    assert alice.get("/targets/")["Location"] == "/first-steps/"


def test_one_line_adds_a_target_and_twice_is_once(alice, campaign):
    for _ in range(2):
        alice.post("/targets/new/", {"kind": "occupation", "name": "Data engineer"})
    assert Target.objects.get().name == "Data engineer"
    assert "Data engineer" in html(alice.get("/targets/"))


def test_an_empty_line_is_refused_where_it_was_typed(alice, campaign):
    answer = alice.post("/targets/new/", {"kind": "industry", "name": " "})
    assert answer.status_code == 422
    assert "Write a name first." in html(answer)


def test_moving_up_is_one_batch_and_taken_back(alice, campaign):
    names = ["Acme", "Northwind", "Contoso"]
    rows = [add_target(campaign, "organization", name, at=NOW) for name in names]
    alice.post(f"/targets/{rows[2].pk}/rank/", {"place": 1})
    assert [row.name for row in Target.objects.all()] == ["Contoso", "Acme", "Northwind"]
    alice.post(reverse("batch-undo", args=[Batch.objects.get().pk]))
    assert [row.name for row in Target.objects.all()] == names


def test_moving_where_it_is_writes_nothing(campaign, northwind):
    assert move(northwind, 1, at=NOW) is None
    assert move(northwind, 99, at=NOW) is None


def test_strong_and_weak_ties_stand_apart(alice, northwind, priya, tom):
    add_tie(priya, "friend", at=NOW)
    known = known_at(northwind, now=NOW)
    assert [one.contact for one in known.strong] == [priya]
    assert [one.contact for one in known.weak] == [tom]
    said = html(alice.get(f"/targets/{northwind.pk}/"))
    assert "You know 2 people at Northwind." in said
    assert said.index("Strong ties") < said.index("Weak ties")


def test_who_was_there_before_and_who_is_gone(northwind, priya, tom):
    Role.objects.filter(contact=priya).update(current=False)
    tom.trashed_at = NOW
    tom.save(update_fields=["trashed_at"])
    known = known_at(northwind, now=NOW)
    assert [one.contact for one in known.formerly] == [priya]
    assert known.count == 0


def test_one_introduction_away(alice, northwind, lena, tom):
    offer(lena, tom, at=NOW)
    known = known_at(northwind, now=NOW)
    assert [(away.contact, away.by) for away in known.one_away] == [(tom, lena)]


def test_a_job_is_matched_by_all_words_of_the_title(campaign, priya, tom, lena):
    target = add_target(campaign, "occupation", "data engineer", at=NOW)
    known = known_at(target, now=NOW)
    assert [one.contact for one in known.weak] == [tom]


def test_an_industry_is_where_its_organizations_are(alice, campaign, lena):
    industry = industry_named(alice.notebook, "Logistics", at=NOW)
    Organization.objects.filter(roles__contact=lena).update(industry=industry)
    target = add_target(campaign, "industry", "logistics", at=NOW)
    assert [one.contact for one in known_at(target, now=NOW).strangers] == [lena]


def test_why_is_kept_and_a_target_removed_returns(alice, northwind):
    alice.post(f"/targets/{northwind.pk}/edit/", {"why": "Their open data"})
    assert "Their open data" in html(alice.get(f"/targets/{northwind.pk}/"))
    alice.post(f"/targets/{northwind.pk}/removal/")
    assert not Target.objects.exists()
    alice.post(reverse("undo", args=[Entry.objects.latest("number").number]))
    assert Target.objects.get().why == "Their open data"


def test_the_database_refuses_a_target_that_is_not_what_its_kind_says(campaign):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(notebook=campaign.notebook, campaign=campaign, kind="industry", created_at=NOW)


def test_the_list_and_a_target_take_the_same_queries_however_many(alice, campaign, northwind, queries):
    pages = ["/targets/", f"/targets/{northwind.pk}/"]
    before = [queries(alice, page) for page in pages]
    for number in range(20):
        contact_of(alice, f"Ana {number}", "Northwind", "Analyst", "friend")
        add_target(campaign, "organization", f"Acme {number}", at=NOW)
    assert [queries(alice, page) for page in pages] == before


@pytest.mark.parametrize("door", ["", "edit/", "rank/", "removal/"])
def test_alices_target_is_not_there_for_bob(bob, northwind, door):
    assert bob.post(f"/targets/{northwind.pk}/{door}").status_code in (404, 405)
    assert bob.get(f"/targets/{northwind.pk}/{door}").status_code in (404, 405)
    assert Target.objects.exists()
