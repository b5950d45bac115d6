"""Two entries that are one person: merged without a loss, and taken apart again as if nothing had been."""

from datetime import timedelta
from pathlib import Path

import pytest

from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people import adding, importing, introducing, tagging
from askaround.people.merging import MergeError, merge, merge_all, plan, unmerge, unmerge_all
from askaround.people.models import Acquaintance, Contact, LookAlike
from conftest import NOW, Seat, contact_of

from .anything import snapshot

LATER = NOW + timedelta(days=1)
FIELDS = ("email", "phone", "profile_url", "town", "country", "about", "how_we_met", "also_called", "source", "photo")


@pytest.fixture
def raman(alice: Seat) -> Contact:
    """Priya a second time, as the phone has her."""
    return contact_of(
        alice, "Priya R.", "Acme", "Engineer", "friend", email="priya@home.example", phone="030 1234", town="Bonn"
    )


def again(contact: Contact) -> Contact:
    found: Contact = Contact.objects.get(pk=contact.pk)
    return found


def test_what_hangs_on_the_other_one_hangs_on_the_kept_one(alice: Seat, priya: Contact, raman: Contact) -> None:
    raman.touch(at=NOW, direction="sent", text="Hello")
    merge(priya, raman, at=NOW)

    kept = again(priya)
    assert {role.title for role in kept.roles.all()} == {"Data platform manager", "Engineer"}
    assert {tie.kind for tie in kept.ties.all()} == {"alumni", "friend"}
    assert (kept.sent, kept.last_contact_at) == (1, NOW)
    assert (kept.phone, kept.town, kept.also_called) == ("030 1234", "Bonn", "Priya R.")
    assert kept.ways == [{"kind": "email", "label": "", "value": "priya@home.example"}]
    assert (again(raman).merged_into_id, again(raman).trashed_at) == (priya.pk, NOW)
    assert list(Contact.objects.of(alice.user)) == [kept]
    assert not Contact.objects.in_trash(alice.user)


def test_a_merge_taken_apart_leaves_no_trace_but_in_history(alice: Seat, priya: Contact, raman: Contact) -> None:
    raman.touch(at=NOW, direction="met")
    before = snapshot(alice.notebook)
    batch = merge(priya, raman, at=NOW)
    assert unmerge(batch, at=LATER) == []
    assert snapshot(alice.notebook) == before
    assert unmerge(batch, at=LATER) == [], "a second time does nothing"
    assert snapshot(alice.notebook) == before


def test_ties_of_one_kind_become_one_with_both_details(alice: Seat, priya: Contact, raman: Contact) -> None:
    adding.add_tie(priya, "friend", detail="from the choir", at=NOW)
    adding.add_tie(raman, "friend", detail="from rowing", at=NOW)
    before = snapshot(alice.notebook)
    batch = merge(priya, raman, at=NOW)
    assert [tie.detail for tie in priya.ties.filter(kind="friend")] == ["from the choir; from rowing"]
    unmerge(batch, at=LATER)
    assert snapshot(alice.notebook) == before


def test_a_tag_on_both_is_on_the_kept_one_once(alice: Seat, priya: Contact, raman: Contact) -> None:
    tagging.tag_all(alice.notebook, [priya, raman], "mentors", at=NOW)
    merge(priya, raman, at=NOW)
    assert [one.tag.name for one in priya.taggings.all()] == ["mentors"]


def test_what_is_said_of_the_two_themselves_stays_behind(alice: Seat, priya: Contact, raman: Contact) -> None:
    introducing.offer(priya, raman, at=NOW)
    first, second = sorted((priya, raman), key=lambda one: one.pk)
    Acquaintance.objects.create(notebook=alice.notebook, a=first, b=second, created_at=NOW)
    pair = LookAlike.objects.create(notebook=alice.notebook, a=first, b=second, likeness=0.9, created_at=NOW)
    batch = merge(priya, raman, at=NOW)
    assert priya.introductions_made.get().to == raman
    assert not LookAlike.objects.of(alice.user).exists()
    unmerge(batch, at=LATER)
    assert LookAlike.objects.of(alice.user).waiting().get() == pair


def test_two_offers_to_one_person_become_one_at_their_first_times(
    alice: Seat, priya: Contact, raman: Contact, tom: Contact
) -> None:
    one = introducing.offer(priya, tom, at=LATER, why="They worked together")
    two = introducing.offer(raman, tom, at=NOW, why="Same team", may_use_name="ask first")
    two.reach("made", at=LATER)
    one.close(at=LATER)
    before = snapshot(alice.notebook)
    batch = merge(priya, raman, at=LATER)
    one.refresh_from_db()
    assert (one.offered_at, one.made_at, one.may_use_name) == (NOW, LATER, "ask first")
    assert one.why == "They worked together; Same team"
    assert one.closed_at is None, "the other one was still open"
    unmerge(batch, at=LATER)
    assert snapshot(alice.notebook) == before


