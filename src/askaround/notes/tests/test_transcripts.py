"""A transcript through its pages: asked for consent first, nothing kept unasked, deleted for good."""

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from askaround.history.models import Entry
from askaround.interviews.models import Interview
from askaround.notes import transcribing
from askaround.notes.models import Note, Transcript
from askaround.notes.worth_keeping import proposals
from askaround.people.merging import merge
from askaround.purpose.models import Profile
from conftest import NOW

from .cast import held

pytestmark = pytest.mark.django_db

FILE = """WEBVTT

1
00:00:03.000 --> 00:00:06.000
Alice Berg: Thanks for making the time. How did you get into data?

2
00:00:07.000 --> 00:00:15.000
Priya Raman: Well. It took me three years, and most of my time was spent on cleaning tables.

3
00:00:16.000 --> 00:00:20.000
Priya Raman: You should talk to Marta Okoro at Vellum, and use my name.

4
00:01:05.000 --> 00:01:09.000
Alice Berg: That helps a lot, thank you.
"""


def brought(seat: Any, interview: Any, text: str = FILE, **more: Any) -> Any:
    given = {"agreed": "on", "consent": "Asked at the start", "file": SimpleUploadedFile("talk.vtt", text.encode())}
    return seat.post(f"/interviews/{interview.pk}/transcripts/", given | more)


@pytest.fixture
def talk(campaign, priya):
    return held(campaign, priya)


@pytest.fixture
def transcript(alice, talk):
    Profile.objects.update_or_create(notebook_id=talk.notebook_id, defaults={"name": "Alice Berg", "created_at": NOW})
    brought(alice, talk)
    return Transcript.objects.get()


def test_without_consent_nothing_is_read_or_kept(alice, talk):
    answer = brought(alice, talk, agreed="")
    assert answer.status_code == 422
    assert "Ask them first" in answer.content.decode()
    assert not Transcript.objects.exists()


def test_who_is_who_is_guessed_by_the_names_and_can_be_said(alice, transcript, priya):
    assert transcript.speakers == {"Alice Berg": "me", "Priya Raman": str(priya.pk)}
    alice.post(f"/transcripts/{transcript.pk}/speakers/", {"speaker-0": "", "speaker-1": "me"})
    transcript.refresh_from_db()
    assert transcript.speakers == {"Priya Raman": "me"}


def test_what_looks_worth_keeping_is_proposed_and_nothing_is_a_note_unasked(alice, transcript):
    text = alice.get(f"/transcripts/{transcript.pk}/").content.decode()
    assert "2 sentences look worth keeping." in text
    assert "says whom to talk to" in text
    assert "00:16" in text
    assert not Note.objects.exists()


def test_a_proposal_becomes_a_note_with_its_second_and_its_person(alice, transcript, priya):
    form = alice.get(f"/transcripts/{transcript.pk}/?proposal=1").context["keep"]
    given = {name: form[name].value() for name in ("id", "text", "second", "contact")}
    alice.post(f"/transcripts/{transcript.pk}/notes/", given | {"kind": "referral"})
    note = Note.objects.get()
    assert (note.kind, note.second, note.contact) == ("referral", 16, priya)
    assert "Marta Okoro" in note.text
    assert "One sentence looks" in alice.get(f"/transcripts/{transcript.pk}/").content.decode()


def test_any_turn_can_be_kept_with_the_seekers_own_cut(alice, transcript):
    page = alice.get(f"/transcripts/{transcript.pk}/?turn=1")
    given = {name: page.context["keep"][name].value() for name in ("id", "second", "contact")}
    alice.post(f"/transcripts/{transcript.pk}/notes/", given | {"kind": "information", "text": "It took three years."})
    assert Note.objects.get().text == "It took three years."


def test_a_note_without_a_kind_is_said_back_and_keeps_what_was_typed(alice, transcript, priya):
    given = {"id": "00000000-0000-0000-0000-00000000000a", "text": "Half typed", "contact": priya.pk}
    answer = alice.post(f"/transcripts/{transcript.pk}/notes/", given)
    assert answer.status_code == 422
    assert "Half typed" in answer.content.decode()


def test_deleted_its_words_are_nowhere_and_the_notes_stay(alice, transcript, priya):
    given = {"id": "00000000-0000-0000-0000-00000000000a", "text": "Kept", "kind": "advice", "contact": priya.pk}
    alice.post(f"/transcripts/{transcript.pk}/notes/", given)
    alice.post(f"/transcripts/{transcript.pk}/removal/")
    assert not Transcript.objects.exists()
    assert Note.objects.get().text == "Kept"
    kept = "".join(f"{entry.before}{entry.after}" for entry in Entry.objects.all())
    assert "cleaning tables" not in kept
    gone = Entry.objects.get(verb="transcript deleted")
    alice.post(f"/undo/{gone.number}/")
    assert not Transcript.objects.exists()


