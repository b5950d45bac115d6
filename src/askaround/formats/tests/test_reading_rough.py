"""Rough files: any text in any cell survives, anything else is refused in a sentence. The people are invented."""

import csv
import io
import re
import time
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.mapping import FIELDS
from askaround.formats.reading import kind_of, read_source
from askaround.formats.records import PersonRecord, Skipped
from askaround.plain.text import clean

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On,Else"
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Country,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value,Else"
)
OUTLOOK = (
    "First Name,Last Name,Title,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business Country/Region,Assistant's Phone,Business Phone,Mobile Phone,Anniversary,Birthday,Categories,"
    "E-mail Address,E-mail Type,Gender,Government ID Number,Notes,Priority,Referred By,Web Page"
)
HANDSHAKE = "email_address,username,auth_identifier,first_name,last_name,middle_name,school_year_name,gender"
IMPORTED = "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,Title,Emails,PhoneNumbers,CountryCode,Location"
OTHER = "Name,Email,Phone,Firma,Straße,PLZ,Ort,Land,Tags,Relationship,Known since,Birthday,Web,Skype,Shoe size"
HEADERS = [CONNECTIONS, GOOGLE, OUTLOOK, HANDSHAKE, IMPORTED, OTHER]
# What a program writes where nothing was said.
UNSAID = {"smtp", "normal", "unspecified", "mycontacts", "my", "contacts"}

# Words that are parts of each other, and what looks like another's field.
alike = st.text(st.sampled_from("0 -+.aA@ßİ#%٠½("), max_size=4)
texts = alike | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=25)
likely = st.sampled_from(
    ["a@b.example", "030 123 45", "https://a.example/b", "* myContacts ::: x", " ::: ", "* Work", "1.2.1990", "0/0/00",
     "Spouse", "Mara", "a; b", "08 Feb 2026", "x ::: y ::: z", "Bo <bo@b.example>", "*", ":::", "SMTP",
     "\n", '"', "friend"]
)  # fmt: skip


def written(header, rows, delimiter=",", end="\r\n"):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def read(path, content, columns=None):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read_source(path, columns)
    rows = list(found.people())
    list(found.messages())
    list(found.notes())
    return rows


def everything(person):
    """All the words of a record."""
    told = [person.name, person.given, person.family, *person.also_called, person.town, person.country, person.about]
    told += [person.uid, person.tie, *person.labels, *person.private.values(), *person.private, *person.extra.values()]
    told += person.extra
    for way in person.ways:
        told += [way.value, way.label]
    for place in person.places:
        told += [place.organization, place.title, place.department]
    return words(" ".join(told))


def words(text):
    return set(re.split(r"[\s;,|*/<>:()]+", clean(text).lower())) - {""}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("rough") / "file"


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_text_in_any_cell_survives(path, data):
    header = data.draw(st.sampled_from(HEADERS))
    width = len(header.split(","))
    row = data.draw(st.lists(texts | likely, min_size=width, max_size=width + 2))
    row[0] = "Mara"
    if header == HANDSHAKE:
        row[3] = "Mara"
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    content = written(header, [row], data.draw(st.sampled_from(",;\t"))).encode(encoding)
    [person] = read(path, content)
    assert isinstance(person, PersonRecord)
    told = everything(person)
    for title, cell in zip([*header.split(","), *["More"] * 2], row, strict=False):
        if title in {"Connected On", "Known since"} and person.connected_on:
            continue
        if title == "Relationship" and person.tie:
            continue
        if "0/0/00" in cell or "mailto" in cell.lower():
            continue
        assert words(cell) - UNSAID <= told, title


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_text_survives_any_mapping(path, data):
    fields = [field for field in FIELDS if field]
    titles = ["Who", *(f"Thing {number}" for number in range(8))]
    columns = {title: data.draw(st.sampled_from(fields)) for title in titles} | {"Who": "given"}
    row = ["Mara", *(data.draw(texts | likely) for _ in titles[1:])]
    [person] = read(path, written(",".join(titles), [row]), columns)
    told = everything(person)
    for title, cell in zip(titles, row, strict=True):
        if columns[title] not in {"connected_on", "tie"} and "0/0/00" not in cell:
            assert words(cell) <= told, (columns[title], cell)


