"""Text is cleaned for keeping, folded for comparing, and cut between letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.plain.text import clean, clean_lines, cut, fold


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Priya \t Raman\r\n", "Priya Raman"),
        ("Zoe\u0308", "Zoë"),
        ("Ma\x00ra\ud800\ufeff", "Mara"),
        ("ليلى حداد", "ليلى حداد"),
        ("👩🏽‍💻", "👩🏽‍💻"),
        ("", ""),
    ],
)
def test_one_line_is_cleaned(text, kept):
    assert clean(text) == kept


def test_lines_stay_lines():
    assert clean_lines("\r\nOne\r\nTwo\rThree\u2028Four\n") == "One\nTwo\nThree\nFour"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller ", "MULLER"), ("STRASSE", "straße"), ("Ærø", "aero"), ("Łódź", "lodz"), ("Ｗｉｄｅ", "wide"),
        ("İstanbul", "istanbul"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("مُحَمَّد", "محمد"), ("한국", "한국"), ("a  b", "a b"),
    ],
)  # fmt: skip
def test_the_same_to_a_reader_is_the_same(one, other):
    assert fold(one) == fold(other)


def test_vowel_signs_that_make_another_word_are_kept():
    assert fold("कि") != fold("की")
    assert fold("が") != ""


@pytest.mark.parametrize(
    ("text", "length", "left"), [("abc", 5, "abc"), ("abcdef", 3, "abc"), ("ae\u0301i", 2, "a"), ("a👩🏽b", 2, "a")]
)
def test_a_cut_leaves_whole_letters(text, length, left):
    assert cut(text, length) == left


@given(st.text())
def test_cleaning_and_folding_twice_is_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert fold(fold(text)) == fold(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 20))
def test_a_cut_is_a_beginning(text, length):
    assert text.startswith(cut(text, length))
    assert len(cut(text, length)) <= length or not text


@given(st.text())
def test_what_is_clean_can_be_kept_by_any_database(text):
    clean(text).encode()
    assert "\0" not in clean(text)
