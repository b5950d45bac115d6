"""What is no export of ours, damaged, forged or too large is refused with a sentence, and nothing is left behind."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from askaround.accounts.models import Notebook
from askaround.exchange.exporting import export
from askaround.exchange.importing import ImportRefusedError, is_ours, read, rows_in
from askaround.exchange.reading import BrokenError, Reader
from askaround.people.models import Contact
from conftest import NOW, Seat, contact_of

from .whole import fill


@pytest.fixture
def ours(alice: Seat, tmp_path: Path) -> Path:
    fill(alice)
    export(alice.notebook, tmp_path / "ours.zip", now=NOW)
    return tmp_path / "ours.zip"


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The ZIP with its notebook.json changed by hand."""
    with zipfile.ZipFile(path) as archive:
        said = json.loads(archive.read("notebook.json"))
    change(said)
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notebook.json", json.dumps(said, indent=2))
    return other


def refused(path: Path, seat: Seat) -> str:
    before = Notebook.objects.count(), Contact.objects.count()
    with pytest.raises(ImportRefusedError) as caught:
        read(path, seat.user, now=NOW)
    assert (Notebook.objects.count(), Contact.objects.count()) == before
    return caught.value.sentence


def test_a_file_that_is_no_zip_is_refused(bob: Seat, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("First Name,Last Name\n")
    assert "not a ZIP" in refused(tmp_path / "a.zip", bob)
    assert not is_ours(tmp_path / "a.zip")
    assert not is_ours(tmp_path / "missing.zip")


def test_another_zip_is_refused(bob: Seat, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Connections.csv", "First Name,Last Name\n")
    assert "not an export of Askaround" in refused(tmp_path / "a.zip", bob)


def test_another_json_is_refused(bob: Seat, ours: Path) -> None:
    assert "not an export of Askaround" in refused(changed(ours, lambda said: said.update(format="x")), bob)


def test_a_newer_one_is_refused_and_says_so(bob: Seat, ours: Path) -> None:
    assert "newer version" in refused(changed(ours, lambda said: said.update(version=99)), bob)


def test_a_bomb_is_refused_before_it_unpacks(bob: Seat, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notebook.json", " " * (30 * 1024 * 1024))
    assert "far more" in refused(tmp_path / "a.zip", bob)


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said["rows"]["people.contact"][0].update(name=None),
        lambda said: said["rows"]["people.contact"][0].update(name=["a"]),
        lambda said: said["rows"]["people.contact"][0].update(id="nonsense"),
        lambda said: said["rows"]["people.contact"][0].update(created_at="yesterday"),
        lambda said: said["rows"]["people.contact"][0].update(shoe_size=44),
        lambda said: said["rows"]["people.contact"].append(said["rows"]["people.contact"][0]),
        lambda said: said["rows"]["people.role"][0].update(contact_id="00000000-0000-7000-8000-000000000000"),
        lambda said: said["rows"].update({"accounts.user": [{"username": "mallory"}]}),
        lambda said: said["rows"].update({"people.tag": 5}),
        lambda said: said["rows"].update({"people.tag": [5]}),
        lambda said: said["notebook"].pop("id"),
        lambda said: said.update(notebook=7),
    ],
)
def test_what_was_changed_by_hand_is_refused_whole(bob: Seat, ours: Path, change: Any) -> None:
    assert refused(changed(ours, change), bob)


def test_a_forged_zip_reaches_nobody_elses_rows(alice: Seat, bob: Seat, ours: Path) -> None:
    hers = contact_of(alice, "Lena Fischer")

    def steal(said: dict[str, Any]) -> None:
        said["notebook"]["id"] = "00000000-0000-7000-8000-000000000001"
        said["rows"] = {"people.tie": [{"contact_id": str(hers.pk), "kind": "friend", "created_at": NOW.isoformat()}]}

    assert "changed by hand" in refused(changed(ours, steal), bob)


def test_half_a_zip_is_refused(bob: Seat, ours: Path) -> None:
    whole = ours.read_bytes()
    for cut in (len(whole) // 3, len(whole) - 40):
        ours.write_bytes(whole[:cut])
        assert refused(ours, bob)


def test_flipped_bytes_are_noticed(bob: Seat, ours: Path) -> None:
    raw = bytearray(ours.read_bytes())
    middle = raw.find(b"notebook.json") + 400
    raw[middle : middle + 20] = bytes(20)
    ours.write_bytes(raw)
    assert refused(ours, bob)


def test_a_file_that_climbs_out_of_its_folder_is_refused(bob: Seat, ours: Path) -> None:
    with zipfile.ZipFile(ours, "a") as archive:
        archive.writestr("files/../../climbed.txt", "x")
    assert refused(ours, bob)


def test_a_rehearsal_counts_and_writes_nothing(alice: Seat, ours: Path) -> None:
    before = Contact.objects.count()
    assert rows_in(ours) > 40
    assert Contact.objects.count() == before


def test_the_page_reads_a_zip_and_opens_the_notebook(bob: Seat, ours: Path) -> None:
    answer = bob.post("/export/import/", {"file": SimpleUploadedFile("ours.zip", ours.read_bytes())})
    assert answer.status_code == 302
    bob.user.refresh_from_db()
    assert Contact.objects.of(bob.user).count() == 2


def test_the_page_says_what_is_wrong(bob: Seat) -> None:
    assert bob.get("/export/import/").status_code == 200
    answer = bob.post("/export/import/", {"file": SimpleUploadedFile("a.zip", b"nothing")})
    assert answer.status_code == 422
    assert "not a ZIP" in answer.content.decode()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(rows=st.lists(values, max_size=8), indent=st.sampled_from([None, 1, 4]), piece=st.integers(1, 64))
def test_the_reader_reads_what_json_reads_however_it_is_cut(rows: Any, indent: int | None, piece: int) -> None:
    from askaround.exchange import reading

    whole, reading.PIECE = reading.PIECE, piece
    try:
        reader = Reader(io.StringIO(json.dumps({"head": 12345, "rows": rows}, indent=indent)))
        found = {name: reader.value() if name == "head" else list(reader.items()) for name in reader.names()}
    finally:
        reading.PIECE = whole
    assert found == {"head": 12345, "rows": rows}


@given(st.text(max_size=40))
def test_the_reader_breaks_by_name_on_anything_else(text: str) -> None:
    reader = Reader(io.StringIO(text))
    try:
        for _ in reader.names():
            reader.value()
    except BrokenError:
        pass
