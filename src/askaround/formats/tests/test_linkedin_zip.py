"""LinkedIn's whole export: people, messages, invitations, notes, the member's own profile. All of them are invented."""

import zipfile
from datetime import UTC, date, datetime

import pytest

from askaround.formats import FormatError
from askaround.formats.linkedin_messages import ADVERTISING, DRAFT, NO_DAY, SPAM, UNCLEAR
from askaround.formats.reading import read_source
from askaround.formats.records import HIDDEN, Achievement, Message, OwnNote, Skipped, Way

ALICE, MARA, BO = (f"https://www.linkedin.com/in/{name}" for name in ("alice-abel", "mara-l", "bo-abel"))
CONNECTIONS = (
    'Notes:\n"When exporting, see\nhttps://www.linkedin.com/help"\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    f"Mara,Lindqvist,{MARA},,Acme,Head of data,08 Feb 2026\n"
)
COLUMNS = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
)
ORIGINAL = (
    "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,"
    "UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location\n"
)


def said(conversation, sender, to, content, at="2025-06-01 14:03:22 UTC", **more):
    (sender, sender_url), (to, to_urls) = sender, to
    told = {"folder": "INBOX", "subject": "", "attachments": "", "draft": "No", "draft_all": "No"} | more
    cells = [
        conversation, "", sender, sender_url, to, to_urls, at, told["subject"], content, told["folder"],
        told["attachments"], told["draft"], told["draft_all"],
    ]  # fmt: skip
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


TWO_TALKS = [
    said("1", ("Mara Lindqvist", MARA), ("Alice Abel", ALICE), "Hello\nAlice"),
    said("2", ("Alice Abel", ALICE), ("Bo Abel", BO), "Hello Bo"),
]


@pytest.fixture
def exported(tmp_path):
    """An export with these files, in a folder as LinkedIn packs it or in the root."""

    def export(folder="Complete_LinkedInDataExport_02-08-2026/", own_url="", **files):
        with zipfile.ZipFile(tmp_path / "a.bin", "w") as archive:
            for name, content in files.items():
                archive.writestr(f"{folder}{name.replace('_', ' ')}.csv", content)
        return read_source(tmp_path / "a.bin", own_url=own_url)

    return export


@pytest.fixture
def messages(tmp_path):
    """What a bare messages.csv of these rows holds."""

    def read(*rows, columns=COLUMNS, own_url=""):
        (tmp_path / "m").write_text(columns + "".join(rows))
        found = read_source(tmp_path / "m", own_url=own_url)
        assert found.reader in {"linkedin-messages", "linkedin-invitations"}
        assert list(found.people()) == []
        return list(found.messages())

    return read


