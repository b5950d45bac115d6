"""Every source goes one way: an address book, a phone's cards, an export with messages, a table nobody knows."""

import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from askaround.formats import FormatError
from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people import importing
from askaround.people.adding import add_contact
from askaround.people.models import Contact, LookAlike, Mapping, ResearchNote, Role, Tag, Tagging, Tie, Touch, Upload
from askaround.purpose.models import Evidence, Profile
from conftest import NOW

LATER = NOW + timedelta(hours=1)
GOOGLE = (
    "First Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Website 1 - Value\n"
    "Mara,Lindqvist,Mimi,Acme Inc.,Head of data,1980-02-29,Met in Graz,* myContacts ::: Mentors,"
    "Work,mara@acme.example,Home,mara@home.example,Mobile,+43 660 1234567,https://acme.example\n"
    "Ivo,Horvat,,Bolt,Engineer,,,,,ivo@bolt.example,,,,,\n"
)
CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Mara;;;\r\nFN:Mara Lindqvist\r\nORG:Acme Inc.\r\nTITLE:Head of data\r\n"
    "item1.URL:https://acme.example/mara\r\nitem1.X-ABLabel:Team\r\nURL:https://www.linkedin.com/in/mara-l\r\n"
    "TEL;TYPE=CELL:+43 660 1234567\r\nX-SHOE:41\r\nUID:abc-1\r\nEND:VCARD\r\n"
)
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Mara,Lindqvist,https://www.linkedin.com/in/mara-l,,Acme,Head of data,08 Feb 2026\n"
)
HER, OWN, JO = (f"https://www.linkedin.com/in/{name}" for name in ("mara-l", "alice", "jo-s"))
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    f'1,,Mara Lindqvist,{HER},Alice Abel,{OWN},2026-03-01 10:00:00 UTC,,"Good to\nmeet you",INBOX\n'
    f"1,,Alice Abel,{OWN},Mara Lindqvist,{HER},2026-03-02 10:00:00 UTC,,Likewise,INBOX\n"
    f"2,,Jo Stranger,{JO},Alice Abel,{OWN},2026-04-01 10:00:00 UTC,,Hello,INBOX\n"
)
INVITATIONS = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    'Mara Lindqvist,Alice Abel,"2/7/26, 2:37 PM",Hi,INCOMING,https://www.linkedin.com/in/mara-l,https://www.linkedin.com/in/alice\n'
)
NOTES = (
    "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
    "Mara,Lindqvist,https://www.linkedin.com/in/mara-l,Knows the Graz office,2026-01-05,\n"
)
TABLE = (
    "Wer,Mailadresse,Firma,Schuhgroesse\n"
    "Mara Lindqvist,mara@acme.example,Acme,41\nIvo Horvat,ivo@bolt.example,Bolt,44\n"
)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def bring(alice, tmp_path):
    """Import a file into Alice’s notebook."""

    def bring(content, *, name="file", at=NOW, dry_run=False, **choices):
        path = tmp_path / name
        if isinstance(content, dict):
            with zipfile.ZipFile(path, "w") as archive:
                for member, text in content.items():
                    archive.writestr(member, text)
        else:
            path.write_text(content, encoding="utf-8", newline="")
        chosen = importing.Choices(**choices)
        return importing.import_file(alice.notebook, path, dry_run=dry_run, at=at, choices=chosen)

    return bring


def linkedin(**members):
    return {f"{name}.csv": text for name, text in members.items()}


def whole():
    return linkedin(Connections=CONNECTIONS, messages=MESSAGES, Invitations=INVITATIONS, Notes=NOTES,
                    Profile="First Name,Last Name,Headline,Websites\nAlice,Abel,Analyst,\n")  # fmt: skip


def everything():
    models = (Contact, Role, Tie, Tag, Tagging, Touch, ResearchNote, LookAlike, Evidence)
    return {model: sorted(map(str, (recording.values(row) for row in model.objects.all()))) for model in models}


def last_batch():
    return Batch.objects.order_by("created_at", "id").last()


