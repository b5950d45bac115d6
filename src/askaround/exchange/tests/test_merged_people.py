"""Somebody merged into another: exported with them, read again, erased with them, and on no list of people."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from askaround.exchange.erasing import empty_trash, erase
from askaround.exchange.exporting import export_to
from askaround.exchange.importing import read
from askaround.exchange.tables import every_row, tables
from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.merging import merge, unmerge
from askaround.people.models import AddressBook, Contact
from conftest import NOW, Seat, contact_of

from .whole import fill

# Rows stand by their ids: this one after everybody.
LAST = UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")


@pytest.fixture
def whole(alice: Seat) -> dict[str, Any]:
    return fill(alice)


@pytest.fixture
def pria(alice: Seat, whole: dict[str, Any]) -> Contact:
    """Priya again, from another file."""
    made = contact_of(
        alice, "Pria Ramann", "Acme", "Engineer", "friend", email="pria@home.example", about="Sings.", id=LAST
    )
    recording.record(made, "added", at=NOW, after=recording.values(made))
    return made


def rows_of(zipped: io.BytesIO) -> dict[str, Any]:
    with zipfile.ZipFile(zipped) as archive:
        rows = json.loads(archive.read("notebook.json"))["rows"]
    return {label: rows[label] for label in rows if not label.startswith("history.")}


def exported(seat: Seat, notebook: Any = None) -> io.BytesIO:
    out = io.BytesIO()
    export_to(notebook or seat.notebook, out, now=NOW)
    return out


def test_merged_and_taken_apart_the_export_is_what_it_was(alice: Seat, whole: dict[str, Any], pria: Contact) -> None:
    before = rows_of(exported(alice))
    batch = merge(whole["priya"], pria, at=NOW)
    assert rows_of(exported(alice)) != before
    unmerge(batch, at=NOW)
    assert rows_of(exported(alice)) == before


@pytest.mark.parametrize("elsewhere", [False, True], ids=["ids as they are", "ids made anew"])
def test_who_is_merged_into_a_later_row_is_read_again(
    alice: Seat, bob: Seat, whole: dict[str, Any], pria: Contact, *, elsewhere: bool
) -> None:
    merge(pria, whole["priya"], at=NOW)
    book = AddressBook.objects.get()
    book.pulled = {"/1.vcf": ["etag", str(pria.pk)]}
    book.save()
    zipped = exported(alice)
    merged = [row["merged_into_id"] for row in rows_of(zipped)["people.contact"]]
    assert any(merged[:-1])
    if not elsewhere:
        alice.notebook.delete()
    notebook = read(zipped, bob.user, now=NOW)
    people = Contact.objects.within(notebook)
    kept = people.get(name="Pria Ramann")
    assert people.get(name="Priya Raman").merged_into == kept
    assert AddressBook.objects.within(notebook).get().pulled == {"/1.vcf": ["etag", str(kept.pk)]}
    assert (kept.pk == pria.pk) is not elsewhere
    assert {tie.kind for tie in kept.ties.all()} == {"alumni", "friend"}

    unmerge(Batch.objects.within(notebook).get(verb="merged"), at=NOW)
    assert people.get(name="Priya Raman").merged_into is None
    assert [tie.kind for tie in kept.ties.all()] == ["friend"]


def test_cards_and_pages_are_of_those_who_are_there(alice: Seat, whole: dict[str, Any], pria: Contact) -> None:
    merge(whole["priya"], pria, at=NOW)
    with zipfile.ZipFile(exported(alice)) as archive:
        cards = archive.read("contacts.vcf").decode()
        pages = [name for name in archive.namelist() if name.startswith("people/")]
        page = archive.read(next(name for name in pages if "priya" in name)).decode()
    assert cards.count("BEGIN:VCARD") == len(pages) == 2
    assert "Also called: Pria Ramann" in page
    assert "Email: pria@home.example" in page


def test_no_word_of_the_merged_is_left_when_the_kept_one_is_erased(
    alice: Seat, whole: dict[str, Any], pria: Contact
) -> None:
    merge(whole["priya"], pria, at=NOW)
    alice.post(f"/people/{whole['priya'].pk}/erasure/", {"name": "Priya Raman"})
    left = json.dumps([list(every_row(model, alice.notebook)) for model in tables()], ensure_ascii=False)
    for word in ("Pria", "Priya", "pria@", "Sings.", "Engineer"):
        assert word not in left
    assert [one.name for one in Contact.objects.within(alice.notebook)] == ["=Tom Okafor"]


def test_no_word_of_one_who_was_taken_apart_and_erased_is_left_with_the_other(
    alice: Seat, whole: dict[str, Any], pria: Contact
) -> None:
    unmerge(merge(whole["priya"], pria, at=NOW), at=NOW)
    erase(pria, at=NOW)
    left = json.dumps([list(every_row(model, alice.notebook)) for model in tables()], ensure_ascii=False)
    for word in ("Pria", "pria@", "Sings."):
        assert word not in left
    assert "priya@northwind.example" in left


def test_the_trash_never_takes_somebody_merged(alice: Seat, whole: dict[str, Any], pria: Contact) -> None:
    merge(whole["priya"], pria, at=NOW)
    assert empty_trash(now=NOW + timedelta(days=400)) == 0
    assert Contact.objects.within(alice.notebook).filter(pk=pria.pk).exists()
