"""What devices send from their outboxes, late and more than once, and what each of them is told."""

import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from askaround.notes import marking
from askaround.notes.models import Note
from askaround.notes.posted import LONGEST_WAIT, tapped_at
from askaround.notes.talk_forms import TalkNoteForm
from conftest import NOW

from .cast import agreed, chosen, held, noted, running

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def talk(campaign, priya):
    return running(campaign, priya, since=60)


def state(alice, interview, query=""):
    return alice.get(f"/interviews/{interview.pk}/talk/state/{query}").json()


def test_a_beginning_that_arrives_late_began_with_its_tap(alice, campaign, priya):
    interview = agreed(campaign, priya)
    path = f"/interviews/{interview.pk}"
    answer = alice.post(f"{path}/beginning/", {"id": "a", "ago": str(31 * 60_000)}, **JSON)
    assert answer.json() == {"id": "a", "at": int(NOW.timestamp() * 1000)}
    alice.post(f"{path}/end/", {"id": "b", "ago": "60000"}, **JSON)
    interview.refresh_from_db()
    assert (interview.began_at, interview.ended_at) == (NOW - timedelta(minutes=31), NOW - timedelta(minutes=1))
    assert alice.post(f"{path}/beginning/", {"id": "a"}, **JSON).status_code == 200


def test_a_talk_called_off_says_so_to_the_device(alice, campaign, priya):
    interview = agreed(campaign, priya)
    interview.cancel(by="theirs", at=NOW)
    answer = alice.post(f"/interviews/{interview.pk}/beginning/", {"id": "a"}, **JSON)
    assert answer.status_code == 409
    assert "called off" in answer.json()["sentence"]


@given(st.text(max_size=15))
def test_whatever_a_device_says_of_its_wait_is_no_future_and_not_for_ever(ago):
    assert NOW - LONGEST_WAIT <= tapped_at({"ago": ago}, now=NOW) <= NOW


def test_every_device_is_told_the_same_and_little_when_nothing_changed(alice, talk, priya):
    question = chosen(talk, "What surprised you?")
    note = noted(talk, priya, "advice", "Learn dbt first", second=70, device="phone", question=question)
    known = state(alice, talk)
    assert [(n["id"], n["text"], n["second"], n["question"]) for n in known["notes"]] == [
        (str(note.pk), "Learn dbt first", 70, str(question.pk))
    ]
    assert known["fates"] == {}
    again = state(alice, talk, f"?mark={known['mark']}")
    assert set(again) == {"at", "mark"}
    alice.post(f"/interviews/{talk.pk}/asked/", {"question": str(question.pk), "id": "x"}, **JSON)
    assert state(alice, talk, f"?mark={known['mark']}")["fates"] == {str(question.pk): "asked"}


def test_two_devices_stand_in_the_order_of_second_device_and_number(alice, talk):
    for n, (second, device, number) in enumerate([(9, "b", 1), (9, "a", 7), (9, "a", 3), (2, "b", 9)]):
        alice.post(
            f"/interviews/{talk.pk}/notes/",
            {"id": str(UUID(int=n + 1)), "kind": "advice", "text": f"{second}{device}{number}", "second": second,
             "device": device, "number": number},
            **JSON,
        )  # fmt: skip
    assert [note["text"] for note in state(alice, talk)["notes"]] == ["2b9", "9a3", "9a7", "9b1"]


def test_marks_come_with_a_note_and_those_that_fit_no_words_are_left_out(alice, talk):
    data = {
        "id": str(UUID(int=1)), "kind": "referral", "text": "  Ask Dana Wu about dbt ",
        "marks": json.dumps({"name": ["Dana Wu"], "skill": ["Spark", 7], "gossip": ["Ask"], "quote": "no list"}),
    }  # fmt: skip
    assert alice.post(f"/interviews/{talk.pk}/notes/", data, **JSON).status_code == 201
    note = Note.objects.get()
    assert marking.by_kind(note.marks, note.text) == {"name": ["Dana Wu"]}


KINDS = st.sampled_from([*marking.KINDS, "x"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KINDS, inner, max_size=3),
)


