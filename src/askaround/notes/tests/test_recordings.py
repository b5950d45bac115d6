"""A recording through its pages: agreed to first, heard beside the page, deleted once it is a transcript."""

import os
import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from askaround import language
from askaround.formats import FormatError
from askaround.formats.transcript import Said
from askaround.history.models import Entry
from askaround.language.minilm import ModelMissingError
from askaround.language.speech import available
from askaround.notes import hearing_audio, transcript_forms
from askaround.notes.models import Note, Recording, Transcript
from askaround.tasks import queue, worker
from askaround.tasks.models import Task
from conftest import NOW

from .cast import held

pytestmark = pytest.mark.django_db(transaction=True)

SOUND = b"OggS\0\x02" + bytes(60)
TALK = Path(language.__file__).parent / "tests" / "data" / "talk.ogg"
SAID = [
    Said("", "It took me three years to learn how a team decides.", 0.0, 4.16),
    Said("", "You should talk to Marta Okoro at the hospital.", 7.35, 10.39),
]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def ears(monkeypatch):
    """Where the extra is not installed, what it would have heard; a test may put an error in its place."""
    heard = {"said": SAID, "before": lambda: None}

    def hear(path, *, progress):
        assert path.is_file()
        progress(5.0, 11.0)
        heard["before"]()
        if isinstance(heard["said"], Exception):
            raise heard["said"]
        return heard["said"]

    monkeypatch.setattr(hearing_audio, "heard", hear)
    monkeypatch.setattr(transcript_forms, "available", lambda: "")
    return heard


@pytest.fixture
def talk(campaign, priya):
    return held(campaign, priya)


def brought(seat, talk, data=SOUND, **more):
    given = {"agreed": "on", "consent": "Asked at the start", "file": SimpleUploadedFile("talk.ogg", data)}
    return seat.post(f"/interviews/{talk.pk}/transcripts/", given | more)


def files():
    return [path.name for path in hearing_audio.folder().iterdir()]


def test_without_consent_no_byte_of_it_is_stored(alice, talk, ears):
    answer = brought(alice, talk, agreed="")
    assert answer.status_code == 422
    assert files() == []
    assert not Task.objects.exists()


def test_it_is_heard_in_the_background_then_it_is_a_transcript_and_the_file_is_gone(alice, talk, ears):
    answer = brought(alice, talk)
    kept = Recording.objects.get()
    assert answer.url == f"/recordings/{kept.pk}/"
    assert "is being heard" in alice.get(answer.url).content.decode()
    assert "talk.ogg is being heard" in alice.get(f"/interviews/{talk.pk}/transcripts/").content.decode()
    assert files() == [kept.pk.hex]
    worker.run_all()
    transcript = Transcript.objects.get()
    assert (transcript.pk, transcript.consent, transcript.consent_at) == (
        kept.pk,
        "Asked at the start",
        kept.consent_at,
    )
    assert transcript.pieces[1] == ["", SAID[1].text, 7.35, 10.39]
    assert (files(), Recording.objects.count(), Note.objects.count()) == ([], 0, 0)
    assert alice.get(f"/recordings/{kept.pk}/").url == f"/transcripts/{kept.pk}/"
    assert alice.get(f"/recordings/{kept.pk}/", **{"HX-Request": "true"})["HX-Refresh"] == "true"
    assert Entry.objects.get(verb="transcript brought").by == alice.user
    assert SAID[0].text not in "".join(f"{entry.after}" for entry in Entry.objects.all())


def test_its_page_says_that_names_are_misheard_and_a_note_asks_who_said_it(alice, campaign, priya, tom, ears):
    talk = held(campaign, priya, tom)
    brought(alice, talk)
    worker.run_all()
    text = alice.get(f"/transcripts/{Transcript.objects.get().pk}/?proposal=0").content.decode()
    assert "often misheard" in text
    assert "Who is who?" not in text
    assert "Who said it" in text
    assert "2 sentences look worth keeping." in text


def test_killed_while_it_listens_it_is_heard_again_and_written_once(alice, talk, ears, clock):
    brought(alice, talk)
    task = queue.claim("killed", now=NOW)
    assert task is not None
    assert not Transcript.objects.exists()
    clock.move_to(NOW + queue.LEASE + timedelta(seconds=1))
    worker.run_all()
    worker.run_all()
    assert Transcript.objects.count() == 1
    assert files() == []


