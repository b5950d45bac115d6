"""Applying an import: whole and at once when it is small or asked for by command, else in the background by chunks."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from askaround.accounts.models import Notebook, User
from askaround.formats import FormatError
from askaround.formats.records import Source
from askaround.history.models import Batch
from askaround.history.recording import acting
from askaround.people import look_alikes
from askaround.people.models import Contact, Upload
from askaround.tasks import planning

from .choosing import NOTHING_CHOSEN, Choices
from .conversing import Conversing, in_chunks
from .counting import Tally
from .keeping_in_touch import KeepingInTouch
from .known import Known
from .opening import named_source_of, source_of
from .own import Own
from .planning import Decision, New
from .previewing import decisions, preview
from .undoing import undo_import
from .uploads import path_of, throw_away
from .writing import Writing

CHUNK = 2000
# A chunk is over, too, when its pictures together come to this.
_PICTURES = 16 * 1024 * 1024
# Up to this many rows an import is applied within the request.
AT_ONCE = 2000


def import_file(
    notebook: Notebook,
    path: Path | str,
    *,
    dry_run: bool,
    at: datetime,
    choices: Choices = NOTHING_CHOSEN,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Import a file whole, or tell what that would do. Answers in the shape of the command's `--json`.

    Raises FormatError; then nothing was written. `progress` is called with the number of rows read so far.
    """
    path = Path(path)
    source = named_source_of(notebook, path, choices)
    if dry_run:
        facts = preview(notebook, source, choices, progress=progress)
    else:
        with transaction.atomic():
            batch = import_source(
                notebook, source, label=path.name, by=notebook.owner, at=at, choices=choices, progress=progress
            )
            Upload(notebook=notebook, name=batch.label, batch=batch, by=notebook.owner, created_at=at).save(
                force_insert=True
            )
        facts = batch.facts
    skipped = [{"reason": each["reason"], "count": each["count"]} for each in facts["skipped"]]
    counts = {name: facts[name] for name in ("reader", "read", "created", "matched")}
    return {"file": str(path), **counts, "skipped": skipped}


def import_source(
    notebook: Notebook,
    source: Source,
    *,
    label: str,
    by: User | None,
    at: datetime,
    choices: Choices = NOTHING_CHOSEN,
    each: Callable[[Decision], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Bring what a source holds, whole or not at all. `each` is called with every decision once it is written."""
    with transaction.atomic():
        batch = _batch(notebook, label, at=at)
        _Run(batch, source, choices, by=by, at=at, each=each, progress=progress).run(all_or_nothing=True)
    return batch


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
        if _size(upload) > AT_ONCE:
            apply_later(upload)
        else:
            apply(upload, at=at)


def begin(upload: Upload, *, at: datetime) -> Batch | None:
    """Open the batch of an upload, once: the second of two clicks gets None."""
    with transaction.atomic():
        batch = _batch(upload.notebook, upload.name, at=at, total=_size(upload))
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
    choices = Choices.read(upload.choices)
    source = source_of(upload.notebook, path_of(upload), choices)
    with transaction.atomic() if all_or_nothing else nullcontext():
        _Run(batch, source, choices, by=upload.by, at=at).run(all_or_nothing=all_or_nothing)
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
    found: Upload = Upload.objects.within(notebook).select_related("batch", "by", "notebook").get(pk=upload)
    if found.batch is None:
        return
    try:
        apply(found, at=found.batch.created_at, all_or_nothing=False)
    except FormatError as error:
        undo_import(found.batch, at=timezone.now())
        _tell(found.batch, failed=error.sentence)


class _Run:
    """Decide, write and count, chunk by chunk; each chunk its own transaction unless it is all or nothing."""

    def __init__(
        self,
        batch: Batch,
        source: Source,
        choices: Choices,
        *,
        by: User | None,
        at: datetime,
        each: Callable[[Decision], None] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.batch, self.source, self.choices, self.by, self.at = batch, source, choices, by, at
        self.each, self.progress = each, progress
        self.known, self.tally = Known(batch.notebook), Tally()

    def run(self, *, all_or_nothing: bool) -> None:
        """The people first, then what was written with them, then the seeker's own."""
        self._in_chunk: Callable[[], AbstractContextManager[Any]]
        self._in_chunk = nullcontext if all_or_nothing else transaction.atomic
        self._people()
        told = self._messages()
        self._finish(told)
        if self.tally.created >= CHUNK:
            planning.measure()

    def _people(self) -> None:
        writing = Writing(self.batch, self.known, source=self.source.source, by=self.by, at=self.at)
        for chunk in _chunks(decisions(self.known, self.source, self.choices, batch=self.batch.pk)):
            with self._in_chunk():
                writing.write(chunk)
                for decision in chunk:
                    self.tally.count(decision)
                    if self.each:
                        self.each(decision)
                _tell(self.batch, read=self.tally.read)
            if self.progress:
                self.progress(self.tally.read)

    def _messages(self) -> dict[str, Any]:
        conversing = Conversing(self.batch.notebook, self.known, self.source)
        writing = KeepingInTouch(self.batch, by=self.by, at=self.at)
        for messages in in_chunks(conversing.new_messages()):
            with self._in_chunk():
                writing.write(messages)
                _tell(self.batch, read=self.tally.read + conversing.messages.read)
        for notes in in_chunks(conversing.new_notes()):
            with self._in_chunk():
                writing.note(notes)
        return {"messages": conversing.messages.facts(), "notes": conversing.notes.facts()}

    def _finish(self, told: dict[str, Any]) -> None:
        """The seeker's own profile, and the counts for the page that says what came of it."""
        own = Own(self.batch.notebook, self.source)
        told |= {"reader": self.source.reader, "own": own.counts(), "not_read": list(self.source.not_read)}
        with transaction.atomic(), acting(self.by):
            own.write(batch=self.batch, at=self.at)
            _tell(self.batch, finished=True, **self.tally.facts(), **told)
            if self.tally.created:
                came = Contact.objects.within(self.batch.notebook_id).filter(batch=self.batch)
                look_alikes.find_later(
                    self.batch.notebook, at=self.at, contacts=list(came.values_list("pk", flat=True))
                )


def _batch(notebook: Notebook, label: str, *, at: datetime, total: int = 0) -> Batch:
    batch = Batch(notebook=notebook, verb="imported", label=label[:300], created_at=at, facts={"total": total})
    batch.save(force_insert=True)
    return batch


def _size(upload: Upload) -> int:
    """Rows of every kind, as the preview has counted them."""
    facts = upload.preview
    return int(facts.get("read", 0)) + int(facts.get("messages", {}).get("read", 0))


def _chunks(coming: Iterator[Decision]) -> Iterator[list[Decision]]:
    chunk: list[Decision] = []
    pictures = 0
    for decision in coming:
        chunk.append(decision)
        if isinstance(decision, New) and decision.row.photo:
            pictures += len(decision.row.photo.data)
        if len(chunk) == CHUNK or pictures > _PICTURES:
            yield chunk
            chunk, pictures = [], 0
    if chunk:
        yield chunk


def _tell(batch: Batch, **facts: Any) -> None:
    batch.facts = {**batch.facts, **facts}
    batch.save(update_fields=["facts"])
