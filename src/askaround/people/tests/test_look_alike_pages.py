"""The pages where look-alikes are looked at, merged, kept apart and taken back."""

from typing import Any

import pytest
from django.urls import reverse

from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.look_alikes import find
from askaround.people.models import Contact, LookAlike
from conftest import NOW, Seat, contact_of


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def alike(seat: Seat, one: Contact, other: Contact, **facts: Any) -> LookAlike:
    first, second = sorted((one, other), key=lambda each: each.pk)
    made: LookAlike = LookAlike.objects.create(
        notebook=seat.notebook, a=first, b=second, created_at=NOW,
        **{"likeness": 0.8, "reasons": ["same family name"], **facts},
    )  # fmt: skip
    return made


@pytest.fixture
def raman(alice: Seat) -> Contact:
    return contact_of(alice, "P. Raman", "Northwind", "Engineer", phone="030 1234")


@pytest.fixture
def pair(alice: Seat, priya: Contact, raman: Contact) -> LookAlike:
    return alike(alice, priya, raman)


def test_with_nobody_alike_the_page_offers_to_compare_everybody(alice: Seat, priya: Contact, tom: Contact) -> None:
    said = html(alice.get("/people/look-alikes/"))
    assert "Nobody looks alike." in said
    assert "Compare everybody" in said
    answer = alice.client.post("/people/look-alikes/search/", follow=True)
    assert "Nobody looks alike" in html(answer)


def test_comparing_everybody_finds_who_is_here_twice(alice: Seat, priya: Contact) -> None:
    contact_of(alice, "Priya Raman", email="PRIYA@northwind.example")
    answer = alice.client.post("/people/look-alikes/search/", follow=True)
    assert "1 pair may be one person." in html(answer)
    assert LookAlike.objects.get().sure


def test_a_pair_shows_what_agrees_and_what_differs(alice: Seat, pair: LookAlike) -> None:
    said = html(alice.get("/people/look-alikes/"))
    assert "1 pair may be one person." in said
    assert "same family name" in said
    assert "Keep Priya Raman" in said
    assert 'data-stands="differs"' in said
    assert 'data-stands="alone"' in said
    assert said.index("checked") < said.index("Keep Priya Raman") or said.index("Keep P. Raman") < said.index("checked")


def test_the_same_person_with_one_click_and_back_with_another(
    alice: Seat, pair: LookAlike, priya: Contact, raman: Contact
) -> None:
    answer = alice.client.post(f"/people/look-alikes/{pair.pk}/merging/", {"kept": str(raman.pk)}, follow=True)
    said = html(answer)
    assert "P. Raman and Priya Raman are one now." in said
    assert "All looked at." in said
    assert Contact.objects.get(pk=priya.pk).merged_into_id == raman.pk
    undo = reverse("merge-undo", args=[Batch.objects.get(verb="merged").pk])
    assert undo in said
    alice.post(undo)
    assert Contact.objects.get(pk=priya.pk).merged_into_id is None
    assert LookAlike.objects.of(alice.user).waiting().get() == pair


def test_two_who_are_kept_are_not_shown_again_until_that_is_undone(alice: Seat, pair: LookAlike) -> None:
    answer = alice.client.post(f"/people/look-alikes/{pair.pk}/keeping/", follow=True)
    assert "are two people." in html(answer)
    assert not LookAlike.objects.of(alice.user).waiting()
    assert find(alice.notebook, at=NOW) == 0
    undo = html(answer).split('action="/history/')[1].split('"')[0]
    alice.post(f"/history/{undo}")
    assert LookAlike.objects.of(alice.user).waiting().get() == pair


def test_the_next_pair_follows_and_says_how_far_it_is(
    alice: Seat, pair: LookAlike, priya: Contact, tom: Contact, lena: Contact
) -> None:
    alike(alice, tom, lena, likeness=0.6)
    alike(alice, priya, lena, likeness=0.55)
    said = html(alice.get("/people/look-alikes/"))
    assert "3 pairs may be one person each." in said
    assert "1 of 3" in said
    said = html(alice.client.post(f"/people/look-alikes/{pair.pk}/keeping/", {"done": "0"}, follow=True))
    assert "2 of 3" in said
    assert "Tom Okafor" in said
    said = html(alice.get("/people/look-alikes/?done=1&skip=1"))
    assert "3 of 3" in said
    assert "Priya Raman" in said
    assert alice.get("/people/look-alikes/?done=no&skip=99").status_code == 200


