"""Taking back what was done, one entry at a time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash

from .models import Entry
from .undoing import UndoError, undo_alone


@require_POST
def undo_entry(request: Request, number: int) -> HttpResponse:
    """Take one thing back, or say why it stays."""
    entry = get_object_or_404(Entry.objects.of(request.user), number=number)
    try:
        undo_alone(entry, at=timezone.now())
    except UndoError as error:
        flash(request, error.sentence)
    else:
        flash(request, "Taken back.")
    return redirect(where_from(request, gone=entry.subject_id if not entry.before else None))


def where_from(request: HttpRequest, gone: UUID | None = None) -> str:
    """The page the click came from, unless it is another site's or the page of what has just gone."""
    came = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return came if safe and not (gone and str(gone) in came) else "/"
