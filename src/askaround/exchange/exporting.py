"""One ZIP with everything: `notebook.json` to read again, and CSV, cards, calendar and Markdown to read elsewhere."""

import io
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import models

from askaround import __version__
from askaround.accounts.models import Notebook, User
from askaround.formats import csvs
from askaround.history.recording import plain

from . import calendar, cards, markdown, transcripts
from .tables import every_row, fields_of, has_notebook, rows_of, snapshot, tables

FORMAT = "askaround-notebook"
VERSION = 1
README = """This is everything that the notebook “{name}” holds, written by Askaround {version} on {day}.

notebook.json   complete, history included; `askaround import` reads it again
csv/            one table each, for a spreadsheet (a cell that would run as a formula begins with an apostrophe)
contacts.vcf    the people, as address books read them
calendar.ics    the interviews, as calendars read them
people/         one page a person, to read
transcripts/    one page a transcript, to read
files/          what was attached
"""


def export(notebook: Notebook, path: Path | str, *, now: datetime) -> None:
    """Write the ZIP beside `path`, then move it there: nobody ever sees a half one."""
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            export_to(notebook, out, now=now)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def export_to(notebook: Notebook, out: IO[bytes], *, now: datetime) -> None:
    """Write the ZIP into an open file, in one snapshot of the database and without holding it in memory."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive, snapshot():
        archive.writestr("README.txt", README.format(name=notebook.name, version=__version__, day=now.date()))
        _write_json(archive, notebook, now)
        for model in tables():
            _write_csv(archive, model, notebook)
        with _text(archive, "contacts.vcf") as file:
            file.writelines(cards.every_card(notebook))
        archive.writestr("calendar.ics", calendar.calendar(notebook))
        for name, page in markdown.every_page(notebook):
            archive.writestr(f"people/{name}.md", page)
        for name, page in transcripts.every_page(notebook):
            archive.writestr(f"transcripts/{name}.md", page)
        for file_path in files_of(notebook):
            archive.write(file_path, f"files/{file_path.relative_to(folder_of(notebook)).as_posix()}")


def folder_of(notebook: Notebook) -> Path:
    """Where the notebook's own files lie."""
    return Path(default_storage.path(str(notebook.pk)))


def files_of(notebook: Notebook) -> list[Path]:
    """Every file of the notebook, by name."""
    return sorted(path for path in folder_of(notebook).rglob("*") if path.is_file())


def _write_json(archive: zipfile.ZipFile, notebook: Notebook, now: datetime) -> None:
    head = {
        "format": FORMAT,
        "version": VERSION,
        "app": __version__,
        "exported_at": now.isoformat(),
        "notebook": {
            "id": str(notebook.pk),
            "name": notebook.name,
            "demo": notebook.demo,
            "created_at": notebook.created_at.isoformat(),
        },
    }
    with _text(archive, "notebook.json") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": {')
        for place, model in enumerate(tables()):
            file.write(("," if place else "") + f'\n"{model._meta.label_lower}": [')
            for number, row in enumerate(every_row(model, notebook)):
                file.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False))
            file.write("\n]")
        file.write("\n}}\n")


def _write_csv(archive: zipfile.ZipFile, model: type[models.Model], notebook: Notebook) -> None:
    columns = _columns(model)
    rows = rows_of(model, notebook).values_list(*columns.values()).iterator(chunk_size=2000)
    with _text(archive, f"csv/{model._meta.label_lower}.csv") as file:
        file.writelines(csvs.lines(list(columns), ([_cell(value) for value in row] for row in rows)))


def _cell(value: object) -> object:
    """A column's value for a table: what is kept as JSON as JSON, a time as ISO 8601 has it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else plain(value)


def _columns(model: type[models.Model]) -> dict[str, str]:
    """Heading and column; where a row points at something with a name, the name stands beside the id."""
    found = {}
    for field in fields_of(model):
        other: Any = field.related_model
        if other is User:
            continue
        found[field.attname] = field.attname
        if other and has_notebook(other) and any(one.name == "name" for one in other._meta.fields):
            found[field.name] = f"{field.name}__name"
    return found


@contextmanager
def _text(archive: zipfile.ZipFile, name: str) -> Iterator[io.TextIOWrapper]:
    with archive.open(name, "w", force_zip64=True) as raw:
        file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
        yield file
        file.flush()
        file.detach()
