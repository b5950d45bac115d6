"""`make bench`: prints a table and writes bench/latest.json. Names of benches may be given to run only those."""

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

# Order matters: the processes of cold-start are measured before this one grows.
BENCHES = {
    "cold-start": "bench.cold_start",
    "import": "bench.importing",
    "cards": "bench.cards",
    "pages": "bench.pages",
    "network": "bench.network",
    "duplicates": "bench.duplicates",
    "mail": "bench.mail",
    "findings": "bench.findings",
}


def main() -> None:
    os.environ["ASKAROUND_HOME"] = tempfile.mkdtemp(prefix="askaround-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "askaround.config.settings")
    rows = []
    for name in sys.argv[1:] or BENCHES:
        for row in import_module(BENCHES[name]).run():
            rows.append(row)
            print(line(row), flush=True)
    (Path(__file__).parent / "latest.json").write_text(json.dumps(rows, indent=1) + "\n")


def line(row: dict[str, object]) -> str:
    """One row of the table: the name, our seconds, the floor's, the ratio, and whatever else was measured."""
    known = ("name", "ours_s", "floor_s", "ratio")
    more = "  ".join(f"{key} {value}" for key, value in row.items() if key not in known)
    return f"{row['name']:<22}{row['ours_s']:>10.4f}{row['floor_s']:>10.4f}{row['ratio']:>8.2f}  {more}"


if __name__ == "__main__":
    main()
