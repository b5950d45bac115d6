"""A recording of a talk: brought after everybody agreed, heard in the background, gone once it is a transcript.

Hearing has two phases, so that a killed worker loses nothing and writes nothing twice: it listens without a
transaction, then one short write makes the transcript, takes the recording's row away and finishes the task.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from askaround.accounts.models import User
from askaround.formats import FormatError
from askaround.formats.transcript import Said
from askaround.history import recording as history
from askaround.interviews.models import Interview
from askaround.language.speech import heard
from askaround.plain.ids import new_id
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean, cut
from askaround.tasks.models import Task
from askaround.tasks.once import once
from askaround.tasks.progress import Progress, progress, progress_now

from .models import Recording, Transcript
from .transcribing import HEARD, about_whom

LARGEST = 500 * 1024 * 1024
# A file whose row was not written, or was erased: it goes when it is older than this, in seconds.
LOST_AFTER = 3600.0
GONE = "The recording is not here any more. Bring it once more."
SILENT = "No words could be heard in this recording. Was it in English, and loud enough?"
_TASK = "askaround.notes.hearing_audio.hear"
# Seconds of sound between two reports, each of which is a write.
_TELL_EVERY = 20.0


class WithdrawnError(Exception):
    """The seeker took the recording back while it was heard."""


@dataclass(frozen=True)
class Hearing:
    """How far a recording is, as its page shows it."""

    recording: Recording
    task: Progress | None

    @property
    def running(self) -> bool:
        """Waiting or being heard."""
        return not self.recording.error and self.task is not None and not self.task.failed

    @property
    def minutes(self) -> int:
        """Minutes heard so far."""
        return self.task.done // 60 if self.task else 0

    @property
    def of_minutes(self) -> int:
        """Minutes in all, rounded up; 0 where the file does not say."""
        return -(-self.task.total // 60) if self.task else 0

    @property
    def heading(self) -> str:
        """What the page says first."""
        return "Your recording is being heard." if self.running else "The recording could not be heard."

    @property
    def why_not(self) -> str:
        """Why it stopped, in a sentence."""
        return self.recording.error or "It stopped before its end. Try it once more; the file is still here."


def folder() -> Path:
    """Where recordings wait: beside the files of the notebook, in no export and no backup."""
    found = Path(settings.HOME) / "recordings"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def bring_recording(interview: Interview, file: Any, *, consent: str, by: User | None, at: datetime) -> Recording:
    """Store the uploaded file and have it heard. Whoever calls this has been told that everybody agreed."""
    kept = Recording(
        id=new_id(), notebook_id=interview.notebook_id, interview=interview, by=by, created_at=at, consent_at=at,
        name=cut(clean(str(file.name)), 200) or "recording", consent=cut(consent, 300),
    )  # fmt: skip
    with path_of(kept).open("xb") as stored:
        for chunk in file.chunks():
            stored.write(chunk)
    with transaction.atomic():
        Recording.objects.bulk_create([kept])
        hear_later(kept)
    return kept


def hear_later(recording: Recording) -> None:
    """Have the worker hear it, unless it is at it already. Other work goes first: this may take minutes."""
    if (found := standing_of(recording).task) and not found.failed:
        return
    if recording.error:
        recording.error = ""
        recording.save(update_fields=["error"])
    hear.using(priority=-20).enqueue(str(recording.pk), notebook=str(recording.notebook_id))


def withdraw(recording: Recording) -> None:
    """Delete the file and forget it; a worker that is at it stops at its next look."""
    path = path_of(recording)
    recording.delete()
    path.unlink(missing_ok=True)


def standing_of(recording: Recording) -> Hearing:
    """How far it is."""
    rows = Task.objects.filter(notebook=recording.notebook_id, function=_TASK, args=[str(recording.pk)])
    row = rows.filter(finished_at=None).order_by("enqueued_at").last()
    return Hearing(recording, progress_now(row) if row else None)


def path_of(recording: Recording) -> Path:
    """Where its bytes lie, if they are still there."""
    return folder() / recording.pk.hex


@task(takes_context=True)
def hear(context: TaskContext, recording: str, *, notebook: str) -> None:
    """The worker's side of `hear_later`. Safe to run twice: the transcript has the recording's id."""
    rows = Recording.objects.within(notebook).select_related("interview", "by")
    found = rows.filter(pk=recording).first()
    if found is None:
        return
    try:
        said = _heard(found, _telling(context, found.pk))
    except WithdrawnError:
        return
    except RefusalError as error:
        _refuse(found, error)
        return
    _keep(context, found, said, at=timezone.now())


@task
def forget_lost() -> int:
    """Delete files that no row names: their upload was cut short, or their talk was erased. Returns how many."""
    known = {pk.hex for pk in Recording.objects.values_list("pk", flat=True)}
    before = time.time() - LOST_AFTER
    lost = [each for each in folder().iterdir() if each.name not in known and each.stat().st_mtime < before]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _heard(found: Recording, tell: Callable[[float, float], None]) -> list[Said]:
    if not path_of(found).is_file():
        raise FormatError(GONE)
    said = heard(path_of(found), progress=tell)
    if not said:
        raise FormatError(SILENT)
    return said


def _telling(context: TaskContext, pk: UUID) -> Callable[[float, float], None]:
    """Reports now and then how far it is, and stops when the recording was taken back."""
    last = -_TELL_EVERY

    def tell(done: float, total: float) -> None:
        nonlocal last
        if done - last < _TELL_EVERY:
            return
        last = done
        if not Recording.objects.filter(pk=pk).exists():
            raise WithdrawnError
        progress(context.task_result.id, int(done), int(total))

    return tell


def _refuse(found: Recording, error: RefusalError) -> None:
    """Say why on its page. What can't be heard is not kept; what only lacks the model is."""
    found.error = cut(error.sentence, 500)
    Recording.objects.filter(pk=found.pk).update(error=found.error)
    if isinstance(error, FormatError):
        path_of(found).unlink(missing_ok=True)


def _keep(context: TaskContext, found: Recording, said: list[Said], *, at: datetime) -> None:
    """The one short write; the file goes once it is committed."""
    with once(context), history.acting(found.by):
        gone, _ = Recording.objects.filter(pk=found.pk).delete()
        if not gone:
            return
        kept = Transcript(
            id=found.pk, notebook_id=found.notebook_id, interview=found.interview, name=found.name, shape=HEARD,
            pieces=[["", piece.text, piece.starts, piece.ends] for piece in said],
            consent_at=found.consent_at, consent=found.consent, created_at=at,
        )  # fmt: skip
        history.create(kept, at=at, verb="transcript brought", contact=about_whom(found.interview))
        transaction.on_commit(partial(path_of(found).unlink, missing_ok=True))
