"""The doors of a recording: how far it is heard, hear it again, take it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash
from askaround.web.pages import page

from . import hearing_audio
from .models import Recording, Transcript


@require_GET
def recording(request: Request, pk: UUID) -> HttpResponse:
    """How far it is; once it is heard, its transcript."""
    if Transcript.objects.of(request.user).filter(pk=pk).exists():
        return _elsewhere(request, pk)
    state = hearing_audio.standing_of(_recording(request, pk))
    response = page(request, "notes/recording.html", {"state": state, "recording": state.recording}, part="progress")
    if not state.running and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def hearing(request: Request, pk: UUID) -> HttpResponse:
    """Hear it once more."""
    hearing_audio.hear_later(_recording(request, pk))
    return redirect("recording", pk)


@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """Take it back: the file is deleted."""
    found = _recording(request, pk)
    hearing_audio.withdraw(found)
    flash(request, "The recording is deleted.")
    return redirect("transcripts", found.interview_id)


def _elsewhere(request: Request, pk: UUID) -> HttpResponse:
    """To the transcript; a part of the page that asks is told to load it anew, and so comes here again."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return redirect("transcript", pk)


def _recording(request: Request, pk: UUID) -> Recording:
    rows = Recording.objects.of(request.user).select_related("interview")
    found: Recording = get_object_or_404(rows.prefetch_related("interview__people__contact"), pk=pk)
    return found
