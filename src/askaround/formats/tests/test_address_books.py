"""Google's and Outlook's CSV in all their shapes, and Handshake's. The people are invented."""

import csv
import io

import pytest

from askaround.formats.reading import read_source
from askaround.formats.records import PersonRecord, Place, Skipped, Way

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Relation 1 - Label,"
    "Relation 1 - Value,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value,Custom Field 2 - Label,Custom Field 2 - Value"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,"
    "Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,"
    "Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,"
    "Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,Organization 1 - Job Description"
)
OUTLOOK_WEB = (
    "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,"
    "Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Home Phone 2,"
    "Mobile Phone,Pager,Home Fax,Home Address,Home Street,Home Street 2,Home Street 3,Home Address PO Box,Home City,"
    "Home State,Home Postal Code,Home Country,Spouse,Children,Manager's Name,Assistant's Name,Referred By,"
    "Company Main Phone,Business Phone,Business Fax,Assistant's Phone,Company,Job Title,Department,Office Location,"
    "Organizational ID Number,Profession,Account,Business Street,Business City,Business Country,Keywords,Categories"
)
OUTLOOK_NEW = (
    "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,"
    "E-mail 3 Address,Home Phone,Business Phone,Mobile Phone,IMAddress,Job Title,Department,Company,Office Location,"
    "Business Street,Business City,Business Country/Region,Other Country/Region,Personal Web Page,Spouse,Schools,"
    "Hobby,Location,Web Page,Birthday,Anniversary,Notes"
)
OUTLOOK_DESKTOP = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business Country/Region,Assistant's Phone,Business Phone,Mobile Phone,Anniversary,Birthday,Categories,Children,"
    "E-mail Address,E-mail Type,E-mail Display Name,Gender,Government ID Number,Initials,Language,Notes,Priority,"
    "Private,Referred By,Sensitivity,Spouse,User 1,Web Page"
)


@pytest.fixture
def book(tmp_path):
    """Read a table with this header and rows, each given by title."""

    def read(header, *rows, encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, header.split(","), restval="", quoting=quoting)
        writer.writeheader()
        writer.writerows(rows)
        (tmp_path / "book").write_bytes(out.getvalue().encode(encoding))
        found = read_source(tmp_path / "book")
        return found, list(found.people())

    return read


def test_google_as_it_is_exported_now(book):
    found, [mara] = book(
        GOOGLE,
        {
            "First Name": "Mara", "Middle Name": "K.", "Last Name": "Lindqvist", "Phonetic First Name": "MAH-ra",
            "Nickname": "Mimi", "File As": "Lindqvist, Mara", "Organization Name": "Acme",
            "Organization Title": "Head of data", "Organization Department": "Data", "Birthday": "1980-02-08",
            "Notes": "Met at the fair,\nlikes tea", "Labels": "* myContacts ::: Choir ::: * starred",
            "E-mail 1 - Label": "Home", "E-mail 1 - Value": "mara@home.example ::: m@home.example",
            "E-mail 2 - Label": "* Work", "E-mail 2 - Value": "mara@acme.example",
            "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+41 79 123 45 67",
            "Address 1 - Label": "Home", "Address 1 - Formatted": "Weg 1\n3000 Bern\nCH", "Address 1 - Street": "Weg 1",
            "Address 1 - City": "Bern", "Address 1 - Postal Code": "3000", "Address 1 - Country": "CH",
            "Relation 1 - Label": "Manager", "Relation 1 - Value": "Bo Abel",
            "Website 1 - Label": "Profile", "Website 1 - Value": "https://mara.example",
            "Event 1 - Label": "First met", "Event 1 - Value": "2019-05-01",
            "Custom Field 1 - Label": "Shoe size", "Custom Field 1 - Value": "38",
        },
    )  # fmt: skip
    assert (found.reader, found.source, found.tie) == ("google", "google", "")
    assert mara == PersonRecord(
        line=mara.line,
        name="Mara K. Lindqvist",
        given="Mara",
        family="Lindqvist",
        also_called=("Mimi", "MAH-ra"),
        ways=(
            Way("email", "mara@acme.example", "Work"),
            Way("email", "mara@home.example", "Home"),
            Way("email", "m@home.example", "Home"),
            Way("phone", "+41 79 123 45 67", "Mobile"),
            Way("link", "https://mara.example", "Profile"),
            Way("date", "2019-05-01", "First met"),
            Way("address", "Weg 1\n3000 Bern\nCH", "Home"),
        ),
        places=(Place("Acme", "Head of data", "Data"),),
        town="Bern",
        country="CH",
        about="Met at the fair,\nlikes tea",
        labels=("Choir", "starred"),
        private={"Birthday": "1980-02-08"},
        extra={"File As": "Lindqvist, Mara", "Relation: Manager": "Bo Abel", "Shoe size": "38"},
    )


