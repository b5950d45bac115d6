"""How a target fits, in a sentence; and its list put in order as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Batch
from askaround.history.undoing import undo_batch
from askaround.people.adding import add_role, add_tie, industry_named
from askaround.people.models import Organization, Role
from askaround.people.organizing import add_research
from askaround.targets import known
from askaround.targets.aiming import add_target, order
from askaround.targets.known import KnownAt, known_at
from askaround.targets.models import Target
from askaround.targets.serving import fit, touches
from conftest import NOW, contact_of

AIMS = ["What fills an ordinary week", "How people moved from analysis into engineering"]


@pytest.fixture
def northwind(campaign, priya, tom):
    return add_target(campaign, "organization", "Northwind", at=NOW)


def said(target, **more):
    facts = {"occupation": "Data engineer", "aims": AIMS, "others": Target.objects.all()}
    return fit(target, known_at(target, now=NOW), **(facts | more))


def test_an_organization_serves_its_industry_and_who_does_the_job_there(campaign, northwind, tom):
    assert said(northwind) == "Tom there does the job that you look into."
    energy = industry_named(campaign.notebook, "Energy", at=NOW)
    add_target(campaign, "industry", "Logistics", at=NOW)
    add_target(campaign, "industry", "Energy", at=NOW)
    Organization.objects.filter(pk=northwind.organization_id).update(industry=energy)
    found = Target.objects.get(pk=northwind.pk)
    assert said(found).startswith("It is in Energy, number 2 of your industries.")
    industry = Target.objects.get(industry=energy)
    assert said(industry).startswith("Northwind on your list is in it.")


def test_a_job_is_the_one_looked_into_or_near_it(campaign):
    same = add_target(campaign, "occupation", "Data Engineer", at=NOW)
    near = add_target(campaign, "occupation", "Analytics engineer", at=NOW)
    assert said(same) == "It is the job that you look into."
    assert said(near) == "It is near the job that you look into, data engineer."


def test_what_was_found_out_or_why_it_was_chosen_touches_an_aim(campaign, northwind):
    note = add_research(
        northwind.organization, fact="Its analysts moved into engineering", kind="news", source="", found_on=NOW.date(),
        at=NOW,
    )  # fmt: skip
    assert said(northwind, found=[note], occupation="").startswith(
        "What you found out touches on an aim of yours: “How"
    )
    northwind.why = "I read about an ordinary week there"
    assert said(northwind, occupation="") == (
        "Why you chose it touches on an aim of yours: “What fills an ordinary week”."
    )


def test_where_nothing_is_known_it_says_so(campaign):
    target = add_target(campaign, "organization", "Contoso", at=NOW)
    assert said(target).startswith("Nothing says yet how it fits.")
    assert fit(target, KnownAt(), occupation="", aims=[], others=[]).startswith("Nothing says yet")


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_written_an_aim_is_named_or_none(aims, texts):
    assert touches(aims, texts) in {"", *aims}


def test_whoever_did_the_job_before_is_there_before(campaign, priya):
    target = add_target(campaign, "occupation", "Statistician", at=NOW)
    add_role(priya, organization=None, title="Statistician", at=NOW, ended="2020", current=False)
    assert [one.contact for one in known_at(target, now=NOW).formerly] == [priya]


def test_the_many_of_a_job_leave_room_for_the_few_of_an_organization(alice, campaign, northwind, priya, monkeypatch):
    add_tie(priya, "friend", at=NOW)
    Role.objects.filter(contact=priya).update(title="Buyer")
    job = add_target(campaign, "occupation", "Data engineer", at=NOW)
    for number in range(6):
        contact_of(alice, f"Ana {number}", "Contoso", "Data engineer", "friend", last_contact_at=NOW)
    monkeypatch.setattr(known, "MOST", 3)
    found = known.known_at_each([northwind, job], now=NOW)
    assert [one.contact for one in found[northwind.pk].strong] == [priya]


def test_the_whole_order_is_one_batch_and_taken_back(alice, campaign):
    names = ["Acme", "Contoso", "Northwind"]
    rows = [add_target(campaign, "organization", name, at=NOW) for name in names]
    wanted = [rows[2].pk, rows[0].pk, rows[1].pk]
    answer = alice.post("/targets/order/", {"kind": "organization", "target": [str(key) for key in wanted]})
    assert answer["Location"] == "/targets/#organization"
    assert [row.pk for row in Target.objects.all()] == wanted
    undo_batch(Batch.objects.get(), at=NOW)
    assert [row.name for row in Target.objects.all()] == names


def test_who_is_not_named_keeps_the_place_behind_and_strangers_count_for_nothing(alice, bob, campaign):
    rows = [add_target(campaign, "organization", name, at=NOW) for name in ("Acme", "Contoso", "Northwind")]
    assert order(campaign, "organization", [rows[1].pk], at=NOW)
    assert [row.name for row in Target.objects.all()] == ["Contoso", "Acme", "Northwind"]
    assert order(campaign, "organization", [campaign.pk], at=NOW) is None
    assert bob.post("/targets/order/", {"kind": "organization", "target": str(rows[2].pk)}).status_code == 404
    assert alice.post("/targets/order/", {"kind": "dream"})["Location"] == "/targets/"
    assert Batch.objects.count() == 1
