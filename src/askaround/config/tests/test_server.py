"""The embedded server: one per home, on its own port, and it stops when told."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from askaround.config import env, running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Started:
    """An app in a process of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = {**os.environ, "ASKAROUND_HOME": str(home), "ASKAROUND_BROWSER": "0", **environment}
        for name in ("ASKAROUND_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(name, None)
        self.process = subprocess.Popen(self.command(), env=self.environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.lines: list[str] = []
        while not any("http://" in line for line in self.lines) and (line := self.process.stdout.readline()):
            self.lines.append(line)

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "-m", "askaround.config.cli", *args]

    def other(self, *args: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Another command on the same home while it runs."""
        return subprocess.run(
            self.command(*args), env=self.environment | environment, capture_output=True, text=True, check=False
        )

    def stop_by_itself(self) -> int:
        self.process.communicate(timeout=30)
        return self.process.returncode

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=30)
        return self.process.returncode


@pytest.fixture(scope="module")
def app(first_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    home = tmp_path_factory.mktemp("app") / "home"
    shutil.copytree(first_home, home)
    started = Started(home, ASKAROUND_PORT=str(free_port()))
    yield started
    assert started.stop() == 0


def test_it_says_where_it_is_and_listens_on_loopback_alone(app: Started) -> None:
    port = int(app.environment["ASKAROUND_PORT"])
    assert f"http://127.0.0.1:{port}/" in app.lines[-1]
    with closing(socket.create_connection(("127.0.0.1", port), timeout=5)) as connection:
        connection.sendall(b"GET /nowhere/ HTTP/1.0\r\nHost: evil.example\r\n\r\n")
        assert b" 400 " in connection.makefile("rb").readline()
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.2", port))  # would be taken if it listened everywhere


def test_a_second_start_opens_the_first_and_is_done(app: Started) -> None:
    second = app.other(ASKAROUND_PORT=str(free_port()))
    assert second.returncode == 0
    assert f":{app.environment['ASKAROUND_PORT']}/" in second.stdout
    assert app.process.poll() is None


def test_a_fresh_link_leads_to_the_running_app(app: Started) -> None:
    links = {app.other("link", ASKAROUND_PORT="").stdout.strip() for _ in range(2)}
    assert len(links) == 2
    assert all(link.startswith(f"http://127.0.0.1:{app.environment['ASKAROUND_PORT']}/open/") for link in links)


def test_the_port_is_kept_in_the_home(app: Started) -> None:
    assert (app.home / "port").read_text() == app.environment["ASKAROUND_PORT"]


def test_restore_waits_for_nothing_and_says_to_stop_first(app: Started, tmp_path: Path) -> None:
    assert app.other("backup", str(tmp_path / "a.zip")).returncode == 0
    answer = app.other("restore", str(tmp_path / "a.zip"))
    assert (answer.returncode, "Stop it first" in answer.stderr) == (2, True)


def test_import_works_beside_the_running_app(app: Started, tmp_path: Path) -> None:
    (tmp_path / "Connections.csv").write_text("First Name,Last Name,Connected On\nTom,Okafor,08 Feb 2026\n")
    assert app.other("import", str(tmp_path / "Connections.csv")).returncode == 0


def test_doctor_knows_that_it_runs(app: Started) -> None:
    assert "runs on port" in app.other("doctor").stdout


def test_a_strangers_port_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    with closing(socket.socket()) as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        environment = {**os.environ, "ASKAROUND_HOME": str(tmp_path), "ASKAROUND_PORT": str(port)}
        for name in ("ASKAROUND_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "askaround.config.cli"]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"Port {port} is taken by another program.")
    assert not (tmp_path / "port").exists()


def test_it_starts_again_at_once_after_a_kill_and_after_ctrl_c(home: Path) -> None:
    port = str(free_port())
    first = Started(home, ASKAROUND_PORT=port)
    assert first.stop(signal.SIGKILL) == -9
    second = Started(home, ASKAROUND_PORT="")
    assert f":{port}/" in second.lines[-1]
    begun = time.monotonic()
    assert second.stop(signal.SIGINT) == 0
    assert time.monotonic() - begun < 5


def migrated(home: Path, change: str) -> None:
    with closing(sqlite3.connect(home / "askaround.sqlite3")) as database:
        database.execute(change)
        database.commit()


def test_newer_data_is_refused_and_older_data_migrated_after_a_backup(home: Path) -> None:
    port = str(free_port())
    Started(home, ASKAROUND_PORT=port).stop()
    migrated(home, "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0999_later', '2030-01-01')")
    refused = Started(home)
    assert (refused.stop_by_itself(), refused.lines) == (2, [])
    migrated(home, "DELETE FROM django_migrations WHERE name = '0999_later'")
    migrated(home, "DELETE FROM django_migrations WHERE app = 'desk'")
    for table in ("desk_snooze", "desk_device", "desk_reminder", "desk_remindersettings"):
        migrated(home, f"DROP TABLE {table}")
    again = Started(home)
    assert again.stop() == 0
    assert len(list((home / "backups").glob("before-migrating-*.zip"))) == 1


def test_one_lock_a_home(tmp_path: Path) -> None:
    first = running.take(tmp_path)
    assert first is not None
    first.tell(8765)
    assert running.take(tmp_path, patience=0) is None
    assert running.who(tmp_path) == running.Running(os.getpid(), 8765)
    first.release()
    assert running.who(tmp_path) is None
    second = running.take(tmp_path)
    assert second is not None
    second.release()


def test_the_port_comes_from_the_environment_then_the_home_then_8765(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASKAROUND_PORT", raising=False)
    assert env.port(tmp_path) == 8765
    env.keep_port(tmp_path, 9001)
    assert env.port(tmp_path) == 9001
    monkeypatch.setenv("ASKAROUND_PORT", "9002")
    assert env.port(tmp_path) == 9002
    (tmp_path / "port").write_text("rubbish")
    monkeypatch.delenv("ASKAROUND_PORT")
    assert env.port(tmp_path) == 8765
