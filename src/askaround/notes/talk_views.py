"""The doors of the talk: its page, what its buttons do, what every device in it sees, the worker that puts it by."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from askaround.accounts.doors import Request
from askaround.interviews.models import ChosenQuestion, Interview, InterviewError
from askaround.purpose.models import Seeks
from askaround.web.flash import flash
from askaround.web.pages import page

from . import noting, parking
from .forms import NoteForm
from .models import Note
from .posted import by_script, first_wrong, kept, milliseconds, refused, tapped_at
from .talk_forms import TalkMendForm
from .talking import Talk

CHANGED_SINCE = "This note was changed elsewhere since. Copy your words, load this page again, and mend it anew."


@require_GET
def talk(request: Request, pk: UUID) -> HttpResponse:
    """The talk, before it and as it runs; after it the debrief."""
    interview = _interview(request, pk)
    if interview.is_held:
        return redirect("debrief", pk)
    if interview.is_cancelled or interview.is_missed:
        return redirect("interview", pk)
    return talk_page(request, interview)


@require_GET
def next_talk(request: Request) -> HttpResponse:
    """What the installed app opens with: the talk that runs, or the next one."""
    coming = Interview.objects.of(request.user).upcoming(timezone.now())
    found = coming.order_by(F("began_at").desc(nulls_last=True), "starts_at").first()
    return redirect("talk", found.pk) if found else redirect("interviews")


@require_GET
def state(request: Request, pk: UUID) -> HttpResponse:
    """What the server knows of the talk, for every device in it; little when nothing changed since `mark`."""
    # Read before all else: what was written until then is in what follows.
    now = timezone.now()
    known = Talk.of(_interview(request, pk), now=now).state
    if request.GET.get("mark") == known["mark"]:
        return JsonResponse({"at": known["at"], "mark": known["mark"]})
    return JsonResponse(known)


@require_GET
def worker(request: Request) -> HttpResponse:
    """The service worker of the talk. It stands here, since a worker has no say above its own folder."""
    script = Path(str(finders.find("notes/talk-worker.js"))).read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_POST
def beginning(request: Request, pk: UUID) -> HttpResponse:
    """The talk begins with this tap."""
    return _verb(request, pk, Interview.begin, then="talk")


@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """The talk is over with this tap."""
    return _verb(request, pk, Interview.end, then="debrief")


@require_POST
def asked(request: Request, pk: UUID) -> HttpResponse:
    """A question has been asked."""
    return _question(request, pk, noting.ask)


@require_POST
def skipped(request: Request, pk: UUID) -> HttpResponse:
    """A question is left out."""
    return _question(request, pk, noting.skip)


@require_POST
def parked(request: Request, pk: UUID) -> HttpResponse:
    """A question about a job is parked, not asked."""
    interview, now = _interview(request, pk), timezone.now()
    parking.park(interview, request.POST.get("text", ""), at=tapped_at(request.POST, now=now))
    return kept(request) if by_script(request) else redirect("talk", pk)


@require_POST
def mending(request: Request, pk: UUID) -> HttpResponse:
    """A note mended in the talk; not over another device's words."""
    note, form, now = _note(request, pk), TalkMendForm(request.POST), timezone.now()
    if not form.is_valid():
        return refused(first_wrong(form), status=422)
    if noting.changed_since(note, was=form.cleaned_data["was"], text=form.cleaned_data["text"]):
        return refused(CHANGED_SINCE)
    noting.mend(note, at=tapped_at(request.POST, now=now), **form.facts)
    return kept(request)


@require_POST
def back(request: Request, pk: UUID) -> HttpResponse:
    """A note taken back out of the trash."""
    note, now = note_or_trashed(request, pk), timezone.now()
    noting.take_back(note, at=tapped_at(request.POST, now=now))
    return kept(request) if by_script(request) else redirect("note-new", note.interview_id)


def talk_page(request: Request, interview: Interview, form: NoteForm | None = None) -> HttpResponse:
    """The page of a talk that is not over; with `form`, what was wrong about a note."""
    look = Talk.of(interview, now=timezone.now(), question=request.GET.get("question", ""))
    context = {"interview": interview, "talk": look, "form": form, "kinds": Seeks.choices}
    answer = page(request, "notes/talk.html", context, status=422 if form else 200)
    # For the worker, which opens the nearest of the talks that it has put by.
    answer.headers["Talk-Starts"] = str(milliseconds(interview.starts_at))
    return answer


def note_or_trashed(request: Request, pk: UUID) -> Note:
    """The note, in the trash or not: a device may say twice that it goes there, or comes back."""
    there = Note.objects.of(request.user).filter(pk=pk).first()
    found: Note = there or get_object_or_404(Note.objects.in_trash(request.user), pk=pk)
    return found


def _interview(request: Request, pk: UUID) -> Interview:
    found: Interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    return found


def _note(request: Request, pk: UUID) -> Note:
    found: Note = get_object_or_404(Note.objects.of(request.user).select_related("interview__notebook"), pk=pk)
    return found


def _verb(request: Request, pk: UUID, verb: Callable[..., None], *, then: str) -> HttpResponse:
    interview, now = _interview(request, pk), timezone.now()
    try:
        verb(interview, at=tapped_at(request.POST, now=now))
    except InterviewError as error:
        if by_script(request):
            return refused(error.sentence)
        flash(request, error.sentence)
        return redirect("interview", pk)
    return kept(request) if by_script(request) else redirect(then, pk)


def _question(request: Request, pk: UUID, verb: Callable[..., None]) -> HttpResponse:
    interview, now = _interview(request, pk), timezone.now()
    named = request.POST.get("question", "")
    chosen: dict[str, Any] = {str(q.pk): q for q in ChosenQuestion.objects.of(request.user).filter(interview=interview)}
    if named and named not in chosen:
        raise Http404
    if named:
        verb(chosen[named], at=tapped_at(request.POST, now=now))
    return kept(request) if by_script(request) else redirect("talk", pk)
