"""Taking back what was done: one entry, or one whole batch."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash

from .models import Batch, Entry
from .undoing import UndoError, undo, undo_batch


@require_POST
def undo_entry(request: Request, number: int) -> HttpResponse:
    """Take one thing back, or say why it stays."""
    entry = get_object_or_404(Entry.objects.of(request.user), number=number)
    try:
        undo(entry, at=timezone.now())
    except UndoError as error:
        flash(request, error.sentence)
    else:
        flash(request, "Taken back.")
    return redirect(_where_from(request, gone=entry.subject_id if not entry.before else None))


@require_POST
def undo_all(request: Request, pk: UUID) -> HttpResponse:
    """Take back all that one import or one bulk verb did; what was changed since stays."""
    batch = get_object_or_404(Batch.objects.of(request.user), pk=pk)
    kept = undo_batch(batch, at=timezone.now())
    changed = "1 change was" if len(kept) == 1 else f"{len(kept)} changes were"
    flash(request, f"Taken back. {changed} made again since and stay." if kept else "Taken back.")
    return redirect(_where_from(request))


def _where_from(request: HttpRequest, gone: UUID | None = None) -> str:
    """The page the click came from, unless it is another site's or the page of what has just gone."""
    came = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    return came if safe and not (gone and str(gone) in came) else "/"
