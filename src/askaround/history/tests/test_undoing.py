"""Undo writes the values from before back, and says when it can't. A batch is the row that history has itself."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.history.undoing import UndoError, undo, undo_alone, undo_batch, way_back
from conftest import NOW


def row(alice, label="Spring"):
    return Batch(notebook=alice.notebook, verb="sorted", label=label, created_at=NOW)


def test_an_added_row_goes_when_undone(alice):
    recording.create(row(alice), at=NOW)
    undo(Entry.objects.get(), at=NOW)
    assert not Batch.objects.exists()


def test_a_removed_row_returns_with_every_value(alice):
    spring = row(alice)
    recording.create(spring, at=NOW)
    before = recording.values(spring)
    recording.remove(spring, at=NOW)
    undo(Entry.objects.get(verb="removed"), at=NOW)
    assert recording.values(Batch.objects.get()) == before


def test_a_removed_row_keeps_its_id_for_the_way_back(alice):
    spring = row(alice)
    recording.create(spring, at=NOW)
    recording.remove(spring, at=NOW)
    assert way_back(spring) == f"/history/{Entry.objects.get(verb='removed').number}/undo/"


def test_only_what_differs_is_written_and_recorded(alice):
    spring = row(alice)
    recording.create(spring, at=NOW)
    assert not recording.change(spring, at=NOW, label="Spring")
    assert recording.change(spring, at=NOW, label="Summer", facts={"people": 3})
    entry = Entry.objects.get(verb="changed")
    assert entry.before == {"label": "Spring", "facts": {}}
    assert entry.after == {"label": "Summer", "facts": {"people": 3}}


def test_a_change_made_again_since_is_refused_with_a_sentence(alice):
    spring = row(alice)
    recording.create(spring, at=NOW)
    recording.change(spring, at=NOW, label="Summer")
    first = Entry.objects.get(verb="changed")
    recording.change(spring, at=NOW, label="Autumn")
    with pytest.raises(UndoError) as refusal:
        undo(first, at=NOW)
    assert "changed again since" in refusal.value.sentence
    spring.refresh_from_db()
    assert spring.label == "Autumn"


def test_a_batch_goes_whole_but_for_what_was_edited(alice):
    batch = Batch.objects.create(notebook=alice.notebook, verb="imported", created_at=NOW)
    spring, summer = row(alice), row(alice, "Summer")
    for one in (spring, summer):
        recording.create(one, at=NOW, batch=batch)
    recording.change(summer, at=NOW, label="High summer")
    kept = undo_batch(batch, at=NOW)
    assert [entry.subject_id for entry in kept] == [summer.pk]
    assert set(Batch.objects.all()) == {batch, summer}


def test_what_got_more_since_stays(alice):
    spring = row(alice)
    recording.create(spring, at=NOW)
    added = Entry.objects.get()
    recording.record(row(alice), "sorted", at=NOW + timedelta(minutes=1), batch=spring)
    with pytest.raises(UndoError, match="More was added to this since"):
        undo(added, at=NOW + timedelta(minutes=2))
    assert Batch.objects.get() == spring


def test_one_of_an_import_does_not_go_alone(alice):
    batch = Batch.objects.create(notebook=alice.notebook, verb="imported", created_at=NOW)
    recording.create(row(alice), at=NOW, verb="imported", batch=batch)
    with pytest.raises(UndoError, match="Take the whole import back"):
        undo_alone(Entry.objects.get(), at=NOW)
    assert Batch.objects.count() == 2


def test_the_actor_is_who_acts_within(alice):
    assert recording.actor() is None
    with recording.acting(alice.user):
        assert recording.actor() == alice.user
    assert recording.actor() is None


def test_the_way_back_leads_to_the_last_thing_that_stands(alice):
    spring = row(alice)
    assert way_back(spring) is None
    recording.create(spring, at=NOW)
    recording.change(spring, at=NOW, label="Summer")
    assert way_back(spring) == f"/history/{Entry.objects.get(verb='changed').number}/undo/"


def test_a_time_written_in_another_zone_is_the_same_time(alice):
    there = NOW.astimezone(ZoneInfo("Europe/Berlin"))
    batch = Batch(notebook=alice.notebook, verb="sorted", created_at=there)
    recording.create(batch, at=NOW)
    undo(Entry.objects.get(), at=NOW)
    assert not Batch.objects.exists()