def test_a_word_is_kept_beside_a_longer_one_that_holds_it(path):
    row = dict.fromkeys(GOOGLE.split(","), "") | {"First Name": "Mara"}
    row |= {"Address 1 - Formatted": "Weg 100", "Address 1 - Street": "Weg 10", "Address 1 - City": "Weg"}
    [person] = read(path, written(GOOGLE, [row.values()]))
    assert [way.value for way in person.ways if way.kind == "address"] == ["Weg 100\nWeg 10"]
    [person] = read(path, written("Who,Second", [["Jo Anna", "Ann"]]), {"Who": "name", "Second": "middle"})
    assert person.extra == {"Second": "Ann"}


HOSTILE = st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
MARKS = [
    *(header.encode() + b"\n" for header in HEADERS), b"BEGIN:VCARD\n", b"{", b"[", b'"', b"PK\x03\x04", b"\xff\xfe",
    b"From,To,Date,Content\n", b"From,To,Sent At,Direction\n", b'{"basics":', b"\xef\xbb\xbf", b"\n", b",,,,\n",
    b"Connection First Name,Connection Last Name,Note\n", b"First Name,Last Name,Headline,Summary\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@example([b"[", b"\xff"])
@given(st.lists(HOSTILE | st.sampled_from(MARKS), max_size=6))
def test_any_bytes_are_read_or_refused_in_a_sentence(path, parts):
    try:
        rows = read(path, b"".join(parts))
    except FormatError as refusal:
        assert refusal.sentence[-1] in ".?)"
    else:
        assert all(isinstance(row, PersonRecord | Skipped) for row in rows)
    assert isinstance(kind_of(b"".join(parts)), str)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["Connections.csv", "a/messages.csv", "b/x.vcf", "Profile.csv", "y.json", "z"]),
                       st.lists(HOSTILE | st.sampled_from(MARKS), max_size=4).map(b"".join), max_size=4))  # fmt: skip
def test_any_zip_is_read_or_refused_in_a_sentence(path, members):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    try:
        read(path, whole.getvalue())
    except FormatError as refusal:
        assert refusal.sentence[-1] in ".?)"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"<!DOCTYPE html><p>", "This is a web page or XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old Office file"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"BEGIN:VCALENDAR\r\n", "This is a calendar"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nBo: hi\n", "This is a transcript"),
        (b"{\\rtf1 hello}", "This is a text document"),
        (b"Return-Path: <a@b.example>\nSubject: hi\n\nhello", "This is an email"),
        (b"From: a@b.example\nMessage-ID: <1@b.example>\n\nhello", "This is an email"),
        (b"Dear all, this is a letter.\nIt has two lines.\n", "This is not a table of people"),
        (b" \n\n", "The file is empty."),
        (b"Name,Town\nBo,Be\x00rn\n", "Line 2 holds a NUL"),
        (b"First Name,Last Name,Connected On\n" + b"Bo,A,x\n" + b"B," * 600 + b"\n", "Line 3 has 601 columns"),
    ],
)
def test_what_nobody_can_be_found_in_is_called_by_its_name(path, content, sentence):
    with pytest.raises(FormatError) as refusal:
        read(path, content)
    assert sentence in refusal.value.sentence


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_alone_holds_nobody(path, header):
    assert read(path, header) == []
    assert read(path, header + "\r\n\r\n,,\r\n") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_line_end_and_delimiter(path, end, delimiter, encoding):
    content = written(GOOGLE, [["Zoë", "", "Ábel"], [], ["", "", ""], ["Bo", "", "A\nB", "x"]], delimiter, end)
    found = read(path, ("Notes;,\tx" + end + end + content).encode(encoding))
    assert [(each.given, each.family) for each in found] == [("Zoë", "Ábel"), ("Bo", "A B")]