def test_who_knows_whom_stands_once_whichever_way_round(
    alice: Seat, priya: Contact, raman: Contact, tom: Contact
) -> None:
    for one in (priya, raman):
        first, second = sorted((one, tom), key=lambda each: each.pk)
        Acquaintance.objects.create(notebook=alice.notebook, a=first, b=second, how=one.name, created_at=NOW)
    merge(priya, raman, at=NOW)
    found = [one for one in Acquaintance.objects.all() if again(priya).pk in (one.a_id, one.b_id)]
    assert [one.how for one in found] == ["Priya Raman; Priya R."]
    assert all(one.a_id < one.b_id for one in found)


def test_who_asked_to_be_left_alone_under_either_name_is_left_alone(priya: Contact, raman: Contact) -> None:
    raman.close_door(at=NOW, why="Too busy")
    batch = merge(priya, raman, at=LATER)
    assert (again(priya).do_not_contact_at, again(priya).do_not_contact_why) == (NOW, "Too busy")
    unmerge(batch, at=LATER)
    assert again(priya).do_not_contact_at is None
    assert again(raman).do_not_contact_at == NOW


def test_somebody_archived_is_taken_out_by_one_who_is_not(priya: Contact, raman: Contact) -> None:
    recording.change(priya, at=NOW, archived_at=NOW)
    merge(priya, raman, at=NOW)
    assert again(priya).archived_at is None


def test_what_was_edited_since_stays_and_is_named(alice: Seat, priya: Contact, raman: Contact) -> None:
    batch = merge(priya, raman, at=NOW)
    kept = again(priya)
    recording.change(
        kept, at=NOW, town="Cologne", ways=[*kept.ways, {"kind": "link", "label": "", "value": "https://x.example"}]
    )
    adding.add_tie(kept, "co-worker", at=NOW)
    kept.touch(at=LATER, direction="sent")
    assert unmerge(batch, at=LATER) == ["town"]
    kept = again(priya)
    assert (kept.town, kept.phone, kept.sent) == ("Cologne", "", 1)
    assert kept.ways == [{"kind": "link", "label": "", "value": "https://x.example"}]
    assert {tie.kind for tie in kept.ties.all()} == {"alumni", "co-worker"}
    assert {tie.kind for tie in raman.ties.all()} == {"friend"}
    assert (again(raman).town, again(raman).sent) == ("Bonn", 0)


def test_a_row_that_went_since_stays_gone(alice: Seat, priya: Contact, raman: Contact) -> None:
    raman.touch(at=NOW, direction="sent")
    batch = merge(priya, raman, at=NOW)
    recording.remove(priya.ties.get(kind="friend"), at=NOW)
    recording.remove(priya.touches.get(), at=NOW)
    unmerge(batch, at=LATER)
    assert not raman.ties.exists()
    assert (again(priya).sent, again(raman).sent) == (0, 0)


def test_a_profile_that_somebody_else_got_meanwhile_becomes_a_link(alice: Seat, priya: Contact, raman: Contact) -> None:
    recording.change(priya, at=NOW, profile_url="https://one.example/priya")
    recording.change(raman, at=NOW, profile_url="https://two.example/priya")
    batch = merge(priya, raman, at=NOW)
    contact_of(alice, "Pia Raman", profile_url="https://TWO.example/priya")
    assert unmerge(batch, at=LATER) == ["profile"]
    assert again(raman).profile_url == ""
    assert {"kind": "link", "label": "", "value": "https://two.example/priya"} in again(raman).ways


def test_a_chain_comes_apart_from_either_end(alice: Seat, priya: Contact, raman: Contact, lena: Contact) -> None:
    before = snapshot(alice.notebook)
    first = merge(priya, raman, at=NOW)
    between = snapshot(alice.notebook)
    second = merge(lena, priya, at=NOW)
    assert again(raman).root() == lena
    assert set(lena.all_merged()) == {priya.pk, raman.pk}

    unmerge(first, at=LATER)
    assert again(raman).merged_into_id is None
    assert again(priya).merged_into_id == lena.pk
    assert {tie.kind for tie in lena.ties.all()} == {"stranger", "alumni"}
    assert again(lena).phone == "", "what came from the third by way of the second went with it"

    unmerge(second, at=LATER)
    assert snapshot(alice.notebook) == before
    assert between != before


