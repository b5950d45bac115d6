"""Our own ZIP, read into a new notebook: whole, or not at all.

Ids stay as they are where none of them is taken; otherwise every id becomes uuid5(new notebook, old id), everywhere,
so what belonged together still does and a second import of the same ZIP stands beside the first.
"""

import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction

from askaround.accounts.models import Membership, Notebook, User
from askaround.history.models import Batch, Entry
from askaround.notes.models import Transcript
from askaround.people.models import AddressBook
from askaround.plain.ids import new_id
from askaround.plain.refusal import RefusalError

from .exporting import FORMAT, VERSION, folder_of
from .reading import BrokenError, Reader
from .tables import OWNER, ROWS_AT_A_TIME, arrows, fields_of, rows_of, tables

# A path, or a file that somebody uploaded.
Source = Path | IO[bytes]
LARGEST = 2 * 1024**3
MOST_FILES = 200_000
# Text of ours shrinks 10 to 30 times. What shrinks more, and is large, was made to fill a disk.
RATIO, RATIO_FROM = 200, 20 * 1024**2
# Whose columns of JSON hold ids of rows.
WITH_IDS = {Entry, Batch, AddressBook, Transcript}
DAMAGED = "This ZIP is damaged or was changed by hand. Nothing was imported; export it again and bring that one."
NOT_OURS = "This is not an export of Askaround: it has no notebook.json. Nothing was imported."


class ImportRefusedError(RefusalError):
    """It cannot be imported; `sentence` says why. Nothing was."""


def is_ours(path: Path) -> bool:
    """True for a ZIP that has a `notebook.json`."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "notebook.json" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def rows_in(source: Source) -> int:
    """How many rows the ZIP holds, having read it whole: a rehearsal that writes nothing."""
    with _opened(source) as archive, _damage_said(), _reading(archive) as reader:
        return sum(1 for _ in _every_row(reader))


def read(source: Source, user: User, *, now: datetime) -> Notebook:
    """Make a notebook of the ZIP and open it for `user`. Raises ImportRefusedError, having written nothing."""
    with _opened(source) as archive:
        head = _head_of(archive)
        try:
            notebook = _write(archive, head, user, now, keep_ids=_is_free(head))
        except IntegrityError:
            # Some id is taken although the notebook's is not: everything gets new ones.
            with _damage_said():
                notebook = _write(archive, head, user, now, keep_ids=False)
    return notebook


def _is_free(head: dict[str, Any]) -> bool:
    return not Notebook.objects.filter(pk=head["notebook"]["id"]).exists()


def _write(archive: zipfile.ZipFile, head: dict[str, Any], user: User, now: datetime, *, keep_ids: bool) -> Notebook:
    with _damage_said(but=IntegrityError if keep_ids else ()), transaction.atomic():
        notebook = _notebook(head["notebook"], user, now, keep_ids=keep_ids)
        moving = Moving(UUID(head["notebook"]["id"]), notebook.pk, keep_ids=keep_ids)
        _write_rows(archive, notebook, user, moving)
        _refuse_arrows_out_of(notebook)
        _let_the_blank_one_go(user, notebook)
        notebook.open_for(user)
        _write_files(archive, notebook)
    return notebook


def _notebook(said: dict[str, Any], user: User, now: datetime, *, keep_ids: bool) -> Notebook:
    created = models.DateTimeField().to_python(said["created_at"]) or now
    notebook = Notebook(
        pk=UUID(said["id"]) if keep_ids else new_id(),
        name=str(said["name"])[:200],
        demo=bool(said["demo"]),
        owner=user,
        created_at=created,
    )
    notebook.save(force_insert=True)
    Membership.objects.create(notebook=notebook, user=user)
    return notebook


class Moving:
    """Old ids to new ones: the same, or each made anew from the old one, always to the same."""

    def __init__(self, old: UUID, new: UUID, *, keep_ids: bool) -> None:
        self.old, self.new, self.keep_ids = old, new, keep_ids

    def id(self, value: Any) -> UUID | None:
        """The new id of an old one. Raises ValueError when it is none."""
        if value is None:
            return None
        old = UUID(value)
        if old == self.old:
            return self.new
        return old if self.keep_ids else uuid5(self.new, str(old))

    def within(self, value: Any) -> Any:
        """JSON with every id in it moved; other text stays word for word."""
        if self.keep_ids:
            return value
        if isinstance(value, dict):
            return {name: self.within(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.within(inner) for inner in value]
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            try:
                return str(self.id(value))
            except ValueError:
                return value
        return value


def _write_rows(archive: zipfile.ZipFile, notebook: Notebook, user: User, moving: Moving) -> None:
    waiting: list[models.Model] = []
    with _reading(archive) as reader:
        for model, said in _every_row(reader):
            if waiting and (type(waiting[0]) is not model or len(waiting) >= ROWS_AT_A_TIME):
                _insert(waiting)
                waiting = []
            waiting.append(_row(model, said, notebook, user, moving))
    if waiting:
        _insert(waiting)


def _insert(rows: list[models.Model]) -> None:
    type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_AT_A_TIME)


def _row(
    model: type[models.Model], said: dict[str, Any], notebook: Notebook, user: User, moving: Moving
) -> models.Model:
    fields = {field.attname: field for field in fields_of(model)}
    if set(said) - set(fields):
        raise BrokenError(f"unknown columns in {model._meta.label_lower}")
    row: Any = model(notebook=notebook)
    for name, value in said.items():
        field = fields[name]
        if field.primary_key and model is Entry:
            continue  # counted anew, in the same order
        setattr(row, name, _value(field, value, user, moving))
    return row  # type: ignore[no-any-return]


def _value(field: "models.Field[Any, Any]", value: Any, user: User, moving: Moving) -> Any:
    if field.related_model is User:
        return user.pk if value == OWNER else None
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return moving.id(value)
    if isinstance(field, models.JSONField):
        return moving.within(value) if field.model in WITH_IDS else value
    if isinstance(value, dict | list):
        raise BrokenError(f"a list in {field.name}")
    return field.to_python(value)


def _every_row(reader: Reader) -> Iterator[tuple[type[models.Model], dict[str, Any]]]:
    known = {model._meta.label_lower: model for model in tables()}
    for name in reader.names():
        if name != "rows":
            reader.value()
            continue
        for label in reader.names():
            if label not in known:
                raise BrokenError(f"unknown table {label}")
            for row in reader.items():
                if not isinstance(row, dict):
                    raise BrokenError("a row that is none")
                yield known[label], row


def _head_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    head: dict[str, Any] = {}
    with _damage_said(), _reading(archive) as reader:
        for name in reader.names():
            if name == "rows":
                break
            head[name] = reader.value()
        if head.get("format") != FORMAT:
            raise ImportRefusedError(NOT_OURS)
        if not isinstance(head.get("version"), int) or head["version"] > VERSION:
            raise ImportRefusedError(
                "A newer version of Askaround wrote this ZIP. Install that version, then bring it again."
            )
        said = head["notebook"]
        UUID(said["id"]), said["name"], said["demo"], said["created_at"]
    return head


@contextmanager
def _reading(archive: zipfile.ZipFile) -> Iterator[Reader]:
    with io.TextIOWrapper(archive.open("notebook.json"), encoding="utf-8-sig") as file:
        yield Reader(file)


def _refuse_arrows_out_of(notebook: Notebook) -> None:
    """A ZIP changed by hand must not point at rows of somebody else's notebook."""
    for model in tables():
        for field in arrows(model):
            pointing = rows_of(model, notebook).exclude(**{field.name: None})
            ours = rows_of(field.related_model, notebook).values("pk")
            if pointing.exclude(**{f"{field.attname}__in": ours}).exists():
                raise BrokenError(f"{field} points out of the notebook")


