"""Static files: hashed, whole, and the vendored ones exactly what their manifest says."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from askaround.web.static import Manifest
from tools.vendor import ICONS, check

ROOT = Path(__file__).parents[4]
VENDOR = ROOT / "src/askaround/web/static/web/vendor"


@pytest.fixture
def manifest(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "askaround.web.static.Manifest"}}
    return settings.STATIC_ROOT


def test_collecting_is_strict_and_hashes_what_scripts_import(manifest):
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((manifest / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert re.fullmatch(r"web/tokens\.[0-9a-f]{12}\.css", paths["web/tokens.css"])
    for script in (path for path in paths if path.endswith(".js") and "vendor" not in path):
        text = (manifest / paths[script]).read_text(encoding="utf-8")
        assert not re.search(r"^import .*[\"']\./\w[\w-]*\.js[\"']", text, re.MULTILINE), script


def test_a_style_sheet_that_names_a_missing_file_stops_the_collecting(manifest):
    manifest.mkdir()
    (manifest / "broken.css").write_text("a { background: url(gone.svg) }", encoding="utf-8")
    storage = Manifest(location=manifest, base_url="/static/")
    answers = list(storage.post_process({"broken.css": (storage, "broken.css")}))
    assert any(isinstance(processed, Exception) for _, _, processed in answers)


def test_the_vendored_files_are_what_the_manifest_says():
    assert check() == ""


def test_a_changed_vendored_file_is_noticed(monkeypatch):
    monkeypatch.setattr("tools.vendor.sums", lambda: {"htmx.min.js": "0"})
    assert "npm ci" in check()


def test_each_vendored_part_comes_with_its_licence():
    licences = {path.stem for path in VENDOR.glob("*.LICENSE")}
    assert licences == {"htmx", "inter", "newsreader", "lucide"}


def test_versions_are_exact_and_no_address_is_locked():
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    locked = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in locked
    assert "registry" not in locked


def test_every_picture_is_drawn_under_our_own_word():
    sprite = (VENDOR / "icons.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'symbol id="([a-z]+)"', sprite)) == set(ICONS)
