"""Whom to ask first, and why: plain rules, then the pages."""

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from askaround.desk.dream_employer import Dream, dearest, too_early
from askaround.desk.whom_first import Candidate, promotion, ready, whom_first
from askaround.outreach.asking import start_ask
from askaround.people.acquainting import acquaint
from askaround.people.adding import add_research, add_role
from askaround.people.introducing import offer
from askaround.people.levels import ORDER
from askaround.people.models import Role
from askaround.people.naming import organization_key
from askaround.targets.aiming import add_target
from conftest import NOW, contact_of


def somebody(name, **facts):
    return Candidate(id=uuid4(), name=name, first=name.split(" ", maxsplit=1)[0], **facts)


def names(candidates):
    return [one.first for one in whom_first(candidates)]


DOES = {"work": "works in data", "level": "experienced"}


def test_more_signs_come_first_and_nobody_sees_a_number():
    every = somebody("Ana", **DOES, shared="studied where you did", promoted="was promoted there")
    some = somebody("Ben", **DOES)
    none = somebody("Cem", level="experienced")
    assert names([none, some, every]) == ["Ana", "Ben", "Cem"]
    assert every.sentence == (
        "Ana works in data, stands one level above where you would begin, was promoted there and studied where you did."
    )
    assert not any(letter.isdigit() for letter in every.sentence + some.sentence + none.sentence)


def test_among_equals_a_weak_tie_comes_before_a_strong_one_and_both_before_a_stranger():
    people = [somebody(name, **DOES, tie=tie, ways=("email",)) for name, tie in
              (("Stranger", "none"), ("Friend", "strong"), ("Acquaintance", "weak"))]  # fmt: skip
    assert names(people) == ["Acquaintance", "Friend", "Stranger"]


def test_who_can_be_reached_comes_before_who_cannot():
    assert names([somebody("Ana", **DOES), somebody("Ben", **DOES, ways=("profile",))]) == ["Ben", "Ana"]
    assert "look for a way first" in somebody("Ana", **DOES).sentence
    assert "is known to Tom, who could introduce you" in somebody("Ana", **DOES, acquaintance="Tom").sentence
    assert "can be reached through Tom" in somebody("Ana", **DOES, introducer="Tom").sentence


def test_recruiters_come_last_and_who_left_before_them():
    recruiter = somebody("Rita", **DOES, recruiter=True, shared="studied where you did", ways=("email",))
    left = somebody("Liv", work="works in data", current=False)
    assert names([recruiter, left, somebody("Ana")]) == ["Ana", "Liv", "Rita"]
    assert recruiter.sentence.startswith("Rita recruits there: ask about the hiring, not about the work")
    assert left.sentence.startswith("Liv was there before and may know who is now")


def test_whoever_is_held_stands_behind_and_is_not_ready():
    held = somebody("Ana", **DOES, shared="studied where you did", held="Wait until Friday.")
    over = somebody("Ben", **DOES, held="You talked on Monday.", over=True)
    free = somebody("Cem")
    assert names([over, held, free]) == ["Cem", "Ana", "Ben"]
    assert ready([over, held, free]) == [free]


@pytest.mark.parametrize(
    ("level", "aim", "boss", "peer"),
    [
        ("manager", "entry", True, False),
        ("director", "entry", True, False),
        ("lead", "entry", False, False),
        ("entry", "entry", False, True),
        ("executive", "entry", False, False),
        ("manager", "manager", False, True),
        ("director", "manager", True, False),
        ("executive", "director", True, False),
    ],
)
def test_the_boss_leads_that_work_and_a_peer_does_it_at_your_level(level, aim, boss, peer):
    one = somebody("Ana", work="works in data", level=level, aim_level=aim)
    assert (one.boss, one.peer) == (boss, peer)
    assert not somebody("Ana", level=level, aim_level=aim).boss


