"""ZIP files are not trusted: bombs, tricks with paths, passwords, damage."""

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.archives import is_zip, open_archive


def packed(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def refused(path):
    with pytest.raises(FormatError) as refusal:
        archive = open_archive(path)
        for name in archive.names:
            with archive.open(name) as file:
                while file.read(65536):
                    pass
    return refusal.value.sentence


def test_members_are_found_by_name_whatever_folder_and_case(tmp_path):
    archive = open_archive(
        packed(tmp_path / "a.zip", {"Deep/er/Connections.csv": "far", "Export/CONNECTIONS.csv": "near"})
    )
    assert "Connections.csv" in archive
    assert "Profile.csv" not in archive
    with archive.open("connections.csv") as file:
        assert file.read(100) == b"near"


def test_a_zip_is_told_by_its_content(tmp_path):
    (tmp_path / "a.csv").write_text("Name\n")
    assert not is_zip(tmp_path / "a.csv")
    assert is_zip(packed(tmp_path / "b.csv", {"a": "b"}))
    assert is_zip(packed(tmp_path / "empty.zip", {}))


def test_a_bomb_is_not_opened(tmp_path):
    assert "size that no export has" in refused(packed(tmp_path / "a.zip", {"Connections.csv": b"\0" * 30_000_000}))


def test_a_total_of_more_than_a_gigabyte_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("askaround.formats.archives.MOST_BYTES", 10)
    assert "larger than 1 GB" in refused(packed(tmp_path / "a.zip", {"a": "123456", "b": "123456"}))


def test_a_member_that_lies_about_its_size_is_stopped_while_read(tmp_path):
    path = packed(tmp_path / "a.zip", {"Connections.csv": b"x" * 5000}, zipfile.ZIP_STORED)
    content = path.read_bytes().replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    path.write_bytes(content)
    assert refused(path)


def test_too_many_members(tmp_path):
    assert "5,001 files" in refused(packed(tmp_path / "a.zip", {f"{n}": "" for n in range(5001)}))


@pytest.mark.parametrize(
    "name", ["../Connections.csv", "/etc/Connections.csv", "a/../../b.csv", "..\\b.csv", "C:\\b.csv"]
)
def test_a_path_that_points_outside_is_refused(tmp_path, name):
    assert "points outside" in refused(packed(tmp_path / "a.zip", {name: "x"}))


def test_a_password_is_said_to_be_in_the_way(tmp_path):
    path = packed(tmp_path / "a.zip", {"Connections.csv": "x"})
    content = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + at] |= 1
    path.write_bytes(bytes(content))
    assert "protected by a password" in refused(path)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_an_unusual_way_is_refused_before_it_can_fail(tmp_path, compression):
    assert "packed in an unusual way" in refused(packed(tmp_path / "a.zip", {"Connections.csv": "x"}, compression))


@pytest.mark.parametrize("keep", [30, 200])
def test_a_zip_cut_short_is_damaged(tmp_path, keep):
    path = packed(tmp_path / "a.zip", {"Connections.csv": "x" * 500}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes()[:keep])
    assert "damaged" in refused(path)


def test_a_damaged_member_is_damaged(tmp_path):
    path = packed(tmp_path / "a.zip", {"Connections.csv": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    path.write_bytes(bytes(content))
    assert "damaged" in refused(path)


@settings(max_examples=150)
@example(141, b"\x00")
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_a_zip_broken_anywhere_is_read_or_refused(tmp_path_factory, at, change):
    whole = io.BytesIO()
    packed(whole, {"Export/Connections.csv": "First Name,Last Name,Company\nBo,Abel,Acme\n" * 9})
    content = bytearray(whole.getvalue())
    content[at : at + len(change)] = change
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    path.write_bytes(bytes(content))
    try:
        archive = open_archive(path)
        for name in archive.names:
            with archive.open(name) as file:
                file.read()
    except FormatError as refusal:
        assert refusal.sentence
