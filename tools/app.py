"""Starts the real app on a data folder of its own, as the seeker's command does, for walks, shots and kills."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).parent / "askaround"


def free_port() -> int:
    """A port that nobody holds just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class App:
    """A running app: where it answers, and its process."""

    home: Path
    port: int
    process: "subprocess.Popen[str]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *words: str) -> str:
        """What a command of ours prints, run against this app's home."""
        answer = subprocess.run(
            [COMMAND, *words], env=environment(self.home, self.port), capture_output=True, text=True, check=False
        )
        if answer.returncode > 1:
            raise RuntimeError(answer.stderr)
        return answer.stdout

    def link(self) -> str:
        """A fresh one-time link."""
        found = re.search(r"http://\S+/open/\S+", self.run("link"))
        assert found, "`askaround link` printed no link"
        return found.group(0)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def environment(home: Path, port: int, *, hosted: bool = False) -> dict[str, str]:
    """The machine's environment, with this home and port and no browser; `hosted` gives it an address of a site."""
    ours = {"ASKAROUND_HOME": str(home), "ASKAROUND_PORT": str(port), "ASKAROUND_BROWSER": "0"}
    if hosted:
        ours["ASKAROUND_SITE_URL"] = f"http://127.0.0.1:{port}"
    # The test suite has settings of its own, with a folder of its own: the app must not inherit them.
    theirs = {name: value for name, value in os.environ.items() if not name.startswith(("ASKAROUND_", "DJANGO_"))}
    return theirs | ours


def start(home: Path, port: int | None = None, *, hosted: bool = False, **more: str) -> App:
    """Start the app, as a seeker's own or as a host's, with `more` settings; wait at most a minute until it answers."""
    port = port or free_port()
    process = subprocess.Popen(
        [COMMAND], env=environment(home, port, hosted=hosted) | more, stdout=subprocess.DEVNULL, text=True
    )
    app = App(home, port, process)
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{app.address}/health", timeout=5):  # noqa: S310 - our own address
                return app
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"The app stopped at once (status {process.returncode}).") from None
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("The app did not answer within a minute.")
