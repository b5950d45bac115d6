"""The doors of people: the list, a contact's facts, introductions, organizations."""

import re

import pytest
from django.urls import reverse

from askaround.history.models import Batch, Entry
from askaround.people.introducing import offer
from askaround.people.models import Contact, Introduction, Organization, Promise, ResearchNote, Role, Tagging
from askaround.people.promising import promise
from conftest import NOW, contact_of


def html(answer):
    return answer.content.decode()


def edited(contact, **typed):
    """What the edit form sends: what it was opened with, and what was typed."""
    opened = {"name": contact.name, "email": contact.email, "version": contact.version}
    facts = ("name", "email", "phone", "profile_url", "town", "country", "zone", "how_we_met", "about")
    opened |= {name: getattr(contact, name) for name in facts}
    return opened | {f"initial-{name}": getattr(contact, name) for name in facts} | typed


def test_an_empty_list_teaches_where_people_come_from(alice):
    said = html(alice.get("/people/"))
    assert "Former bosses" in said
    assert reverse("import") in said


def test_the_list_shows_role_organization_and_tie(alice, priya):
    said = html(alice.get("/people/"))
    assert "Priya Raman" in said
    assert "Data platform manager, Northwind" in said
    assert "1 person." in said


@pytest.mark.parametrize("typed", ["pri", "ram", "north"])
def test_typing_finds_by_given_name_family_name_and_organization(alice, priya, lena, typed):
    said = html(alice.get(f"/people/?q={typed}"))
    assert "Priya Raman" in said
    assert "Lena Fischer" not in said


def test_htmx_gets_the_rows_alone(alice, priya):
    said = html(alice.get("/people/?q=p", **{"HX-Request": "true"}))
    assert "Priya Raman" in said
    assert "<html" not in said


def test_the_list_is_narrowed_by_tie_tag_organization_and_state(alice, priya, lena):
    alice.post(f"/people/{priya.pk}/tags/", {"tag": "Berlin"})
    northwind = Organization.objects.get(key="northwind")
    for query in ("tie=alumni", "tag=berlin", f"organization={northwind.pk}"):
        said = html(alice.get(f"/people/?{query}"))
        assert "Priya Raman" in said, query
        assert "Lena Fischer" not in said, query
    lena.close_door(at=NOW, why="asked so")
    assert "Lena Fischer" in html(alice.get("/people/?show=closed"))


@pytest.mark.parametrize("sort", ["name", "last", "added"])
def test_every_page_together_shows_everybody_once(alice, sort):
    for number in range(120):
        contact_of(alice, f"Person {number:03}", last_contact_at=NOW if number % 2 else None)
    seen, query = [], f"?sort={sort}"
    while query:
        answer = alice.get(f"/people/{query}")
        seen += [contact.pk for contact in answer.context["shown"]] if answer.context else _rows(html(answer))
        query = _next(html(answer))
    assert len(seen) == 120
    assert len(set(seen)) == 120


def _rows(said):
    return [part.split('"')[0] for part in said.split('name="who" value="')[1:]]


def _next(said):
    links = [
        part.split('"')[0].replace("&amp;", "&") for part in said.split('href="')[1:] if 'rel="next"' in part[:300]
    ]
    return links[0] if links else ""


def test_the_list_takes_the_same_queries_for_one_and_for_twenty(alice, queries):
    contact_of(alice, "Ana One", "Acme 1", "Analyst", "friend")
    one = queries(alice, "/people/")
    for number in range(20):
        contact_of(alice, f"Ana {number}", f"Acme {number}", "Analyst", "friend")
    assert queries(alice, "/people/") == one


def test_a_page_of_fifty_stays_small(alice):
    for number in range(60):
        contact_of(
            alice, f"Somebody Withaname{number}", f"Some Organization {number}", "Senior data engineer", "alumni"
        )
    assert len(alice.get("/people/").content) < 60_000


def test_bulk_tagging_is_one_batch_and_taken_back_whole(alice, priya, tom, lena):
    alice.post("/people/bulk/tagging/", {"who": [priya.pk, tom.pk], "bulk-tag": "meetup"})
    assert Tagging.objects.count() == 2
    alice.post(reverse("batch-undo", args=[Batch.objects.get(verb="tagged").pk]))
    assert not Tagging.objects.exists()


@pytest.mark.parametrize(("door", "field"), [("archive", "archived_at"), ("trash", "trashed_at")])
def test_bulk_putting_away_is_taken_back(alice, priya, tom, door, field):
    alice.post(f"/people/bulk/{door}/", {"who": [priya.pk, tom.pk]})
    assert Contact.objects.filter(**{f"{field}__isnull": False}).count() == 2
    alice.post(reverse("batch-undo", args=[Batch.objects.get().pk]))
    assert not Contact.objects.filter(**{f"{field}__isnull": False}).exists()


