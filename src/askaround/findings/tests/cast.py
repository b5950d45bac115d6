"""Talks that were held, with notes, for the tests of findings."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from askaround.interviews.models import Interview, InterviewPerson
from askaround.notes.models import Note
from conftest import NOW, contact_of


def held(campaign: Any, contact: Any, days_ago: int = 1) -> Interview:
    ended = NOW - timedelta(days=days_ago)
    interview = Interview.objects.create(
        notebook=campaign.notebook, campaign=campaign, starts_at=ended - timedelta(minutes=30), ends_at=ended,
        began_at=ended - timedelta(minutes=30), ended_at=ended, created_at=NOW,
    )  # fmt: skip
    InterviewPerson.objects.create(notebook=campaign.notebook, interview=interview, contact=contact, created_at=NOW)
    return interview


def noted(interview: Interview, text: str, kind: str = "advice", **more: Any) -> Note:
    number = Note.objects.count() + 1
    contact = more.pop("contact", None) or interview.people.get().contact
    return Note.objects.create(
        id=UUID(int=number), notebook=interview.notebook, interview=interview, contact=contact, kind=kind, text=text,
        second=number * 60, number=number, created_at=NOW, **more,
    )  # fmt: skip


def talks(seat: Any, campaign: Any, *names: str) -> list[Interview]:
    """One talk each, in the order held."""
    return [held(campaign, contact_of(seat, name), len(names) - n) for n, name in enumerate(names)]
