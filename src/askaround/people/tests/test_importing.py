"""Importing people: matched, filled, never doubled, never half, and taken back."""

import zipfile
from datetime import date, timedelta

import pytest

from askaround.formats import FormatError
from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people import importing
from askaround.people.adding import add_contact
from askaround.people.models import Contact, Organization, Role, Tie
from askaround.purpose.models import Evidence, Profile
from conftest import NOW

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MARA = "Mara,Lindqvist,https://www.linkedin.com/in/mara-l,mara@acme.example,Acme Inc.,Head of data,08 Feb 2026\n"
IVO = "Ivo,Horvat,https://www.linkedin.com/in/ivo-h,,Acme GmbH,Engineer,07 Jun 2024\n"
LEA = "Lea,Brandt,,,,,\n"
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def bring(alice, tmp_path):
    """Import rows into Alice’s notebook; the answer is that of the command."""

    def bring(*rows, header=HEADER, dry_run=False, at=NOW):
        path = tmp_path / "Connections.csv"
        path.write_text(header + "".join(rows), encoding="utf-8")
        return importing.import_file(alice.notebook, path, dry_run=dry_run, at=at)

    return bring


def last_batch():
    return Batch.objects.order_by("created_at", "id").last()


def everything():
    models = (Contact, Organization, Role, Tie, Evidence)
    return {model: sorted(map(str, (recording.values(row) for row in model.objects.all()))) for model in models}


def test_a_new_person_comes_with_role_organization_tie_and_history(alice, bring):
    told = bring(MARA)
    assert {**told, "file": ""} == {
        "file": "", "reader": "linkedin-connections", "read": 1, "created": 1, "matched": 0, "skipped": [],
    }  # fmt: skip
    mara = Contact.objects.of(alice.user).get()
    assert (mara.name, mara.given, mara.family, mara.sort_key) == (
        "Mara Lindqvist",
        "Mara",
        "Lindqvist",
        "lindqvist mara",
    )
    assert (mara.email, mara.profile_url) == ("mara@acme.example", "https://www.linkedin.com/in/mara-l")
    assert (mara.connected_on, mara.source, mara.version) == (date(2026, 2, 8), "linkedin", 1)
    assert (mara.roles.get().title, mara.roles.get().organization.name) == ("Head of data", "Acme Inc.")
    assert (mara.ties.get().kind, mara.ties.get().detail) == ("acquaintance", "LinkedIn connection since Feb 2026")
    entry = Entry.objects.get(contact_id=mara.pk)
    assert (entry.verb, entry.by, entry.batch) == ("imported", alice.user, mara.batch)
    now = recording.values(mara)
    assert {name: entry.after[name] for name in now} == now
    assert entry.after["role"]["id"] == str(mara.roles.get().pk)


def test_written_in_bulk_reads_as_if_added_one_by_one(alice, bring):
    bring(MARA)
    imported = {model: recording.values(model.objects.get()) for model in (Contact, Role, Tie, Organization)}
    Contact.objects.all().delete()
    Organization.objects.all().delete()
    add_contact(
        alice.notebook, name="Mara Lindqvist", at=NOW, email="mara@acme.example", source="linkedin", tie="acquaintance",
        profile_url="https://www.linkedin.com/in/mara-l", organization="Acme Inc.", title="Head of data",
        tie_detail="LinkedIn connection since Feb 2026",
    )  # fmt: skip
    changing = {"id", "contact_id", "organization_id", "batch_id", "connected_on", "told"}
    for model, values in imported.items():
        added = recording.values(model.objects.get())
        assert {k: v for k, v in added.items() if k not in changing} == {
            k: v for k, v in values.items() if k not in changing
        }


def test_two_spellings_of_an_organization_are_one(bring):
    bring(MARA, IVO)
    assert Organization.objects.get().roles.count() == 2


def test_the_same_file_twice_changes_nothing(bring):
    bring(MARA, IVO, LEA)
    before, entries = everything(), Entry.objects.count()
    told = bring(MARA, IVO, LEA)
    assert (told["created"], told["matched"]) == (0, 3)
    assert everything() == before
    assert Entry.objects.count() == entries


def test_a_dry_run_says_the_same_and_writes_nothing(bring):
    bring(IVO)
    before = everything(), Batch.objects.count()
    planned = bring(MARA, IVO, MARA, ",,,,,,07 Jun 2026\n", dry_run=True)
    assert (everything(), Batch.objects.count()) == before
    assert planned == bring(MARA, IVO, MARA, ",,,,,,07 Jun 2026\n")
    assert planned["skipped"] == [
        {"reason": "twice in this file", "count": 1},
        {"reason": "hidden by the member", "count": 1},
    ]


def test_matched_by_profile_whatever_the_country_before_it(alice, bring):
    mara = add_contact(alice.notebook, name="M. Lindqvist", at=NOW, profile_url="https://se.linkedin.com/in/MARA-L/")
    assert bring(MARA)["matched"] == 1
    mara.refresh_from_db()
    assert (mara.name, mara.email, mara.connected_on) == ("M. Lindqvist", "mara@acme.example", date(2026, 2, 8))
    assert mara.version == 2
    assert mara.roles.get().title == "Head of data"


def test_matched_by_email_whatever_the_case(alice, bring):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, email="MARA@acme.example")
    bring(MARA)
    mara.refresh_from_db()
    assert (mara.email, mara.profile_url) == ("MARA@acme.example", "https://www.linkedin.com/in/mara-l")


