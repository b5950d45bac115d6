"""Notes from paper: nothing of a line is lost, minutes and kinds are read where they stand, all go back at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Batch
from askaround.notes.models import Note
from askaround.notes.typed import typed
from askaround.plain.text import clean

from .cast import held


@pytest.mark.parametrize(
    ("line", "second", "kind", "text"),
    [
        ("12 Half the week is meetings", 720, "information", "Half the week is meetings"),
        ("12:30 a: Learn SQL first", 750, "advice", "Learn SQL first"),
        ("7' r: Ana Ruiz at Contoso", 420, "referral", "Ana Ruiz at Contoso"),
        ("- 3 min. Advice: read plans", 180, "advice", "read plans"),
        ("Nobody reviews alone", None, "information", "Nobody reviews alone"),
        ("12", None, "information", "12"),
        ("Note: it is loud", None, "information", "Note: it is loud"),
        ("a:", None, "information", "a:"),
    ],
)
def test_a_line_is_read_by_minute_and_kind(line, second, kind, text):
    (note,) = typed(line, by_minute=True)
    assert (note.second, note.kind, note.text) == (second, kind, text)


def test_without_minutes_a_number_is_a_word():
    (note,) = typed("3 people told her so")
    assert (note.second, note.text) == (None, "3 people told her so")


def test_an_indented_line_goes_on_and_a_name_says_who():
    first, second = typed("Tom: nights are rare\n   but they come\nsara: a: ask about nights", speakers={"tom": "t"})
    assert (first.speaker, first.text) == ("t", "nights are rare but they come")
    assert (second.speaker, second.text) == ("", "sara: a: ask about nights")


def test_words_in_quotation_marks_are_marked():
    (note,) = typed("She said “write the memo first” twice")
    mark = note.marks[0]
    assert note.text[mark["start"] : mark["end"]] == "write the memo first"


WORDS = st.text(st.sampled_from("ab 12:'\"“”-•\t ari"), max_size=40)


@given(st.lists(WORDS, max_size=8), st.booleans())
def test_nothing_of_a_line_is_lost_but_bullets_minutes_and_heads(lines, by_minute):
    text = "\n".join(lines)
    kept = " ".join(note.text for note in typed(text, by_minute=by_minute, speakers={"b": "b"}))
    letters = re.findall(r"[^\W\d_]{2,}", clean(text))
    assert [word for word in letters if word not in kept] == []
    assert all(note.text for note in typed(text, by_minute=by_minute))


@pytest.fixture
def talk(campaign, priya, tom):
    return held(campaign, priya, tom)


def url(talk):
    return f"/interviews/{talk.pk}/notes/typed/"


def form_id(alice, talk):
    return re.search(r'name="id" value="([^"]+)"', alice.get(url(talk)).content.decode())[1]


TEXT = "12 Half the week is meetings\n14:30 a: Tom: Learn SQL first\nr: Ana Ruiz at Contoso"


def test_lines_are_looked_over_then_kept_once_and_go_back_at_once(alice, talk, tom):
    given = {"id": form_id(alice, talk), "text": TEXT, "by_minute": "on"}
    looked = alice.post(url(talk), given)
    assert "3 notes to keep." in looked.content.decode()
    assert not Note.objects.exists()
    for _ in range(2):
        alice.post(url(talk), given | {"keep": "yes"})
    notes = list(Note.objects.in_order())
    assert [(note.second, note.kind, note.text) for note in notes] == [
        (720, "information", "Half the week is meetings"), (870, "advice", "Learn SQL first"),
        (None, "referral", "Ana Ruiz at Contoso"),
    ]  # fmt: skip
    assert notes[1].contact == tom
    alice.post(f"/batches/{Batch.objects.get(verb='typed in').pk}/undo/")
    assert not Note.objects.exists()


def test_a_kind_can_be_set_right_and_a_line_changed_since_has_its_own(alice, talk):
    given = {"id": form_id(alice, talk), "text": "One\nTwo changed", "keep": "yes"}
    given |= {"kind-0": "advice", "line-0": "One", "kind-1": "advice", "line-1": "Two"}
    alice.post(url(talk), given)
    assert list(Note.objects.order_by("number").values_list("kind", flat=True)) == ["advice", "information"]


def test_a_line_that_is_too_long_is_said_back_and_nothing_is_kept(alice, talk):
    long = "x" * 10_001
    answer = alice.post(url(talk), {"id": form_id(alice, talk), "text": f"Fine\n{long}", "keep": "yes"})
    assert answer.status_code == 422
    assert "1 line holds more than a note may." in answer.content.decode()
    assert long in answer.content.decode()
    assert not Note.objects.exists()


def test_nothing_typed_is_asked_for_and_bob_types_nothing(alice, bob, talk):
    answer = alice.post(url(talk), {"id": form_id(alice, talk), "text": " \n "})
    assert answer.status_code == 422
    assert bob.get(url(talk)).status_code == 404
    assert bob.post(url(talk), {"text": "Mine"}).status_code == 404
