"""What the talk page shows: the clock's facts, the question in hand, and what was said so far."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from askaround.interviews.agenda import phases
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.plain.ids import new_id

from . import marking, minuting
from .models import Note
from .parking import parked
from .posted import milliseconds


@dataclass(frozen=True)
class Talk:
    """One look at a talk, before it or while it runs."""

    interview: Interview
    now: datetime
    questions: list[ChosenQuestion]
    current: ChosenQuestion | None
    notes: list[Note]
    parked: list[str]
    note_id: UUID

    @classmethod
    def of(cls, interview: Interview, *, now: datetime, question: str = "") -> "Talk":
        """Read it; `question` names one to look at, else it is the first that is still open."""
        questions = list(interview.questions.all())
        notes = list(Note.objects.within(interview.notebook_id).out_of_trash().filter(interview=interview).in_order())
        return cls(interview, now, questions, _current(questions, question), notes, parked(interview), new_id())

    @property
    def began(self) -> datetime:
        """When it began, on the seeker's clock; now, as long as it has not."""
        return timezone.localtime(self.interview.began_at or self.now)

    @property
    def elapsed(self) -> int:
        """Seconds since it began."""
        return int((self.now - self.began).total_seconds())

    @property
    def ends_at(self) -> datetime:
        """When the agreed minutes are over, counted from when it began."""
        return self.began + timedelta(minutes=self.interview.minutes)

    @property
    def clock(self) -> str:
        """The face of the clock."""
        return minuting.shown(self.elapsed)

    @property
    def moments(self) -> list[minuting.Moment]:
        """What the clock will say, for the page's script."""
        return minuting.moments(phases(self.interview.minutes))

    @property
    def moment(self) -> minuting.Moment:
        """What the clock says now."""
        return minuting.moment_at(self.moments, self.elapsed)

    @property
    def rest(self) -> str:
        """The line beside the phase."""
        return self.moment.rest(self.began)

    @property
    def segments(self) -> list[minuting.Segment]:
        """The phases as bars."""
        return minuting.segments(phases(self.interview.minutes), self.elapsed)

    @property
    def state(self) -> dict[str, Any]:
        """What the server knows of it, for every device in it. `mark` changes when anything of it does."""
        known = {
            "began": milliseconds(self.interview.began_at),
            "ended": milliseconds(self.interview.ended_at),
            "off": self.interview.is_cancelled or self.interview.is_missed,
            "notes": [_told(note) for note in self.notes],
            "fates": {str(q.pk): "asked" if q.asked_at else "skipped" for q in self.questions if _through(q)},
            "parked": self.parked,
        }
        mark = hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16]
        return known | {"mark": mark, "at": milliseconds(self.now)}

    @property
    def script(self) -> dict[str, Any]:
        """The facts that the page's script needs, as JSON."""
        return {"moments": [asdict(moment) for moment in self.moments], "state": self.state}


def _told(note: Note) -> dict[str, Any]:
    return {
        "id": str(note.pk), "kind": note.kind, "text": note.text, "second": note.second, "device": note.device,
        "number": note.number, "question": str(note.question_id or ""), "contact": str(note.contact_id),
        "marks": marking.by_kind(note.marks, note.text), "aside": note.archived_at is not None,
    }  # fmt: skip


def _through(question: ChosenQuestion) -> bool:
    return bool(question.asked_at or question.skipped_at)


def _current(questions: list[ChosenQuestion], named: str) -> ChosenQuestion | None:
    for question in questions:
        if str(question.pk) == named:
            return question
    return next((q for q in questions if not _through(q)), None)
