"""Taking a note: its id is made by the device, so posting it again stores nothing twice."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from askaround.history import recording
from askaround.history.models import Batch
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.people.models import Contact
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean_lines, cut
from askaround.purpose.models import Seeks

from . import marking
from .models import Note

LONGEST = 10_000
# What both databases hold in the column, and 24 days: more than any talk.
LAST_SECOND = 2**31 - 1


class NoteError(RefusalError):
    """The note cannot be taken; `sentence` says why and what to do."""


class NoteElsewhere(Exception):  # noqa: N818 - to the one who asks, it is not there
    """The id belongs to a note of another notebook or another talk."""


def take_note(
    interview: Interview,
    contact: Contact,
    *,
    id: UUID,  # noqa: A002 - the device's word for it, and the row's
    kind: str,
    text: str,
    at: datetime,
    second: int | None = None,
    device: str = "",
    number: int = 0,
    question: ChosenQuestion | None = None,
    marks: Iterable[Mapping[str, Any]] = (),
    batch: Batch | None = None,
) -> tuple[Note, bool]:
    """Keep one thing said. Answers the note, and whether it was new.

    The same id again answers what was kept first. Raises NoteElsewhere when the id is taken in another
    notebook or talk, NoteError or MarkError when there is nothing to keep.
    """
    note = Note(
        id=id, notebook_id=interview.notebook_id, interview=interview, contact=contact, kind=_kind(kind),
        text=_text(text), second=_second(second), device=cut(device, 40), number=min(max(number, 0), LAST_SECOND),
        question=question, created_at=at,
    )  # fmt: skip
    note.marks = marking.checked(marks, note.text)
    found = _kept(note)
    if found is None:
        try:
            recording.create(note, at=at, verb="noted", batch=batch)
        except IntegrityError:
            # The same note, posted twice at the same moment: the other one was first.
            found = _kept(note)
            if found is None:
                raise
    return (found, False) if found else (note, True)


def mend(note: Note, *, at: datetime, **new: Any) -> bool:
    """Change a note's text, kind, person or marks. Marks follow the words they lie over."""
    if "kind" in new:
        new["kind"] = _kind(new["kind"])
    text = _text(new["text"]) if "text" in new else note.text
    if "text" in new:
        new["text"] = text
        new.setdefault("marks", marking.kept(note.marks, note.text, text))
    if "marks" in new:
        new["marks"] = marking.checked(new["marks"], text)
    return recording.change(note, at=at, verb="mended", **new)


def changed_since(note: Note, *, was: str, text: str) -> bool:
    """Somebody else has changed its words since they were `was`; having `text` already is no change."""
    return note.text not in (clean_lines(was), clean_lines(text))


def throw_away(note: Note, *, at: datetime) -> None:
    """Into the trash, from where it can be taken back for 30 days."""
    recording.change(note, at=at, verb="trashed", trashed_at=at)


def take_back(note: Note, *, at: datetime) -> None:
    """Out of the trash again."""
    recording.change(note, at=at, verb="taken back", trashed_at=None)


def set_aside(note: Note, *, at: datetime) -> None:
    """Archive it: it stays with its talk and in the export, and counts no more among the findings."""
    recording.change(note, at=at, verb="archived", archived_at=at)


def bring_back(note: Note, *, at: datetime) -> None:
    """Out of the archive: it counts again."""
    recording.change(note, at=at, verb="brought back", archived_at=None)


def ask(question: ChosenQuestion, *, at: datetime) -> None:
    """This question has been asked."""
    recording.change(question, at=at, verb="asked", asked_at=question.asked_at or at, skipped_at=None)


def skip(question: ChosenQuestion, *, at: datetime) -> None:
    """This question is left out of the talk for now."""
    recording.change(question, at=at, verb="skipped", skipped_at=question.skipped_at or at, asked_at=None)


def _kept(note: Note) -> Note | None:
    """The row that has this id already, in the trash or not; only in the talk it was taken in."""
    found: Note | None = Note._base_manager.filter(pk=note.pk).first()
    if found and (found.notebook_id != note.notebook_id or found.interview_id != note.interview_id):
        raise NoteElsewhere
    return found


def _kind(kind: str) -> str:
    if kind not in Seeks.values:
        raise NoteError("A note is advice, information or a referral.")
    return kind


def _text(text: str) -> str:
    kept = clean_lines(text)
    if not kept:
        raise NoteError("Type what was said first.")
    if len(kept) > LONGEST:
        raise NoteError(f"A note holds at most {LONGEST:,} characters. Make two of it.")
    return kept


def _second(second: int | None) -> int | None:
    return None if second is None else min(max(second, 0), LAST_SECOND)
