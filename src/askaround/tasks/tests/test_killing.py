"""A worker is killed (`kill -9`) again and again over many tasks: none is lost, none is twice in effect.

`ASKAROUND_KILLED_TASKS` says how many: a hundred in the quick suite, a thousand in `make check`. With a PostgreSQL two
workers run beside each other and take over each other's leases; on SQLite one is alone, as in the seeker's app.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TASKS = int(os.environ.get("ASKAROUND_KILLED_TASKS", "100"))
KILLS = 5
PATIENCE = 300  # seconds
SHARED = os.environ.get("ASKAROUND_DATABASE_URL", "")
SETUP = "import django; django.setup();"
MAKE = (
    SETUP
    + """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP DATABASE IF EXISTS killed WITH (FORCE)")
    cursor.execute("CREATE DATABASE killed")
"""
)
ENQUEUE = (
    SETUP
    + f"""
from django.core.management import call_command
from django.db import transaction
call_command("migrate", verbosity=0)
from askaround.accounts.models import User
from askaround.tasks.tests.sample import write_once
user = User.objects.create(username="alice")
with transaction.atomic():
    for number in range({TASKS}):
        write_once.enqueue(str(number), user.pk)
"""
)
# Leases of two seconds, so that those of a killed worker need not be waited for long.
WORK = (
    SETUP
    + """
import sys, time
from datetime import timedelta
from askaround.tasks import queue, worker
from askaround.tasks.models import Task
queue.LEASE, worker.BEAT_EVERY = timedelta(seconds=2), 0.5
if sys.argv[1] == "alone":
    queue.free_all()
print("ready", flush=True)
while Task.objects.filter(finished_at=None, failed_at=None).exists():
    worker.run_all()
    time.sleep(0.05)
"""
)
COUNT = (
    SETUP
    + """
from django.db.models import Sum
from askaround.accounts.models import Notebook
from askaround.tasks.models import Task
names = list(Notebook.objects.values_list("name", flat=True))
done = Task.objects.filter(finished_at__isnull=False).count()
print(done, len(names), len(set(names)), Task.objects.aggregate(sum=Sum("tries"))["sum"])
"""
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    if SHARED:
        said(MAKE, tmp_path, database=SHARED)
    said(ENQUEUE, tmp_path)
    yield tmp_path


def start(code: str, home: Path, *arguments: str, database: str = "") -> "subprocess.Popen[str]":
    environment = {**os.environ, "ASKAROUND_HOME": str(home), "DJANGO_SETTINGS_MODULE": "askaround.config.settings"}
    environment["ASKAROUND_DATABASE_URL"] = database or SHARED.replace("/postgres?", "/killed?")
    if not SHARED:
        del environment["ASKAROUND_DATABASE_URL"]
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )


def said(code: str, home: Path, database: str = "") -> str:
    process = start(code, home, database=database)
    text, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return text


def work(home: Path) -> "subprocess.Popen[str]":
    """A worker that has begun."""
    worker = start(WORK, home, "beside" if SHARED else "alone")
    assert worker.stdout is not None
    worker.stdout.readline()
    return worker


def kill(worker: "subprocess.Popen[str]") -> bool:
    """Whether it was killed while it worked, and had not ended by itself."""
    worker.kill()
    killed = worker.wait() == -9
    assert worker.stdout is not None
    worker.stdout.close()
    return killed


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_no_task_is_lost_or_twice_in_effect_when_workers_are_killed(home: Path) -> None:
    beside = [work(home)] if SHARED else []
    kills = 0
    for _ in range(KILLS):
        worker = work(home)
        time.sleep(random.uniform(0.01, TASKS / 2000))
        kills += kill(worker)
    for worker in [*beside, work(home)]:
        worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 0
    done, written, different, tries = (int(number) for number in said(COUNT, home).split())
    assert kills == KILLS if TASKS >= 1000 else kills  # a hundred may be done before the last kill
    assert (done, written, different) == (TASKS, TASKS, TASKS)
    assert TASKS <= tries <= TASKS + kills