@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport_02-08-2026/", "a/b/"])
def test_the_whole_export(exported, folder):
    found = exported(
        folder,
        Connections=CONNECTIONS,
        messages=COLUMNS + "".join(TWO_TALKS),
        Invitations="From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Alice Abel,Mara Lindqvist,"1/29/26, 2:37 PM",Shall we?,OUTGOING,{ALICE},{MARA}\n',
        Notes="Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
        f'Mara,Lindqvist,{MARA},"Met at the fair,\nknows Bo",2026-01-02,2026-01-03\nBo,Abel,,,,\n',
        Profile="First Name,Last Name,Maiden Name,Headline,Summary,Geo Location,Websites\n"
        'Alice,Abel,,Analyst,"I count.\nThings.",Berlin,"[PORTFOLIO:https://alice.example/a,BLOG:https://b.example]"\n',
        Positions="Company Name,Title,Description,Location,Started On,Finished On\n"
        "Acme,Analyst,Counted,Berlin,Jan 2024,\n",
        Education="School Name,Start Date,End Date,Notes,Degree Name,Activities\nTown College,2015,2018,,BSc,Choir\n",
        Skills="Name\nSQL\n\nPython\n",
        Languages="Name,Proficiency\nGerman,Native\n",
        Certifications="Name,Url,Authority,Started On,Finished On,License Number\n"
        "Diver,https://d.example,Sea,May 2020,,7\n",
        Projects="Title,Description,Url,Started On,Finished On\nMap,Of bees,https://bees.example,Feb 2021,Mar 2021\n",
        Volunteering="Company Name,Role,Cause,Started On,Finished On,Description\n"
        "Town library,Reader,Education,2019,,\n",
        ImportedContacts=ORIGINAL
        + "Lena,K.,Okafor,Weber,Leni,Dr.,,Nurse,lena@a.example,+49 30 1234567,,,DE,,false,Berlin\n",
        Email_Addresses="Email Address,Confirmed,Primary,Updated On\nold@a.example,Yes,No,\nalice@a.example,Yes,Yes,\n",
        PhoneNumbers="Extension,Number,Type\n,+49 30 7654321,Mobile\n",
        Endorsement_Received_Info="Endorsement Date,Skill Name\n2020,SQL\n",
        Recommendations_Received="First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nBo,Abel,,,Good,,\n",
    )  # fmt: skip
    assert (found.reader, found.source, found.tie) == ("linkedin-zip", "linkedin", "")
    mara, lena = found.people()
    assert (mara.given, mara.ways, mara.tie) == ("Mara", (Way("link", MARA),), "acquaintance")
    assert lena.tie == "", "an address book proves no tie"
    assert (lena.name, lena.also_called, lena.country) == ("Dr. Lena K. Okafor", ("Weber", "Leni"), "DE")
    assert lena.ways == (Way("email", "lena@a.example"), Way("phone", "+49 30 1234567"))
    assert list(found.messages()) == [
        Message(3, datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC), "received", "Mara Lindqvist", MARA, "linkedin message",
                "Hello\nAlice"),
        Message(4, datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC), "sent", "Bo Abel", BO, "linkedin message", "Hello Bo"),
        Message(2, datetime(2026, 1, 29, 14, 37, tzinfo=UTC), "sent", "Mara Lindqvist", MARA, "linkedin invitation",
                "Shall we?"),
    ]  # fmt: skip
    assert list(found.notes()) == [
        OwnNote(3, "Mara Lindqvist", MARA, "Met at the fair,\nknows Bo", date(2026, 1, 3)),
        Skipped(4, "nothing written", "Bo Abel"),
    ]
    own = found.profile
    assert (own.given, own.headline, own.summary) == ("Alice", "Analyst", "I count.\nThings.")
    assert (own.email, own.phone, own.links) == (
        "alice@a.example",
        "+49 30 7654321",
        ("https://alice.example/a", "https://b.example"),
    )
    assert found.achievements == (
        Achievement("position", "Analyst, Acme", "Berlin\nCounted", "2024-01"),
        Achievement("education", "BSc, Town College", "Choir", "2015", "2018"),
        Achievement("skill", "SQL"),
        Achievement("skill", "Python"),
        Achievement("skill", "German", "Native"),
        Achievement("certificate", "Diver, Sea", "7\nhttps://d.example", "2020-05"),
        Achievement("project", "Map", "Of bees\nhttps://bees.example", "2021-02", "2021-03"),
        Achievement("association", "Reader, Town library", "Education", "2019"),
    )
    assert found.not_read == ("Endorsement Received Info", "Recommendations Received")


def test_an_export_of_messages_alone_is_read(exported):
    found = exported(messages=COLUMNS + "".join(TWO_TALKS))
    assert found.reader == "linkedin-zip"
    assert [each.direction for each in found.messages()] == ["received", "sent"]


def test_advertising_drafts_and_spam_are_skipped_with_their_reason(messages):
    found = messages(
        *TWO_TALKS,
        said("3", ("Some Firm", ""), ("Alice Abel", ALICE), '<p class="spinmail-quill-editor__spin-break">Buy</p>'),
        said("4", ("Alice Abel", ALICE), ("Bo Abel", BO), "Not yet", draft="Yes"),
        said("5", ("Zed", "https://www.linkedin.com/in/zed"), ("Alice Abel", ALICE), "Rich?", folder="SPAM"),
        said("6", ("LinkedIn Member", ""), ("Alice Abel", ALICE), "I left"),
        said("7", ("Bo Abel", BO), ("Alice Abel", ALICE), "When?", at="soon"),
    )
    assert [each.reason for each in found[2:]] == [ADVERTISING, DRAFT, SPAM, HIDDEN, NO_DAY]


