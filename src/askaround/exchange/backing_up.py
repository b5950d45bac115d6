"""Backup: the database and the files in one ZIP, without the key. Restore: that ZIP in the place of what is here."""

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections

from askaround import __version__
from askaround.plain.refusal import RefusalError

KEPT = 7
DATABASE = "askaround.sqlite3"
ABOUT = "backup.json"
# Who is signed in is no part of a backup: whoever gets hold of it must not get in with it.
FORGOTTEN = ("django_session", "accounts_signinlink", "accounts_pairing", "accounts_paireddevice")


class BackupError(RefusalError):
    """It could not be done; `sentence` says why and what to do."""


def folder() -> Path:
    """Where the backups that we make by ourselves lie."""
    return Path(settings.HOME) / "backups"


def backups() -> list[Path]:
    """Those of the folder, newest first."""
    return sorted(folder().glob("*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)


def backup_into(place: Path, *, why: str, now: datetime) -> Path:
    """A backup named by why and when; of each why the newest seven are kept."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{why}-{now:%Y-%m-%d-%H%M%S}.zip"
    backup(path)
    for old in sorted(place.glob(f"{why}-[0-9]*.zip"), reverse=True)[KEPT:]:
        old.unlink()
    return path


def backup(path: Path | str) -> None:
    """Write the backup beside `path`, then move it there. The app may go on writing meanwhile."""
    if connection.vendor != "sqlite":
        raise BackupError("The data is in PostgreSQL. Back it up with pg_dump, and the folder “files” beside it.")
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="askaround-") as place:
            copy = Path(place) / DATABASE
            _copy_database(copy)
            _pack(copy, beside)
        beside.chmod(0o600)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def restore(path: Path | str, *, now: datetime, known: frozenset[tuple[str, str]] = frozenset()) -> Path | None:
    """Put the backup in place. Returns where what was here before is kept. The caller holds the home's lock.

    Raises BackupError, having changed nothing, for a file that is no backup, is damaged, or is of a newer version:
    one whose database has migrations that are not in `known` (empty: not looked at).
    """
    with _unpacked(Path(path)) as place:
        _refuse_damaged(place / DATABASE, known)
        kept = backup_into(folder(), why="before-restoring", now=now) if _database_path().exists() else None
        _put_in_place(place)
    return kept


def _database_path() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _files_path() -> Path:
    return Path(default_storage.path(""))


def _copy_database(copy: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA secure_delete=ON")
        for table in FORGOTTEN:
            if target.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
                target.execute(f"DELETE FROM {table}")  # noqa: S608 - a name from the list above
        target.commit()
        target.execute("PRAGMA journal_mode=DELETE")


def _pack(copy: Path, out: Path) -> None:
    about = {"format": "askaround-backup", "version": 1, "app": __version__}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        archive.writestr(ABOUT, json.dumps(about))
        archive.write(copy, DATABASE)
        files = _files_path()
        for path in sorted(files.rglob("*")):
            if path.is_file():
                archive.write(path, f"files/{path.relative_to(files).as_posix()}")


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The backup's content in a folder of the home, so that moving it into place is a rename."""
    if connection.vendor != "sqlite":
        raise BackupError("The data is in PostgreSQL. Restore it with pg_restore.")
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupError(f"{path} is not a backup that can be opened. Check the name.") from error
    with archive, tempfile.TemporaryDirectory(prefix="restoring-", dir=settings.HOME) as made:
        place = Path(made)
        if not {ABOUT, DATABASE} <= set(archive.namelist()):
            raise BackupError(f"{path} is a ZIP, but no backup of Askaround. An export is read by: askaround import")
        try:
            for name in archive.namelist():
                if name == DATABASE or name.startswith("files/"):
                    archive.extract(name, place)  # extract() itself keeps names inside the folder
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
            raise BackupError(f"{path} is damaged. Take an older backup; nothing was changed.") from error
        yield place


def _refuse_damaged(database: Path, known: frozenset[tuple[str, str]]) -> None:
    try:
        with closing(sqlite3.connect(database)) as opened:
            whole = opened.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            applied = set(opened.execute("SELECT app, name FROM django_migrations").fetchall())
    except sqlite3.DatabaseError as error:
        raise BackupError(
            "The database in this backup is damaged. Take an older backup; nothing was changed."
        ) from error
    if not whole:
        raise BackupError("The database in this backup is damaged. Take an older backup; nothing was changed.")
    if known and applied - known:
        raise BackupError("A newer version of Askaround made this backup. Install that version; nothing was changed.")


def _put_in_place(place: Path) -> None:
    target, files = _database_path(), _files_path()
    # What the old database still had in its log must not be played into the new one.
    if target.exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    (place / DATABASE).replace(target)
    target.chmod(0o600)
    shutil.rmtree(files, ignore_errors=True)
    if (place / "files").is_dir():
        (place / "files").replace(files)
