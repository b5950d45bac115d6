"""A data folder as the first start leaves it: made once, copied by each test, since making it takes seconds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by a command in an empty folder."""
    home = tmp_path_factory.mktemp("first") / "home"
    environment = {**os.environ, "ASKAROUND_HOME": str(home)}
    for name in ("ASKAROUND_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ASKAROUND_PORT"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "askaround.config.cli", "today"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return home


@pytest.fixture
def home(first_home: Path, tmp_path: Path) -> Path:
    """A copy of it, for this test alone."""
    shutil.copytree(first_home, tmp_path / "home")
    return tmp_path / "home"
