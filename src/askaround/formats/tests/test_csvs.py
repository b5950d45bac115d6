"""What we write as CSV is plain text to a spreadsheet and comes back whole."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.csvs import lines, neutral, plain_again


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+2", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_a_formula_is_text(formula):
    assert neutral(formula) == f"'{formula}"


@pytest.mark.parametrize("harmless", ["Priya", "a=b", "", "o'clock", "'tis", "2026-02-08"])
def test_harmless_text_stays(harmless):
    assert neutral(harmless) == harmless


def test_numbers_and_nothing():
    assert [neutral(value) for value in (-3, 2.5, None, True)] == ["-3", "2.5", "", "True"]


def test_lines_begin_with_the_mark_that_excel_needs():
    assert list(lines(["Name", "=x"], [["Zoë", "=1"], ["a,b", None]])) == [
        "\ufeffName,'=x\r\n", "Zoë,'=1\r\n", '"a,b",\r\n',
    ]  # fmt: skip


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=2)))
def test_any_text_comes_back(rows):
    text = "".join(lines(["a", "b"], rows)).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [[plain_again(cell) for cell in row] for row in read] == rows
    assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for row in read for cell in row)
