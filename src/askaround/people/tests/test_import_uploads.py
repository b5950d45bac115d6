"""An upload between preview and apply: kept privately, applied once, whole, wherever the worker is killed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from askaround.formats import FormatError
from askaround.history.models import Batch, Entry
from askaround.people import importing
from askaround.people.importing import uploads
from askaround.people.importing.applying import apply_upload, begin
from askaround.people.importing.writing import Writing
from askaround.people.models import Contact, Role, Tie, Upload
from conftest import NOW

from .test_importing import HEADER, IVO, LEA, MARA, last_batch


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def uploaded(seat, content, name="Connections.csv"):
    file = SimpleUploadedFile(name, content.encode())
    upload = importing.keep(seat.notebook, file, user=seat.user, at=NOW)
    upload.preview = importing.preview(seat.notebook, importing.source_of(seat.notebook, uploads.path_of(upload)))
    upload.save()
    return upload


def test_a_kept_file_lies_under_a_name_of_ours_and_goes_once_read(alice, tmp_path, django_capture_on_commit_callbacks):
    upload = uploaded(alice, HEADER + MARA, name="../../evil\\Connections.csv")
    assert upload.name == "Connections.csv"
    assert [path.parent.name for path in tmp_path.rglob("*") if path.is_file()] == ["uploads"]
    with django_capture_on_commit_callbacks(execute=True):
        importing.start(upload, at=NOW)
    assert Contact.objects.get().batch == upload.batch
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_previewed_file_that_nobody_applied_goes_after_a_day(alice, tmp_path):
    first = uploaded(alice, HEADER + MARA)
    importing.keep(alice.notebook, SimpleUploadedFile("b.csv", b"x"), user=alice.user, at=NOW + timedelta(days=2))
    with pytest.raises(FormatError, match="no longer here"):
        uploads.path_of(first)


def test_two_clicks_are_one_import(alice):
    upload = uploaded(alice, HEADER + MARA)
    same = Upload.objects.get(pk=upload.pk)
    importing.start(upload, at=NOW)
    importing.start(same, at=NOW)
    assert Batch.objects.count() == 1
    assert Contact.objects.count() == 1


def test_somebody_added_at_the_same_moment_is_matched_at_the_second_look(alice, monkeypatch):
    upload = uploaded(alice, HEADER + MARA + IVO)
    write, tries = Writing.write, []

    def racing(self, decisions):
        tries.append(len(decisions))
        if len(tries) == 1:
            raise IntegrityError
        write(self, decisions)

    monkeypatch.setattr(Writing, "write", racing)
    importing.start(upload, at=NOW)
    assert (len(tries), Contact.objects.count(), Batch.objects.count()) == (2, 2, 1)


def test_a_large_file_is_applied_in_the_background(alice, monkeypatch):
    monkeypatch.setattr("askaround.people.importing.applying.AT_ONCE", 1)
    upload = uploaded(alice, HEADER + MARA + IVO)
    importing.start(upload, at=NOW)
    assert not Contact.objects.exists()
    assert upload.batch.facts["total"] == 2
    assert upload.batch.facts["task"]
    apply_upload.func(str(upload.pk), notebook=str(alice.notebook.pk))
    upload.batch.refresh_from_db()
    assert upload.batch.facts["finished"]
    assert upload.batch.facts["created"] == 2
    assert set(Entry.objects.filter(verb="imported").values_list("by", flat=True)) == {alice.user.pk}


def test_an_interrupted_import_goes_on_where_it_stopped(alice, monkeypatch):
    monkeypatch.setattr("askaround.people.importing.applying.CHUNK", 2)
    upload = uploaded(alice, HEADER + MARA + IVO + LEA)
    begin(upload, at=NOW)
    with monkeypatch.context() as broken:
        broken.setattr("askaround.people.importing.applying.Own", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            apply_upload.func(str(upload.pk), notebook=str(alice.notebook.pk))
    assert Contact.objects.count() == 3
    for _ in range(2):
        apply_upload.func(str(upload.pk), notebook=str(alice.notebook.pk))
    assert (Contact.objects.count(), Tie.objects.count(), Role.objects.count()) == (3, 3, 2)
    assert last_batch().facts["created"] == 3


def test_a_file_gone_in_the_background_leaves_nothing_and_says_why(alice):
    upload = uploaded(alice, HEADER + MARA)
    begin(upload, at=NOW)
    uploads.throw_away(upload)
    apply_upload.func(str(upload.pk), notebook=str(alice.notebook.pk))
    assert "no longer here" in last_batch().facts["failed"]
    assert last_batch().undone_at
    assert not Contact.objects.exists()
