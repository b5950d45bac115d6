"""Erasing a person leaves no word of them, and touches nobody else."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from askaround.accounts.models import Notebook
from askaround.desk.models import Reminder
from askaround.exchange.erasing import empty_trash, erase
from askaround.exchange.tables import every_row, tables
from askaround.history.models import Entry
from askaround.history.recording import change, record
from askaround.history.undoing import UndoError, undo_alone
from askaround.interviews.models import Interview, InterviewPerson
from askaround.mailbox.models import Delivery
from askaround.meaning.models import Vector
from askaround.notes.hearing_audio import bring_recording, path_of
from askaround.notes.models import Note, Transcript
from askaround.people.models import Contact
from askaround.search.finding import find
from askaround.search.indexing import catch_up
from askaround.search.models import Document
from conftest import NOW, Seat

from .whole import fill


@pytest.fixture
def whole(alice: Seat) -> dict[str, Any]:
    return fill(alice)


def everything(notebook: Notebook) -> str:
    return json.dumps([list(every_row(model, notebook)) for model in tables()], ensure_ascii=False)


def test_no_word_of_an_erased_person_is_left(alice: Seat, whole: dict[str, Any]) -> None:
    catch_up(alice.notebook)
    assert Document.objects.within(alice.notebook).filter(body__contains="Learn SQL first")
    erase(whole["priya"], at=NOW)
    left = everything(alice.notebook)
    for word in ("Priya", "priya@", "5550 0100", "Learn SQL first", "Dear Priya", "Gladly", "Send the article"):
        assert word not in left
    assert "priya" not in " ".join(document.name.lower() + document.body for document in Document.objects.all()).lower()
    assert not find(alice.user, "Priya")
    assert not Interview.objects.within(alice.notebook).exists()


def test_mail_to_an_erased_person_goes_from_the_queue(alice: Seat, whole: dict[str, Any]) -> None:
    told = {"notebook": alice.notebook, "due_at": NOW, "created_at": NOW, "content": "Dear Priya"}
    Delivery.objects.create(message_id="<1@x>", to="Priya@Northwind.example", **told)
    Delivery.objects.create(message_id="<2@x>", to="tom@northwind.example", **told)
    erase(whole["priya"], at=NOW)
    assert [one.to for one in Delivery.objects.all()] == ["tom@northwind.example"]


def test_a_digest_that_named_them_keeps_its_time_alone(alice: Seat, whole: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"notebook": alice.notebook, "created_at": NOW, "due_at": NOW}
    for number, went in enumerate((NOW, None)):
        key = f"<{number}@mail.example>"
        Reminder.objects.create(way="mail", kind="digest", key=key, message_id=key, **facts)
        Delivery.objects.create(
            message_id=key, to="alice@mail.example", subject="Thank Priya", content="Priya", accepted_at=went, **facts
        )
    erase(whole["priya"], at=NOW)
    assert "Priya" not in str(list(Delivery.objects.values("subject", "content")))
    went, waited = Delivery.objects.filter(to="alice@mail.example").order_by("message_id")
    assert (went.accepted_at, went.withdrawn_at, waited.withdrawn_at) == (NOW, None, NOW)


def test_that_somebody_was_erased_stays_known_and_cannot_be_undone(alice: Seat, whole: dict[str, Any]) -> None:
    pk = whole["priya"].pk
    erase(whole["priya"], at=NOW)
    entries = Entry.objects.within(alice.notebook).filter(subject_id=pk)
    assert entries.last().verb == "erased"
    assert all(entry.undone_at for entry in entries if entry.verb != "erased")
    assert all(entry.before == entry.after == {} for entry in entries)


def test_others_stay_and_so_does_a_talk_that_others_were_in(alice: Seat, whole: dict[str, Any]) -> None:
    InterviewPerson.objects.create(
        notebook=alice.notebook, interview=whole["talk"], contact=whole["tom"], created_at=NOW
    )
    erase(whole["priya"], at=NOW)
    assert Contact.objects.within(alice.notebook).get() == whole["tom"]
    assert Interview.objects.within(alice.notebook).get() == whole["talk"]
    assert "Tom" in everything(alice.notebook)


def test_bobs_history_is_not_touched(alice: Seat, bob: Seat, whole: dict[str, Any]) -> None:
    fill(bob)
    before = everything(bob.notebook)
    erase(whole["priya"], at=NOW)
    assert everything(bob.notebook) == before


def test_the_trash_is_emptied_after_thirty_days_and_no_sooner(alice: Seat, whole: dict[str, Any]) -> None:
    change(whole["note"], at=NOW, verb="trashed", trashed_at=NOW)
    assert empty_trash(now=NOW + timedelta(days=29)) == 0
    assert empty_trash(now=NOW + timedelta(days=31)) == 1
    assert not Note.objects.within(alice.notebook).filter(pk=whole["note"].pk).exists()
    assert "Learn SQL first" not in everything(alice.notebook)
    assert "Priya" in everything(alice.notebook)


def test_the_page_asks_and_wants_the_name(alice: Seat, whole: dict[str, Any]) -> None:
    url = f"/people/{whole['priya'].pk}/erasure/"
    assert "Erase Priya Raman for good?" in alice.get(url).content.decode()
    assert alice.post(url, {"name": "Tom"}).status_code == 422
    assert Contact.objects.within(alice.notebook).count() == 2
    assert alice.post(url, {"name": " priya raman "}).status_code == 302
    assert Contact.objects.within(alice.notebook).count() == 1


def test_bob_cannot_erase_alices_contact_nor_tell_that_it_exists(bob: Seat, whole: dict[str, Any]) -> None:
    url = f"/people/{whole['priya'].pk}/erasure/"
    assert bob.get(url).status_code == 404
    assert bob.post(url, {"name": "Priya Raman"}).status_code == 404


def test_what_an_erased_persons_words_meant_goes_too(alice: Seat, whole: dict[str, Any]) -> None:
    Vector.objects.create(notebook=alice.notebook, text_hash="a", model="m", numbers=b"", created_at=NOW)
    erase(whole["priya"], at=NOW)
    assert not Vector.objects.exists()


def test_the_words_of_a_deleted_transcript_are_gone_at_once_and_its_notes_stay(
    alice: Seat, whole: dict[str, Any]
) -> None:
    catch_up(alice.notebook)
    found = Transcript.objects.within(alice.notebook).get()
    assert Document.objects.filter(body__contains="Good to see you").exists()
    assert alice.post(f"/transcripts/{found.pk}/removal/").status_code == 302
    assert not Document.objects.filter(body__contains="Good to see you").exists()
    assert "Good to see you" not in everything(alice.notebook)
    assert Note.objects.filter(text="Learn SQL first").exists()


def test_bringing_a_transcript_is_taken_back_only_by_deleting_it(alice: Seat, whole: dict[str, Any]) -> None:
    found = Transcript.objects.within(alice.notebook).get()
    entry = record(found, "transcript brought", at=NOW, after={"name": found.name})
    with pytest.raises(UndoError) as said:
        undo_alone(entry, at=NOW)
    assert "Delete the transcript" in said.value.sentence


def test_a_recording_of_an_erased_person_goes_with_them(
    alice: Seat, whole: dict[str, Any], tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.HOME = tmp_path
    talk = Interview.objects.within(alice.notebook).get()
    kept = bring_recording(talk, SimpleUploadedFile("talk.ogg", b"OggS"), consent="", by=alice.user, at=NOW)
    assert path_of(kept).exists()
    with django_capture_on_commit_callbacks(execute=True):
        erase(whole["priya"], at=NOW)
    assert not path_of(kept).exists()