@pytest.mark.parametrize(("data", "says"), [(b"%PDF-1.4", "a PDF"), (b"", "empty"), (b"1\n2\n", "Nobody says")])
def test_a_file_that_is_none_says_what_to_do(alice, talk, data, says):
    answer = brought(alice, talk, file=SimpleUploadedFile("talk.pdf", data))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_with_two_people_a_turn_names_its_own(campaign, priya, tom):
    interview = held(campaign, priya, tom)
    said = ["Priya Raman: One.", "Tom Okafor: Two.", "Somebody: Three.", "Priya Raman: Four.", "Tom Okafor: Five."]
    found = transcribing.bring(interview, "\n".join(said).encode(), name="a", consent="", my_name="", at=NOW)
    people = [turn.contact for turn in transcribing.turns_of(found, interview.contacts)]
    assert people[:2] == [priya, tom]
    assert people[2] is None


def test_who_was_merged_into_another_is_still_named(campaign, priya, tom, lena):
    interview = held(campaign, priya, tom)
    found = transcribing.bring(
        interview, b"Priya Raman: One.\nTom Okafor: Two.\nPriya Raman: Three.", name="a", consent="", my_name="", at=NOW
    )
    merge(lena, priya, at=NOW)
    found.refresh_from_db()
    assert next(turn.who for turn in transcribing.turns_of(found, Interview.objects.get().contacts)) == lena.name


def test_a_long_transcript_comes_a_page_at_a_time_in_as_many_queries(alice, talk, queries):
    def lines(count: int) -> bytes:
        said = [f"[{'Ana' if n % 2 else 'Bo'}] 10:00:{n % 60:02}\nLine {n} of many" for n in range(count)]
        return "\n\n".join(said).encode()

    short, long = (
        transcribing.bring(talk, lines(count), name="a", consent="", my_name="", at=NOW) for count in (3, 300)
    )
    assert queries(alice, f"/transcripts/{short.pk}/") == queries(alice, f"/transcripts/{long.pk}/")


def test_a_list_of_many_transcripts_takes_as_many_queries(alice, talk, queries):
    def several(count: int) -> None:
        for _ in range(count):
            transcribing.bring(talk, FILE.encode(), name="a", consent="", my_name="", at=NOW)

    several(1)
    few = queries(alice, f"/interviews/{talk.pk}/transcripts/")
    several(19)
    assert queries(alice, f"/interviews/{talk.pk}/transcripts/") == few


def test_three_hours_are_read_kept_and_shown_within_a_second_each(alice, talk):
    who = ("Alice Berg", "Priya Raman")
    cues = [
        f"{n // 1200}:{n // 20 % 60:02}:{n * 3 % 60:02}.000 --> {n // 1200}:{n // 20 % 60:02}:{n * 3 % 60 + 2:02}.000"
        f"\n{who[n // 3 % 2]}: You should learn to read a query plan, it took me {n} years myself."
        for n in range(3600)
    ]
    began = time.process_time()
    found = transcribing.bring(
        talk, "\n\n".join(["WEBVTT", *cues]).encode(), name="a", consent="", my_name="Alice Berg", at=NOW
    )
    read = time.process_time() - began
    answer = alice.get(f"/transcripts/{found.pk}/")
    shown = time.process_time() - began - read
    print(f"read and kept in {read:.2f} s, shown in {shown:.2f} s")
    assert len(found.pieces) == 3600
    assert "20 sentences look worth keeping." in answer.content.decode()
    assert read < 1.0
    assert shown < 1.0


def test_questions_and_scraps_are_never_proposed():
    said = ["You should talk to whom? Yes. Use my name.", "How did you start by learning SQL first?"]
    assert proposals(enumerate(said)) == []


def test_never_is_advice_where_a_sentence_begins_with_it():
    said = ["Never send it on a Friday, whatever they say.", "It is the one skill that never aged in fifteen of them."]
    assert [each.turn for each in proposals(enumerate(said)) if each.kind == "advice"] == [0]


def test_proposals_come_in_the_order_they_were_said():
    said = ["It took me three years to get there myself.", "You should talk to Marta Okoro at Vellum soon."]
    assert [(each.turn, each.kind) for each in proposals(enumerate(said))] == [(0, "information"), (1, "referral")]