def test_an_email_that_two_people_share_does_not_make_them_one(alice, bring):
    add_contact(alice.notebook, name="Bo Abel", at=NOW, email="mara@acme.example", profile_url="linkedin.com/in/bo")
    assert bring(MARA)["created"] == 1


def test_matched_by_the_same_name_at_the_same_organization(alice, bring):
    add_contact(alice.notebook, name="mara LINDQVIST", at=NOW, organization="ACME", title="Something else")
    told = bring(MARA)
    assert (told["created"], told["matched"]) == (0, 1)
    assert Role.objects.get().title == "Something else", "what the seeker typed stands"


def test_namesakes_with_different_profiles_are_two(bring):
    other = MARA.replace("mara-l", "mara-2").replace("mara@", "mara2@")
    assert bring(MARA, other)["created"] == 2
    assert bring(MARA, other)["matched"] == 2


def test_namesakes_of_a_cut_down_file_are_told_apart_by_the_day(bring):
    header, rows = (
        "First Name,Last Name,Connected On\n",
        ("Mara,Lindqvist,08 Feb 2026\n", "Mara,Lindqvist,09 Feb 2026\n"),
    )
    assert bring(*rows, header=header)["created"] == 2
    assert bring(*rows, rows[0], header=header) | {"file": ""} == {
        "file": "", "reader": "linkedin-connections", "read": 3, "created": 0, "matched": 2,
        "skipped": [{"reason": "twice in this file", "count": 1}],
    }  # fmt: skip


def test_whoever_lies_in_the_trash_stays_there(alice, bring):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, profile_url="linkedin.com/in/mara-l")
    recording.change(mara, at=NOW, verb="trashed", trashed_at=NOW)
    told = bring(MARA)
    assert told["skipped"] == [{"reason": "in the trash", "count": 1}]
    assert Contact.objects.get().trashed_at == NOW


def test_do_not_contact_survives(alice, bring):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, profile_url="linkedin.com/in/mara-l")
    recording.change(mara, at=NOW, verb="closed the door", do_not_contact_at=NOW, do_not_contact_why="She asked")
    bring(MARA)
    mara.refresh_from_db()
    assert (mara.do_not_contact_at, mara.do_not_contact_why) == (NOW, "She asked")


def test_columns_without_a_field_are_kept_and_filled_once(alice, bring):
    wide, row = HEADER.replace("\n", ",Shoe Size\n"), MARA.replace("\n", ",41\n")
    bring(row, header=wide)
    assert Contact.objects.get().extra == {"Shoe Size": "41"}
    entries = Entry.objects.count()
    bring(row, header=wide)
    assert Entry.objects.count() == entries


def test_bobs_people_are_neither_matched_nor_touched(alice, bob, bring):
    theirs = add_contact(bob.notebook, name="Mara", at=NOW, profile_url="linkedin.com/in/mara-l")
    assert bring(MARA)["created"] == 1
    theirs.refresh_from_db()
    assert theirs.email == ""


@pytest.mark.parametrize("name", ["ليلى,حداد", "小明,王", "Ana 🚀,O’Neill", "Suharto,", "=cmd(),+1", "x" * 500 + ",y"])
def test_names_of_the_world_are_kept(name, bring):
    assert bring(f"{name},,,,,\n")["created"] == 1
    assert len(Contact.objects.get().name) <= 300


def test_a_file_that_breaks_off_leaves_nothing(alice, bring):
    with pytest.raises(FormatError, match="Line 5002"):
        bring(*[f"Ana,Abel {n},,,Acme,,\n" for n in range(5000)], "Bo," * 900 + "\n")
    assert not Contact.objects.exists()
    assert not Batch.objects.exists()
    assert not Entry.objects.exists()


def zip_of(tmp_path, **files):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return path


def test_the_zip_fills_the_seekers_own_profile_once(alice, tmp_path):
    Profile.objects.create(notebook=alice.notebook, headline="My own words", created_at=NOW)
    path = zip_of(
        tmp_path, Connections=HEADER + MARA,
        Profile="First Name,Last Name,Headline,Summary\nAlice,Abel,Theirs,I count.\n",
        Skills="Name\nSQL\nsql\n", Positions="Company Name,Title,Started On,Finished On\nAcme,Analyst,Jan 2024,\n",
        messages="a\n",
    )  # fmt: skip
    told = importing.preview(alice.notebook, importing.source_of(alice.notebook, path))
    assert (told["own"], told["not_read"]) == ({"profile": 2, "position": 1, "skill": 1}, ["messages"])
    for at in (NOW, LATER):
        importing.import_file(alice.notebook, path, dry_run=False, at=at)
    own = Profile.objects.get()
    assert (own.name, own.headline, own.background) == ("Alice Abel", "My own words", "I count.")
    assert list(Evidence.objects.values_list("kind", "text", "began")) == [
        ("position", "Analyst, Acme", "2024-01"), ("skill", "SQL", ""),
    ]  # fmt: skip
    importing.undo_import(Batch.objects.get(created_at=NOW), at=LATER)
    own.refresh_from_db()
    assert (own.name, own.headline) == ("", "My own words")
    assert not Evidence.objects.exists()


def test_the_progress_of_a_command_is_told(alice, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + "".join(f"Ana,Abel {n},,,,,\n" for n in range(4100)))
    told: list[int] = []
    importing.import_file(alice.notebook, path, dry_run=False, at=NOW, progress=told.append)
    assert told == [2000, 4000, 4100]


def test_queries_grow_with_chunks_not_with_rows(alice, bring, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        bring(*[f"Ana,Abel {n},https://www.linkedin.com/in/a{n},,Acme {n},Engineer,\n" for n in range(1500)])