def test_googles_family_and_wedding_days_are_private(book):
    _, [mara] = book(
        GOOGLE,
        {
            "First Name": "Mara", "Relation 1 - Label": "Spouse", "Relation 1 - Value": "Bo Abel",
            "Event 1 - Label": "Anniversary", "Event 1 - Value": "2010-05-01",
        },
    )  # fmt: skip
    assert mara.private == {"Spouse": "Bo Abel", "Anniversary": "2010-05-01"}
    assert (mara.extra, mara.ways) == ({}, ())


def test_two_employers_in_one_cell_are_two_places(book):
    _, [mara] = book(
        GOOGLE,
        {"First Name": "Mara", "Organization Name": "Acme ::: Beta", "Organization Title": "Head ::: Adviser"},
    )
    assert mara.places == (Place("Acme", "Head"), Place("Beta", "Adviser"))


@pytest.mark.parametrize("oldest", [False, True])
def test_google_as_it_was(book, oldest):
    header = GOOGLE_OLD.replace("Language,Photo,", "") if oldest else GOOGLE_OLD
    found, [mara] = book(
        header,
        {
            "Name": "Dr. Mara Lindqvist", "Given Name": "Mara", "Family Name": "Lindqvist", "Name Prefix": "Dr.",
            "Maiden Name": "Berg", "Gender": "female", "Occupation": "Reader", "Initials": "M. L.",
            "Group Membership": "* myContacts ::: Choir", "E-mail 1 - Type": "* Work",
            "E-mail 1 - Value": "mara@acme.example", "IM 1 - Service": "Skype", "IM 1 - Value": "mara.l",
            "Organization 1 - Name": "Acme", "Organization 1 - Title": "Head", "Organization 1 - Symbol": "ACM",
        },
    )  # fmt: skip
    assert found.reader == "google"
    assert (mara.name, mara.given, mara.also_called) == ("Dr. Mara Lindqvist", "Mara", ("Berg",))
    assert mara.ways == (Way("email", "mara@acme.example", "Work"), Way("message", "mara.l", "Skype"))
    assert (mara.places, mara.labels, mara.private) == ((Place("Acme", "Head"),), ("Choir",), {"Gender": "female"})
    assert mara.extra == {"Initials": "M. L.", "Occupation": "Reader", "Organization 1 - Symbol": "ACM"}


def test_outlook_as_the_web_writes_it(book):
    found, [mara] = book(
        OUTLOOK_WEB,
        {
            "First Name": "Mara", "Last Name": "Lindqvist", "Title": "Dr.", "Web Page": "https://mara.example",
            "E-mail Address": "mara@acme.example", "E-mail 2 Address": "mara@home.example", "Home Fax": "030 555",
            "Mobile Phone": "+49 171 123", "Home Street": "Weg 1", "Home Street 2": "2nd floor", "Home City": "Bern",
            "Home Postal Code": "3000", "Home Country": "Switzerland", "Business Street": "Gasse 2",
            "Business City": "Basel", "Spouse": "Bo Abel", "Children": "Li", "Birthday": "1980-02-08",
            "Anniversary": "2010-05-01", "Gender": "F", "Manager's Name": "Lena Okafor", "Referred By": "Tom Reyes",
            "Company": "Acme", "Job Title": "Head", "Categories": "Choir;Fair", "Assistant's Phone": "030 777",
        },
    )  # fmt: skip
    assert (found.reader, found.source) == ("outlook", "outlook")
    assert (mara.name, mara.town, mara.country) == ("Dr. Mara Lindqvist", "Basel", "")
    assert mara.ways == (
        Way("email", "mara@acme.example"),
        Way("email", "mara@home.example"),
        Way("phone", "+49 171 123", "mobile"),
        Way("phone", "030 555", "home fax"),
        Way("link", "https://mara.example"),
        Way("address", "Gasse 2\nBasel", "work"),
        Way("address", "Weg 1\n2nd floor\n3000 Bern\nSwitzerland", "home"),
    )
    assert (mara.labels, mara.places) == (("Choir", "Fair"), (Place("Acme", "Head"),))
    assert mara.private == {
        "Gender": "F", "Birthday": "1980-02-08", "Anniversary": "2010-05-01", "Spouse": "Bo Abel", "Children": "Li",
    }  # fmt: skip
    assert mara.extra == {"Manager's Name": "Lena Okafor", "Referred By": "Tom Reyes", "Assistant's Phone": "030 777"}


