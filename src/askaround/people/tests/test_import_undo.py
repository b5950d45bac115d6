"""Taking an import back leaves the notebook as it was, and whoever was worked with since."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from askaround.history import recording
from askaround.history.models import Entry
from askaround.history.undoing import undo_batch
from askaround.people import importing
from askaround.people.adding import add_contact, add_research, add_role, add_tie
from askaround.people.models import Contact, Organization, Role, Tag, Tagging, Tie
from askaround.plain.text import fold
from conftest import NOW

from .test_importing import HEADER, IVO, LATER, LEA, MARA, everything, last_batch


@pytest.fixture
def bring(alice, tmp_path):
    """Import rows into Alice’s notebook."""

    def bring(*rows, at=NOW):
        path = tmp_path / "Connections.csv"
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
        return importing.import_file(alice.notebook, path, dry_run=False, at=at)

    return bring


def test_undo_leaves_the_notebook_as_it_was(alice, bring):
    add_contact(alice.notebook, name="Mara", at=NOW, profile_url="linkedin.com/in/mara-l")
    before = everything()
    bring(MARA, IVO, LEA)
    assert importing.undo_import(last_batch(), at=LATER) == []
    after = everything()
    raised = [values.replace("'version': 3", "'version': 1") for values in after[Contact]]
    assert {**after, Contact: raised} == before
    assert last_batch().undone_at == LATER
    assert not Entry.objects.filter(batch=last_batch(), undone_at=None).exists()


def test_undo_means_the_same_as_that_of_history(alice, bring):
    bring(MARA, IVO, LEA)
    Contact.objects.filter(given="Ivo").update(town="Bonn")
    ours = importing.undo_import(last_batch(), at=LATER), everything()
    Contact.objects.all().delete()
    Organization.objects.all().delete()
    bring(MARA, IVO, LEA, at=NOW + timedelta(minutes=1))
    Contact.objects.filter(given="Ivo").update(town="Bonn")
    left = undo_batch(last_batch(), at=LATER)
    assert ours[0] == ["Ivo Horvat"]
    assert [entry.subject for entry in left if entry.subject == "people.contact"] == ["people.contact"]
    for model in (Contact, Role, Tie):
        assert len(ours[1][model]) == len(everything()[model])
    assert len(ours[1][Organization]) == 1, "ours also leaves the organization that somebody who stays works at"


def tag(contact):
    tag = Tag.objects.create(notebook=contact.notebook, name="Warm", created_at=LATER)
    Tagging.objects.create(notebook=contact.notebook, contact=contact, tag=tag, created_at=LATER)


@pytest.mark.parametrize(
    "touch",
    [
        lambda ivo: recording.change(ivo, at=LATER, town="Bonn"),
        lambda ivo: add_role(ivo, organization=None, title="Speaker", at=LATER),
        lambda ivo: add_tie(ivo, "alumni", at=LATER),
        lambda ivo: Contact.objects.filter(pk=ivo.pk).update(phone="1"),
        tag,
    ],
    ids=["changed", "another role", "another tie", "changed without history", "tagged"],
)
def test_whoever_was_worked_with_since_stays_whole_and_is_named(bring, touch):
    bring(MARA, IVO)
    touch(Contact.objects.get(given="Ivo"))
    assert importing.undo_import(last_batch(), at=LATER) == ["Ivo Horvat"]
    ivo = Contact.objects.get()
    assert ivo.ties.filter(kind="acquaintance").exists()
    assert ivo.roles.filter(title="Engineer").exists()
    assert Organization.objects.get().name == "Acme Inc."
    assert last_batch().facts["stayed_names"] == ["Ivo Horvat"]


def test_what_was_filled_in_and_then_changed_stays(alice, bring):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, profile_url="linkedin.com/in/mara-l")
    bring(MARA)
    recording.change(Contact.objects.get(), at=LATER, email="new@acme.example")
    assert importing.undo_import(last_batch(), at=LATER) == ["Mara"]
    mara.refresh_from_db()
    assert mara.email == "new@acme.example"


def test_undo_twice_is_undo_once(bring):
    bring(MARA)
    importing.undo_import(last_batch(), at=LATER)
    entries = Entry.objects.count()
    assert importing.undo_import(last_batch(), at=LATER) == []
    assert Entry.objects.count() == entries


def test_an_import_can_be_brought_again_after_its_undo(bring):
    bring(MARA)
    importing.undo_import(last_batch(), at=LATER)
    assert bring(MARA)["created"] == 1


few = st.sampled_from
rows_of_few = st.lists(
    st.tuples(
        few(["Ana", "ANA", "Bo", "王", ""]), few(["Abel", "Ábel", ""]),
        few(["", "linkedin.com/in/a", "linkedin.com/in/b"]),
        few(["", "a@x.example", "A@X.example", "b@x.example"]), few(["", "Acme", "Acme GmbH", "Bolt"]),
        few(["", "Engineer"]), few(["", "08 Feb 2026", "2026-02-09", "someday"]),
    ),
    max_size=6,
)  # fmt: skip


def each_once(rows):
    """Rows as LinkedIn writes them: no name, profile or email stands in two of them."""
    keys = (lambda row: fold(row[0] + row[1]), lambda row: row[2], lambda row: row[3].lower())
    for key in keys:
        rows = list({key(row) or at: row for at, row in enumerate(rows)}.values())
    return rows


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(there=rows_of_few, rows=rows_of_few.map(each_once))
@example(
    there=[
        ("Ana", "Abel", "linkedin.com/in/a", "a@x.example", "", "", ""),
        ("Ana", "Abel", "linkedin.com/in/b", "", "", "", ""),
    ],
    rows=[("Ana", "Abel", "", "", "", "", "08 Feb 2026"), ("Bo", "Abel", "linkedin.com/in/b", "", "Acme", "", "")],
)
@example(
    there=[
        ("Ana", "Abel", "linkedin.com/in/a", "b@x.example", "", "", ""),
        ("Ana", "Abel", "linkedin.com/in/a", "a@x.example", "", "", ""),
        ("Ana", "Abel", "linkedin.com/in/b", "", "", "", ""),
    ],
    rows=[("Ana", "Abel", "linkedin.com/in/b", "a@x.example", "", "", "")],
)
def test_whatever_comes_twice_stands_once_and_goes_whole(alice, bring, there, rows):
    with transaction.atomic():
        bring(*(",".join(row) + "\n" for row in there))
        before = everything()
        lines = [",".join(row) + "\n" for row in rows]
        told = bring(*lines, at=LATER)
        assert told["read"] == told["created"] + told["matched"] + sum(each["count"] for each in told["skipped"])
        once, batch = everything(), last_batch()
        again = bring(*lines, at=LATER + timedelta(hours=1))
        assert again["created"] == 0
        assert everything() == once
        assert importing.undo_import(batch, at=LATER + timedelta(hours=2)) == []
        assert [sorted(re.sub(r"'version': \d+", "", row) for row in rows) for rows in everything().values()] == [
            sorted(re.sub(r"'version': \d+", "", row) for row in rows) for rows in before.values()
        ]
        transaction.set_rollback(True)


def test_of_two_namesakes_at_one_place_a_row_is_the_one_connected_that_day(alice, bring):
    bring("Ana,,,a@x.example,,,\n")
    rows = "Ana,,,,Acme,,08 Feb 2026\n", "Ana,Abel,,a@x.example,Acme,,\n"
    bring(*rows, at=LATER)
    once = everything()
    bring(*rows, at=LATER + timedelta(hours=1))
    assert everything() == once


def test_the_batchs_door_takes_an_import_back_by_its_own_rules(alice, bob, bring):
    bring(MARA, IVO)
    address = reverse("batch-undo", args=[last_batch().pk])
    assert bob.post(address).status_code == 404
    add_research(Contact.objects.get(given="Ivo"), fact="Wrote a book", kind="publication", source="",
                 found_on=LATER.date(), at=LATER)  # fmt: skip
    alice.post(address)
    assert [each.given for each in Contact.objects.all()] == ["Ivo"]
    assert last_batch().facts["stayed_names"] == ["Ivo Horvat"]


def test_one_person_of_an_import_stays_and_the_page_says_why(alice, bring):
    bring(IVO)
    ivo = Contact.objects.get()
    entry = Entry.objects.get(subject_id=ivo.pk)
    alice.post(reverse("undo", args=[entry.number]))
    assert Contact.objects.get() == ivo
    assert "Take the whole import back" in alice.get("/people/").text
