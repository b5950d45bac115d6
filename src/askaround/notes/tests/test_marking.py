"""Marks over the words of a note."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from askaround.notes import marking
from askaround.notes.marking import MarkError

TEXT = "Learn dbt, and ask Ana Ruiz about it."


def test_words_become_spans_whatever_their_case():
    marks = marking.spans(TEXT, {"skill": ["DBT"], "name": ["Ana Ruiz"]})
    assert marking.words(marks, TEXT, "skill") == ["dbt"]
    assert marking.words(marks, TEXT, "name") == ["Ana Ruiz"]


def test_words_that_are_not_there_are_refused_by_name():
    with pytest.raises(MarkError) as error:
        marking.spans(TEXT, {"quote": ["learn Spark"]})
    assert "“learn Spark”" in error.value.sentence


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "skill", "start": 3, "end": 3},
        {"kind": "skill", "start": -1, "end": 3},
        {"kind": "skill", "start": 0, "end": 99},
        {"kind": "skill", "start": "0", "end": 3},
        {"kind": "skill", "start": True, "end": 3},
        {"kind": "mood", "start": 0, "end": 3},
        "skill",
        {},
    ],
)
def test_a_mark_that_fits_nothing_is_refused(mark):
    with pytest.raises(MarkError):
        marking.checked([mark], TEXT)


def test_marks_follow_their_words_when_the_note_is_mended():
    marks = marking.spans(TEXT, {"skill": ["dbt"], "name": ["Ana Ruiz"]})
    mended = "First of all: Learn dbt."
    assert marking.kept(marks, TEXT, mended) == [{"kind": "skill", "start": 20, "end": 23}]


@given(st.text(min_size=1), st.data())
def test_the_pieces_are_the_text(text, data):
    place = st.integers(0, len(text))
    raw = data.draw(st.lists(st.tuples(st.sampled_from(marking.KINDS), place, place), max_size=6))
    marks = marking.checked([{"kind": k, "start": a, "end": b} for k, a, b in raw if a < b], text)
    pieces = marking.pieces(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        over = "".join(piece.text for piece in pieces if mark["kind"] in piece.kinds)
        assert len(over) >= mark["end"] - mark["start"]


@given(st.text(), st.text(min_size=1), st.text())
def test_any_words_of_a_text_can_be_marked(before, words, after):
    assume(words.strip())
    text = before + words + after
    marks = marking.spans(text, {"quote": [words]})
    assert marking.words(marks, text, "quote") == [words.strip()]
