"""The network's page: who led to whom, what came of it, whom nobody has told."""

from datetime import timedelta

from askaround.people.introducing import offer
from conftest import NOW, contact_of


def html(answer):
    return answer.content.decode()


def test_before_the_first_introduction_the_page_says_how_to_get_one(alice):
    assert "Each talk can lead to the next." in html(alice.get("/network/"))


def test_a_chain_is_drawn_and_told_as_a_list(alice, priya, tom, lena):
    offer(priya, tom, at=NOW)
    offer(tom, lena, at=NOW)
    said = html(alice.get("/network/"))
    assert "2 people came by introduction, 2 of them through Priya." in said
    assert "<svg" in said
    assert said.count("<path") == 3
    nested = said[said.index('class="branch"') :]
    assert nested.index("Priya Raman") < nested.index("Tom Okafor") < nested.index("Lena Fischer")


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


def test_bob_sees_nothing_of_alices_network(alice, bob, priya, tom):
    offer(priya, tom, at=NOW)
    assert "Priya Raman" not in html(bob.get("/network/"))