def test_bob_cannot_put_alices_people_away(bob, priya):
    bob.post("/people/bulk/trash/", {"who": [priya.pk]})
    priya.refresh_from_db()
    assert priya.trashed_at is None


def test_somebody_new_needs_a_name_alone(alice):
    assert alice.post("/people/new/", {"name": "Noor Haddad"}).status_code == 302
    assert Contact.objects.get().sort_key == "haddad noor"


def test_a_refused_form_keeps_what_was_typed(alice):
    answer = alice.post("/people/new/", {"name": "", "title": "Archivist"})
    assert answer.status_code == 422
    assert "Archivist" in html(answer)


def test_only_what_was_typed_anew_is_written(alice, priya):
    Contact.objects.filter(pk=priya.pk).update(town="Bonn")
    assert alice.post(f"/people/{priya.pk}/edit/", edited(priya, phone="0151")).status_code == 302
    priya.refresh_from_db()
    assert (priya.town, priya.phone, priya.version) == ("Bonn", "0151", 2)


def test_what_another_tab_changed_is_shown_and_not_overwritten(alice, priya):
    opened = edited(priya, town="Berlin")
    alice.post(f"/people/{priya.pk}/edit/", edited(priya, town="Bonn"))
    answer = alice.post(f"/people/{priya.pk}/edit/", opened)
    assert answer.status_code == 409
    assert "Bonn" in html(answer)
    assert "Berlin" in html(answer)
    priya.refresh_from_db()
    assert priya.town == "Bonn"
    assert 'name="initial-town" value="Bonn"' in html(answer)


def test_changing_the_name_changes_where_it_is_sorted(alice, priya):
    alice.post(f"/people/{priya.pk}/edit/", edited(priya, name="Priya Álvarez"))
    priya.refresh_from_db()
    assert (priya.family, priya.sort_key) == ("Álvarez", "alvarez priya")


def test_thrown_away_and_taken_back(alice, priya):
    alice.post(f"/people/{priya.pk}/trash/")
    assert "Priya Raman" not in html(alice.get("/people/")).replace("Priya Raman is in the trash", "")
    alice.post(f"/people/{priya.pk}/restoral/")
    assert "Priya Raman" in html(alice.get("/people/"))


def test_left_alone_with_the_reason_and_undone(alice, priya):
    alice.post(f"/people/{priya.pk}/do-not-contact/", {"why": "She asked for it"})
    priya.refresh_from_db()
    assert priya.do_not_contact_at == NOW
    assert priya.do_not_contact_why == "She asked for it"
    alice.post(reverse("undo", args=[Entry.objects.latest("number").number]))
    priya.refresh_from_db()
    assert priya.do_not_contact_at is None


def test_a_role_is_added_corrected_removed_and_returns(alice, priya):
    alice.post(f"/people/{priya.pk}/roles/new/", {"title": "Intern", "organization": "Acme", "ended": "2019"})
    role = Role.objects.get(title="Intern")
    assert not role.current
    answer = alice.post(f"/roles/{role.pk}/", {"title": "Intern", "organization": "Acme", "began": "soon"})
    assert answer.status_code == 422
    alice.post(f"/roles/{role.pk}/", {"title": "Data intern", "organization": "Acme", "began": "2018"})
    role.refresh_from_db()
    assert (role.title, role.likely_function) == ("Data intern", "data")
    alice.post(f"/roles/{role.pk}/removal/")
    alice.post(reverse("undo", args=[Entry.objects.latest("number").number]))
    assert Role.objects.filter(pk=role.pk).exists()


def test_what_was_found_keeps_source_and_date(alice, priya):
    found = {"fact": "Spoke at PyData", "kind": "talk", "source": "pydata.example", "found_on": "2026-11-20"}
    alice.post(f"/people/{priya.pk}/research/new/", found)
    note = ResearchNote.objects.get()
    alice.post(f"/research/{note.pk}/", found | {"fact": "Gave the keynote"})
    note.refresh_from_db()
    assert (note.fact, note.source) == ("Gave the keynote", "pydata.example")


def test_a_promise_is_kept_once(alice, priya):
    made = promise(priya, what="Send the article", at=NOW)
    alice.post(f"/promises/{made.pk}/keeping/")
    alice.post(f"/promises/{made.pk}/keeping/")
    assert Promise.objects.get().kept_at == NOW
    assert Entry.objects.filter(subject="people.promise").count() == 2


def test_a_touch_is_in_the_past(alice, priya):
    typed = {"direction": "met", "channel": "in person", "at": "2026-11-23T18:00"}
    assert alice.post(f"/people/{priya.pk}/touches/new/", typed | {"at": "2030-01-01T10:00"}).status_code == 422
    alice.post(f"/people/{priya.pk}/touches/new/", typed)
    priya.refresh_from_db()
    assert priya.met == 1
    assert priya.last_contact_at.day == 23


