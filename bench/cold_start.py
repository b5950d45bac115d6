"""From the command to the first page, and memory when idle, beside a bare Django under waitress."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

ROUNDS = 5
BARE = """
import sys, django
from django.conf import settings
settings.configure(SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": {database!r}}}}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"])
django.setup()
from django.http import HttpResponse
from django.urls import path
from django.core.wsgi import get_wsgi_application
urlpatterns = [path("health", lambda request: HttpResponse("ok"))]
from waitress import serve
serve(get_wsgi_application(), host="127.0.0.1", port={port}, _quiet=True)
"""


def run() -> list[dict[str, Any]]:
    """Medians of `ROUNDS` starts each, in turn, on a home that has been used before."""
    home = tempfile.mkdtemp(prefix="askaround-cold-")
    _start_ours(home)
    ours, floor, memory = [], [], 0.0
    for _ in range(ROUNDS):
        seconds, memory = _start_ours(home)
        ours.append(seconds)
        floor.append(_start_bare())
    shutil.rmtree(home, ignore_errors=True)
    ours_s, floor_s = sorted(ours)[ROUNDS // 2], sorted(floor)[ROUNDS // 2]
    row = {"name": "cold-start", "ours_s": ours_s, "floor_s": floor_s, "ratio": round(ours_s / floor_s, 2)}
    return [row | {"idle_mb": memory}]


def free_port() -> int:
    """A port that nobody holds just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start_ours(home: str) -> tuple[float, float]:
    port = free_port()
    environment = os.environ | {"ASKAROUND_HOME": home, "ASKAROUND_PORT": str(port), "ASKAROUND_BROWSER": "0"}
    command = [Path(sys.executable).parent / "askaround"]
    return _until_answered(command, f"http://127.0.0.1:{port}/sign-in/", environment)


def _start_bare() -> float:
    port = free_port()
    database = str(Path(tempfile.mkdtemp()) / "bare.sqlite3")
    command = [sys.executable, "-c", BARE.format(database=database, port=port)]
    return _until_answered(command, f"http://127.0.0.1:{port}/health", dict(os.environ))[0]


def _until_answered(command: list[Any], address: str, environment: dict[str, str]) -> tuple[float, float]:
    start = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while time.perf_counter() - start < 60:
                try:
                    with urllib.request.urlopen(address, timeout=5):
                        break
                except OSError:
                    time.sleep(0.01)
            seconds = round(time.perf_counter() - start, 3)
            time.sleep(1.0)
            return seconds, _resident_mb(process.pid)
        finally:
            process.terminate()


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return round(int(found.group(1)) / 1024, 1) if found else 0.0
