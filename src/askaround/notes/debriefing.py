"""The debrief: three minutes after the talk, while it is fresh. What was learned, promised, and how it went."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording
from askaround.interviews.models import Brief, Interview
from askaround.people.models import Contact, Promise
from askaround.people.promising import promise
from askaround.plain.text import clean, clean_lines, cut

from .models import DebriefAnswer

# Key, question, help. The environment, paths and openings stand on the findings' page about the work.
QUESTIONS = (
    ("goals", "Which of your goals did you reach?", ""),
    ("surprise", "What surprised you?", "Something you would have answered otherwise this morning."),
    ("environment", "What is it like there?", "The place, the pace, how people speak with each other."),
    ("paths", "A job or path you had not known?", "A title, a way in, a neighbouring field."),
    ("opening", "Did they raise an opening or an offer?", "Only what they brought up themselves."),
)
# The goals of the brief that were reached, one a line, as they stood in it.
REACHED = "reached"
# One to five. The sixth, keeping to the minutes, is measured and not asked.
RATINGS = (
    ("confidence", "I felt at ease"),
    ("listening", "I listened more than I talked"),
    ("control", "I kept the talk on its course"),
    ("questions", "My questions led somewhere"),
    ("rapport", "We understood each other"),
)
PROMISES = {"promises_mine": "mine", "promises_theirs": "theirs"}


def goals_of(interview: Interview) -> list[str]:
    """What the seeker wanted from this talk, one by one, as the brief has it."""
    brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first()
    return list(dict.fromkeys(filter(None, map(clean, brief.goals.splitlines())))) if brief else []


def debrief(
    interview: Interview, answers: Mapping[str, Any], *, at: datetime, promised_to: Contact | None = None
) -> None:
    """Keep the answers: text or a rating from 1 to 5 by key, and promises of both sides, one a line.

    Promises are between the seeker and `promised_to`, else the first one talked to.

    Only what differs is written; an answer given before and named empty now is taken out. A promise that
    stands already is not made twice.
    """
    kept = {answer.key: answer for answer in interview.debrief_answers.all()}
    contact = promised_to or _first_person(interview)
    with transaction.atomic():
        for key, value in answers.items():
            if key in PROMISES:
                _promise(contact, PROMISES[key], value, at=at)
            else:
                _answer(interview, key, value, kept.get(key), at=at)
        if interview.debriefed_at is None:
            recording.change(interview, at=at, verb="debriefed", debriefed_at=at)


def answers_of(interview: Interview) -> dict[str, Any]:
    """What the form begins with: text, or the rating."""
    given: dict[str, Any] = {answer.key: answer.rating or answer.text for answer in interview.debrief_answers.all()}
    return given | {REACHED: given[REACHED].splitlines()} if REACHED in given else given


def _answer(interview: Interview, key: str, value: Any, old: DebriefAnswer | None, *, at: datetime) -> None:
    rating = value if isinstance(value, int) and not isinstance(value, bool) else None
    value = "\n".join(value) if isinstance(value, list) else value
    text = "" if rating is not None else clean_lines(str(value or ""))
    if old is not None:
        if rating is None and not text:
            recording.remove(old, at=at)
        else:
            recording.change(old, at=at, text=text, rating=rating)
    elif text or rating is not None:
        recording.create(
            DebriefAnswer(
                notebook_id=interview.notebook_id, interview=interview, key=key, text=text, rating=rating, created_at=at
            ),
            at=at,
        )  # fmt: skip


def _promise(contact: Contact, whose: str, lines: str | Iterable[str], *, at: datetime) -> None:
    standing = {p.what for p in Promise.objects.within(contact.notebook_id).filter(contact=contact, whose=whose)}
    for line in lines.splitlines() if isinstance(lines, str) else lines:
        what = cut(clean(line), 300)
        if what and what not in standing:
            standing.add(what)
            promise(contact, what=what, at=at, whose=whose)


def _first_person(interview: Interview) -> Contact:
    """Whom a promise is made to: the first one talked to."""
    people = Contact.objects.within(interview.notebook_id).filter(interview_people__interview=interview)
    first: Contact = people.order_by("interview_people__created_at", "interview_people__id")[:1].get()
    return first
