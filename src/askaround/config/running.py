"""One running app per home: a lock on a file in the data folder, which says who holds it and on which port."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
try:
    import msvcrt
except ImportError:  # everywhere else
    msvcrt = None  # type: ignore[assignment]

NAME = "askaround.lock"
# Where Windows locks its one byte: far past the text, which others must be able to read.
FAR = 1 << 30


@dataclass(frozen=True)
class Running:
    """The app that runs on a home."""

    pid: int
    port: int


class Lock:
    """Held until `release` or the end of the process, however that comes."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def tell(self, port: int) -> None:
        """Write down who holds it, for those who come second."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"pid": os.getpid(), "port": port}))
        self._file.flush()

    def release(self) -> None:
        """Let it go, and leave an empty file."""
        self._file.seek(0)
        self._file.truncate()
        self._file.close()


def take(home: Path, *, patience: float = 0.5) -> Lock | None:
    """The home's lock, or None when another process holds it."""
    until = time.monotonic() + patience
    while True:
        file = (home / NAME).open("a+", encoding="utf-8")
        if _locked(file):
            return Lock(file)
        file.close()
        if time.monotonic() >= until:
            return None
        time.sleep(0.05)


def who(home: Path, *, patience: float = 20) -> Running | None:
    """Who holds the lock, or None when nobody does. One that is just starting is waited for."""
    until = time.monotonic() + patience
    while not is_free(home):
        try:
            said = json.loads((home / NAME).read_text(encoding="utf-8"))
            return Running(pid=said["pid"], port=said["port"])
        except (ValueError, KeyError, OSError):
            if time.monotonic() >= until:
                return Running(pid=0, port=0)
            time.sleep(0.05)
    return None


def is_free(home: Path) -> bool:
    """True when no app runs on the home."""
    if not (home / NAME).exists():
        return True
    with (home / NAME).open("a+", encoding="utf-8") as file:
        return _locked(file)


def _locked(file: IO[str]) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            os.lseek(file.fileno(), FAR, os.SEEK_SET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
