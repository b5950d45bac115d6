"""The network's page: who led to whom, what came of it, whom nobody has told."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from askaround.interviews.agreeing import agree
from askaround.network.growing import grown
from askaround.notes.noting import take_note
from askaround.people.introducing import offer, wish
from askaround.people.models import Contact, Introduction
from askaround.plain.ids import new_id
from conftest import NOW, contact_of


def html(answer):
    return answer.content.decode()


def test_before_the_first_introduction_the_page_says_how_to_get_one(alice):
    assert "Each talk can lead to the next." in html(alice.get("/network/"))


def test_a_chain_is_drawn_and_told_as_a_list(alice, priya, tom, lena):
    offer(priya, tom, at=NOW)
    offer(tom, lena, at=NOW)
    said = html(alice.get("/network/"))
    assert "Priya Raman led you to 2 people." in said
    assert "<svg" in said
    assert said.count('class="node"') == 3
    nested = said[said.index('class="branch"') :]
    assert "Priya Raman</a>, known, not met yet; led to 2 people" in nested
    assert nested.index("Priya Raman") < nested.index("Tom Okafor") < nested.index("Lena Fischer")


def test_the_only_one_is_named(alice, priya, tom):
    offer(priya, tom, at=NOW)
    assert "Priya Raman led you to Tom Okafor." in html(alice.get("/network/"))


def test_an_introducer_waits_until_told(alice, priya, tom):
    introduction = offer(priya, tom, at=NOW)
    introduction.reach("met", at=NOW)
    assert "Thank Priya for Tom Okafor." in html(alice.get("/network/"))
    introduction.reach("thanked", at=NOW)
    assert "Tell Priya how it went with Tom Okafor." in html(alice.get("/network/"))
    introduction.reach("reported", at=NOW)
    assert "No loop is open" in html(alice.get("/network/"))


def test_a_month_shows_it_as_it_stood(alice, priya, tom, lena):
    offer(priya, tom, at=NOW - timedelta(days=60))
    offer(priya, lena, at=NOW)
    assert "Lena Fischer" in html(alice.get("/network/"))
    before = html(alice.get("/network/?until=2026-09"))
    assert "Tom Okafor" in before
    assert "Lena Fischer" not in before
    assert alice.get("/network/?until=soon").status_code == 200


def test_who_is_in_the_trash_is_not_drawn(alice, priya, tom):
    offer(priya, tom, at=NOW)
    tom.trashed_at = NOW
    tom.save(update_fields=["trashed_at"])
    assert "Tom Okafor" not in html(alice.get("/network/"))


def test_the_page_takes_the_same_queries_however_wide_the_tree(alice, priya, tom, queries):
    offer(priya, tom, at=NOW)
    one = queries(alice, "/network/")
    for number in range(20):
        offer(tom, contact_of(alice, f"Ana {number}"), at=NOW)
    assert queries(alice, "/network/") == one


def test_a_wish_has_led_to_nobody_yet(alice, priya, tom):
    wish(priya, tom, at=NOW)
    assert "Each talk can lead to the next." in html(alice.get("/network/"))


def test_a_branch_says_what_it_yielded(alice, campaign, priya, tom):
    offer(priya, tom, at=NOW)
    talk = agree(
        campaign, [tom], starts_at=NOW - timedelta(minutes=30), minutes=30, at=NOW, my_zone="UTC", their_zone="UTC"
    )
    talk.tell_held(began_at=NOW - timedelta(minutes=30), ended_at=NOW, at=NOW)
    for number in range(3):
        take_note(talk, tom, id=new_id(), kind="advice", text=f"Said {number}", at=NOW, number=number)
    row = re.search(r"<tr><th scope=.row.>.*?Priya.*?</tr>", html(alice.get("/network/")))
    assert re.findall(r'class="n">(\d+)', row[0]) == ["1", "1", "3"]


def test_each_stands_where_it_has_come_to(alice, priya, tom, lena):
    met, asked, alone = (contact_of(alice, name) for name in ("Ana Met", "Bo Asked", "Cy Alone"))
    for to in (tom, lena, met, asked, alone):
        offer(priya, to, at=NOW)
    met.touch(at=NOW, direction="met")
    offer(priya, asked, at=NOW).reach("asked", at=NOW)
    alone.close_door(at=NOW)
    offer(priya, lena, at=NOW).close(at=NOW)
    states = {one.name: one for one in grown(alice.user, now=NOW).people.values()}
    stands = grown(alice.user, now=NOW).states
    assert {name: stands[one.pk] for name, one in states.items()} == {
        "Priya Raman": "known", "Tom Okafor": "offered", "Lena Fischer": "closed",
        "Ana Met": "met", "Bo Asked": "asked", "Cy Alone": "closed",
    }  # fmt: skip


def test_a_large_network_is_folded_and_opens(alice, priya):
    people = [priya, *(contact_of(alice, f"Ana {number}") for number in range(120))]
    for place, to in enumerate(people[1:], start=1):
        offer(people[place // 4], to, at=NOW)
    folded = html(alice.get("/network/"))
    assert folded.count('class="node"') < 70
    assert "Show all 121" in folded
    assert folded.count("</a>, known") + folded.count("</a>, offered") == 121
    assert html(alice.get("/network/?open=all")).count('class="node"') == 121
    shut = html(alice.get(f"/network/?open=all&shut={priya.pk}"))
    assert shut.count('class="node"') == 1
    assert "Show the 120 whom Priya led to" in shut


def test_a_chain_of_a_thousand_is_drawn(alice, priya):
    """No page may fail because a chain is long."""
    people = [priya, *Contact.objects.bulk_create(named(alice, number) for number in range(1000))]
    Introduction.objects.bulk_create(
        Introduction(notebook=alice.notebook, by=by, to=to, offered_at=NOW, created_at=NOW)
        for by, to in pairwise(people)
    )
    assert html(alice.get("/network/?open=all")).count('class="node"') == 1001


@pytest.mark.parametrize(
    "query", ["until=soon", "until=0000-01", "open=x,y", "shut=all,you", "open=all&shut=you", "until=9999-12"]
)
def test_an_address_that_makes_no_sense_shows_what_there_is(alice, priya, tom, query):
    offer(priya, tom, at=NOW)
    assert alice.get(f"/network/?{query}").status_code == 200


def test_the_months_lead_to_how_it_stood(alice, priya, tom, lena):
    offer(priya, tom, at=NOW - timedelta(days=400))
    offer(priya, lena, at=NOW)
    said = html(alice.get("/network/"))
    assert "November 2026: 3 people" in said
    assert 'href="/network/?until=2026-10"' in said
    assert "March 2026: 2 people" in html(alice.get("/network/?until=2026-03"))


def named(seat, number):
    return Contact(notebook=seat.notebook, name=f"Ana {number}", created_at=NOW)


def test_bob_sees_nothing_of_alices_network(alice, bob, priya, tom):
    offer(priya, tom, at=NOW)
    assert "Priya Raman" not in html(bob.get("/network/"))
