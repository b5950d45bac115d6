"""`calendar.ics`: the interviews that were agreed, for any calendar (RFC 5545)."""

from datetime import UTC, datetime
from typing import Any

from askaround.accounts.models import Notebook
from askaround.interviews.models import Interview


def calendar(notebook: Notebook, *, now: datetime) -> bytes:
    """Every interview with whom, where and when; a cancelled one says so."""
    # Loaded here: it takes a moment, and most starts never write a calendar.
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//Askaround//Askaround//EN")
    found.add("version", "2.0")
    interviews = Interview.objects.within(notebook).order_by("starts_at", "pk").prefetch_related("people__contact")
    for interview in interviews.iterator(chunk_size=500):
        found.add_component(_event(interview, now))
    return bytes(found.to_ical())


def _event(interview: Interview, now: datetime) -> Any:
    from icalendar import Event

    names = ", ".join(person.contact.name for person in interview.people.all())
    event = Event()
    event.add("uid", f"{interview.pk}@askaround")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", interview.starts_at.astimezone(UTC))
    event.add("dtend", interview.ends_at.astimezone(UTC))
    event.add("summary", f"Talk with {names}" if names else "Talk")
    event.add("status", "CANCELLED" if interview.cancelled_at else "CONFIRMED")
    if where := interview.place or interview.link:
        event.add("location", where)
    return event
