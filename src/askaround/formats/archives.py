"""ZIP files from outside, opened without trusting what they say about themselves. Nothing is unpacked to disk."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO

from . import FormatError

MOST_MEMBERS = 5_000
MOST_BYTES = 1024 * 1024 * 1024
# A text may shrink a hundredfold; what shrinks more than this is made to fill a disk.
MOST_SHRUNK = 400
_SMALL = 1024 * 1024
_ENCRYPTED = 0x1
# Stored and deflated, as every export is. The other ways fail each in their own manner when they are damaged.
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"%PDF")
_BESIDE = {".ds_store", "thumbs.db", "desktop.ini"}
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, KeyError, IndexError,
)  # fmt: skip


def is_zip(path: Path) -> bool:
    """True when the file begins as a ZIP does, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


@dataclass(slots=True)
class Archive:
    """The members of a checked ZIP by their name without folder, in lower case; the shallowest of a name wins.

    `members` are all of them by their whole name, but for what a Mac or Windows packs beside.
    """

    path: Path
    names: dict[str, str] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.names

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a member; reading more than it may hold is refused while it is read."""
        return self.open_member(self.names[name.lower()])

    def open_member(self, name: str) -> IO[bytes]:
        """The bytes of a member by its whole name."""
        return _Counted(zipfile.ZipFile(self.path), name)  # type: ignore[return-value]

    def opened(self, names: Iterable[str]) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
        """Each of these members with what opens it, which holds until the next one is asked for."""
        with zipfile.ZipFile(self.path) as archive:
            for name in names:
                yield name, partial(_Counted, archive, name, ends=False)  # type: ignore[misc]

    def beginnings(self, size: int) -> Iterator[tuple[str, bytes]]:
        """Each member with its first bytes; of one that is damaged, none."""
        with zipfile.ZipFile(self.path) as archive:
            for name in self.members:
                try:
                    with archive.open(name) as member:
                        start = member.read(16)
                        start += b"" if start.startswith(_PICTURES) else member.read(size - 16)
                except _DAMAGE:
                    start = b""
                yield name, start


def open_archive(path: Path) -> Archive:
    """A ZIP that is safe to read from. Refuses bombs, encryption, tricks with paths, and what is no ZIP."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    # A member without a name makes zipfile's own `is_dir` stumble: IndexError.
    except _DAMAGE:
        raise FormatError("The ZIP file is damaged or incomplete. Download it once more.") from None
    if len(members) > MOST_MEMBERS:
        raise FormatError(f"The ZIP holds {len(members):,} files; a LinkedIn export has a few dozen.")
    for info in members:
        _refuse_unsafe(info)
    if sum(info.file_size for info in members) > MOST_BYTES:
        raise FormatError("Unpacked, the ZIP would be larger than 1 GB. That is no export of contacts.")
    found = Archive(path)
    for info in sorted(members, key=lambda each: each.filename.count("/")):
        name = PurePosixPath(info.filename).name.lower()
        found.names.setdefault(name, info.filename)
        if name not in _BESIDE and not name.startswith("._"):
            found.members.append(info.filename)
    return found


def _refuse_unsafe(info: zipfile.ZipInfo) -> None:
    name = info.filename
    steps = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in steps or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise FormatError("The ZIP holds a file whose path points outside of it. Download the export once more.")
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("The ZIP is protected by a password. Unpack it and bring Connections.csv.")
    if info.compress_type not in _PACKED:
        raise FormatError("The ZIP is packed in an unusual way. Unpack it and bring the CSV or vCard files themselves.")
    if info.file_size > _SMALL and info.file_size > MOST_SHRUNK * max(info.compress_size, 1):
        raise FormatError("The ZIP unpacks to a size that no export has. It was not opened.")


class _Counted(RawIOBase):
    """A member's bytes, counted: a header may lie about the size."""

    def __init__(self, archive: zipfile.ZipFile, name: str, *, ends: bool = True) -> None:
        self._archive = archive if ends else None
        self._left = min(archive.getinfo(name).file_size, MOST_BYTES)
        self._member = _opened(archive, name)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._member.read(size if size >= 0 else self._left + 1)
        except _DAMAGE as error:
            raise FormatError("A file in the ZIP is damaged. Download the export once more.") from error
        self._left -= len(data)
        if self._left < 0:
            raise FormatError("The ZIP unpacks to more than it says. It was not read.")
        return data

    def close(self) -> None:
        self._member.close()
        if self._archive:
            self._archive.close()
        super().close()


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except _DAMAGE:
        raise FormatError("A file in the ZIP is damaged or packed in an unknown way.") from None