def without_version(rows):
    return {
        model: [row.partition("'version'")[0] if model is Contact else row for row in all_]
        for model, all_ in rows.items()
    }


def test_an_address_book_comes_with_every_way_label_and_tag(bring):
    told = bring(GOOGLE)
    assert (told["reader"], told["read"], told["created"]) == ("google", 2, 2)
    mara = Contact.objects.get(given="Mara")
    assert (mara.email, mara.phone, mara.also_called, mara.about, mara.source) == (
        "mara@acme.example", "+43 660 1234567", "Mimi", "Met in Graz", "google",
    )  # fmt: skip
    assert mara.profile_url == "", "a firm's web page is nobody's profile"
    assert {"kind": "email", "label": "Home", "value": "mara@home.example"} in mara.ways
    assert "https://acme.example" in [way["value"] for way in mara.ways]
    assert [tagging.tag.name for tagging in mara.taggings.all()] == ["Mentors"]
    assert not mara.ties.exists()


def test_what_is_private_stays_out_unless_it_is_asked_for(bring):
    bring(GOOGLE)
    assert "1980" not in str(recording.values(Contact.objects.get(given="Mara")))
    bring(GOOGLE, at=LATER, private=("Birthday",))
    assert Contact.objects.get(given="Mara").extra["Birthday"] == "1980-02-29"


@pytest.mark.parametrize("content", [GOOGLE, CARDS, TABLE, whole()], ids=["google", "vcard", "table", "linkedin"])
def test_the_same_file_twice_changes_nothing(bring, content):
    first = bring(content)
    before, entries = everything(), Entry.objects.count()
    again = bring(content, at=LATER)
    assert (again["created"], again["matched"]) == (0, first["created"])
    assert everything() == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("content", [GOOGLE, CARDS, TABLE, whole()], ids=["google", "vcard", "table", "linkedin"])
def test_every_source_is_taken_back_whole(alice, bring, content):
    mara = add_contact(alice.notebook, name="Mara Lindqvist", at=NOW, email="mara@acme.example", organization="Acme")
    mara.touch(at=NOW, direction="met")
    before = everything()
    bring(content, at=LATER)
    assert everything() != before
    assert importing.undo_import(last_batch(), at=LATER + timedelta(hours=1)) == []
    assert without_version(everything()) == without_version(before)


def test_a_card_keeps_its_links_groups_and_unknown_properties(bring):
    bring(CARDS)
    mara = Contact.objects.get()
    assert mara.profile_url == "https://www.linkedin.com/in/mara-l"
    assert any(way["value"] == "https://acme.example/mara" for way in mara.ways)
    assert "41" in mara.extra.values() or "41" in str(mara.extra)
    assert mara.roles.get().title == "Head of data"


def test_one_person_of_three_sources_stands_once_with_all_that_they_tell(bring):
    bring(CONNECTIONS)
    bring(CARDS, at=LATER)
    bring(GOOGLE, at=LATER + timedelta(hours=1))
    mara = Contact.objects.get(given="Mara")
    assert (mara.email, mara.phone, mara.also_called) == ("mara@acme.example", "+43 660 1234567", "Mimi")
    assert mara.connected_on == date(2026, 2, 8)
    assert mara.roles.count() == 1


def test_who_is_not_surely_the_same_comes_in_as_new_and_is_asked_about(alice, bring):
    mara = add_contact(alice.notebook, name="Mara Lindqvist", at=NOW, organization="Nordwind", town="Graz")
    told = importing.preview(alice.notebook, importing.source_of(alice.notebook, _file(alice, CONNECTIONS)))
    bring(CONNECTIONS)
    assert Contact.objects.count() == 2
    pair = LookAlike.objects.get()
    assert {pair.a_id, pair.b_id} == {mara.pk, Contact.objects.get(source="linkedin").pk}
    assert not pair.sure
    assert told["alike"] == 1
    assert "may be Mara Lindqvist" in told["alike_shown"][0]