def test_all_sure_ones_are_looked_through_and_merged_at_once(
    alice: Seat, pair: LookAlike, tom: Contact, lena: Contact
) -> None:
    LookAlike.objects.update(sure=True)
    other = alike(alice, tom, lena, sure=True)
    assert "Merge all 2 sure ones" in html(alice.get("/people/look-alikes/"))
    said = html(alice.get("/people/look-alikes/sure/"))
    assert "2 pairs are surely one person each." in said
    assert "Tick the pairs" in html(alice.client.post("/people/look-alikes/sure/", follow=True))
    answer = alice.client.post("/people/look-alikes/sure/", {"pair": [str(pair.pk), str(other.pk)]}, follow=True)
    assert "2 pairs are one person each now." in html(answer)
    assert Contact.objects.of(alice.user).count() == 2
    alice.post(reverse("merge-undo", args=[Batch.objects.get(verb="merged all").pk]))
    assert Contact.objects.of(alice.user).count() == 4
    assert "No pair is sure." not in html(alice.get("/people/look-alikes/sure/"))


def test_the_same_person_as_somebody_of_your_own_choice(
    alice: Seat, priya: Contact, raman: Contact, tom: Contact
) -> None:
    page = f"/people/{priya.pk}/merging/"
    assert "Nobody looks like Priya" in html(alice.get(page))
    assert "P. Raman" in html(alice.get(f"{page}?q=p. r", **{"HX-Request": "true"}))
    assert "Nobody else here is called" in html(alice.get(f"{page}?q=zz"))
    said = html(alice.get(f"{page}?other={raman.pk}"))
    assert "1 role of P. Raman moves to Priya Raman." in said
    assert "Filled in from P. Raman: phone." in said
    turned = html(alice.get(f"{page}?other={raman.pk}&turned=1"))
    assert "Priya Raman moves to P. Raman." in turned or "Priya Raman move to P. Raman." in turned
    answer = alice.client.post(page, {"other": str(raman.pk), "turned": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/people/{raman.pk}/"
    assert Contact.objects.get(pk=priya.pk).merged_into_id == raman.pk


def test_what_was_edited_since_is_named_when_taken_apart(alice: Seat, priya: Contact, raman: Contact) -> None:
    alice.post(f"/people/{priya.pk}/merging/", {"other": str(raman.pk)})
    kept = Contact.objects.get(pk=priya.pk)
    recording.change(kept, at=NOW, phone="030 9999")
    undo = reverse("merge-undo", args=[Batch.objects.get(verb="merged").pk])
    said = html(alice.client.post(undo, follow=True, headers={"referer": f"http://127.0.0.1/people/{priya.pk}/"}))
    assert "Taken apart again. You edited since, so it stays as it is: phone." in said
    assert "030 9999" in said
    other = Batch.objects.create(notebook=alice.notebook, verb="tagged", created_at=NOW)
    assert alice.post(reverse("merge-undo", args=[other.pk])).status_code == 404


def test_the_undo_of_any_batch_takes_a_merge_apart_too(alice: Seat, priya: Contact, raman: Contact) -> None:
    alice.post(f"/people/{priya.pk}/merging/", {"other": str(raman.pk)})
    alice.post(reverse("batch-undo", args=[Batch.objects.get(verb="merged").pk]))
    assert [role.title for role in raman.roles.all()] == ["Engineer"]


def test_those_who_look_alike_are_offered_first(alice: Seat, pair: LookAlike, priya: Contact, raman: Contact) -> None:
    assert "These look alike" in html(alice.get(f"/people/{priya.pk}/merging/"))
    assert "Compare" in html(alice.get(f"/people/{raman.pk}/merging/"))


def test_the_list_of_people_says_that_some_look_alike(alice: Seat, priya: Contact, pair: LookAlike) -> None:
    assert "1 look-alike<" in html(alice.get("/people/"))
    pair.keep_apart(at=NOW)
    assert "look-alike<" not in html(alice.get("/people/"))


def test_bob_sees_nothing_of_it(bob: Seat, pair: LookAlike, priya: Contact, raman: Contact) -> None:
    assert "Nobody looks alike" in html(bob.get("/people/look-alikes/"))
    for door in ("merging", "keeping"):
        assert bob.post(f"/people/look-alikes/{pair.pk}/{door}/").status_code == 404
    assert bob.get(f"/people/{priya.pk}/merging/?other={raman.pk}").status_code == 404
    bob.post("/people/look-alikes/sure/", {"pair": str(pair.pk)})
    own = contact_of(bob, "Priya Raman")
    bob.post(f"/people/{own.pk}/merging/", {"other": str(priya.pk)})
    assert not Batch.objects.filter(verb="merged").exists()


def test_twenty_pairs_are_asked_for_as_one_is(alice: Seat, queries: Any) -> None:
    one = contact_of(alice, "Anna Berg", "Acme", "Engineer", "friend")
    for number in range(2):
        other = contact_of(alice, f"Anna Berg {number}", "Acme", "Engineer", "friend")
        alike(alice, one, other, sure=True)
    pages = ("/people/look-alikes/", "/people/look-alikes/sure/", f"/people/{one.pk}/merging/")
    before = [queries(alice, path) for path in pages]
    for number in range(20):
        alike(alice, one, contact_of(alice, f"Ana Berg {number}", "Acme", "Engineer", "friend"), sure=True)
    assert [queries(alice, path) for path in pages] == before
