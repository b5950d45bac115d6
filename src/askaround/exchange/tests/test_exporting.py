"""One ZIP with everything, and the same notebook again from it."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from askaround.accounts.models import Notebook
from askaround.exchange import importing
from askaround.exchange.erasing import erase
from askaround.exchange.exporting import export
from askaround.exchange.markdown import file_name
from askaround.exchange.tables import LEFT_OUT, has_notebook, rows_of, tables
from askaround.formats.records import PersonRecord
from askaround.formats.vcard import read_cards
from askaround.history.models import Entry
from askaround.interviews.models import Interview
from askaround.mailbox.models import MailAccount
from askaround.notes.hearing_audio import bring_recording, path_of
from askaround.notes.models import Recording, Transcript
from askaround.people.importing import Choices, import_file
from askaround.people.models import AddressBook, Contact
from askaround.people.photos import photo_of
from conftest import NOW, Seat, seat

from .whole import fill

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
CARD = f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.1//EN
N:Lindqvist;Mara;Eva;Dr.;
FN:Dr. Mara Lindqvist
X-MAIDENNAME:Öberg
ORG:Acme;Research
TITLE:Head of data\\, Europe
item1.EMAIL;type=INTERNET;type=pref:mara@acme.example
item1.X-ABLabel:_$!<Work>!$_
EMAIL;type=INTERNET;type=HOME:mara@home.example
TEL;type=CELL;type=VOICE:+46 70 1
item2.URL:https\\://blog.example
item2.X-ABLabel:Blog
item3.ADR;type=HOME;type=pref:;;Street 4\\nBuilding 6;Lund;;222 22;Sweden
item3.X-ABADR:se
item4.X-ABRELATEDNAMES:Ada
item4.X-ABLabel:_$!<Assistant>!$_
IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:mara.l
X-FOO;TYPE=a:one\\, two
X-FOO;TYPE=a:three
CATEGORIES:Alumni,Berlin,Data,Meetups
NOTE:Met in June\\nlikes tea
BDAY:1980-02-29
UID:ABC-1:ABPerson
PHOTO;ENCODING=b;TYPE=PNG:{PIXEL}
END:VCARD
""".replace("\n", "\r\n")


def content(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("notebook.json"))
    return found


