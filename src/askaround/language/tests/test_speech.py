"""What is heard in a recording, and how fast somebody spoke."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.transcript import Said
from askaround.language import speech
from askaround.language.minilm import ModelMissingError
from askaround.language.speech import PAUSE, Pace, pace_of


def spoken(*pieces):
    return [Said("", text, starts, ends) for text, starts, ends in pieces]


def test_pace_counts_words_from_the_first_to_the_last():
    said = spoken(("I'd read twenty-five reports a week.", 10, 12), ("Then I wrote.", 12.5, 15))
    assert pace_of(said) == Pace(words=9, seconds=5, words_a_minute=108, longest_stretch=5)


def test_a_pause_of_two_seconds_ends_a_stretch_and_a_shorter_one_does_not():
    assert pace_of(spoken(("One.", 0, 3), ("Two.", 4.9, 6), ("Three.", 8, 9))).longest_stretch == 6
    assert pace_of(spoken(("One.", 0, 3), ("Two.", 5, 12))).longest_stretch == 7


def test_nothing_said_has_no_pace():
    assert pace_of([]) == Pace(0, 0, 0, 0)
    assert pace_of([Said("", "Two words.")]) == Pace(2, 0, 0, 0)


@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0, 5)), max_size=40))
def test_the_longest_stretch_lies_within_the_whole_and_joins_no_pause(steps):
    said, now = [], 0.0
    for length, gap in steps:
        said.append(Said("", "word", now, now + length))
        now += length + gap
    pace = pace_of(said)
    assert 0 <= pace.longest_stretch <= pace.seconds or math.isclose(pace.longest_stretch, pace.seconds)
    if steps and all(gap >= PAUSE for _, gap in steps):
        assert math.isclose(pace.longest_stretch, max(length for length, _ in steps), abs_tol=1e-6)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(speech, "_PACKAGES", ("no_such_package",))
    assert "make speech" in speech.available()
    with pytest.raises(ModelMissingError) as said:
        speech.heard(tmp_path / "talk.wav")
    assert said.value.sentence == speech.available()
