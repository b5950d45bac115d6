"""The certificates of the second door: made on first use, renewed before they end, made anew for another address."""

from datetime import datetime, timedelta
from pathlib import Path

from askaround.formats.certificates import Pair, ends, fits, is_of, make_authority, make_leaf, vouches_for
from askaround.plain.lan import local_name

from .phone_keys import FOLDER, certificate, write

RENEWED_BEFORE = timedelta(days=30)


def prepare(home: Path, address: str, *, at: datetime) -> tuple[Path, Path]:
    """A certificate for the address that is good for a month at least, and its key: made anew where it isn't.

    The authority is made on first use, and again when it ends before a new certificate would; phones are told then.
    """
    signer, name = _authority(home, at), local_name()
    wanted = {address, name} - {""}
    now = certificate(home)
    if now is None or not _serves(home, now, signer.certificate, wanted, at):
        leaf = make_leaf(signer, address=address, name=name, at=at)
        write(home, "door.key", leaf.key)
        write(home, "door.crt", leaf.certificate)
    return home / FOLDER / "door.crt", home / FOLDER / "door.key"


def _authority(home: Path, at: datetime) -> Pair:
    folder = home / FOLDER
    try:
        found = Pair((folder / "authority.crt").read_bytes(), (folder / "authority.key").read_bytes())
        if fits(found) and ends(found.certificate) - at > 4 * RENEWED_BEFORE:
            return found
    except (OSError, ValueError):
        pass
    made = make_authority(f"Askaround on {local_name().removesuffix('.local') or 'your computer'}", at=at)
    write(home, "authority.key", made.key)
    write(home, "authority.crt", made.certificate)
    return made


def _serves(home: Path, certificate: bytes, authority: bytes, wanted: set[str], at: datetime) -> bool:
    try:
        fresh = ends(certificate) - at > RENEWED_BEFORE
        own = fits(Pair(certificate, (home / FOLDER / "door.key").read_bytes()))
    except (OSError, ValueError):
        return False
    return fresh and own and vouches_for(certificate) == wanted and is_of(certificate, authority)
