"""Kills the running app (`kill -9`) at random moments while rows are posted: whatever was answered is still there.

`ASKAROUND_KILLS` says how often: in the quick suite once amid the writing and once at any moment, a hundred in
`make check`.
"""

import http.client
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

KILLS = int(os.environ.get("ASKAROUND_KILLS", "2"))
WRITERS = 3
TOKEN = "a" * 32
SETUP = """
import django; django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from askaround.accounts.opening import local_user
from askaround.purpose.starting import start_campaign
user = local_user(at=timezone.now())
start_campaign(user.active_notebook, name="Becoming a data engineer", at=timezone.now())
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


class App:
    """The app on a home and port of its own, killed and started again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {**os.environ, "ASKAROUND_HOME": str(home), "ASKAROUND_PORT": str(self.port)}
        self.environment |= {"ASKAROUND_BROWSER": "0", "DJANGO_SETTINGS_MODULE": "askaround.config.settings"}
        self.environment.pop("ASKAROUND_DATABASE_URL", None)
        made = subprocess.run(
            [sys.executable, "-c", SETUP], env=self.environment, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        self.session = made.stdout.strip()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start, and wait until it answers."""
        log = (self.home / "log.txt").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "askaround.config.cli"], env=self.environment, stdout=log, stderr=log
            )
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.01)
            else:
                return process
        raise AssertionError((self.home / "log.txt").read_text())

    def post(self, connection: http.client.HTTPConnection, text: str) -> int:
        """One aim, typed in; the status that was answered."""
        headers = {
            "Cookie": f"askaround={self.session}; askaround-csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", "/purpose/aims/", urlencode({"text": text}), headers)
        answer = connection.getresponse()
        answer.read()
        assert "sign-in" not in (answer.getheader("Location") or "")
        return answer.status

    def kept(self) -> set[str]:
        """Every aim in the database."""
        with closing(sqlite3.connect(self.home / "askaround.sqlite3")) as database:
            return {row[0] for row in database.execute("SELECT text FROM purpose_aim")}


class Writer(threading.Thread):
    """Posts until the app is gone; remembers what was answered."""

    def __init__(self, app: App, name: str) -> None:
        super().__init__(name=name)
        self.app = app
        self.answered: list[str] = []
        self.statuses: set[int] = set()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.app.port, timeout=30)
        try:
            for number in range(100_000):
                text = f"{self.name} {number}"
                status = self.app.post(connection, text)
                self.statuses.add(status)
                if status < 400:
                    self.answered.append(text)
        except (OSError, http.client.HTTPException):
            connection.close()  # killed in the middle: nothing was answered


def wait_for_an_answer(writers: list[Writer]) -> None:
    """Until one of them was answered: a slow machine takes its time over the first page."""
    until = time.monotonic() + 60
    while time.monotonic() < until and not any(writer.answered for writer in writers):
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_whatever_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    app = App(tmp_path)
    answered: list[str] = []
    for kill in range(KILLS):
        process = app.start()
        writers = [Writer(app, f"{kill}-{number}") for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        if kill % 2 == 0:  # amid the writing; the others at any moment, the first page of a start included
            wait_for_an_answer(writers)
        time.sleep(random.uniform(0.05, 0.6))
        process.kill()
        process.wait()
        for writer in writers:
            writer.join()
            answered += writer.answered
            assert writer.statuses <= {200, 201, 204, 302, 303}
    last = app.start()
    last.terminate()
    assert last.wait(30) == 0
    assert answered
    assert not set(answered) - app.kept()