def test_an_introduction_goes_stage_by_stage(alice, priya):
    typed = {"name": "Dana Wu", "title": "Hiring manager", "organization": "Acme", "may_use_name": "yes"}
    answer = alice.post(f"/people/{priya.pk}/introductions/new/", typed)
    found = Introduction.objects.get()
    assert answer["Location"] == f"/introductions/{found.pk}/"
    assert "Priya offered to introduce you to Dana Wu." in html(alice.get(f"/introductions/{found.pk}/"))
    for stage in ("asked", "made", "met", "thanked", "reported"):
        alice.post(f"/introductions/{found.pk}/{stage}/")
    assert "Priya knows how it went with Dana Wu." in html(alice.get(f"/introductions/{found.pk}/"))
    assert alice.post(f"/introductions/{found.pk}/charmed/").status_code == 404


def test_nobody_introduces_themselves(alice, priya):
    answer = alice.post(f"/people/{priya.pk}/introductions/new/", {"name": "Priya Raman"})
    assert answer.status_code == 422
    assert not Introduction.objects.exists()


def test_an_organization_shows_who_is_there_and_who_was(alice, priya, tom):
    Role.objects.filter(contact=tom).update(current=False)
    northwind = Organization.objects.get(key="northwind")
    said = html(alice.get(f"/organizations/{northwind.pk}/"))
    assert "Priya Raman is at Northwind." in said
    assert "There before" in said
    alice.post(f"/organizations/{northwind.pk}/edit/", {"name": "Northwind Inc.", "industry": "Logistics"})
    assert "Logistics" in html(alice.get("/organizations/"))


def test_two_organizations_never_share_a_name(alice, priya, lena):
    northwind = Organization.objects.get(key="northwind")
    Organization.objects.filter(name="Acme GmbH").update(key="acme")
    answer = alice.post(f"/organizations/{northwind.pk}/edit/", {"name": "ACME Ltd"})
    assert answer.status_code == 422


@pytest.mark.parametrize("page", ["/organizations/", "/organizations/{}/"])
def test_organization_pages_take_the_same_queries_however_many_are_there(alice, priya, queries, page):
    url = page.format(Organization.objects.get().pk)
    one = queries(alice, url)
    for number in range(20):
        contact_of(alice, f"Ana {number}", "Northwind", "Analyst", "friend")
        contact_of(alice, f"Ben {number}", f"Acme {number}", "Analyst", "friend")
    assert queries(alice, url) == one


DOORS = ["edit", "do-not-contact", "roles/new", "research/new", "promises/new", "touches/new", "introductions/new"]


@pytest.mark.parametrize("door", DOORS)
def test_alices_contact_is_not_there_for_bob(alice, bob, priya, door):
    assert alice.get(f"/people/{priya.pk}/{door}/").status_code == 200
    for answer in (bob.get(f"/people/{priya.pk}/{door}/"), bob.post(f"/people/{priya.pk}/{door}/", {"name": "x"})):
        assert answer.status_code == 404


def test_alices_history_is_not_bobs_to_undo(alice, bob, priya, lena):
    offer(priya, lena, at=NOW)
    last = Entry.objects.latest("number")
    assert bob.post(f"/history/{last.number}/undo/").status_code == 404


def test_undo_says_when_it_was_changed_again(alice, priya):
    alice.post(f"/people/{priya.pk}/edit/", edited(priya, town="Bonn"))
    first = Entry.objects.latest("number")
    Contact.objects.filter(pk=priya.pk).update(town="Berlin")
    alice.post(f"/history/{first.number}/undo/")
    assert "changed again since" in html(alice.get("/people/"))


@pytest.mark.parametrize("typed", ["PRI", "ramá", "raman", "north", "priya raman", "Raman P"])
def test_typing_finds_whatever_the_case_and_the_accent_of_the_family_name(alice, priya, lena, typed):
    said = html(alice.get(f"/people/?q={typed}"))
    assert "Priya Raman" in said
    assert "Lena Fischer" not in said


def test_somebody_found_three_ways_stands_once_and_counts_once(alice):
    contact_of(alice, "North North", "Northwind", "Analyst")
    said = html(alice.get("/people/?q=north"))
    assert said.count('name="who"') == 1
    assert "1 person whose name" in said


def test_a_tie_removed_comes_back_by_the_button_beside_the_sentence(alice, priya):
    tie = priya.ties.get()
    alice.post(f"/ties/{tie.pk}/removal/")
    assert not priya.ties.exists()
    alice.post(re.search(r'action="(/history/\d+/undo/)"', alice.get("/people/").text)[1])
    assert priya.ties.get() == tie


def test_a_touch_noted_by_mistake_goes_by_the_button_beside_the_sentence(alice, priya):
    alice.post(f"/people/{priya.pk}/touches/new/", {"at": "2026-11-23T10:00", "direction": "met"})
    assert priya.touches.get().direction == "met"
    alice.post(re.search(r'action="(/history/\d+/undo/)"', alice.get("/people/").text)[1])
    priya.refresh_from_db()
    assert (priya.met, priya.last_contact_at) == (0, None)
