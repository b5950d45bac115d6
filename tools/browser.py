"""Makes sure that there is a Chromium for the browser tests: installs Debian's when it may, else says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "The browser tests need Chromium. Install it (Debian: apt install chromium) or set CHROMIUM to its path."


def chromium() -> str:
    """The path of a Chromium; SystemExit with a sentence when there is none and none may be installed."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "chromium"]):
            subprocess.run(["apt-get", "-qq", *words], stdout=sys.stderr, check=False, env=environment)
    if not Path("/usr/bin/chromium").exists():
        raise SystemExit(MISSING)
    return "/usr/bin/chromium"


if __name__ == "__main__":
    chromium()
