"""Applying an import: whole and at once when it is small or asked for by command, else in the background by chunks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from askaround.accounts.models import Notebook, User
from askaround.formats import FormatError
from askaround.formats.linkedin import Export, read_export
from askaround.history.models import Batch
from askaround.history.recording import acting
from askaround.people.models import Upload
from askaround.tasks import planning

from .matching import Known
from .own import Own
from .planning import Decision, Tally, decide, preview
from .undoing import undo_import
from .uploads import path_of, throw_away
from .writing import Writing

CHUNK = 2000
# Up to this many rows an import is applied within the request.
AT_ONCE = 2000


def import_file(
    notebook: Notebook,
    path: Path | str,
    *,
    dry_run: bool,
    at: datetime,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Import a file whole, or tell what that would do. Answers in the shape of the command's `--json`.

    Raises FormatError; then nothing was written. `progress` is called with the number of rows read so far.
    """
    path = Path(path)
    export = read_export(path)
    if dry_run:
        facts = preview(notebook, export, progress=progress)
    else:
        with transaction.atomic():
            batch = _batch(notebook, path.name, at=at)
            Upload(notebook=notebook, name=batch.label, batch=batch, by=notebook.owner, created_at=at).save(
                force_insert=True
            )
            facts = _run(batch, export, by=notebook.owner, at=at, progress=progress, all_or_nothing=True)
    skipped = [{"reason": each["reason"], "count": each["count"]} for each in facts["skipped"]]
    counts = {name: facts[name] for name in ("reader", "read", "created", "matched")}
    return {"file": str(path), **counts, "skipped": skipped}


def start(upload: Upload, *, at: datetime) -> None:
    """Apply an upload once: here and now when it is small, else in the background. A second click does nothing."""
    path_of(upload)
    try:
        _start(upload, at=at)
    except IntegrityError:
        # Somebody added one of these people at the same moment: who is here is looked up once more.
        upload.batch = None
        _start(upload, at=at)


def _start(upload: Upload, *, at: datetime) -> None:
    with transaction.atomic():
        if begin(upload, at=at) is None:
            return
        if upload.preview.get("read", 0) > AT_ONCE:
            apply_later(upload)
        else:
            apply(upload, at=at)


def begin(upload: Upload, *, at: datetime) -> Batch | None:
    """Open the batch of an upload, once: the second of two clicks gets None."""
    with transaction.atomic():
        batch = _batch(upload.notebook, upload.name, at=at, total=upload.preview.get("read", 0))
        if not Upload.objects.within(upload.notebook_id).filter(pk=upload.pk, batch=None).update(batch=batch):
            batch.delete()
            return None
    upload.batch = batch
    return batch


def apply(upload: Upload, *, at: datetime, all_or_nothing: bool = True) -> None:
    """Write what the upload holds. Safe to call again: what is written already is found, not doubled."""
    if upload.batch is None:
        return
    batch: Batch = upload.batch
    if batch.facts.get("finished") or batch.undone_at:
        return
    export = read_export(path_of(upload))
    with transaction.atomic() if all_or_nothing else nullcontext():
        _run(batch, export, by=upload.by, at=at, all_or_nothing=all_or_nothing)
    transaction.on_commit(partial(throw_away, upload))


def apply_later(upload: Upload) -> None:
    """Have the worker do it; the progress page follows the batch's facts."""
    with transaction.atomic():
        waiting = apply_upload.enqueue(str(upload.pk), notebook=str(upload.notebook_id))
        if upload.batch:
            _tell(upload.batch, task=waiting.id)


@task()
def apply_upload(upload: str, *, notebook: str) -> None:
    """The background's side of `apply_later`."""
    found: Upload = Upload.objects.within(notebook).select_related("batch", "by").get(pk=upload)
    if found.batch is None:
        return
    try:
        apply(found, at=found.batch.created_at, all_or_nothing=False)
    except FormatError as error:
        undo_import(found.batch, at=timezone.now())
        _tell(found.batch, failed=error.sentence)


def _batch(notebook: Notebook, label: str, *, at: datetime, total: int = 0) -> Batch:
    batch = Batch(notebook=notebook, verb="imported", label=label[:300], created_at=at, facts={"total": total})
    batch.save(force_insert=True)
    return batch


def _run(
    batch: Batch,
    export: Export,
    *,
    by: User | None,
    at: datetime,
    all_or_nothing: bool,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Decide, write and count, chunk by chunk; each chunk its own transaction unless it is all or nothing."""
    known, tally = Known(batch.notebook), Tally()
    writing = Writing(batch, known, by=by, at=at)
    for chunk in _chunks(decide(known, export.connections(), batch=batch.pk)):
        with _chunk_transaction(all_or_nothing=all_or_nothing):
            writing.write(chunk)
            for decision in chunk:
                tally.count(decision)
            _tell(batch, read=tally.read)
        if progress:
            progress(tally.read)
    _finish(batch, export, tally, by=by, at=at)
    if tally.created >= CHUNK:
        planning.measure()
    return batch.facts  # type: ignore[no-any-return]


def _finish(batch: Batch, export: Export, tally: Tally, *, by: User | None, at: datetime) -> None:
    """The seeker's own profile, and the counts for the page that says what came of it."""
    own = Own(batch.notebook, export)
    counts = {name: getattr(tally, name) for name in ("read", "created", "matched", "filled")}
    told = {"reader": export.reader, "own": own.counts(), "not_read": list(export.not_read)}
    with transaction.atomic(), acting(by):
        own.write(batch=batch, at=at)
        _tell(batch, finished=True, skipped=tally.skips(), **counts, **told)


def _chunk_transaction(*, all_or_nothing: bool) -> AbstractContextManager[Any]:
    return nullcontext() if all_or_nothing else transaction.atomic()


def _chunks(decisions: Iterator[Decision]) -> Iterator[list[Decision]]:
    while chunk := list(islice(decisions, CHUNK)):
        yield chunk


def _tell(batch: Batch, **facts: Any) -> None:
    batch.facts = {**batch.facts, **facts}
    batch.save(update_fields=["facts"])