def test_a_boss_is_at_the_place_now_and_no_recruiter():
    facts = {"work": "works in data", "level": "manager"}
    assert somebody("Ana", **facts).boss
    assert not somebody("Ana", **facts, current=False).boss
    assert not somebody("Ana", **facts, recruiter=True).boss
    assert not somebody("Ana", **facts, at_target=False).boss


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ([("Analyst", "experienced", "2018"), ("Lead", "lead", "2021")], "was promoted there, from Analyst to Lead"),
        ([("Team lead", "lead", "2018"), ("Analyst", "experienced", "2021")], ""),
        ([("Analyst", "experienced", ""), ("Team lead", "lead", "2021")], ""),
        ([("Team lead", "lead", "2021")], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_two_roles_at_one_place_later_one_higher_is_a_promotion(roles, said):
    assert promotion(roles) == said
    assert promotion(reversed(roles)) == said


candidates = st.builds(
    Candidate, id=st.uuids(), name=st.sampled_from(["Ana Ruiz", "Ben Ode", "Cem Kaya"]), first=st.just("Ana"),
    work=st.sampled_from(["", "works in data"]), level=st.sampled_from(["", *ORDER]), shared=st.sampled_from(["", "x"]),
    promoted=st.sampled_from(["", "y"]), tie=st.sampled_from(["weak", "strong", "none"]), current=st.booleans(),
    recruiter=st.booleans(), held=st.sampled_from(["", "Wait."]), over=st.booleans(),
    ways=st.sampled_from([(), ("email",)]), aim_level=st.sampled_from(ORDER),
)  # fmt: skip


@given(st.lists(candidates, max_size=8))
def test_whoever_they_are_the_order_is_whole_and_each_has_a_reason(people):
    found = whom_first(people)
    assert {one.id for one in found} == {one.id for one in people}
    assert [one.order for one in found] == sorted(one.order for one in found)
    free = [bool(one.held or one.over) for one in found]
    assert free == sorted(free)
    assert all(one.sentence.endswith(".") and one.reason for one in found)


@pytest.mark.parametrize(("many", "dear"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (40, 3)])
def test_never_more_than_half_of_the_list_is_the_dream(many, dear):
    assert len(dearest((number, f"Acme {number}") for number in range(many))) == dear


def test_the_warning_says_how_many_talks_are_missing_and_ends():
    acme = Dream("Acme", 1)
    assert "Hold two talks elsewhere first" in too_early(acme, 0, 2)
    assert "you have held one talk so far. Hold one more talk elsewhere" in too_early(acme, 1, 2)
    assert too_early(acme, 2, 2) == too_early(None, 0, 2) == too_early(acme, 0, 0) == ""


def html(answer):
    return answer.content.decode()


@pytest.fixture
def acme(campaign, northwind, lena):
    """Where Lena is, after Northwind on the list."""
    found = lena.roles.get().organization
    found.key = organization_key(found.name)
    found.save(update_fields=["key"])
    return add_target(campaign, "organization", "Acme GmbH", at=NOW)


@pytest.fixture
def northwind(campaign, priya, tom):
    return add_target(campaign, "organization", "Northwind", at=NOW)


def test_a_target_says_whom_to_ask_first_and_why(alice, northwind, priya, tom):
    said = html(alice.get(f"/targets/{northwind.pk}/"))
    assert said.index("Priya would be your boss, studied where you did and knows you a little.") < said.index(
        "Tom is a"
    )
    assert "would be your boss</span>" in said
    assert reverse("ask-new", args=[priya.pk]) in said


def test_who_was_asked_or_wants_to_be_left_alone_is_not_offered(alice, campaign, northwind, priya, tom):
    tom.close_door(at=NOW)
    start_ask(campaign, priya, reason="", minutes=20, at=NOW)
    said = html(alice.get(f"/targets/{northwind.pk}/"))
    assert reverse("ask-new", args=[tom.pk]) not in said
    assert "Asked already" in said
    assert "A letter is begun." in said
    assert "Nobody is left to ask at your targets just now." in html(alice.get("/targets/whom-first/"))


def test_two_people_at_one_place_are_not_asked_within_three_working_days(alice, campaign, northwind, priya, tom):
    ask = start_ask(campaign, priya, reason="", minutes=20, at=NOW)
    ask.letters.create(notebook=campaign.notebook, contact=priya, kind="ask", sent_at=NOW, body="Hi", created_at=NOW)
    said = html(alice.get(f"/targets/{northwind.pk}/"))
    assert "Priya Raman at Northwind was asked on Tue 24 Nov. Wait until" in said
    assert reverse("ask-new", args=[tom.pk]) not in said


def test_what_is_shared_and_a_promotion_are_told(alice, campaign, northwind, tom):
    add_research(tom, fact="Sang in the same choir", kind="shared ground", source="", found_on=NOW.date(), at=NOW)
    Role.objects.filter(contact=tom).update(began="2022", level="lead")
    add_role(
        tom, organization=northwind.organization, title="Analyst", at=NOW, began="2019", ended="2022", current=False
    )
    said = html(alice.get(f"/targets/{northwind.pk}/"))
    assert "was promoted there, from Analyst to Senior data engineer and shares ground with you (Sang" in said


def test_a_stranger_is_reached_through_whoever_knows_them(alice, acme, lena, tom):
    acquaint(tom, lena, how="worked together at Contoso", at=NOW)
    said = html(alice.get(f"/targets/{acme.pk}/"))
    assert "Tom knows Lena: worked together at Contoso." in said
    assert "is known to Tom, who could introduce you" in said
    assert reverse("introduction-wish", args=[tom.pk]) in said
    offer(tom, lena, at=NOW)
    assert "Tom offered to introduce you." in html(alice.get(f"/targets/{acme.pk}/"))


def test_over_all_targets_the_first_stands_in_the_heading(alice, northwind):
    assert "Ask Priya first: would be your boss." in html(alice.get("/targets/whom-first/"))
    assert alice.get("/targets/").content.decode().count(reverse("whom-first")) == 1


def test_before_the_dream_employer_the_pages_warn_and_name_others(alice, campaign, northwind, acme, priya):
    for page in (f"/targets/{northwind.pk}/", f"/people/{priya.pk}/ask/"):
        said = html(alice.get(page))
        assert "Northwind is number 1 on your list, and you have held no talk yet." in said
        assert "Practise with" in said and "Lena Fischer" in said
    assert "number 1 on your list" not in html(alice.get(f"/people/{acme.organization.roles.get().contact_id}/ask/"))
    said = html(alice.get("/targets/whom-first/"))
    assert "Ask Lena first" in said
    assert "It can wait." in said
    campaign.practice = {"desk": {"practise_first": 0}}
    campaign.save(update_fields=["practice"])
    assert "number 1 on your list" not in html(alice.get(f"/people/{priya.pk}/ask/"))


def test_today_says_practise_before_the_letter_goes(alice, campaign, northwind, priya):
    alice.post(f"/people/{priya.pk}/ask/", {"reason": "Your talk", "minutes": "20", "channel": "email"})
    said = html(alice.get("/"))
    assert "Practise before you write to Priya Raman" in said
    assert reverse("whom-first") in said


def test_the_pages_take_the_same_queries_however_many_are_there(alice, campaign, northwind, priya, queries):
    def grow(number):
        one = contact_of(alice, f"Ana {number}", "Northwind", "Data engineer", "stranger")
        acquaint(priya, one, at=NOW)
        offer(priya, contact_of(alice, f"Ben {number}", "Northwind", "Analyst"), at=NOW)
        add_target(campaign, "organization", f"Contoso {number}", at=NOW)
        add_research(one, fact="Choir", kind="shared ground", source="", found_on=NOW.date(), at=NOW)

    grow(0)
    pages = [f"/targets/{northwind.pk}/", "/targets/whom-first/", f"/people/{priya.pk}/ask/"]
    before = [queries(alice, page) for page in pages]
    for number in range(1, 20):
        grow(number)
    assert [queries(alice, page) for page in pages] == before


@pytest.mark.parametrize("door", ["/targets/{target}/", "/people/{contact}/ask/"])
def test_alices_target_and_contact_are_not_there_for_bob(bob, northwind, priya, door):
    assert bob.get(door.format(target=northwind.pk, contact=priya.pk)).status_code == 404
