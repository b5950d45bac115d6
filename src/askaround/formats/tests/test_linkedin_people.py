"""LinkedIn's Connections.csv of every era. The people are invented."""

import csv
import io
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askaround.formats.people_tables import CONNECTIONS
from askaround.formats.reading import kind_of
from askaround.formats.records import HIDDEN, NO_NAME, PersonRecord, Place, Skipped, Way
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
    assert kind_of(data) == "linkedin-connections"
    return list(CONNECTIONS.read(lambda: io.BytesIO(data)))


def test_the_form_until_2021():
    assert read(UNTIL_2021 + "Mara,Lindqvist,mara@acme.example,Acme,Head of data,7-Feb-19\n") == [
        PersonRecord(
            2,
            given="Mara",
            family="Lindqvist",
            ways=(Way("email", "mara@acme.example"),),
            places=(Place("Acme", "Head of data"),),
            connected_on=date(2019, 2, 7),
        )
    ]


def test_the_form_with_notes_above_and_no_url():
    [found] = read(PREAMBLE + UNTIL_2021 + "Mara,Lindqvist,,Acme,Head of data,07 Feb 2022")
    assert (found.given, found.connected_on) == ("Mara", date(2022, 2, 7))


def test_the_form_since_2023():
    rows = 'Mara,Lindqvist,https://www.linkedin.com/in/mara-l,,"Acme, Inc.","Head, data",08 Feb 2026\n'
    [found] = read(PREAMBLE + SINCE_2023 + rows)
    assert found.ways == (Way("link", "https://www.linkedin.com/in/mara-l"),)
    assert found.places == (Place("Acme, Inc.", "Head, data"),)


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
    assert (found.given, found.places) == ("Mara", ())


@pytest.mark.parametrize(
    ("given_name", "family"), [("ليلى", "حداد"), ("小明", "王"), ("Ana 🚀", "O’Neill"), ("Zoë", "")]
)
def test_names_of_the_world(given_name, family):
    for encoding in ("utf-8-sig", "utf-16"):
        [found] = read((PREAMBLE + SINCE_2023 + f"{given_name},{family},,,,,\n").encode(encoding))
        assert (found.given, found.family) == (given_name, family)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,Company,Job Title,Home Phone", "outlook"),
        ("Name,Given Name,Family Name,Group Membership", "google"),
        ("From,To,Sent At,Message,Direction", "linkedin-invitations"),
        ("First Name,Last Name", "table"),
        ("First Name,Last Name,Company,City,Phone", "table"),
    ],
)
def test_other_tables_are_not_taken_for_connections(header, kind):
    assert kind_of(f"{header}\na,b,c,d,e,f,g,h\n".encode()) == kind


words = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=30)


@example([("", "0", "", ":::")], "utf-8")
@given(
    st.lists(st.tuples(words, words, words, words.filter(lambda said: ":::" not in said.strip(": "))), max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_in_any_field_comes_back_cleaned(rows, encoding):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
    writer.writerows((*row, "") for row in rows)
    found = [each for each in read(out.getvalue().encode(encoding)) if isinstance(each, PersonRecord)]
    cleaned = [tuple(clean(cell) for cell in row) for row in rows]
    assert [(each.given, each.family, each.places) for each in found] == [
        (given, family, (Place(*place),) if any(place) else ()) for given, family, *place in cleaned if given or family
    ]


@pytest.mark.parametrize(
    "text",
    ["undefined", "NULL", "Ω≈ç√∫", "<script>alert(1)</script>", "＝cmd", "\u202eevil", "\u200b", "ﷺ", "a\u0301" * 90,
     "'; DROP TABLE people_contact; --", "%s %d {0} {{x}}", "田中さんにあげて下さい", "👩🏽‍💻",
     "../../etc/passwd", "1e400", "\x7f\x1b[31m"],
)  # fmt: skip
def test_naughty_strings_are_only_text(text):
    [found] = read(f"First Name,Last Name,Company,Connected On\nMara,Lindqvist,{text},\n")
    assert found.places == (Place(clean(text)),)
