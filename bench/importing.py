"""The LinkedIn import of 30,000 rows, beside a bare csv parse and one executemany a table into the same tables.

Also that it is linear from 1,000 rows on, how long taking it back takes, and the memory of a process that imports;
and the same for 30,000 rows onto 30,000 people who have to be matched with them.
"""

import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROWS = 30_000
ROUNDS = 3
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
GIVEN = ["Ana", "Bo", "Chidi", "Dana", "Elif", "Finn", "Grace", "Hana", "Ivo", "Jun", "Kofi", "Lea", "Mina", "Noor"]
FAMILY = ["Abel", "Brandt", "Costa", "Dvorak", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Kaya"]
HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]


def run() -> list[dict[str, Any]]:
    """Medians of import and floor, taken in turn; then the scaling, the matching, the undo and the memory."""
    _ready()
    folder = Path(tempfile.mkdtemp(prefix="askaround-import-"))
    large = connections_file(folder / "30k.csv", ROWS)
    small = connections_file(folder / "1k.csv", ROWS // 30)
    ours, floor, little = [], [], []
    for _ in range(ROUNDS):
        floor.append(_timed(_floor, large))
        ours.append(_timed(_import, large))
        little.append(_timed(_import, small))
    ours_s, floor_s, small_s = (sorted(times)[ROUNDS // 2] for times in (ours, floor, little))
    return [
        _row("import-30k", ours_s, floor_s, memory_mb=_memory(large)),
        # Thirty times the rows: the ratio is the time of a row among many to that of a row among few.
        _row("import-linear", ours_s / ROWS, small_s / (ROWS // 30)),
        _row("import-again-30k", _again(large), floor_s),
        _row("import-undo-30k", _undo(large), floor_s),
        *_matching(folder, floor_s),
    ]


def _matching(folder: Path, floor_s: float) -> list[dict[str, Any]]:
    """30,000 rows of an address book onto 30,000 people: half are them, spelled otherwise and without their profile."""
    sizes = (ROWS // 3, ROWS)
    files = {
        size: (connections_file(folder / f"there-{size}.csv", size, _any_name), folder / f"{size}.csv")
        for size in sizes
    }
    taken, taken_back = {}, {}
    for size, (there, book) in files.items():
        address_book(there, book)
        notebook = _notebook()
        _import(notebook, there)
        taken[size], facts = _clocked(_bring, notebook, book)
        assert facts["read"] == facts["created"] + facts["matched"] == size, facts
        taken_back[size], _ = _clocked(_take_back, notebook)
    found = {"matched": facts["matched"], "memory_mb": _memory(*files[ROWS])}
    return [
        _row("match-30k", taken[ROWS], floor_s, **found),
        # Three times the rows onto three times the people: 1 is as fast a row.
        _row("match-linear", taken[ROWS] / sizes[1], taken[sizes[0]] / sizes[0]),
        _row("match-undo-30k", taken_back[ROWS], floor_s),
    ]


def _one_of_few_names(dice: random.Random) -> tuple[str, str]:
    return dice.choice(GIVEN), f"{dice.choice(FAMILY)}-{dice.choice(FAMILY)}"


def _any_name(dice: random.Random) -> tuple[str, str]:
    """A name as rare as names are: some given names are frequent, most family names are not."""
    first = dice.choice(GIVEN) if dice.random() < 0.3 else _word(dice, 2)
    return first, _word(dice, 3)


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice("bdfghjklmnprstvz") + dice.choice("aeiou") for _ in range(syllables)).title()


def address_book(there: Path, path: Path) -> Path:
    """A Google CSV of as many as are there: every second is one of them, with an accent, a nickname or the names turned
    round; every other one is new. None has a profile, and one in twenty an email that is known.
    """
    dice = random.Random(11)
    lines = there.read_text(encoding="utf-8").split("\n\n", 1)[1]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["First Name", "Last Name", "Organization Name", "Organization Title", "E-mail 1 - Value"])
        for number, row in enumerate(csv.DictReader(io.StringIO(lines, newline=""))):
            first, last, place = row["First Name"], row["Last Name"], row["Company"]
            if number % 2:
                first, place = f"{first}{dice.choice('aeiou')}{number}", f"{place} {dice.choice(['North', 'South'])}"
            elif dice.random() < 0.3:
                first, last = last, first
            elif dice.random() < 0.3:
                last = last.replace("a", "á")
            mail = row["Email Address"] or f"{first}.{last}.{number}@home.example".lower().replace(" ", "")
            out.writerow([first, last, place, "Data engineer", mail if number % 2 == 0 else ""])
    return path


def _clocked(work: Any, *args: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = work(*args)
    return time.perf_counter() - begun, answer


def _bring(notebook: Any, path: Path) -> Any:
    from askaround.people.importing import import_file

    return import_file(notebook, path, dry_run=False, at=NOW + timedelta(hours=1))


def _take_back(notebook: Any) -> None:
    from askaround.history.models import Batch
    from askaround.people.importing import undo_import

    latest = Batch.objects.filter(notebook=notebook).order_by("created_at").last()
    assert undo_import(latest, at=NOW + timedelta(hours=2)) == []


def connections_file(path: Path, rows: int, name_by: Callable[[random.Random], tuple[str, str]] | None = None) -> Path:
    """A Connections.csv of invented people, the same at each run."""
    dice = random.Random(7)
    name_by = name_by or _one_of_few_names
    places = [
        f"{dice.choice(FAMILY)} {dice.choice(['Works', 'Labs', 'GmbH', 'Inc.', 'Partners'])} {n}"
        for n in range(rows // 4)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write('Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n')
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        for number in range(rows):
            first, last = name_by(dice)
            day = date(2012, 1, 1) + timedelta(days=dice.randrange(5000))
            mail = f"{first}.{number}@mail.example".lower() if dice.random() < 0.05 else ""
            url = f"https://www.linkedin.com/in/{first}-{last}-{number}".lower()
            out.writerow(
                [first, last, url, mail, dice.choice(places), "Data engineer, platform", day.strftime("%d %b %Y")]
            )
    return path


def _ready() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "askaround.config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _notebook() -> Any:
    from askaround.accounts.models import Notebook, User

    user = User.objects.create(username=uuid.uuid4().hex)
    return Notebook.objects.create(name="Bench", owner=user, created_at=NOW)


def _timed(work: Any, path: Path) -> float:
    notebook = _notebook()
    begun = time.perf_counter()
    work(notebook, path)
    return time.perf_counter() - begun


def _import(notebook: Any, path: Path) -> None:
    from askaround.people.importing import import_file

    assert import_file(notebook, path, dry_run=False, at=NOW)["skipped"] == []


def _again(path: Path) -> float:
    """The same file once more, which changes nothing."""
    notebook = _notebook()
    _import(notebook, path)
    begun = time.perf_counter()
    from askaround.people.importing import import_file

    assert import_file(notebook, path, dry_run=False, at=NOW)["created"] == 0
    return time.perf_counter() - begun


def _undo(path: Path) -> float:
    from askaround.history.models import Batch
    from askaround.people.importing import undo_import

    notebook = _notebook()
    _import(notebook, path)
    begun = time.perf_counter()
    assert undo_import(Batch.objects.get(notebook=notebook), at=NOW) == []
    return time.perf_counter() - begun


def _floor(notebook: Any, path: Path) -> None:
    """Parse with csv and insert the same rows into the same tables, with nothing looked at on the way."""
    from django.db import connection, transaction

    from askaround.history.models import Entry
    from askaround.people.models import Contact, Organization, Role, Tie
    from askaround.plain.ids import new_id

    lines = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    tables: dict[Any, list[dict[str, Any]]] = {model: [] for model in (Organization, Contact, Role, Tie, Entry)}
    places: dict[str, str] = {}
    fixed = {"notebook_id": notebook.pk.hex, "created_at": str(NOW.replace(tzinfo=None))}
    for row in csv.DictReader(io.StringIO(lines, newline="")):
        if row["Company"] not in places:
            key = places[row["Company"]] = new_id().hex
            tables[Organization].append(fixed | {"id": key, "name": row["Company"], "key": row["Company"].lower()})
        person = new_id().hex
        name = f"{row['First Name']} {row['Last Name']}"
        contact = fixed | {
            "id": person, "name": name, "given": row["First Name"], "family": row["Last Name"], "sort_key": name,
            "email": row["Email Address"], "profile_url": row["URL"], "source": "linkedin",
            "connected_on": str(datetime.strptime(row["Connected On"], "%d %b %Y").replace(tzinfo=UTC).date()),
        }  # fmt: skip
        role = {"contact_id": person, "organization_id": places[row["Company"]], "title": row["Position"]}
        tables[Contact].append(contact)
        tables[Role].append(fixed | role | {"id": new_id().hex})
        tables[Tie].append(fixed | {"id": new_id().hex, "contact_id": person, "kind": "acquaintance"})
        entry = {"verb": "imported", "subject": "people.contact", "subject_id": person, "contact_id": person}
        entry |= {"notebook_id": fixed["notebook_id"], "at": fixed["created_at"], "before": "{}"}
        tables[Entry].append(entry | {"after": json.dumps({**_blank(Contact), **contact})})
    with transaction.atomic(), connection.cursor() as cursor:
        for model, rows in tables.items():
            columns = [field for field in model._meta.concrete_fields if field.attname != "number"]
            empty = {field.attname: _plain(field.get_default()) for field in columns}
            cursor.executemany(
                f"INSERT INTO {model._meta.db_table} ({', '.join(field.column for field in columns)})"
                f" VALUES ({', '.join(['%s'] * len(columns))})",
                [tuple((empty | row)[field.attname] for field in columns) for row in rows],
            )


def _blank(model: Any) -> dict[str, Any]:
    return {field.attname: _plain(field.get_default()) for field in model._meta.concrete_fields}


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value.hex if isinstance(value, uuid.UUID) else value


def _memory(*paths: Path) -> float:
    """The most that a process of its own takes while it imports the files one after the other, in MB."""
    command = [sys.executable, "-m", "bench.importing", *map(str, paths)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _most_memory() -> float:
    """In MB. Linux hands `ru_maxrss` of a large parent on to its child, but not the high-water mark of its pages."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(name: str, ours_s: float, floor_s: float, **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "ours_s": round(ours_s, 6),
        "floor_s": round(floor_s, 6),
        "ratio": round(ours_s / floor_s, 2),
    } | more


if __name__ == "__main__":
    _ready()
    notebook = _notebook()
    for name in sys.argv[1:]:
        _bring(notebook, Path(name))
    sys.stdout.write(f"{_most_memory():.0f}")
