"""Agreed interviews put into the seeker's own calendar: compared and set right by a task, however they came to differ.

No verb tells the calendar what to do. The task asks what stands, so that a move, an undo, an import and a change of the
calendar all end the same way, and running it twice does nothing. A verb only has it run sooner.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks import task

from askaround.accounts.models import Notebook
from askaround.calendars.models import CalendarAccount, CalendarEvent
from askaround.calendars.putting import account_of, want
from askaround.formats.calendar import Event
from askaround.purpose.models import Profile

from .inviting import event_of, uid_of
from .models import Interview


def place(notebook_id: Any, *, at: datetime) -> int:
    """Say which interviews shall lie in the calendar. Returns how many have to be put, changed or taken away.

    What is over stays as it lies there.
    """
    rows = Interview.objects.within(notebook_id).filter(campaign__trashed_at=None)
    ahead = rows.agreed().filter(ends_at__gt=at).with_people()
    profile = Profile.objects.within(Notebook(pk=notebook_id)).first()
    events = {uid_of(each): _own_event(each, profile) for each in ahead} if account_of(notebook_id) else {}
    cancelled = rows.cancelled().values_list("pk", flat=True)
    past = rows.exclude(pk__in=cancelled).exclude(pk__in=rows.agreed().filter(ends_at__gt=at).values("pk"))
    over = set(map(uid_of, past.only("pk")))
    return want(notebook_id, events, over=over, at=at)


def place_soon(notebook_id: Any) -> None:
    """Have the worker do it after the commit; where nothing is put anywhere, nothing happens."""
    if account_of(notebook_id) is not None:
        # A task is a row: it is there once this transaction is.
        place_in_background.enqueue(notebook=str(notebook_id))


@task
def place_in_background(*, notebook: str) -> int:
    """The worker's side of `place_soon`."""
    return place(notebook, at=timezone.now())


@task
def place_all() -> int:
    """Every few minutes: each notebook that puts interviews somewhere, or did."""
    written = CalendarAccount.objects.written().order_by().values_list("notebook", flat=True)
    put = CalendarEvent.objects.exclude(wanted="", put="").order_by().values_list("notebook", flat=True)
    return sum(place(notebook, at=timezone.now()) for notebook in sorted({*written, *put}))


def _own_event(interview: Interview, profile: Profile | None) -> Event:
    """The interview as it lies in the seeker's own calendar: nobody is invited by it, and the same facts give the same
    bytes.
    """
    told = [interview.created_at, interview.moved_at, interview.confirmed_at]
    event = event_of(interview, profile, now=max(filter(None, told)))
    return replace(event, organizer=None, attendees=())
