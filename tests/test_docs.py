"""Docs cannot lie: settings, commands and words are held against the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from askaround import __version__
from askaround.config import cli

from .test_doors import doors

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "askaround"
DOCS = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def words_of_the_glossary() -> set[str]:
    cells = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    return {re.sub(r"[ -]", "", word).lower() for cell in cells for word in cell.split(", ")}


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if model.__module__.startswith("askaround.")],
    ids=lambda model: model.__name__,
)
def test_every_noun_is_in_the_glossary(model):
    assert model.__name__.lower() in words_of_the_glossary()


def test_every_setting_is_documented_and_nothing_else():
    read = set()
    for path in SOURCE.glob("config/**/*.py"):
        if "testing" in path.name or "tests" in path.parts:
            continue
        for name in re.findall(r'env\.(?:text|flag|number|secret)\(\s*"([A-Z_]+)"', path.read_text()):
            read.add(name)
        read.update(re.findall(r"ASKAROUND_([A-Z]+(?:_[A-Z]+)*)", path.read_text()))
    read.add("HOME")
    told = set(re.findall(r"ASKAROUND_([A-Z]+(?:_[A-Z]+)*)", (ROOT / "docs/hosting/settings.md").read_text()))
    assert read - {"SECRET_KEY_FILE"} == told - {"SECRET_KEY_FILE"}


def test_every_command_is_documented():
    told = (ROOT / "docs/using/commands.md").read_text()
    for verb in cli.VERBS:
        assert f"askaround {verb}" in told, verb


def test_the_changelog_tells_of_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_readme_names_the_two_commands():
    told = (ROOT / "README.md").read_text()
    assert "make run" in told
    assert "make test" in told


@pytest.mark.parametrize("page", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_docs_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_no_registry_address_is_committed():
    """The lock files and package files name packages and hashes, never a host."""
    for name in ("requirements/run.txt", "requirements/dev.txt", "package.json", "package-lock.json", ".npmrc"):
        path = ROOT / name
        if path.exists():
            assert not re.search(r"https?://(?!github\.com|opencollective|[\w.]*funding)", path.read_text()), name


def test_the_command_starts():
    answer = subprocess.run(
        [sys.executable, "-m", "askaround.config.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert __version__ in answer.stdout


def test_every_row_names_pages_that_are_there():
    told = (ROOT / "docs/using/what-you-can-do.md").read_text()
    rows = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", told, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 27))
    names = {door.name for door in doors()}
    for number, pages in rows:
        assert set(re.findall(r"`([a-z-]+)`", pages)) <= names, f"row {number} names a page that is not there"
