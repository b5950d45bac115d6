"""Tables from any program: encodings, line ends, delimiters, notes above the header, and what is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.tables import key_of, read_table

TEXT = "Name,Town\nZoë Ábel,Genève\n"


def table(content: bytes):
    return read_table(lambda: io.BytesIO(content), is_header=lambda keys: keys >= {"name", "town"}, what="a list")


def cells(content: bytes):
    return [row.cells for row in table(content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding_is_told_by_the_bytes(encoding):
    assert cells(TEXT.encode(encoding)) == [["Zoë Ábel", "Genève"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end):
    assert cells(TEXT.replace("\n", end).encode()) == [["Zoë Ábel", "Genève"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter):
    assert cells(TEXT.replace(",", delimiter).encode()) == [["Zoë Ábel", "Genève"]]


def test_the_header_is_found_below_notes_whatever_its_case_and_underscores():
    found = table(b'Notes:\n"Some, text\nover lines"\n\n\n NAME ,_town_,Else\nBo,Bern,x\n')
    assert found.header == ("NAME", "_town_", "Else")
    assert found.column("Town") == 1
    assert found.column("Nowhere") is None
    assert [row.cells for row in found.rows] == [["Bo", "Bern", "x"]]


def test_a_header_in_the_third_language_of_delimiters_wins_when_it_is_wider():
    assert cells(b"Name;Town;More\nBo;Bern;a,b\n") == [["Bo", "Bern", "a,b"]]


def test_empty_rows_are_normal_and_lines_are_counted():
    rows = list(table(b'Name,Town\n\n,\n"Bo\nBo",Bern\n\n').rows)
    assert [(row.line, row.cells) for row in rows] == [(5, ["Bo\nBo", "Bern"])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n\n", "The file is empty."),
        (b"%PDF-1.7 ...", "This is a PDF, not a CSV file."),
        (b"PK\x03\x04aaaa", "This is a ZIP or an Excel workbook"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"<!DOCTYPE html><p>hello", "This is a web page"),
        (b"Just some prose without any table.", "This is not a list: it has no columns."),
        (b"Colour,Size\nred,2\n", "This is not a list. Its columns seem to be: Colour, Size."),
        (b"Name,Town\nBo,Be\x00rn\n", "Line 2 holds a NUL"),
        (
            b'Name,Town\nBo,Bern\nMo,"Bern\nJo,Basel\n',
            "A quotation mark that opens at line 3 or soon after is never closed",
        ),
        (b'Name,Town\nBo,"Be', "A quotation mark that opens at line 2"),
        (b"Name,Town\n" + b"Bo," * 10_000 + b"\n", "Line 2 has 10,001 columns"),
        (b"a," * 10_000, "Line 1 has 10,001 columns"),
        (b"Name,Town\nBo," + b"x" * 2_000_000, "Line 2 is longer than 1,000,000 characters"),
        (b'Name,Town\nBo,"' + b"x" * 200_000, "is longer than 131,072 characters"),
        ("Name,Town\nBo,Bern".encode("utf-16")[:-1], "breaks off in the middle of a letter"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(FormatError) as refusal:
        cells(content)
    assert sentence in refusal.value.sentence


def test_more_rows_than_anybody_knows_are_refused(monkeypatch):
    monkeypatch.setattr("askaround.formats.tables.MOST_ROWS", 3)
    with pytest.raises(FormatError, match="more than 3 rows"):
        cells(b"Name,Town\n" + b"Bo,Bern\n" * 3)


def test_nothing_is_read_before_it_is_asked_for():
    rows = table(b"Name,Town\n" + b"Bo,Bern\n" * 100_000).rows
    assert next(rows).line == 2


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(content):
    try:
        cells(content)
    except FormatError as refusal:
        assert refusal.sentence.endswith((".", "?"))


@given(st.text())
def test_a_key_has_neither_case_nor_spaces(title):
    assert key_of(f" {title}_") == key_of(title)
