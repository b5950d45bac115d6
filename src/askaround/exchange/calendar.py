"""`calendar.ics`: the interviews that were agreed, for any calendar (RFC 5545), written as the calendar feed is."""

from askaround.accounts.models import Notebook
from askaround.desk.feed import changes_of, interview_event
from askaround.desk.models import Told
from askaround.formats.calendar import write
from askaround.interviews.models import Interview


def calendar(notebook: Notebook) -> bytes:
    """Every interview with whom, where and when; a cancelled one says so."""
    rows = Interview.objects.within(notebook).order_by("starts_at", "pk").prefetch_related("people__contact")
    interviews = list(rows)
    changes = changes_of(notebook, [each.pk for each in interviews])
    return write([interview_event(each, Told.PLACES, changes, since=each.created_at) for each in interviews])
