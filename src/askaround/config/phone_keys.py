"""What the second door keeps in the folder `phone` of the data folder: its authority, its certificate, how it stands.

Beside the database and never in it: no backup and no export has it. A home that is restored elsewhere has an authority
of its own, so a phone is never asked to trust a key that travelled.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = "phone"
_STANDING = "door.json"


@dataclass(frozen=True)
class Kept:
    """How the door was left: switched on or not, where, under which name, in which network, at which port."""

    on: bool = False
    address: str = ""
    host: str = ""
    network: str = ""
    port: int = 0


def kept(home: Path) -> Kept:
    """How the door was left; off when nothing can be read."""
    try:
        said = json.loads((home / FOLDER / _STANDING).read_text(encoding="utf-8"))
        return Kept(**{name: type(value)(said[name]) for name, value in asdict(Kept()).items()})
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()


def keep(home: Path, standing: Kept) -> None:
    """Remember how it is left."""
    write(home, _STANDING, json.dumps(asdict(standing)).encode())


def authority(home: Path) -> bytes | None:
    """The certificate of the home's authority; None when there is none yet."""
    try:
        return (home / FOLDER / "authority.crt").read_bytes()
    except OSError:
        return None


def certificate(home: Path) -> bytes | None:
    """The certificate that the door shows; None when there is none yet."""
    try:
        return (home / FOLDER / "door.crt").read_bytes()
    except OSError:
        return None


def write(home: Path, name: str, content: bytes) -> None:
    """Whole or not at all, and readable for nobody else from its first byte on."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    beside = folder / f".{name}.{os.getpid()}.part"
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / name)
