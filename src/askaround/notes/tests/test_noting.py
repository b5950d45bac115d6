"""Posting notes: once however often, in order, only in one's own talks."""

from uuid import UUID, uuid4

import pytest

from askaround.history.models import Entry
from askaround.notes.models import Note
from askaround.notes.noting import NoteElsewhere, mend, take_note
from conftest import NOW, contact_of, seat

from .cast import agreed, chosen, held, noted, running

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def talk(campaign, priya):
    return running(campaign, priya, since=60)


def payload(**more):
    return {"id": str(UUID(int=1)), "kind": "advice", "text": "Learn to read a query plan", **more}


def url(interview):
    return f"/interviews/{interview.pk}/notes/"


def test_a_note_posted_twice_is_stored_once_and_answered_the_same(alice, talk):
    first = alice.post(url(talk), payload(second=75, device="phone", number=1), **JSON)
    again = alice.post(url(talk), payload(second=75, device="phone", number=1), **JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"] == str(UUID(int=1))
    note = Note.objects.get()
    assert (note.minute, note.device, note.contact) == ("01:15", "phone", talk.contacts[0])
    assert Entry.objects.filter(verb="noted").count() == 1


def test_the_first_words_stand_when_the_same_id_comes_with_others(alice, talk):
    alice.post(url(talk), payload(), **JSON)
    alice.post(url(talk), payload(text="Something else"), **JSON)
    assert Note.objects.get().text == "Learn to read a query plan"


def test_a_note_that_was_thrown_away_does_not_come_back_when_posted_again(alice, talk):
    alice.post(url(talk), payload(), **JSON)
    alice.post(f"/notes/{UUID(int=1)}/trash/")
    assert alice.post(url(talk), payload(), **JSON).status_code == 200
    assert Note.objects.get().trashed_at == NOW


def test_two_at_the_same_moment_store_one(talk, priya, monkeypatch):
    """The other one commits between our look and our insert: the database keeps the promise."""
    first, _ = take_note(talk, priya, id=UUID(int=5), kind="advice", text="First", at=NOW)
    from askaround.notes import noting

    looks = iter([None, first])
    monkeypatch.setattr(noting, "_kept", lambda note: next(looks))
    second, made = take_note(talk, priya, id=UUID(int=5), kind="advice", text="First", at=NOW)
    assert (second, made) == (first, False)
    assert Note.objects.count() == 1


def test_an_id_of_another_notebook_is_not_there(alice, bob, talk):
    from askaround.purpose.models import Campaign

    theirs = Campaign.objects.create(notebook=bob.notebook, name="Bob’s", active=True, created_at=NOW)
    other = running(theirs, contact_of(bob, "Ben Ito"))
    noted(other, other.contacts[0], "advice", "Bob’s own", id=UUID(int=1))
    answer = alice.post(url(talk), payload(), **JSON)
    assert answer.status_code == 404
    assert Note.objects.get().text == "Bob’s own"


def test_an_id_of_another_talk_is_refused(talk, campaign, tom, priya):
    note = noted(running(campaign, tom), tom, "advice", "Tom’s")
    with pytest.raises(NoteElsewhere):
        take_note(talk, priya, id=note.pk, kind="advice", text="x", at=NOW)


def test_a_form_without_script_goes_back_to_the_talk(alice, talk):
    answer = alice.post(url(talk), payload())
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/interviews/{talk.pk}/talk/"


@pytest.mark.parametrize(
    "wrong", [{"text": "  "}, {"kind": "gossip"}, {"id": "7"}, {"second": "-1"}, {"text": "x" * 10_001}]
)
def test_what_cannot_be_kept_is_said_back(alice, talk, wrong):
    assert alice.post(url(talk), payload(**wrong), **JSON).status_code == 422
    page = alice.post(url(talk), payload(**wrong))
    assert page.status_code == 422
    assert not Note.objects.exists()


def test_what_was_typed_is_still_there_when_no_kind_was_chosen(alice, talk):
    page = alice.post(url(talk), {"id": str(uuid4()), "text": "Ask for the on-call rota"})
    assert "Ask for the on-call rota" in page.content.decode()


def test_a_note_may_come_after_the_talk_has_ended(alice, campaign, priya):
    after = held(campaign, priya)
    assert alice.post(url(after), payload(), **JSON).status_code == 201


def test_a_note_keeps_its_question_and_its_person(alice, campaign, priya, tom):
    talk = running(campaign, priya, tom)
    question = chosen(talk, "What does a good week look like?")
    alice.post(url(talk), payload(question=str(question.pk), contact=str(tom.pk)), **JSON)
    note = Note.objects.get()
    assert (note.question, note.contact) == (question, tom)


def test_a_question_of_another_talk_is_refused(alice, campaign, talk, tom):
    other = chosen(running(campaign, tom), "Elsewhere?")
    assert alice.post(url(talk), payload(question=str(other.pk)), **JSON).status_code == 422


@pytest.mark.parametrize("path", ["talk/", "notes/", "debrief/"])
def test_bob_cannot_tell_that_alices_talk_exists(bob, talk, path):
    assert bob.get(f"/interviews/{talk.pk}/{path}").status_code == 404


@pytest.mark.parametrize("verb", ["notes/", "beginning/", "end/", "asked/", "skipped/", "debrief/"])
def test_bob_changes_nothing_in_alices_talk(bob, talk, verb):
    assert bob.post(f"/interviews/{talk.pk}/{verb}", payload()).status_code == 404
    assert not Note.objects.exists()


def test_bob_cannot_mend_or_throw_away_alices_note(bob, talk, priya):
    note = noted(talk, priya, "advice", "Mine")
    for path in ("", "trash/", "referral/"):
        assert bob.post(f"/notes/{note.pk}/{path}", {"text": "His"}).status_code == 404
    note.refresh_from_db()
    assert (note.text, note.trashed_at) == ("Mine", None)


def test_a_mended_note_keeps_the_marks_that_still_fit(talk, priya):
    note = noted(talk, priya, "advice", "Learn dbt first", marks=[{"kind": "skill", "start": 6, "end": 9}])
    mend(note, at=NOW, text="First of all learn dbt")
    assert note.marks == [{"kind": "skill", "start": 19, "end": 22}]


def test_words_are_marked_in_the_form_and_said_back_when_they_are_not_there(alice, talk, priya):
    note = noted(talk, priya, "advice", "Learn dbt first")
    form = {"text": "Learn dbt first", "kind": "advice", "skill": "dbt\nSpark"}
    page = alice.post(f"/notes/{note.pk}/", form)
    assert page.status_code == 422
    assert "does not hold the words “Spark”" in page.content.decode()
    assert alice.post(f"/notes/{note.pk}/", form | {"skill": "dbt"}).status_code == 302
    note.refresh_from_db()
    assert note.marks == [{"kind": "skill", "start": 6, "end": 9}]


def test_the_notes_page_takes_no_more_queries_for_twenty_notes(alice, talk, priya, queries):
    noted(talk, priya, "advice", "One", question=chosen(talk, "Why?"))
    few = queries(alice, url(talk))
    for number in range(19):
        noted(talk, priya, "referral", f"Ask Ana Ruiz {number}", question=chosen(talk, f"Q{number}?"))
    assert queries(alice, url(talk)) == few


def test_a_quick_note_goes_to_the_talk_that_was_chosen(alice, campaign, priya, tom):
    held(campaign, priya)
    last = agreed(campaign, tom)
    page = alice.get("/notes/new/").content.decode()
    assert page.index("Tom Okafor") > 0
    answer = alice.post("/notes/new/", payload(interview=str(last.pk)))
    assert answer.status_code == 302
    assert Note.objects.get().interview == last


def test_a_quick_note_needs_a_talk_first(alice, campaign):
    assert "A note belongs to a talk" in alice.get("/notes/new/").content.decode()


def test_a_stranger_is_not_offered_alices_talks(talk):
    carol = seat("carol")
    assert "Priya" not in carol.get("/notes/new/").content.decode()