def test_a_message_to_several_is_one_to_each(messages):
    rows = [*TWO_TALKS, said("3", ("Alice Abel", ALICE), ("Mara Lindqvist, Bo Abel", f"{MARA},{BO}"), "Both of you")]
    assert [(each.name, each.url, each.direction) for each in messages(*rows)[2:]] == [
        ("Mara Lindqvist", MARA, "sent"),
        ("Bo Abel", BO, "sent"),
    ]


def test_recipients_whose_names_hold_commas_are_told_by_their_urls(messages):
    rows = [
        *TWO_TALKS,
        said("3", ("Alice Abel", ALICE), ("Mara Lindqvist, PhD, Bo Abel", f"{MARA},{BO}"), "Both of you"),
    ]
    assert [each.url for each in messages(*rows)[2:]] == [MARA, BO]
    rows = [*TWO_TALKS, said("3", ("Alice Abel", ALICE), ("Mara Lindqvist, PhD", MARA), "You")]
    assert [each.name for each in messages(*rows)[2:]] == ["Mara Lindqvist, PhD"]


def test_one_conversation_alone_does_not_tell_who_wrote(messages):
    row = said(
        "1", ("Mara Lindqvist", MARA), ("Alice Abel", ALICE), "Hello", subject="Tea", attachments="https://a.example"
    )
    assert [each.reason for each in messages(row)] == [UNCLEAR]
    [told] = messages(row, own_url="linkedin.com/in/Alice-Abel/")
    assert (told.direction, told.text) == ("received", "Tea\n\nHello\n\nAttached: https://a.example")
    [told] = messages(row, own_url=MARA)
    assert (told.direction, told.name) == ("sent", "Alice Abel")


def test_a_profile_that_was_renamed_since_does_not_mislead(messages):
    found = messages(*TWO_TALKS, own_url="https://www.linkedin.com/in/alice-new")
    assert [each.direction for each in found] == ["received", "sent"]


def test_nine_columns_as_until_2023(messages):
    columns = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
    found = messages(
        f"1,,Mara Lindqvist,{MARA},Alice Abel,2021-06-01 14:03:22 UTC,,Hello,INBOX\n",
        f"1,,Alice Abel,{ALICE},Mara Lindqvist,2021-06-02 14:03:22 UTC,,Hello you,INBOX\n",
        f"2,,Alice Abel,{ALICE},Bo Abel,2021-06-03 14:03:22 UTC,,Hello Bo,INBOX\n",
        columns=columns,
    )
    assert [(each.direction, each.name, each.url) for each in found] == [
        ("received", "Mara Lindqvist", MARA),
        ("sent", "Mara Lindqvist", MARA),
        ("sent", "Bo Abel", ""),
    ]


def test_seven_columns_with_a_direction(messages):
    found = messages(
        'Alice Abel,Mara Lindqvist,"3/1/16, 9:05 AM",,Hello,OUTGOING,SENT\n',
        columns="From,To,Date,Subject,Content,Direction,Folder\n",
    )
    assert [(each.direction, each.name, each.at.hour) for each in found] == [("sent", "Mara Lindqvist", 9)]


def test_invitations_without_urls(messages):
    found = messages(
        'Alice Abel,Mara Lindqvist,"1/29/26, 2:37 PM",,OUTGOING\n',
        'Bo Abel,Alice Abel,"12/9/25, 12:00 AM",,INCOMING\n',
        columns="From,To,Sent At,Message,Direction\n",
    )
    assert [(each.direction, each.name, each.at.day, each.at.hour) for each in found] == [
        ("sent", "Mara Lindqvist", 29, 14),
        ("received", "Bo Abel", 9, 0),
    ]


def test_a_profile_alone_asks_for_the_whole_zip(tmp_path):
    (tmp_path / "p").write_text("First Name,Last Name,Headline,Summary\nAlice,Abel,Analyst,\n")
    with pytest.raises(FormatError, match="Bring the whole ZIP"):
        read_source(tmp_path / "p")