def test_new_outlook(book):
    found, [mara] = book(
        OUTLOOK_NEW,
        {
            "First Name": "Mara", "Last Name": "Lindqvist", "Nickname": "Mimi", "IMAddress": "mara.l",
            "Business Phone": "030 123", "Personal Web Page": "https://mara.example", "Schools": "Town College",
            "Business Country/Region": "Germany",
        },
    )  # fmt: skip
    assert found.reader == "outlook"
    assert (mara.also_called, mara.country) == (("Mimi",), "Germany")
    assert mara.ways[0] == Way("phone", "030 123", "work")
    assert {way.kind for way in mara.ways} == {"phone", "link", "message", "address"}
    assert mara.extra == {"Schools": "Town College"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_outlook_of_the_desktop_says_nothing_where_nothing_was_said(book, encoding):
    found, [mara] = book(
        OUTLOOK_DESKTOP,
        {
            "First Name": "Zoë", "Last Name": "Ábel", "Company": "Acme", "Anniversary": "0/0/00",
            "Birthday": "0/0/00", "E-mail Address": "zoe@acme.example", "E-mail Type": "SMTP",
            "Gender": "Unspecified", "Government ID Number": "123-45", "Priority": "Normal", "Private": "False",
            "Sensitivity": "Normal", "Referred By": "Tom Reyes", "User 1": "knows the choir",
        },
        encoding=encoding, quoting=csv.QUOTE_ALL,
    )  # fmt: skip
    assert found.reader == "outlook"
    assert (mara.given, mara.family) == ("Zoë", "Ábel")
    assert mara.private == {"Government ID Number": "123-45"}
    assert mara.extra == {"Referred By": "Tom Reyes", "User 1": "knows the choir"}


def test_a_row_without_a_name_says_what_it_was_or_is_called_by_its_address(book):
    _, rows = book(
        GOOGLE,
        {"Organization Name": "Acme", "Phone 1 - Value": "030 123"},
        {"E-mail 1 - Value": "a@b.example"},
        {"Address 1 - City": "Bern"},
    )
    assert rows == [
        Skipped(2, "an organization, no person", "Acme, 030 123"),
        PersonRecord(3, "a@b.example", ways=(Way("email", "a@b.example"),)),
        Skipped(4, "no name", "Bern"),
    ]


def test_handshake_keeps_what_is_delicate_private(book):
    header = (
        "email_address,username,auth_identifier,first_name,last_name,middle_name,preferred_name,school_year_name,"
        "primary_education:major_names,primary_education:cumulative_gpa,ethnicity,gender,mobile_number"
    )
    found, [mara] = book(
        header,
        {
            "email_address": "mara@town.example", "username": "ml1", "first_name": "Mara", "last_name": "Lindqvist",
            "school_year_name": "Alumni", "primary_education:major_names": "Statistics", "ethnicity": "x",
            "primary_education:cumulative_gpa": "3.9",
        },
    )  # fmt: skip
    assert (found.reader, mara.uid, mara.ways) == ("handshake", "ml1", (Way("email", "mara@town.example"),))
    assert mara.private == {"primary_education:cumulative_gpa": "3.9", "ethnicity": "x"}
    assert mara.extra == {"school_year_name": "Alumni", "primary_education:major_names": "Statistics"}
