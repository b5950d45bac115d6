"""Static files in the data folder, hashed and compressed; done again only when a file of ours changed."""

import hashlib
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from askaround import __version__

STAMP = "static.stamp"


def collect_if_changed() -> bool:
    """Fill `STATIC_ROOT` unless it is of these very files. True when it was filled."""
    stamp = Path(settings.HOME) / STAMP
    wanted = fingerprint()
    filled = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() and stamp.exists()
    if filled and stamp.read_text(encoding="ascii") == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")
    return True


def fingerprint() -> str:
    """A hash over name, size and time of every static file, and the versions that prepare them."""
    found = hashlib.sha256(f"{__version__} {django.__version__}".encode())
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static"
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                about = path.stat()
                found.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()