def _file(seat, content):
    upload = importing.keep(seat.notebook, SimpleUploadedFile("f", content.encode()), user=seat.user, at=NOW)
    return importing.uploads.path_of(upload)


def test_a_changed_job_ends_the_old_one_and_is_told(bring):
    bring(CONNECTIONS)
    moved = CONNECTIONS.replace("Acme,Head of data", "Bolt,Director of data")
    bring(moved, at=LATER)
    mara = Contact.objects.get()
    assert [(role.title, role.current) for role in mara.roles.all()] == [
        ("Director of data", True),
        ("Head of data", False),
    ]
    assert last_batch().facts["jobs"] == 1
    assert Entry.objects.filter(verb="ended", subject="people.role", contact_id=mara.pk).exists()
    entries = Entry.objects.count()
    bring(moved, at=LATER + timedelta(hours=1))
    assert Entry.objects.count() == entries
    importing.undo_import(Batch.objects.get(facts__jobs=1), at=LATER + timedelta(hours=2))
    assert [(role.title, role.current) for role in mara.roles.all()] == [("Head of data", True)]


def test_an_older_export_changes_no_job_back(bring):
    other = "Ivo,Horvat,https://www.linkedin.com/in/ivo,,Bolt,Engineer,01 Oct 2026\n"
    bring(CONNECTIONS.replace("Acme,Head", "Bolt,Head") + other)
    bring(CONNECTIONS, at=LATER)
    assert [role.organization.name for role in Contact.objects.get(given="Mara").roles.all()] == ["Bolt"]


def test_a_role_that_the_seeker_corrected_is_not_changed_back(bring):
    bring(CONNECTIONS)
    role = Role.objects.get()
    recording.change(role, at=NOW, title="Head of data and AI")
    bring(CONNECTIONS, at=LATER)
    assert [each.title for each in Role.objects.all()] == ["Head of data and AI"]


def test_messages_count_as_contact_and_tell_who_began(alice, bring):
    Profile.objects.create(notebook=alice.notebook, link="https://www.linkedin.com/in/alice", created_at=NOW)
    bring(whole())
    mara = Contact.objects.get()
    assert (mara.sent, mara.received) == (1, 2)
    assert mara.last_contact_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    said = {(touch.direction, touch.channel, touch.text) for touch in mara.touches.all()}
    assert said == {
        ("received", "linkedin message", "Good to\nmeet you"), ("sent", "linkedin message", "Likewise"),
        ("received", "linkedin invitation", "Hi"),
    }  # fmt: skip
    assert mara.ties.get().detail == "LinkedIn connection since Feb 2026; they invited you"
    note = mara.research_notes.get()
    assert (note.fact, note.source, note.found_on) == ("Knows the Graz office", "LinkedIn notes", date(2026, 1, 5))
    assert last_batch().facts["messages"]["skipped"] == [
        {"reason": "with somebody who is not in your list", "count": 1}
    ]


def test_whom_one_only_wrote_with_comes_when_asked_for(alice, bring):
    Profile.objects.create(notebook=alice.notebook, link="https://www.linkedin.com/in/alice", created_at=NOW)
    assert importing.preview(alice.notebook, importing.source_of(alice.notebook, _zip(alice)))["strangers"] == 1
    bring(whole(), correspondents=True)
    jo = Contact.objects.get(given="Jo")
    assert (jo.profile_url, jo.received) == ("https://www.linkedin.com/in/jo-s", 1)
    assert not jo.ties.exists()


def _zip(seat):
    path = importing.uploads.folder() / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in whole().items():
            archive.writestr(member, text)
    return path


def test_who_was_merged_is_found_as_the_one_they_turned_out_to_be(alice, bring):
    bring(CONNECTIONS)
    other, kept = Contact.objects.get(), add_contact(alice.notebook, name="Mara L.", at=NOW)
    recording.change(other, at=NOW, merged_into_id=kept.pk, merged_at=NOW, trashed_at=NOW)
    told = bring(CONNECTIONS, at=LATER)
    assert (told["created"], told["matched"]) == (0, 1)
    kept.refresh_from_db()
    assert kept.profile_url == "https://www.linkedin.com/in/mara-l"


