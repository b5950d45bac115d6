"""Who else was there: one more person joins a talk, agreed or held; one who was not there leaves it."""

from datetime import datetime

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.adding import add_contact
from askaround.people.models import Contact
from askaround.plain.text import clean

from .agreeing import add_person
from .models import Interview, InterviewError, InterviewPerson


def join(interview: Interview, name: str, *, at: datetime) -> tuple[Contact, Batch]:
    """Somebody of this name was, or will be, in the talk: one of the people here, else somebody new.

    Of a talk that was held they count as met. The batch takes it back. Raises InterviewError without a name, and where
    two are called so.
    """
    name = clean(name)
    if not name:
        raise InterviewError("Who else is it? Give a name.")
    found = list(Contact.objects.within(interview.notebook_id).out_of_trash().filter(name__iexact=name)[:2])
    if len(found) > 1:
        raise InterviewError(f"Two of your people are called {name}. Merge them first, or tell them apart by name.")
    if found and interview.people.filter(contact=found[0]).exists():
        raise InterviewError(f"{found[0].name} is in this talk already.")
    with transaction.atomic():
        batch = Batch(notebook_id=interview.notebook_id, verb="joined", label=name[:300], created_at=at)
        batch.save(force_insert=True)
        contact = found[0] if found else add_contact(interview.notebook, name=name, at=at, source="talk", batch=batch)
        add_person(interview, contact, at=at, batch=batch)
        if interview.ended_at is not None:
            contact.touch(at=interview.ended_at, direction="met", channel=interview.format, batch=batch)
    return contact, batch


def leave(person: InterviewPerson, *, at: datetime) -> None:
    """They were not there. Raises InterviewError for the only one in a talk."""
    if person.interview.people.count() < 2:
        raise InterviewError("An interview needs somebody to talk to. Call it off instead.")
    with transaction.atomic():
        if person.interview.is_held:
            person.interview.unmeet(person.contact, at=at)
        recording.remove(person, at=at, verb="left")
