"""Ways to a person or place: through whom, why, what to do next; never through a closed door."""

import re

import pytest

from askaround.people.acquainting import acquaint, deny
from askaround.people.adding import add_role, organization_named
from askaround.people.introducing import offer
from askaround.people.models import Acquaintance, Introduction, Organization
from askaround.targets.aiming import add_target
from conftest import NOW, contact_of


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def tom(alice):
    """A former colleague: a strong tie."""
    return contact_of(alice, "Tom Okafor", "Northwind", "Senior data engineer", "co-worker")


@pytest.fixture
def lena(alice):
    """Somebody heard of, never in touch."""
    return contact_of(alice, "Lena Fischer", "Wattmann", "Head of analytics", "stranger")


def ways(seat, to):
    return html(seat.get(f"/network/paths/?to={to.pk}"))


def test_who_offered_an_introduction_is_the_way_and_every_step_has_its_reason(alice, tom, lena):
    introduction = offer(tom, lena, at=NOW)
    said = ways(alice, Organization.objects.get(key="wattmann"))
    assert "Tom Okafor could open the door to Wattmann." in said
    assert "Co-worker; no contact is noted yet." in said
    assert "Tom offered to introduce you to Lena." in said
    assert "Lena is there: Head of analytics." in said
    assert f'href="/introductions/{introduction.pk}/"' in said
    assert "Ask Tom for the introduction" in said


def test_who_knows_somebody_is_asked_to_introduce(alice, tom, lena):
    acquaint(tom, lena, at=NOW, how="same choir")
    said = ways(alice, lena)
    assert "Tom knows Lena: same choir." in said
    assert "Ask Tom to introduce you to Lena" in said
    alice.post(f"/people/{tom.pk}/introductions/", {"contact": lena.pk})
    assert Introduction.objects.get().to == lena


def test_a_target_is_reached_by_organization_industry_or_occupation(alice, campaign, tom, lena):
    acquaint(tom, lena, at=NOW)
    for kind, name in (("organization", "Wattmann"), ("occupation", "Head of analytics")):
        assert "Tom Okafor could open the door" in ways(alice, add_target(campaign, kind, name, at=NOW))
    target = add_target(campaign, "industry", "Energy", at=NOW)
    assert "Nobody yet who could open the door to Energy." in ways(alice, target)
    Organization.objects.filter(key="wattmann").update(industry=target.industry)
    assert "Tom Okafor could open the door" in ways(alice, target)


def test_an_overlap_is_a_guess_until_it_is_confirmed_with_one_tap(alice, tom, lena):
    for who, began, ended in ((tom, "2017", "2020"), (lena, "2019", "2021")):
        place = organization_named(alice.notebook, "Nordlicht", at=NOW)
        add_role(who, organization=place, title="", began=began, ended=ended, current=False, at=NOW)
    said = ways(alice, lena)
    assert "Both were at Nordlicht from 2019 to 2020; you know nobody else there: probably." in said
    assert "a guess" in said
    assert not Acquaintance.objects.exists()
    answer = alice.post(f"/people/{tom.pk}/guesses/confirmation/", {"contact": lena.pk, "to": lena.pk})
    assert answer.headers["Location"] == f"/network/paths/?to={lena.pk}"
    assert Acquaintance.objects.known().get().how == "Both were at Nordlicht from 2019 to 2020"
    assert "a guess" not in ways(alice, lena)


def test_a_guess_waved_away_is_not_made_again(alice, tom, lena):
    for who in (tom, lena):
        add_role(who, organization=organization_named(alice.notebook, "Nordlicht", at=NOW), title="", at=NOW)
    assert "Does Tom know Lena?" in ways(alice, lena)
    alice.post(f"/people/{lena.pk}/guesses/denial/", {"contact": tom.pk})
    assert "Nobody yet" in ways(alice, lena)
    assert "Perhaps" not in html(alice.get(f"/people/{tom.pk}/acquaintances/"))


def test_a_school_shared_in_the_same_years_is_a_guess_too(alice, tom, lena):
    for who, fact in ((tom, "BSc, Elbe University, 2014-2017"), (lena, "MSc at Elbe University, 2016 to 2018")):
        who.research_notes.create(notebook=alice.notebook, kind="education", fact=fact, found_on=NOW, created_at=NOW)
    assert "Both were at Elbe University from 2016 to 2017" in ways(alice, lena)


@pytest.mark.parametrize("gone", ["do_not_contact_at", "trashed_at", "archived_at"])
def test_no_way_leads_through_a_closed_door(alice, tom, lena, gone):
    offer(tom, lena, at=NOW)
    setattr(tom, gone, NOW)
    tom.save(update_fields=[gone])
    assert "Nobody yet who could open the door to Lena Fischer." in ways(alice, lena)


def test_to_whom_wants_to_be_left_alone_there_is_no_way(alice, tom, lena):
    offer(tom, lena, at=NOW)
    lena.close_door(at=NOW)
    said = ways(alice, lena)
    assert "Lena Fischer asked to be left alone." in said
    assert "Through" not in said
    assert "Nobody yet" in ways(alice, Organization.objects.get(key="wattmann"))


def test_nobody_has_to_introduce_whom_you_met(alice, tom, lena):
    offer(tom, lena, at=NOW)
    lena.touch(at=NOW, direction="met")
    said = ways(alice, lena)
    assert "Through" not in said
    assert "Write to Lena" in said


def test_nobody_yet_says_what_to_do(alice, lena):
    said = ways(alice, Organization.objects.get(key="wattmann"))
    assert "Nobody yet who could open the door to Wattmann." in said
    assert "Ask Lena" in said
    assert "Whom do you know at Wattmann?" in said


def test_the_search_finds_people_places_and_targets(alice, campaign, tom, lena):
    assert alice.get("/network/paths/?whom=lena").headers["Location"] == f"/network/paths/?to={lena.pk}"
    add_target(campaign, "organization", "Wattmann", at=NOW)
    assert html(alice.get("/network/paths/?whom=a")).count("<b>Wattmann</b>") == 1
    assert "Nobody and nothing is called “zzz” here." in html(alice.get("/network/paths/?whom=zzz"))
    assert "Whom do you want to reach?" in html(alice.get("/network/paths/"))


def test_bob_finds_no_way_to_alices_people(alice, bob, campaign, tom, lena):
    for row in (lena, Organization.objects.first(), add_target(campaign, "organization", "Wattmann", at=NOW)):
        assert alice.get(f"/network/paths/?to={row.pk}").status_code == 200
        assert bob.get(f"/network/paths/?to={row.pk}").status_code == 404
    assert bob.get("/network/paths/?to=x").status_code == 404
    assert "Lena" not in html(bob.get("/network/paths/?whom=lena"))
    assert bob.post(f"/people/{tom.pk}/guesses/confirmation/", {"contact": lena.pk}).status_code == 404


def test_ways_take_the_same_queries_however_many_there_are(alice, tom, lena, queries):
    def grow(number):
        other = contact_of(alice, f"Ana {number}", "Wattmann", "Analyst", "stranger")
        helper = contact_of(alice, f"Bo {number}", "Nordlicht", "Analyst", "friend")
        acquaint(helper, other, at=NOW)
        offer(helper, contact_of(alice, f"Cy {number}", "Wattmann"), at=NOW)
        deny(helper, lena, at=NOW)

    grow(0)
    address = f"/network/paths/?to={Organization.objects.get(key='wattmann').pk}"
    one = queries(alice, address)
    for number in range(1, 20):
        grow(number)
    assert queries(alice, address) == one
