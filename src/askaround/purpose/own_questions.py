"""The seeker's own questions, beside those of the bank."""

from datetime import datetime

from askaround.accounts.models import Notebook
from askaround.history import recording

from .models import Question, Seeks


def add_question(
    notebook: Notebook,
    *,
    text: str,
    at: datetime,
    probe: str = "",
    category: str = "",
    level: str = "any",
    function: str = "",
    seeks: str = Seeks.INFORMATION,
) -> Question:
    """One more question of the seeker's own."""
    question = Question(
        notebook=notebook, text=text, probe=probe, category=category, level=level, function=function, seeks=seeks,
        created_at=at,
    )  # fmt: skip
    recording.create(question, at=at)
    return question
