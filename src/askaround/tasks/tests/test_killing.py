"""A worker is killed (`kill -9`) again and again over a hundred tasks: none is lost, none is twice in effect."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

SETUP = "import django; django.setup();"
ENQUEUE = (
    SETUP
    + """
from uuid import uuid4
from django.core.management import call_command
call_command("migrate", verbosity=0)
from askaround.accounts.models import User
from askaround.tasks.tests.sample import make_notebook
user = User.objects.create(username="alice")
for _ in range(100):
    make_notebook.enqueue(str(uuid4()), user.pk)
"""
)
WORK = (
    SETUP
    + """
from askaround.tasks import queue, worker
queue.free_all()
print("ready", flush=True)
worker.run_all()
"""
)


def python(code: str, home: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "ASKAROUND_HOME": str(home), "DJANGO_SETTINGS_MODULE": "askaround.config.settings"}
    environment.pop("ASKAROUND_DATABASE_URL", None)
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)


def test_no_task_is_lost_or_twice_in_effect_when_workers_are_killed(tmp_path: Path) -> None:
    first = python(ENQUEUE, tmp_path)
    first.communicate()
    assert first.returncode == 0
    kills = 0
    for _ in range(4):
        worker = python(WORK, tmp_path)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(random.uniform(0.02, 0.25))
        worker.kill()
        kills += worker.wait() == -9
        worker.stdout.close()
    last = python(WORK, tmp_path)
    last.communicate()
    assert last.returncode == 0
    database = sqlite3.connect(tmp_path / "askaround.sqlite3")
    done, tries, args = 0, 0, set()
    for finished, tried, arg in database.execute("SELECT finished_at, tries, args FROM tasks_task"):
        done, tries = done + (finished is not None), tries + tried
        args.add(arg)
    made = database.execute("SELECT count(*) FROM accounts_notebook").fetchone()[0]
    database.close()
    assert kills >= 1
    assert (done, made, len(args)) == (100, 100, 100)
    assert 100 <= tries <= 100 + kills