@given(marks=st.text(max_size=40) | st.just("[" * 50_000) | ANY_JSON.map(json.dumps))
def test_no_mark_whatever_it_is_keeps_a_note_from_being_taken(marks):
    form = TalkNoteForm.__new__(TalkNoteForm)
    form.cleaned_data = dict.fromkeys(("second", "device", "question", "number"), None) | {
        "id": UUID(int=1), "kind": "advice", "text": "a\x00b", "marks": marks,
    }  # fmt: skip
    assert isinstance(form.facts["marks"], list)


def mended(alice, note, **more):
    data = {"id": "m", "was": "Learn dbt first", "text": "Learn SQL first", "kind": "advice", "marks": "{}"} | more
    return alice.post(f"/notes/{note.pk}/mending/", data, **JSON)


def test_a_note_is_mended_once_however_often_it_is_sent(alice, talk, priya):
    note = noted(talk, priya, "advice", "Learn dbt first")
    assert [mended(alice, note).status_code for _ in range(2)] == [200, 200]
    note.refresh_from_db()
    assert note.text == "Learn SQL first"


def test_a_mend_never_goes_over_another_devices_words(alice, talk, priya):
    note = noted(talk, priya, "advice", "Learn dbt first")
    mended(alice, note)
    late = mended(alice, note, text="Learn dbt and Python first")
    assert late.status_code == 409
    assert "changed elsewhere" in late.json()["sentence"]
    note.refresh_from_db()
    assert note.text == "Learn SQL first"


def test_a_mend_of_nothing_is_said_back(alice, talk, priya):
    answer = mended(alice, noted(talk, priya, "advice", "Learn dbt first"), text=" ")
    assert (answer.status_code, answer.json()["sentence"]) == (422, "Type what was said first.")


def test_a_note_goes_and_comes_back_however_often_each_is_sent(alice, talk, priya):
    note = noted(talk, priya, "advice", "Learn dbt first")
    for _ in range(2):
        assert alice.post(f"/notes/{note.pk}/trash/", {"id": "t"}, **JSON).json()["id"] == "t"
    assert state(alice, talk)["notes"] == []
    for _ in range(2):
        assert alice.post(f"/notes/{note.pk}/return/", {"id": "r"}, **JSON).json()["id"] == "r"
    assert len(state(alice, talk)["notes"]) == 1
    assert alice.post(f"/notes/{note.pk}/return/").status_code == 302


def test_a_question_about_a_job_is_parked_once_and_asked_about_in_the_debrief(alice, talk):
    for text in ("Are you hiring?", "Are  you hiring? ", "", "What would it take?"):
        assert alice.post(f"/interviews/{talk.pk}/parked/", {"text": text, "id": "p"}, **JSON).status_code == 200
    assert state(alice, talk)["parked"] == ["Are you hiring?", "What would it take?"]
    page = alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    assert "Are you hiring? · What would it take?" in page
    assert "Did they raise it?" in page
    assert alice.post(f"/interviews/{talk.pk}/parked/", {"text": "One more"}).status_code == 302


def test_the_installed_app_opens_with_the_talk_that_runs_or_comes_next(alice, campaign, priya, tom):
    assert alice.get("/interviews/talk/").headers["Location"] == "/interviews/"
    held(campaign, tom)
    coming = agreed(campaign, priya)
    assert alice.get("/interviews/talk/").headers["Location"] == f"/interviews/{coming.pk}/talk/"
    runs = running(campaign, tom)
    assert alice.get("/interviews/talk/").headers["Location"] == f"/interviews/{runs.pk}/talk/"


def test_the_worker_is_a_script_for_the_talks_alone(alice):
    answer = alice.get("/interviews/talk-worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in answer.headers


def test_the_page_names_every_module_that_it_will_load(alice, talk):
    """The worker puts by what the page names: a module that it does not name would be missing without a network."""
    page = alice.get(f"/interviews/{talk.pk}/talk/").content.decode()
    named = set(re.findall(r'/static/((?:notes|interviews)/[\w-]+)(?:\.[0-9a-f]{12})?\.js"', page))
    assert named == wanted("notes/talk", set())


def wanted(module, seen):
    seen.add(module)
    script = Path(finders.find(f"{module}.js")).read_text(encoding="utf-8")
    for folder, name in re.findall(r'(?:from|import) "(\.\.?/(?:\w+/)?)([\w-]+)\.js"', script):
        path = f"notes/{name}" if folder == "./" else f"{folder[3:]}{name}"
        if path not in seen:
            wanted(path, seen)
    return seen
