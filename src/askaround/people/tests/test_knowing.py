"""Levels corrected in one tap, what to find out, shared ground kept, people written down fast."""

import pytest

from askaround.people.adding import add_research
from askaround.people.capturing import line_of
from askaround.people.checklist import NOTHING, checklist
from askaround.people.models import Contact, ResearchNote, Role, Tie
from askaround.purpose.profile import add_evidence
from conftest import NOW, contact_of


def html(answer):
    return answer.content.decode()


@pytest.fixture
def role(priya):
    role = Role.objects.get(contact=priya)
    role.likely_level, role.likely_function = "manager", "data"
    role.save(update_fields=["likely_level", "likely_function"])
    return role


def test_a_level_is_shown_as_a_guess_and_said_in_one_tap(alice, priya, role):
    assert "probably manager" in html(alice.get(f"/people/{priya.pk}/"))
    answer = alice.post(f"/roles/{role.pk}/level/", {"level": "director"}, **{"HX-Request": "true"})
    assert "director" in html(answer)
    assert "probably" not in html(answer)
    assert "<html" not in html(answer)
    role.refresh_from_db()
    assert (role.level, role.likely_level) == ("director", "director")


def test_without_scripts_the_choice_is_a_page_and_comes_back_to_the_contact(alice, priya, role):
    assert "The title reads like manager" in html(alice.get(f"/roles/{role.pk}/level/"))
    assert alice.post(f"/roles/{role.pk}/level/", {"function": "engineering"}).url == f"/people/{priya.pk}/"
    role.refresh_from_db()
    assert role.likely_function == "engineering"
    assert alice.post(f"/roles/{role.pk}/level/", {"level": "king"}).status_code == 422


def test_the_checklist_says_what_is_found_missing_and_sought_in_vain():
    lines = {line.kind: line for line in checklist([("talk", "Spoke in June"), ("news", NOTHING)], before=2)}
    assert (lines["talk"].found, lines["position"].found, lines["education"].found) == (1, 2, 0)
    assert lines["news"].in_vain
    assert not lines["education"].in_vain


def test_nothing_found_is_noted_once_and_not_shown_as_a_finding(alice, priya):
    assert "Nothing found" in html(alice.get(f"/people/{priya.pk}/"))
    alice.post(f"/people/{priya.pk}/research/nothing/", {"kind": "talk"})
    said = html(alice.get(f"/people/{priya.pk}/"))
    assert "looked, found nothing" in said
    alice.post(f"/people/{priya.pk}/research/nothing/", {"kind": "no such kind"})
    assert ResearchNote.objects.get().fact == NOTHING


def test_a_line_of_the_checklist_opens_the_form_with_its_kind(alice, priya):
    assert '<option value="talk" selected>' in html(alice.get(f"/people/{priya.pk}/research/new/?kind=talk"))


def test_shared_ground_is_shown_with_its_sources_and_kept_in_one_tap(alice, priya):
    add_evidence(alice.notebook, kind="position", text="Analyst, Northwind", began="2019", ended="2021", at=NOW)
    said = html(alice.get(f"/people/{priya.pk}/"))
    assert "You both were at Northwind." in said
    assert "your position “Analyst, Northwind”" in said
    alice.post(f"/people/{priya.pk}/shared-ground/", {"fact": "You both were at Northwind."})
    assert ResearchNote.objects.get().kind == "shared ground"
    alice.post(f"/people/{priya.pk}/shared-ground/", {"fact": "You both are kings."})
    assert ResearchNote.objects.count() == 1


def test_a_research_link_that_is_a_script_is_no_link(alice, priya):
    add_research(priya, fact="x", kind="talk", source="javascript:alert(1)", found_on=NOW.date(), at=NOW)
    assert 'href="javascript' not in html(alice.get(f"/people/{priya.pk}/"))


def test_every_way_to_reach_somebody_is_shown_and_only_safe_ones_are_links(alice, priya):
    priya.ways = [
        {"kind": "phone", "label": "home", "value": "+49 30 123456"},
        {"kind": "link", "label": "", "value": "javascript:alert(1)"},
        {"kind": "email", "label": "work", "value": 'x@y.example"onclick='},
    ]
    priya.save(update_fields=["ways"])
    said = html(alice.get(f"/people/{priya.pk}/"))
    assert 'href="tel:+4930123456"' in said
    assert "javascript:alert(1)</dd>" in said
    assert 'href="javascript' not in said
    assert "mailto:x@y" not in said


def test_pasted_text_fills_the_form_and_keeps_nothing(alice):
    text = "Mara Lindqvist, Data engineer at Northwind\nmara@northwind.example"
    said = html(alice.post("/people/pasted/", {"pasted": text, "tie": "alumni"}, **{"HX-Request": "true"}))
    for value in ("Mara Lindqvist", "Data engineer", "Northwind", "mara@northwind.example"):
        assert f'value="{value}"' in said
    assert '<option value="alumni" selected>' in said
    assert not Contact.objects.exists()


def test_without_scripts_the_pasted_text_comes_back_in_a_whole_page(alice):
    said = html(alice.post("/people/pasted/", {"pasted": "Mara Lindqvist, Data engineer at Northwind"}))
    assert "<html" in said
    assert 'value="Mara Lindqvist"' in said


def test_a_round_writes_down_name_after_name(alice):
    for line in ("Mara Lindqvist, Data engineer, Northwind", "Otis", "Ines Duarte"):
        assert alice.post("/people/round/", {"tie": "former boss", "name": line}).status_code == 302
    assert Tie.objects.filter(kind="former boss").count() == 3
    role = Role.objects.get()
    assert (role.title, role.organization.name) == ("Data engineer", "Northwind")
    said = html(alice.get("/people/round/?tie=former boss"))
    assert "3 people" in said
    assert "Mara Lindqvist" in said


def test_a_round_offers_who_is_here_before_it_writes_a_second(alice, priya):
    answer = alice.post("/people/round/", {"tie": "friend", "name": "Priya Raman"})
    assert answer.status_code == 409
    assert f"/people/{priya.pk}/" in html(answer)
    alice.post("/people/round/", {"tie": "friend", "name": "Priya Raman", "sure": "1"})
    assert Contact.objects.filter(name="Priya Raman").count() == 2


def test_a_round_of_twelve_takes_the_same_queries_as_one_of_one(alice, queries):
    contact_of(alice, "Ana One", tie="friend")
    one = queries(alice, "/people/round/?tie=friend")
    for number in range(12):
        contact_of(alice, f"Ana {number}", tie="friend")
    assert queries(alice, "/people/round/?tie=friend") == one


@pytest.mark.parametrize("line", ["otis", "O", "王小明", "a, b, c, d", ",", "mara@x.example"])
def test_any_line_of_a_round_has_a_name_or_is_refused(line):
    assert isinstance(line_of(line)["name"], str)
