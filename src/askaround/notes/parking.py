"""The parking place: a question about a job is parked here, not asked. An opening is theirs to raise."""

from datetime import datetime

from django.db import transaction

from askaround.history import recording
from askaround.interviews.models import Interview
from askaround.plain.text import clean, cut

from .models import DebriefAnswer

KEY = "parked"
LONGEST = 300


def park(interview: Interview, text: str, *, at: datetime) -> bool:
    """Keep the question for after the talk, once. False when there is nothing to keep."""
    line = cut(clean(text), LONGEST)
    if not line:
        return False
    with transaction.atomic():
        found = interview.debrief_answers.select_for_update().filter(key=KEY).first()
        if found is None:
            made = DebriefAnswer(
                notebook_id=interview.notebook_id, interview=interview, key=KEY, text=line, created_at=at
            )
            recording.create(made, at=at, verb="parked")
        elif line not in found.text.splitlines():
            recording.change(found, at=at, verb="parked", text=f"{found.text}\n{line}")
    return True


def parked(interview: Interview) -> list[str]:
    """The questions that were parked in this talk."""
    found = interview.debrief_answers.filter(key=KEY).first()
    return found.text.splitlines() if found else []