def _let_the_blank_one_go(user: User, notebook: Notebook) -> None:
    """A home begins with a notebook in which nothing was ever written: it gives way to the one that came."""
    for other in Notebook.objects.filter(owner=user, demo=False).exclude(pk=notebook.pk):
        if not any(rows_of(model, other).exists() for model in tables()):
            User.objects.filter(active_notebook=other).update(active_notebook=notebook)
            other.delete()


def _write_files(archive: zipfile.ZipFile, notebook: Notebook) -> None:
    folder = folder_of(notebook)
    for info in archive.infolist():
        if not info.filename.startswith("files/") or info.is_dir():
            continue
        target = (folder / info.filename.removeprefix("files/")).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise BrokenError("a file that climbs out of its folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)


@contextmanager
def _opened(source: Source) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ImportRefusedError("This is not a ZIP that can be opened. Nothing was imported.") from error
    with archive:
        infos = archive.infolist()
        if "notebook.json" not in archive.namelist():
            raise ImportRefusedError(NOT_OURS)
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST or any(map(_is_bomb, infos)):
            raise ImportRefusedError(
                "This ZIP unpacks to far more than an export of Askaround does. Nothing was imported."
            )
        yield archive


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1)


@contextmanager
def _damage_said(but: Any = ()) -> Iterator[None]:
    """Whatever a damaged or forged ZIP makes of our reading is one sentence."""
    try:
        yield
    except but:
        raise
    except (
        BrokenError, ValidationError, IntegrityError, DataError, zipfile.BadZipFile, zlib.error, EOFError,
        ValueError, TypeError, KeyError, AttributeError, OverflowError, RuntimeError,
    ) as error:  # fmt: skip
        raise ImportRefusedError(DAMAGED) from error
