"""A backup is whole and has neither key nor session in it; a restore brings it all back. Tried on a real disk."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

NEW_HOME = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from askaround.accounts.models import Notebook, User
from django.contrib.sessions.models import Session
user = User.objects.create(username="alice")
Notebook.objects.create(name="Before", owner=user, created_at=timezone.now())
Session.objects.create(session_key="k" * 32, session_data="x", expire_date=timezone.now())
from django.conf import settings
(settings.HOME / "files" / "a").mkdir(parents=True)
(settings.HOME / "files" / "a" / "photo.jpg").write_bytes(b"a picture")
from askaround.exchange.backing_up import backup
backup(settings.HOME / "one.zip")
Notebook.objects.create(name="After", owner=user, created_at=timezone.now())
(settings.HOME / "files" / "a" / "photo.jpg").unlink()
"""


class Home:
    """A data folder of its own, and what is done in it by processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *args: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "ASKAROUND_HOME": str(self.folder)}
        environment |= {"DJANGO_SETTINGS_MODULE": "askaround.config.settings", "ASKAROUND_PORT": "8799"}
        environment.pop("ASKAROUND_DATABASE_URL", None)
        return subprocess.run([sys.executable, *args], env=environment, capture_output=True, text=True, check=False)

    def command(self, *args: str) -> "subprocess.CompletedProcess[str]":
        return self.run("-m", "askaround.config.cli", *args)

    def asked(self, question: str) -> list[str]:
        with closing(sqlite3.connect(self.folder / "askaround.sqlite3")) as database:
            return [row[0] for row in database.execute(question)]

    def notebooks(self) -> list[str]:
        return self.asked("SELECT name FROM accounts_notebook ORDER BY name")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a backup in it, made once: copied by each test."""
    home = Home(tmp_path_factory.mktemp("made"))
    answer = home.run("-c", NEW_HOME)
    assert answer.returncode == 0, answer.stderr
    return home.folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    import shutil

    shutil.copytree(made, tmp_path / "home")
    return Home(tmp_path / "home")


def test_a_restore_brings_back_the_rows_and_the_files(home: Home) -> None:
    assert home.notebooks() == ["After", "Before"]
    answer = home.command("restore", str(home.folder / "one.zip"))
    assert answer.returncode == 0, answer.stderr
    assert home.notebooks() == ["Before"]
    assert (home.folder / "files" / "a" / "photo.jpg").read_bytes() == b"a picture"
    assert not list(home.folder.glob("restoring-*"))


def test_what_was_here_before_a_restore_is_kept_and_can_be_put_back(home: Home) -> None:
    home.command("restore", str(home.folder / "one.zip"))
    [kept] = (home.folder / "backups").glob("before-restoring-*.zip")
    assert home.command("restore", str(kept)).returncode == 0
    assert home.notebooks() == ["After", "Before"]


def test_a_backup_has_no_key_and_nobody_signed_in(home: Home) -> None:
    with zipfile.ZipFile(home.folder / "one.zip") as archive:
        assert sorted(archive.namelist()) == ["askaround.sqlite3", "backup.json", "files/a/photo.jpg"]
        raw = archive.read("askaround.sqlite3")
    assert (home.folder / "secret.key").read_bytes() not in raw
    assert b"k" * 32 not in raw


def test_a_backup_is_for_the_seekers_eyes_only(home: Home) -> None:
    assert (home.folder / "one.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_half_a_backup_changes_nothing(home: Home, cut: float) -> None:
    whole = (home.folder / "one.zip").read_bytes()
    (home.folder / "one.zip").write_bytes(whole[: int(len(whole) * cut)])
    answer = home.command("restore", str(home.folder / "one.zip"))
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert home.notebooks() == ["After", "Before"]


def forged(home: Home, change: str) -> Path:
    """The backup with its database changed."""
    place = home.folder / "forged"
    place.mkdir()
    with zipfile.ZipFile(home.folder / "one.zip") as archive:
        archive.extractall(place)
    if change:
        with closing(sqlite3.connect(place / "askaround.sqlite3")) as database:
            database.execute(change)
            database.commit()
    else:
        (place / "askaround.sqlite3").write_bytes(b"SQLite format 3\x00" + b"rubbish" * 999)
    with zipfile.ZipFile(home.folder / "forged.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({}))
        archive.write(place / "askaround.sqlite3", "askaround.sqlite3")
    return home.folder / "forged.zip"


def test_a_damaged_database_changes_nothing(home: Home) -> None:
    answer = home.command("restore", str(forged(home, "")))
    assert (answer.returncode, "damaged" in answer.stderr) == (2, True)
    assert home.notebooks() == ["After", "Before"]


def test_a_backup_of_a_newer_version_changes_nothing(home: Home) -> None:
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0999_later', '2030-01-01')"
    answer = home.command("restore", str(forged(home, newer)))
    assert (answer.returncode, "newer version" in answer.stderr) == (2, True)
    assert home.notebooks() == ["After", "Before"]


def test_another_zip_is_refused_with_a_hint(home: Home) -> None:
    with zipfile.ZipFile(home.folder / "other.zip", "w") as archive:
        archive.writestr("notebook.json", "{}")
    answer = home.command("restore", str(home.folder / "other.zip"))
    assert (answer.returncode, "askaround import" in answer.stderr) == (2, True)


def test_the_command_makes_a_backup_beside_the_running_data(home: Home, tmp_path: Path) -> None:
    answer = home.command("backup", str(tmp_path / "mine.zip"))
    assert answer.returncode == 0, answer.stderr
    home.command("restore", str(tmp_path / "mine.zip"))
    assert home.notebooks() == ["After", "Before"]
    assert home.command("backup", str(tmp_path)).returncode == 2


def test_seven_daily_backups_are_kept(home: Home) -> None:
    code = """
import django; django.setup()
from datetime import timedelta
from pathlib import Path
from django.utils import timezone
from askaround.exchange import backing_up, housekeeping
now = timezone.now()
for day in range(9):
    backing_up.backup_into(backing_up.folder(), why="daily", now=now + timedelta(days=day))
backing_up.backup_into(backing_up.folder(), why="by-hand", now=now)
print(housekeeping.back_up.func())
"""
    answer = home.run("-c", code)
    assert answer.returncode == 0, answer.stderr
    names = sorted(path.name for path in (home.folder / "backups").iterdir())
    assert len([name for name in names if name.startswith("daily-")]) == 7
    assert len([name for name in names if name.startswith("by-hand-")]) == 1