def test_two_merged_into_one_come_apart_in_any_order(
    alice: Seat, priya: Contact, raman: Contact, lena: Contact
) -> None:
    before = snapshot(alice.notebook)
    first, second = merge(priya, raman, at=NOW), merge(priya, lena, at=NOW)
    unmerge(first, at=LATER)
    assert (again(raman).merged_into_id, again(lena).merged_into_id) == (None, priya.pk)
    assert again(priya).email == "priya@northwind.example"
    unmerge(second, at=LATER)
    assert snapshot(alice.notebook) == before


def test_somebody_merged_stands_for_whom_they_were_merged_into(
    priya: Contact, raman: Contact, tom: Contact, lena: Contact
) -> None:
    merge(priya, raman, at=NOW)
    merge(tom, raman, at=NOW)
    assert again(priya).merged_into_id == tom.pk
    with pytest.raises(MergeError, match="one already"):
        merge(again(raman), again(tom), at=NOW)
    with pytest.raises(MergeError, match="one already"):
        merge(lena, lena, at=NOW)


def test_nobody_is_merged_out_of_the_trash(priya: Contact, raman: Contact) -> None:
    recording.change(raman, at=NOW, trashed_at=NOW)
    with pytest.raises(MergeError, match="in the trash"):
        merge(priya, raman, at=NOW)
    assert not Batch.objects.filter(verb="merged").exists()


def test_nobody_is_merged_into_another_notebook(bob: Seat, priya: Contact) -> None:
    with pytest.raises(MergeError):
        merge(priya, contact_of(bob, "Priya Raman"), at=NOW)


def test_all_sure_pairs_merge_at_once_and_come_apart_at_once(
    alice: Seat, priya: Contact, raman: Contact, tom: Contact, lena: Contact
) -> None:
    before = snapshot(alice.notebook)
    batch = merge_all(alice.notebook, [(priya, raman), (raman, tom), (tom, priya), (priya, lena)], at=NOW)
    assert batch.facts == {"merged": 3}
    assert list(Contact.objects.of(alice.user)) == [priya]
    unmerge(Batch.objects.get(verb="merged", facts__other=str(raman.pk)), at=LATER)
    assert Contact.objects.of(alice.user).count() == 2
    unmerge_all(batch, at=LATER)
    assert snapshot(alice.notebook) == before


def test_somebody_comes_back_from_one_who_lies_in_the_trash(alice: Seat, priya: Contact, raman: Contact) -> None:
    batch = merge(priya, raman, at=NOW)
    recording.change(again(priya), at=NOW, verb="trashed", trashed_at=NOW)
    unmerge(batch, at=LATER)
    assert list(Contact.objects.of(alice.user)) == [raman]
    assert list(Contact.objects.in_trash(alice.user)) == [priya]


def test_adding_the_profile_of_somebody_merged_names_whom_they_are(priya: Contact, raman: Contact) -> None:
    recording.change(priya, at=NOW, profile_url="https://one.example/priya")
    recording.change(raman, at=NOW, profile_url="https://two.example/priya")
    merge(priya, raman, at=NOW)
    with pytest.raises(adding.AlreadyHere, match="Priya Raman already has"):
        adding.add_contact(priya.notebook, name="P", profile_url="https://two.example/priya", at=NOW)


def test_an_import_taken_back_leaves_whom_it_brought_and_who_was_merged_since(
    alice: Seat, priya: Contact, raman: Contact, tmp_path: Path
) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ivo,Horvat,https://www.linkedin.com/in/ivo-h,,Acme,Analyst,08 Feb 2026\n"
        "Mara,Lindt,https://www.linkedin.com/in/mara-l,,Acme,Analyst,08 Feb 2026\n"
    )
    importing.import_file(alice.notebook, path, dry_run=False, at=NOW)
    ivo, mara = (Contact.objects.get(given=given) for given in ("Ivo", "Mara"))
    first, second = merge(priya, ivo, at=LATER), merge(mara, raman, at=LATER)
    assert set(importing.undo_import(ivo.batch, at=LATER)) == {"Ivo Horvat", "Mara Lindt"}
    assert again(priya).profile_url == again(ivo).profile_url
    unmerge(first, at=LATER)
    unmerge(second, at=LATER)
    assert Contact.objects.of(alice.user).count() == 4


def test_the_plan_writes_nothing(alice: Seat, priya: Contact, raman: Contact) -> None:
    before, entries = snapshot(alice.notebook), Entry.objects.count()
    planned = plan(priya, raman, at=NOW)
    assert (planned.new["phone"], dict(planned.moving)) == ("030 1234", {"role,roles": 1, "tie,ties": 1})
    assert (snapshot(alice.notebook), Entry.objects.count()) == (before, entries)