def text(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


@pytest.fixture
def whole(alice: Seat) -> dict[str, Any]:
    return fill(alice)


def test_every_table_of_a_notebook_is_exported_or_left_out_with_a_reason() -> None:
    for model in apps.get_models():
        if has_notebook(model):
            assert model in tables() or LEFT_OUT[model._meta.label_lower]


def test_the_sample_has_a_row_in_every_table(alice: Seat, whole: dict[str, Any]) -> None:
    assert not [model for model in tables() if not rows_of(model, alice.notebook).exists()]


def test_a_table_comes_after_those_that_it_points_at() -> None:
    order = [model._meta.label_lower for model in tables()]
    assert order.index("people.contact") < order.index("outreach.ask") < order.index("notes.note")


def test_export_then_import_into_an_empty_home_then_export_is_equal(
    alice: Seat, whole: dict[str, Any], tmp_path: Path
) -> None:
    export(alice.notebook, tmp_path / "first.zip", now=NOW)
    alice.notebook.delete()
    other = seat("lena")
    made = importing.read(tmp_path / "first.zip", other.user, now=NOW)
    export(made, tmp_path / "second.zip", now=NOW + timedelta(days=1))
    first, second = content(tmp_path / "first.zip"), content(tmp_path / "second.zip")
    assert first.pop("exported_at") != second.pop("exported_at")
    assert first == second
    assert other.user.active_notebook == made
    assert list(Notebook.objects.filter(owner=other.user)) == [made], "the blank notebook gave way"


def test_a_second_import_stands_beside_the_first_with_new_ids_that_still_fit(
    alice: Seat, whole: dict[str, Any], tmp_path: Path
) -> None:
    export(alice.notebook, tmp_path / "first.zip", now=NOW)
    made = importing.read(tmp_path / "first.zip", alice.user, now=NOW)
    assert made.pk != alice.notebook.pk
    counts = [(rows_of(m, alice.notebook).count(), rows_of(m, made).count()) for m in tables()]
    assert all(ours == theirs for ours, theirs in counts)
    priya = Contact.objects.within(made).get(family="Raman")
    assert priya.pk != whole["priya"].pk
    added = Entry.objects.within(made).get(subject_id=priya.pk, verb="added")
    assert added.after["id"] == str(priya.pk)
    assert added.after["notebook_id"] == str(made.pk)
    assert added.by == alice.user
    verbs = [list(Entry.objects.within(n).values_list("verb", flat=True)) for n in (alice.notebook, made)]
    assert verbs[0] == verbs[1]
    assert Transcript.objects.within(made).get().speakers == {"Priya": str(priya.pk), "Alice": "me"}


def test_history_that_came_in_a_zip_can_be_undone(alice: Seat, whole: dict[str, Any], tmp_path: Path) -> None:
    from askaround.history.undoing import undo

    export(alice.notebook, tmp_path / "first.zip", now=NOW)
    made = importing.read(tmp_path / "first.zip", alice.user, now=NOW)
    undo(Entry.objects.within(made).get(verb="changed"), at=NOW)
    assert Contact.objects.within(made).get(family="Raman").phone == ""
    assert Contact.objects.within(alice.notebook).get(family="Raman").phone


def test_no_cell_runs_as_a_formula(alice: Seat, whole: dict[str, Any], tmp_path: Path) -> None:
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    table = text(tmp_path / "all.zip", "csv/people.contact.csv")
    assert ",'=Tom Okafor," in table
    assert ",=" not in table


def test_other_programs_can_read_the_rest(alice: Seat, whole: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    export(alice.notebook, path, now=NOW)
    cards = text(path, "contacts.vcf")
    assert cards.count("BEGIN:VCARD\r\n") == 2
    assert "FN:Priya Raman\r\n" in cards
    assert "ORG:Northwind\r\n" in cards
    assert "NOTE:Café\\, 北京\\, 🙂\\nsecond line\r\n" in cards
    calendar = Calendar.from_ical(text(path, "calendar.ics"))
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Talk with Priya Raman"]
    page = text(path, f"people/{file_name('Priya Raman', str(whole['priya'].pk))}.md")
    for said in ("# Priya Raman", "Data platform manager, Northwind", "advice: Learn SQL first", "Send the article"):
        assert said in page
    assert "Northwind" in text(path, "csv/people.role.csv")


def test_a_transcript_is_a_page_to_read(alice: Seat, whole: dict[str, Any], tmp_path: Path) -> None:
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        (name,) = (name for name in archive.namelist() if name.startswith("transcripts/"))
        page = archive.read(name).decode()
    assert "-priya-raman-" in name
    assert page.startswith("# talk.vtt\n\n- Talk with: Priya Raman\n- Kind of file: WebVTT\n- Agreed: ")
    assert "00:00 **Priya Raman**: Hello\n\n00:03 **You**: Good to see you\n\n" in page
    assert "Weekly" in page


def test_a_recording_that_waits_is_in_no_export_and_no_backup(
    alice: Seat, whole: dict[str, Any], tmp_path: Path, settings: Any
) -> None:
    settings.HOME = tmp_path
    talk = Interview.objects.within(alice.notebook).get()
    file = SimpleUploadedFile("talk.ogg", b"OggS the very sound")
    bring_recording(talk, file, consent="", by=alice.user, at=NOW)
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not any(b"the very sound" in archive.read(name) for name in archive.namelist())
        assert not any("recording" in name for name in archive.namelist())
    assert Path(default_storage.path("")).name == "files"
    assert path_of(Recording.objects.get()).parent.name == "recordings"


def test_no_secret_is_in_the_zip(alice: Seat, whole: dict[str, Any], tmp_path: Path, settings: Any) -> None:
    alice.user.set_password("correct horse")
    alice.user.save(update_fields=["password"])
    MailAccount.objects.update(secret="sealed-word")
    AddressBook.objects.update(secret="sealed-word")
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (
        "sealed-word",
        settings.SECRET_KEY,
        alice.user.password,
        str(settings.HOME),
        alice.client.session.session_key,
    ):
        assert secret.encode() not in everything


def test_bobs_rows_are_not_in_alices_zip(alice: Seat, bob: Seat, tmp_path: Path) -> None:
    fill(bob)
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    assert not any(content(tmp_path / "all.zip")["rows"].values())


def test_files_of_the_notebook_travel_along(alice: Seat, tmp_path: Path, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    kept = tmp_path / "files" / str(alice.notebook.pk) / "photos" / "priya.jpg"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a picture")
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    made = importing.read(tmp_path / "all.zip", alice.user, now=NOW)
    assert (tmp_path / "files" / str(made.pk) / "photos" / "priya.jpg").read_bytes() == b"a picture"


def test_a_failed_export_leaves_the_older_one_and_no_half(
    alice: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "all.zip").write_bytes(b"the older one")
    monkeypatch.setattr("askaround.exchange.exporting._write_json", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(alice.notebook, tmp_path / "all.zip", now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
    assert (tmp_path / "all.zip").read_bytes() == b"the older one"


def test_the_page_says_what_there_is_and_the_button_downloads_it(alice: Seat, whole: dict[str, Any]) -> None:
    page = alice.get("/export/")
    assert "2 people" in page.content.decode()
    answer: Any = alice.post("/export/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "notebook.json" in archive.namelist()
    answer.close()


def test_what_address_books_told_comes_out_as_it_came_in(alice: Seat, tmp_path: Path, settings: Any) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    vcf = tmp_path / "people.vcf"
    vcf.write_text(CARD, newline="")
    told = list(read_cards(lambda: vcf.open("rb")))
    choices = Choices(private=("Birthday",))
    import_file(alice.notebook, vcf, dry_run=False, at=NOW, choices=choices)
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    (tmp_path / "again.vcf").write_text(text(tmp_path / "all.zip", "contacts.vcf"), newline="")
    back = list(read_cards(lambda: (tmp_path / "again.vcf").open("rb")))
    for person, again in zip(told, back, strict=True):
        assert isinstance(person, PersonRecord)
        assert isinstance(again, PersonRecord)
        assert {key: sorted(value.split("\n")) for key, value in again.extra.items()} == {
            key: sorted(value.split("\n")) for key, value in person.extra.items()
        }
        assert set(again.ways) == set(person.ways)
        for name in ("name", "given", "family", "town", "about", "labels", "uid", "photo", "places", "private"):
            assert getattr(again, name) == getattr(person, name), name
        assert set(again.also_called) == set(person.also_called)
    import_file(alice.notebook, tmp_path / "again.vcf", dry_run=False, at=NOW)
    assert Contact.objects.of(alice.user).count() == 1


def test_a_picture_travels_and_goes_with_the_last_who_has_it(
    alice: Seat, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    (tmp_path / "people.vcf").write_text(CARD, newline="")
    import_file(alice.notebook, tmp_path / "people.vcf", dry_run=False, at=NOW)
    mara = Contact.objects.of(alice.user).get()
    export(alice.notebook, tmp_path / "all.zip", now=NOW)
    made = importing.read(tmp_path / "all.zip", alice.user, now=NOW)
    again = Contact.objects.within(made).get()
    kept = photo_of(again)
    assert kept is not None
    assert kept == photo_of(mara)
    with django_capture_on_commit_callbacks(execute=True):
        erase(mara, at=NOW)
    assert photo_of(again) == kept
    assert [path.relative_to(tmp_path / "files").parts[0] for path in (tmp_path / "files").rglob("*.png")] == [
        str(made.pk)
    ]
