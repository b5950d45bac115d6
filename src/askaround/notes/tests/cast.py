"""Talks for the tests of notes: agreed, running, held."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from askaround.interviews.agreeing import agree
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.notes.models import Note
from askaround.notes.noting import take_note
from conftest import NOW


def agreed(campaign: Any, *contacts: Any, minutes: int = 30) -> Interview:
    return agree(
        campaign, contacts, starts_at=NOW, minutes=minutes, at=NOW - timedelta(days=2), my_zone="Europe/Berlin",
        their_zone="Europe/Berlin",
    )  # fmt: skip


def running(campaign: Any, *contacts: Any, since: int = 0, minutes: int = 30) -> Interview:
    interview = agreed(campaign, *contacts, minutes=minutes)
    interview.began_at = NOW - timedelta(seconds=since)
    interview.save(update_fields=["began_at"])
    return interview


def held(campaign: Any, *contacts: Any, minutes: int = 30) -> Interview:
    interview = agreed(campaign, *contacts)
    interview.began_at, interview.ended_at = NOW - timedelta(minutes=minutes), NOW
    interview.save(update_fields=["began_at", "ended_at"])
    return interview


def noted(interview: Interview, contact: Any, kind: str, text: str, **more: Any) -> Note:
    number = Note.objects.within(interview.notebook_id).count() + 1
    more.setdefault("id", UUID(int=number))
    return take_note(interview, contact, kind=kind, text=text, at=NOW, number=number, **more)[0]


def chosen(interview: Interview, text: str, position: int = 1, **more: Any) -> ChosenQuestion:
    return ChosenQuestion.objects.create(
        notebook_id=interview.notebook_id, interview=interview, text=text, position=position, created_at=NOW, **more
    )
