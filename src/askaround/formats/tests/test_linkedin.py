"""LinkedIn's export of every era. The people are invented."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.linkedin import HIDDEN, NO_NAME, Achievement, Connection, Skipped, read_connections, read_export
from askaround.plain.text import clean

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only'
    ' see email addresses for connections who have allowed it, see https://www.linkedin.com/psettings/privacy/email."\n\n'
)
UNTIL_2021 = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
SINCE_2023 = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def read(content: str | bytes):
    data = content.encode() if isinstance(content, str) else content
    return list(read_connections(lambda: io.BytesIO(data)))


def test_the_form_until_2021():
    assert read(UNTIL_2021 + "Mara,Lindqvist,mara@acme.example,Acme,Head of data,7-Feb-19\n") == [
        Connection(2, "Mara", "Lindqvist", "", "mara@acme.example", "Acme", "Head of data", date(2019, 2, 7), {})
    ]


def test_the_form_with_notes_above_and_no_url():
    [found] = read(PREAMBLE + UNTIL_2021 + "Mara,Lindqvist,,Acme,Head of data,07 Feb 2022")
    assert (found.given, found.connected_on) == ("Mara", date(2022, 2, 7))


def test_the_form_since_2023():
    rows = 'Mara,Lindqvist,https://www.linkedin.com/in/mara-l,,"Acme, Inc.","Head, data",08 Feb 2026\n'
    [found] = read(PREAMBLE + SINCE_2023 + rows)
    assert (found.url, found.organization, found.title) == (
        "https://www.linkedin.com/in/mara-l",
        "Acme, Inc.",
        "Head, data",
    )


def test_members_who_hide_are_skipped_with_their_reason():
    assert read(SINCE_2023 + ",,,,,,07 Jun 2026\n,,,,Acme,,07 Jun 2026\n") == [
        Skipped(2, HIDDEN, ""),
        Skipped(3, NO_NAME, "Acme"),
    ]


def test_a_cut_down_file_of_names_and_dates():
    [found] = read("First Name,Last Name,Connected On\nMara,,2026-02-08\n")
    assert (found.given, found.family, found.connected_on) == ("Mara", "", date(2026, 2, 8))


def test_columns_without_a_field_and_days_in_no_known_form_are_kept():
    [found] = read(
        "first_name;LAST NAME;company;Connected On;Note\nMara;Lindqvist;Acme;in spring;met at the fair;left over\n"
    )
    assert found.connected_on is None
    assert found.extra == {"Note": "met at the fair", "Connected On": "in spring", "More": "left over"}


def test_a_row_that_is_too_short_is_filled_up():
    [found] = read(SINCE_2023 + "Mara,Lindqvist\n")
    assert (found.given, found.organization) == ("Mara", "")


@pytest.mark.parametrize(
    ("given_name", "family"), [("ليلى", "حداد"), ("小明", "王"), ("Ana 🚀", "O’Neill"), ("Zoë", "")]
)
def test_names_of_the_world(given_name, family):
    for encoding in ("utf-8-sig", "utf-16"):
        [found] = read((PREAMBLE + SINCE_2023 + f"{given_name},{family},,,,,\n").encode(encoding))
        assert (found.given, found.family) == (given_name, family)


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,Company,Job Title",
        "Name,Given Name,Family Name",
        "From,To,Sent At,Message,Direction",
        "First Name,Last Name",
    ],
)
def test_other_tables_are_not_taken_for_connections(header):
    with pytest.raises(FormatError, match="This is not a LinkedIn"):
        read(header + "\na,b,c,d,e,f,g,h\n")


def exported(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"Complete_LinkedInDataExport_02-08-2026/{name.replace('_', ' ')}.csv", content)
    return path


def test_the_whole_zip_with_the_members_own_profile(tmp_path):
    found = read_export(
        exported(
            tmp_path / "export.zip",
            Connections=PREAMBLE + SINCE_2023 + "Mara,Lindqvist,,,Acme,,08 Feb 2026\n",
            Profile="First Name,Last Name,Maiden Name,Headline,Summary,Geo Location,Websites\n"
            'Alice,Abel,,Analyst,"I count.\nThings.",Berlin,[PORTFOLIO:https://alice.example/a]\n',
            Positions="Company Name,Title,Description,Location,Started On,Finished On\n"
            "Acme,Analyst,Counted,,Jan 2024,\n",
            Education="School Name,Start Date,End Date,Notes,Degree Name,Activities\nTown College,2015,2018,,BSc,\n",
            Skills="Name\nSQL\n\nPython\n",
            messages="CONVERSATION ID\n1\n",
            Email_Addresses="Email Address\na@b.example\n",
        )
    )
    assert found.reader == "linkedin-zip"
    assert [each.given for each in found.connections()] == ["Mara"]
    assert [each.given for each in found.connections()] == ["Mara"], "they can be read again"
    assert found.profile is not None
    assert (found.profile.headline, found.profile.summary) == ("Analyst", "I count.\nThings.")
    assert found.profile.link == "https://alice.example/a"
    assert found.achievements == (
        Achievement("position", "Analyst, Acme", "Counted", "2024-01", ""),
        Achievement("education", "BSc, Town College", "", "2015", "2018"),
        Achievement("skill", "SQL"),
        Achievement("skill", "Python"),
    )
    assert found.not_read == ("Email Addresses", "messages")


def test_a_csv_is_told_by_its_content_whatever_its_name(tmp_path):
    (tmp_path / "x.zip").write_text(SINCE_2023 + "Mara,L,,,,,\n")
    found = read_export(tmp_path / "x.zip")
    assert found.reader == "linkedin-connections"
    assert len(list(found.connections())) == 1


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["[Content_Types].xml"], "This is an Office file"),
        (["notebook.json"], "This is an Askaround export"),
        (["a/inner.zip"], "a ZIP within the ZIP"),
        (["Profile.csv"], "has no Connections.csv. Ask LinkedIn"),
        (["holiday.jpg"], "There is no Connections.csv in this ZIP"),
        ([], "There is no Connections.csv in this ZIP"),
    ],
)
def test_a_wrong_zip_is_called_by_its_name(tmp_path, names, sentence):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(FormatError) as refusal:
        read_export(tmp_path / "a.zip")
    assert sentence in refusal.value.sentence


def test_an_empty_file(tmp_path):
    (tmp_path / "a.csv").touch()
    with pytest.raises(FormatError, match="The file is empty"):
        read_export(tmp_path / "a.csv")


words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)


@given(st.lists(st.tuples(words, words, words, words), max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_in_any_field_comes_back_cleaned(rows, encoding):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
    writer.writerows((*row, "") for row in rows)
    found = [each for each in read(out.getvalue().encode(encoding)) if isinstance(each, Connection)]
    cleaned = [tuple(clean(cell) for cell in row) for row in rows]
    expected = [row for row in cleaned if row[0] or row[1]]
    assert [(each.given, each.family, each.organization, each.title) for each in found] == expected


@pytest.mark.parametrize(
    "text",
    ["undefined", "NULL", "Ω≈ç√∫", "<script>alert(1)</script>", "＝cmd", "\u202eevil", "\u200b", "ﷺ", "a\u0301" * 90,
     "'; DROP TABLE people_contact; --", "%s %d {0} {{x}}", "田中さんにあげて下さい", "👩🏽‍💻",
     "../../etc/passwd", "1e400", "\x7f\x1b[31m"],
)  # fmt: skip
def test_naughty_strings_are_only_text(text):
    [found] = read(f"First Name,Last Name,Company\nMara,Lindqvist,{text}\n")
    assert isinstance(found, Connection)
    assert found.organization == clean(text)
