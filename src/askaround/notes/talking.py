"""What the talk page shows: the clock's facts, the question in hand, and what was said so far."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from askaround.interviews.agenda import phases
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.plain.ids import new_id

from . import minuting
from .models import Note


@dataclass(frozen=True)
class Talk:
    """One look at a talk that has begun."""

    interview: Interview
    elapsed: int
    questions: list[ChosenQuestion]
    current: ChosenQuestion | None
    notes: list[Note]
    note_id: UUID

    @classmethod
    def of(cls, interview: Interview, *, now: datetime, question: str = "") -> "Talk":
        """Read it; `question` names one to look at, else it is the first that is still open."""
        assert interview.began_at is not None
        questions = list(interview.questions.all())
        notes = list(Note.objects.within(interview.notebook_id).out_of_trash().filter(interview=interview).in_order())
        elapsed = int((now - interview.began_at).total_seconds())
        return cls(interview, elapsed, questions, _current(questions, question), notes, new_id())

    @property
    def ends_at(self) -> datetime:
        """When the agreed minutes are over, counted from when it began."""
        assert self.interview.began_at is not None
        return timezone.localtime(self.interview.began_at + timedelta(minutes=self.interview.minutes))

    @property
    def clock(self) -> str:
        """The face of the clock."""
        return minuting.shown(self.elapsed)

    @property
    def moments(self) -> list[minuting.Moment]:
        """What the clock will say, for the page's script."""
        assert self.interview.began_at is not None
        return minuting.moments(phases(self.interview.minutes), timezone.localtime(self.interview.began_at))

    @property
    def moment(self) -> minuting.Moment:
        """What the clock says now."""
        return minuting.moment_at(self.moments, self.elapsed)

    @property
    def segments(self) -> list[minuting.Segment]:
        """The phases as bars."""
        return minuting.segments(phases(self.interview.minutes), self.elapsed)

    @property
    def script(self) -> dict[str, Any]:
        """The facts that the page's script needs, as JSON."""
        return {"elapsed": self.elapsed, "moments": [asdict(moment) for moment in self.moments]}


def _current(questions: list[ChosenQuestion], named: str) -> ChosenQuestion | None:
    for question in questions:
        if str(question.pk) == named:
            return question
    return next((q for q in questions if not q.asked_at and not q.skipped_at), None)