LONG = [
    " " * 30_000, "1" + " " * 30_000 + "2", "a@" + "." * 30_000 + "@", "(" * 30_000, "a<" * 15_000, ":::" * 10_000,
    ";" * 30_000, "1 " * 15_000, "A-" * 15_000, "\n" * 30_000,
]  # fmt: skip


@pytest.mark.parametrize("cell", LONG, ids=range(len(LONG)))
def test_a_long_cell_takes_no_longer_than_its_length(path, cell):
    begun = time.process_time()
    for header in (*HEADERS, "From,To,Date,Content", "From,To,Sent At,Message,Direction"):
        row = ["Mara", *([f"x{cell}x"] * 8)]
        read(path, written(header, [row[: len(header.split(","))]]))
    for content in (f"{cell}x\nName,Email\nMara,a@b.example\n", f'"{cell}x",Email\nMara,a@b.example\n'):
        with suppress(FormatError):
            read(path, content)
    assert time.process_time() - begun < 3


def packed(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{0}\r\nN:;{0};;;\r\nEND:VCARD\r\n"


def test_a_takeout_holds_a_folder_for_each_label(path):
    found = read_source(
        packed(
            path,
            {
                "Takeout/Contacts/All/All.vcf": CARD.format("Mara") + CARD.format("Bo"),
                "Takeout/Contacts/Choir/Choir.vcf": CARD.format("Bo"),
                "Takeout/Contacts/All/Mara.jpg": b"\xff\xd8\xff0",
                "Takeout/archive.html": "<html>",
                "__MACOSX/._All.vcf": b"\0\5\x16\7",
            },
        )
    )
    assert (found.reader, found.source, found.not_read) == ("zip", "vcard", ("Mara.jpg", "archive.html"))
    assert [each.name or each.given for each in found.people()] == ["Mara", "Bo", "Bo"]
    assert len(list(found.people())) == 3


def test_a_zip_of_a_table_of_google(path):
    found = read_source(packed(path, {"contacts.csv": f"{GOOGLE}\nMara,,Lindqvist\n"}))
    assert (found.reader, found.source, [each.given for each in found.people()]) == ("zip", "google", ["Mara"])


def test_a_zip_of_one_other_table_is_that_table(path):
    found = read_source(packed(path, {"people.csv": "Name,Shoe size\nMara,38\n"}), {"Shoe size": ""})
    assert (found.reader, [each.extra for each in found.people()]) == ("table", [{}])


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"[Content_Types].xml": "<x>", "xl/sheet.csv": "a,b\n"}, "This is an Office file"),
        ({"notebook.json": "{}", "people.csv": "Name,Town\n"}, "This is an Askaround export"),
        ({"inner.zip": b"PK\3\4"}, "a ZIP within the ZIP"),
        ({"a.csv": "Name,Town\nBo,Bern\n", "b.csv": "Name,Town\nBo,Bern\n"}, "several tables that nobody knows"),
        ({"holiday.csv": "x"}, "There are no contacts in this ZIP"),
        ({"holiday.jpg": b"\xff\xd8\xff"}, "There are no contacts in this ZIP"),
        ({}, "There are no contacts in this ZIP"),
    ],
)  # fmt: skip
def test_a_wrong_zip_is_called_by_its_name(path, members, sentence):
    with pytest.raises(FormatError) as refusal:
        read_source(packed(path, members))
    assert sentence in refusal.value.sentence


def test_memory_does_not_grow_with_the_file(path, monkeypatch):
    monkeypatch.setattr("askaround.formats.tables._CHUNK", 65536)
    took = []
    for rows in (4_000, 24_000):
        path.write_text(CONNECTIONS + "\n" + "Mara,Lindqvist,,,Acme,Head,08 Feb 2026,x\n" * rows)
        found = read_source(path)
        tracemalloc.start()
        assert sum(1 for _ in found.people()) == rows
        took.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert took[1] < took[0] * 1.5