def test_killed_between_the_write_and_the_deletion_the_file_goes_the_next_day(alice, talk, ears, monkeypatch):
    brought(alice, talk)
    kept = Recording.objects.get()
    shutil.copy(hearing_audio.path_of(kept), hearing_audio.folder() / "copy")
    worker.run_all()
    (hearing_audio.folder() / "copy").rename(hearing_audio.path_of(kept))
    now = time.time()
    os.utime(hearing_audio.path_of(kept), (now, now))
    assert hearing_audio.forget_lost.func() == 0
    old = now - 2 * hearing_audio.LOST_AFTER
    os.utime(hearing_audio.path_of(kept), (old, old))
    assert hearing_audio.forget_lost.func() == 1
    assert files() == []


def test_a_file_that_waits_is_not_lost(alice, talk, ears):
    brought(alice, talk)
    old = time.time() - 2 * hearing_audio.LOST_AFTER
    os.utime(hearing_audio.path_of(Recording.objects.get()), (old, old))
    assert hearing_audio.forget_lost.func() == 0


def test_a_damaged_one_says_so_and_is_not_kept(alice, talk, ears):
    ears["said"] = FormatError("This recording is damaged.")
    brought(alice, talk)
    worker.run_all()
    kept = Recording.objects.get()
    text = alice.get(f"/recordings/{kept.pk}/").content.decode()
    assert "could not be heard" in text
    assert "This recording is damaged." in text
    assert files() == []
    alice.post(f"/recordings/{kept.pk}/hearing/")
    worker.run_all()
    assert hearing_audio.GONE in alice.get(f"/recordings/{kept.pk}/").content.decode()
    alice.post(f"/recordings/{kept.pk}/removal/")
    assert not Recording.objects.exists()


def test_silence_is_no_transcript(alice, talk, ears):
    ears["said"] = []
    brought(alice, talk)
    worker.run_all()
    assert not Transcript.objects.exists()
    assert Recording.objects.get().error == hearing_audio.SILENT


def test_a_missing_model_keeps_the_file_for_another_try(alice, talk, ears):
    ears["said"] = ModelMissingError("The model is not there.")
    brought(alice, talk)
    worker.run_all()
    kept = Recording.objects.get()
    assert "The model is not there." in alice.get(f"/recordings/{kept.pk}/").content.decode()
    ears["said"] = SAID
    alice.post(f"/recordings/{kept.pk}/hearing/")
    alice.post(f"/recordings/{kept.pk}/hearing/")
    assert Task.objects.filter(finished_at=None).count() == 1
    worker.run_all()
    assert Transcript.objects.count() == 1


def test_taken_back_while_it_is_heard_nothing_is_written(alice, talk, ears):
    brought(alice, talk)
    kept = Recording.objects.get()
    ears["before"] = lambda: hearing_audio.withdraw(Recording.objects.get())
    worker.run_all()
    assert not Transcript.objects.exists()
    assert files() == []
    assert alice.get(f"/recordings/{kept.pk}/").status_code == 404


def test_too_large_a_recording_says_how_to_make_it_small(alice, talk, ears, monkeypatch):
    monkeypatch.setattr(hearing_audio, "LARGEST", 60)
    answer = brought(alice, talk)
    assert "M4A or MP3" in answer.content.decode()
    assert files() == []


def test_without_the_extra_a_recording_is_refused_with_what_to_install_and_another_way(alice, talk, monkeypatch):
    monkeypatch.setattr(transcript_forms, "available", lambda: "Install it: make speech.")
    answer = brought(alice, talk)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "This is a recording. Install it: make speech." in text
    assert "bring their text" in text
    assert files() == []


def test_on_a_host_the_seeker_is_not_told_to_install_anything(settings, monkeypatch):
    monkeypatch.setattr(transcript_forms, "available", lambda: "Install it: make speech.")
    settings.LOCAL = False
    assert transcript_forms.cannot_hear() == transcript_forms.NOT_HERE


def test_a_list_of_many_recordings_takes_as_many_queries(alice, talk, queries):
    def several(count):
        for _ in range(count):
            Recording(
                notebook_id=talk.notebook_id, interview=talk, name="talk.ogg", consent_at=NOW, created_at=NOW
            ).save()

    several(1)
    few = queries(alice, f"/interviews/{talk.pk}/transcripts/")
    several(19)
    assert queries(alice, f"/interviews/{talk.pk}/transcripts/") == few


@pytest.mark.skipif(bool(available()), reason=f"extra “speech”: {available()}")
def test_a_real_recording_becomes_a_transcript(alice, talk):
    brought(alice, talk, TALK.read_bytes())
    worker.run_all()
    said = " ".join(piece[1] for piece in Transcript.objects.get().pieces)
    assert "three years to learn how a team decides" in said
    assert files() == []
