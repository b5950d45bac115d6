"""Undo writes the values from before back, and says when it can't."""

import pytest
from conftest import NOW

from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.history.undoing import UndoError, undo, undo_batch
from askaround.people.models import Contact


def contact(alice, name="Priya Raman"):
    return Contact(notebook=alice.notebook, name=name, created_at=NOW)


def test_an_added_row_goes_when_undone(alice):
    priya = contact(alice)
    recording.create(priya, at=NOW)
    undo(Entry.objects.get(), at=NOW)
    assert not Contact.objects.exists()


def test_a_removed_row_returns_with_every_value(alice):
    priya = contact(alice)
    recording.create(priya, at=NOW)
    before = recording.values(priya)
    recording.remove(priya, at=NOW)
    undo(Entry.objects.get(verb="removed"), at=NOW)
    assert recording.values(Contact.objects.get()) == before


def test_only_what_differs_is_written_and_recorded(alice, django_assert_num_queries):
    priya = contact(alice)
    recording.create(priya, at=NOW)
    assert not recording.change(priya, at=NOW, name="Priya Raman")
    assert recording.change(priya, at=NOW, name="Priya R.", town="Berlin")
    entry = Entry.objects.get(verb="changed")
    assert entry.before == {"name": "Priya Raman", "town": ""}
    assert entry.after == {"name": "Priya R.", "town": "Berlin"}
    assert entry.contact_id == priya.pk


def test_a_change_made_again_since_is_refused_with_a_sentence(alice):
    priya = contact(alice)
    recording.create(priya, at=NOW)
    recording.change(priya, at=NOW, town="Berlin")
    first = Entry.objects.get(verb="changed")
    recording.change(priya, at=NOW, town="Bonn")
    with pytest.raises(UndoError) as refusal:
        undo(first, at=NOW)
    assert "changed again since" in refusal.value.sentence
    priya.refresh_from_db()
    assert priya.town == "Bonn"


def test_a_batch_goes_whole_but_for_what_was_edited(alice):
    batch = Batch.objects.create(notebook=alice.notebook, verb="imported", created_at=NOW)
    priya, tom = contact(alice), contact(alice, "Tom Okafor")
    for row in (priya, tom):
        recording.create(row, at=NOW, batch=batch)
    recording.change(tom, at=NOW, town="Lagos")
    kept = undo_batch(batch, at=NOW)
    assert [entry.subject_id for entry in kept] == [tom.pk]
    assert list(Contact.objects.all()) == [tom]