def test_two_cards_of_one_person_meet(bring):
    second = CARDS.replace("TEL;TYPE=CELL:+43 660 1234567", "EMAIL:mara@home.example").replace("UID:abc-1\r\n", "")
    told = bring(CARDS + second)
    assert (told["created"], told["matched"]) == (1, 1)
    mara = Contact.objects.get()
    assert (mara.phone, mara.email) == ("+43 660 1234567", "mara@home.example")
    assert importing.undo_import(last_batch(), at=LATER) == []
    assert not Contact.objects.exists()


def post(seat, *files):
    brought = [SimpleUploadedFile(name, text.encode()) for name, text in files]
    return seat.post(reverse("import"), {"file": brought})


def text(response):
    return " ".join(response.content.decode().split())


def test_a_table_nobody_knows_asks_what_its_columns_are_and_remembers(alice):
    shown = alice.get(post(alice, ("people.csv", TABLE)).url)
    upload = Upload.objects.get()
    assert shown.url == reverse("import-mapping", args=[upload.pk])
    assert "Mara Lindqvist · Ivo Horvat" in text(alice.get(shown.url))
    data = {"column-0": "name", "column-1": "email", "column-2": "organization", "column-3": "extra"}
    looked = alice.post(shown.url, data)
    assert looked.url == reverse("import-preview", args=[upload.pk])
    assert "Mara Lindqvist, Acme" in text(alice.get(looked.url))
    alice.post(reverse("import-applying", args=[upload.pk]))
    mara = Contact.objects.get(given="Mara")
    assert (mara.email, mara.extra) == ("mara@acme.example", {"Schuhgroesse": "41"})
    assert Mapping.objects.count() == 1
    assert "Everybody in this file is here already." in text(alice.get(post(alice, ("again.csv", TABLE)).url))


def test_a_table_without_a_name_or_an_email_is_not_looked_at(alice):
    post(alice, ("people.csv", TABLE))
    address = reverse("import-mapping", args=[Upload.objects.get().pk])
    refused = alice.post(address, {"column-0": "", "column-1": "extra", "column-2": "organization", "column-3": ""})
    assert refused.status_code == 422
    assert "one of the two is needed" in text(refused)
    assert not Mapping.objects.exists()


def test_a_command_cannot_ask_so_it_refuses_a_table_without_names(bring):
    with pytest.raises(FormatError, match="No column of this table"):
        bring("Colour,Size\nred,41\nblue,44\n")


def test_several_files_are_looked_at_each_on_its_own(alice):
    listed = post(alice, ("a.csv", CONNECTIONS), ("b.vcf", CARDS), ("c.csv", TABLE))
    assert listed.url == reverse("import")
    shown = text(alice.get(listed.url))
    assert "Looked at, not added yet" in shown
    assert "Say first what its columns are." in shown
    assert Upload.objects.count() == 3


def test_of_several_files_the_bad_one_is_named_and_the_others_wait(alice):
    refused = post(alice, ("a.csv", CONNECTIONS), ("b.csv", "%PDF-1.4"))
    assert refused.status_code == 422
    assert "b.csv: This is a PDF" in text(refused)
    assert "Looked at, not added yet" in text(refused)


def test_private_boxes_stand_on_the_preview_and_are_heeded(alice):
    looked = post(alice, ("a.csv", GOOGLE)).url
    assert 'name="private" value="Birthday"' in text(alice.get(looked))
    alice.post(reverse("import-applying", args=[Upload.objects.get().pk]), {"private": ["Birthday", "Shoe size"]})
    assert Contact.objects.get(given="Mara").extra["Birthday"] == "1980-02-29"


def test_bob_cannot_tell_the_columns_of_alices_table(alice, bob):
    post(alice, ("people.csv", TABLE))
    address = reverse("import-mapping", args=[Upload.objects.get().pk])
    assert bob.get(address).status_code == 404
    assert bob.post(address, {"column-0": "name"}).status_code == 404
