"""The walk of an import in the browser, and every file that is refused with a sentence."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from askaround.history.models import Batch
from askaround.people import importing
from askaround.people.importing.applying import apply_upload
from askaround.people.models import Contact, Upload
from askaround.tasks.models import Task
from conftest import NOW

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MARA = "Mara,Lindqvist,https://www.linkedin.com/in/mara-l,,Acme,Head of data,08 Feb 2026\n"
PAGE = "/people/import/"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def post(seat, content, name="Connections.csv"):
    content = content.encode() if isinstance(content, str) else content
    return seat.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def text(response):
    return " ".join(response.content.decode().split())


def test_the_walk_from_file_to_people_and_back(alice):
    assert "Bring the people you know." in text(alice.get(PAGE))
    looked = post(alice, HEADER + MARA + MARA + ",,,,,,07 Jun 2026\n")
    upload = Upload.objects.get()
    assert looked.url == reverse("import-preview", args=[upload.pk])
    shown = text(alice.get(looked.url))
    assert "1 person in this file is new." in shown
    assert "Mara Lindqvist, Head of data, Acme" in shown
    assert "Skipped: hidden by the member" in shown
    assert "Add 1 person" in shown
    assert not Contact.objects.exists()

    done = alice.post(reverse("import-applying", args=[upload.pk]))
    assert done.url == reverse("import-progress", args=[upload.pk])
    shown = text(alice.get(done.url))
    assert "1 person has joined your list." in shown
    assert f"?batch={Batch.objects.get().pk}" in shown
    assert "2 rows were skipped: 1 twice in this file, 1 hidden by the member." in shown
    assert alice.get(looked.url).url == done.url, "the preview is over"
    assert "Connections.csv" in text(alice.get(PAGE))

    undone = alice.post(reverse("import-undo", args=[upload.pk]))
    assert "The import is taken back." in text(alice.get(undone.url))
    assert not Contact.objects.exists()


def test_whoever_stays_is_named(alice):
    post(alice, HEADER + MARA)
    upload = Upload.objects.get()
    alice.post(reverse("import-applying", args=[upload.pk]))
    Contact.objects.update(town="Bonn")
    undone = alice.post(reverse("import-undo", args=[upload.pk]))
    shown = text(alice.get(undone.url))
    assert "The import is taken back; 1 person stays." in shown
    assert "Mara Lindqvist" in shown


def test_a_file_that_brings_nothing_offers_no_button(alice):
    for _ in range(2):
        looked = post(alice, HEADER + MARA)
        upload = Upload.objects.order_by("id").last()
        shown = text(alice.get(looked.url))
        alice.post(reverse("import-applying", args=[upload.pk]))
    assert "Everybody in this file is here already." in shown
    assert '<button class="button main">' not in shown
    assert "Choose another file" in shown


def test_a_large_import_shows_how_far_it_is(alice, monkeypatch):
    monkeypatch.setattr("askaround.people.importing.applying.AT_ONCE", 0)
    post(alice, HEADER + MARA)
    upload = Upload.objects.get()
    going = alice.post(reverse("import-applying", args=[upload.pk])).url
    shown = text(alice.get(going))
    assert "Your people are being added." in shown
    assert '<progress id="going" max="1" value="0">' in shown
    part = alice.get(going, **{"HX-Request": "true"})
    assert "<h1" not in text(part)
    assert "HX-Refresh" not in part
    assert alice.post(reverse("import-undo", args=[upload.pk])).url == going
    apply_upload.func(str(upload.pk), notebook=str(alice.notebook.pk))
    assert alice.get(going, **{"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "has joined your list" in text(alice.get(going))


def test_an_import_that_stopped_says_so_and_can_be_taken_back(alice, monkeypatch):
    monkeypatch.setattr("askaround.people.importing.applying.AT_ONCE", 0)
    post(alice, HEADER + MARA)
    upload = Upload.objects.get()
    going = alice.post(reverse("import-applying", args=[upload.pk])).url
    Task.objects.update(failed_at=NOW, error="Traceback")
    assert "The import stopped before its end." in text(alice.get(going))
    alice.post(reverse("import-undo", args=[upload.pk]))
    assert "The import is taken back." in text(alice.get(going))


def packed(**members):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Dear diary\nNothing happened today.", "This is not "),
        (b"%PDF-1.4", "This is a PDF, not a CSV file."),
        (packed(holiday="x"), "There are no contacts in this ZIP."),
        (packed(Connections=b"\0" * 30_000_000), "unpacks to a size that no export has"),
        (packed(Connections="x")[:40], "The ZIP file is damaged or incomplete."),
        ((HEADER + MARA).encode()[:-9] + b"\0", "holds a NUL"),
        ((HEADER + "x," * 10_000).encode(), "has 10,001 columns"),
    ],
    ids=["empty", "prose", "pdf", "wrong zip", "bomb", "cut zip", "nul", "wide"],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(alice, content, sentence, tmp_path):
    refused = post(alice, content)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert not Upload.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_no_file_at_all(alice):
    refused = alice.post(PAGE)
    assert refused.status_code == 422
    assert "Choose a file first." in text(refused)


def test_more_than_200_mb_is_refused(alice, monkeypatch):
    monkeypatch.setattr("askaround.people.importing.uploads.LARGEST", 1024 * 1024)
    refused = post(alice, b"x" * 3 * 1024 * 1024)
    assert refused.status_code == 422
    assert "The file is 3 MB; at most 1 MB can be read." in text(refused)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_files_of_other_programs_are_read(alice, encoding):
    looked = post(alice, (HEADER + MARA.replace("Mara", "Zoë")).encode(encoding))
    assert "Zoë Lindqvist" in text(alice.get(looked.url))


def test_a_file_that_is_gone_is_asked_for_again(alice, tmp_path):
    post(alice, HEADER + MARA)
    for path in (tmp_path / "uploads").iterdir():
        path.unlink()
    refused = alice.post(reverse("import-applying", args=[Upload.objects.get().pk]))
    assert refused.status_code == 422
    assert "no longer here" in text(refused)
    assert not Batch.objects.exists()


@pytest.mark.parametrize("door", ["import-preview", "import-progress"])
def test_bob_cannot_tell_that_alices_upload_exists(alice, bob, door):
    post(alice, HEADER + MARA)
    assert bob.get(reverse(door, args=[Upload.objects.get().pk])).status_code == 404


@pytest.mark.parametrize("door", ["import-applying", "import-undo"])
def test_bob_can_neither_apply_nor_undo_it(alice, bob, door):
    post(alice, HEADER + MARA)
    url = reverse(door, args=[Upload.objects.get().pk])
    assert bob.post(url).status_code == 404
    assert alice.get(url).status_code == 405
    assert not Contact.objects.exists()


def test_names_are_shown_as_text(alice):
    looked = post(alice, HEADER + "<b>Mara</b>,=cmd(),,,,,\n")
    assert "&lt;b&gt;Mara&lt;/b&gt; =cmd()" in text(alice.get(looked.url))


def test_the_list_of_imports_takes_the_same_queries_for_one_and_twenty(alice, queries, tmp_path):
    def bring():
        path = tmp_path / "c.csv"
        path.write_text(HEADER + MARA)
        importing.import_file(alice.notebook, path, dry_run=False, at=NOW)

    bring()
    one = queries(alice, PAGE)
    for _ in range(19):
        bring()
    assert queries(alice, PAGE) == one
