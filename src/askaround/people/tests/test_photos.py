"""Pictures of people: kept once, told by their bytes, served to their owner alone."""

import os
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from askaround.formats.pictures import sniff
from askaround.formats.records import Photo
from askaround.people.models import Contact
from askaround.people.photos import NotKeptError, forget_unused, keep, let_go, photo_of
from conftest import NOW, Seat


def png(width: int = 2, height: int = 2, more: bytes = b"") -> bytes:
    """A picture of that size, made here."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height)) if width * height < 10_000 else b""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"") + more
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03" + bytes(20)
GIF = b"GIF89a" + struct.pack("<HH", 7, 9) + bytes(10)
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00" + bytes(4) + b"\x3f\x00\x00\x2f\x00\x00"


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path / "files"


def with_photo(contact: Contact, data: bytes) -> str:
    contact.photo = keep(contact.notebook, Photo("image/jpeg", data))
    contact.save(update_fields=["photo"])
    return contact.photo


@pytest.mark.parametrize(
    ("data", "kind", "width", "height"),
    [
        (png(3, 4), "image/png", 3, 4),
        (JPEG, "image/jpeg", 64, 48),
        (GIF, "image/gif", 7, 9),
        (WEBP, "image/webp", 64, 48),
    ],
)
def test_the_kind_and_the_size_are_told_by_the_bytes(data, kind, width, height):
    found = sniff(data)
    assert found is not None
    assert (found.kind, found.width, found.height) == (kind, width, height)
    assert all(sniff(data[:cut]) is None or cut > 9 for cut in range(len(data)))


def test_the_same_picture_is_kept_once(priya, tom, folder):
    first = with_photo(priya, png())
    assert with_photo(tom, png()) == first
    assert first.startswith("photos/")
    assert first.endswith(".png")
    assert [path.name for path in (folder / str(priya.notebook_id) / "photos").iterdir()] == [first.partition("/")[2]]
    assert photo_of(priya) == Photo("image/png", png())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg onload=x>", "It is no JPEG, PNG, GIF or WebP."),
        (png(5000, 10), "It measures 5000 × 10; at most 4000 × 4000 is kept."),
        (png(more=bytes(1024 * 1024)), "It has 1.0 MB; at most 1 MB is kept."),
    ],
)
def test_what_is_no_picture_or_too_large_is_not_kept(alice, data, sentence, folder):
    with pytest.raises(NotKeptError, match=sentence[:20]):
        keep(alice.notebook, Photo("image/png", data))
    assert not folder.exists()


@pytest.mark.parametrize(
    "name", ["", "photos/", "photos/../../x", "photos/.x", "/etc/passwd", "other/x.png", "photos/no.png"]
)
def test_a_name_that_is_none_of_ours_leads_nowhere(priya, name, folder):
    priya.photo = name
    assert photo_of(priya) is None


def test_a_picture_is_served_as_what_it_is_and_to_nobody_else(alice: Seat, bob: Seat, priya, folder):
    with_photo(priya, png(more=b"<script>alert(1)</script>"))
    url = f"/people/{priya.pk}/photo/"
    answer = alice.get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert alice.client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert bob.get(url).status_code == 404


def test_a_contact_without_a_picture_has_no_such_page(alice: Seat, priya):
    assert alice.get(f"/people/{priya.pk}/photo/").status_code == 404


def test_a_picture_goes_with_the_last_who_has_it(priya, tom, folder):
    name = with_photo(priya, png())
    with_photo(tom, png())
    path = folder / str(priya.notebook_id) / name
    Contact.objects.filter(pk=priya.pk).update(photo="")
    let_go(priya.notebook_id, name)
    assert path.exists()
    Contact.objects.filter(pk=tom.pk).update(photo="")
    let_go(priya.notebook_id, name)
    assert not path.exists()


def test_pictures_that_nobody_has_go_after_thirty_days(priya, tom, folder):
    kept = folder / str(priya.notebook_id) / with_photo(priya, png())
    unused = folder / str(priya.notebook_id) / keep(tom.notebook, Photo("image/png", png(3)))
    for path in (kept, unused):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert forget_unused(now=NOW + timedelta(days=29)) == 0
    assert forget_unused(now=NOW + timedelta(days=31)) == 1
    assert kept.exists()
    assert not unused.exists()
