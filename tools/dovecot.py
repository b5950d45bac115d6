"""Makes sure that there is a Dovecot for the tests of mail: installs Debian's when it may, else says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

MISSING = "The tests of mail need Dovecot. Install it (Debian: apt install dovecot-imapd) or set DOVECOT to its path."
_USUAL = "/usr/sbin/dovecot"


def dovecot() -> str:
    """The path of a Dovecot; SystemExit with a sentence when there is none and none may be installed."""
    found = os.environ.get("DOVECOT") or shutil.which("dovecot") or (_USUAL if Path(_USUAL).exists() else "")
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "dovecot-imapd"]):
            subprocess.run(["apt-get", "-qq", *words], stdout=sys.stderr, check=False, env=environment)
    if not Path(_USUAL).exists():
        raise SystemExit(MISSING)
    return _USUAL


if __name__ == "__main__":
    dovecot()
