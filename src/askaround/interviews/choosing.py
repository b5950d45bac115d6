"""Choosing questions for one talk. They are copied, so that later edits of the bank change nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Batch
from askaround.purpose.bank import BankQuestion
from askaround.purpose.models import Question

from .models import ChosenQuestion, Interview


def choose(
    interview: Interview, questions: Iterable[BankQuestion | Question], *, at: datetime, batch: Batch | None = None
) -> list[ChosenQuestion]:
    """Add questions after those already chosen; one that stands there already is not taken twice."""
    have = list(interview.questions.all())
    taken = {row.bank_key for row in have if row.bank_key} | {row.question_id for row in have if row.question_id}
    position = max((row.position for row in have), default=0)
    made: list[ChosenQuestion] = []
    with transaction.atomic():
        for question in questions:
            key = question.key if isinstance(question, BankQuestion) else question.pk
            if key in taken:
                continue
            taken.add(key)
            position += 1
            row = _copy(interview, question, position, at)
            recording.create(row, at=at, verb="chosen", batch=batch)
            made.append(row)
    return made


def leave_out(chosen: ChosenQuestion, *, at: datetime) -> None:
    """Take a question out of this talk."""
    recording.remove(chosen, at=at, verb="left out")


def move(chosen: ChosenQuestion, *, by: int, at: datetime) -> None:
    """Let a question change places with its neighbour: `by` is -1 for earlier, 1 for later."""
    rows = _of_talk(chosen)
    place = next(number for number, row in enumerate(rows) if row.pk == chosen.pk)
    if not 0 <= place + by < len(rows):
        return
    rows[place], rows[place + by] = rows[place + by], rows[place]
    put_in_order(rows, at=at)


def put_beside(chosen: ChosenQuestion, other: str, *, after: bool, at: datetime) -> None:
    """Let a question stand before another of the same talk, or after it: `other` is its id.

    Beside itself, or beside one that the talk does not have (any more), it stays where it is.
    """
    rows = [row for row in _of_talk(chosen) if row.pk != chosen.pk]
    place = next((number for number, row in enumerate(rows) if str(row.pk) == other), None)
    if place is None:
        return
    rows.insert(place + after, chosen)
    put_in_order(rows, at=at)


def put_in_order(rows: Iterable[ChosenQuestion], *, at: datetime) -> None:
    """Number the questions as they stand in `rows`."""
    with transaction.atomic():
        for number, row in enumerate(rows, start=1):
            recording.change(row, at=at, verb="moved", position=number)


def _of_talk(chosen: ChosenQuestion) -> list[ChosenQuestion]:
    return list(ChosenQuestion.objects.within(chosen.notebook_id).filter(interview=chosen.interview_id))


def _copy(interview: Interview, question: BankQuestion | Question, position: int, at: datetime) -> ChosenQuestion:
    row = ChosenQuestion(
        notebook_id=interview.notebook_id, interview=interview, text=question.text, probe=question.probe,
        category=question.category, seeks=question.seeks, position=position, created_at=at,
    )  # fmt: skip
    if isinstance(question, BankQuestion):
        row.bank_key = question.key
    else:
        row.question = question
    return row
