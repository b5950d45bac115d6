"""ZIP files from outside, opened without trusting what they say about themselves. Nothing is unpacked to disk."""

import zipfile
import zlib
from dataclasses import dataclass, field
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


def is_zip(path: Path) -> bool:
    """True when the file begins as a ZIP does, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


@dataclass(slots=True)
class Archive:
    """The members of a checked ZIP by their name without folder, in lower case; the shallowest of a name wins."""

    path: Path
    names: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self.names

    def open(self, name: str) -> IO[bytes]:
        """The bytes of a member; reading more than it may hold is refused while it is read."""
        archive = zipfile.ZipFile(self.path)
        return _Counted(archive, self.names[name.lower()])  # type: ignore[return-value]


def open_archive(path: Path) -> Archive:
    """A ZIP that is safe to read from. Refuses bombs, encryption, tricks with paths, and what is no ZIP."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    # A member without a name makes zipfile's own `is_dir` stumble: IndexError.
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, IndexError):
        raise FormatError("The ZIP file is damaged or incomplete. Download it once more.") from None
    if len(members) > MOST_MEMBERS:
        raise FormatError(f"The ZIP holds {len(members):,} files; a LinkedIn export has a few dozen.")
    for info in members:
        _refuse_unsafe(info)
    if sum(info.file_size for info in members) > MOST_BYTES:
        raise FormatError("Unpacked, the ZIP would be larger than 1 GB. That is no export of contacts.")
    found = Archive(path)
    for info in sorted(members, key=lambda each: each.filename.count("/")):
        found.names.setdefault(PurePosixPath(info.filename).name.lower(), info.filename)
    return found


def _refuse_unsafe(info: zipfile.ZipInfo) -> None:
    name = info.filename
    steps = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in steps or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise FormatError("The ZIP holds a file whose path points outside of it. Download the export once more.")
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("The ZIP is protected by a password. Unpack it and bring Connections.csv.")
    if info.file_size > _SMALL and info.file_size > MOST_SHRUNK * max(info.compress_size, 1):
        raise FormatError("The ZIP unpacks to a size that no export has. It was not opened.")


class _Counted(RawIOBase):
    """A member's bytes, counted: a header may lie about the size."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._left = min(archive.getinfo(name).file_size, MOST_BYTES)
        self._member = _opened(archive, name)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._member.read(size if size >= 0 else self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise FormatError("A file in the ZIP is damaged. Download the export once more.") from error
        self._left -= len(data)
        if self._left < 0:
            raise FormatError("The ZIP unpacks to more than it says. It was not read.")
        return data

    def close(self) -> None:
        self._member.close()
        self._archive.close()
        super().close()


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except (zipfile.BadZipFile, RuntimeError, OSError):
        raise FormatError("A file in the ZIP is damaged or packed in an unknown way.") from None
