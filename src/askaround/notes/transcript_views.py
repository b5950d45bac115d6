"""The doors of a transcript: bring it, say who is who, keep notes from it. It is deleted in `exchange`."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.history.undoing import way_back
from askaround.interviews.models import Interview
from askaround.purpose.models import Profile
from askaround.web.flash import flash
from askaround.web.pages import page

from . import hearing_audio, noting, transcribing
from .models import Recording, Transcript
from .transcript_forms import ELSEWHERE, KeepForm, SpeakersForm, TranscriptForm, cannot_hear
from .transcript_page import TranscriptPage


@require_http_methods(["GET", "POST"])
def transcripts(request: Request, pk: UUID) -> HttpResponse:
    """Bring the transcript of a talk; below, those that were brought."""
    interview: Interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    form = TranscriptForm(request.POST, request.FILES) if request.method == "POST" else TranscriptForm()
    if form.is_valid() and form.is_recording:
        return redirect("recording", _kept(request, interview, form).pk)
    if form.is_valid() and (brought := _brought(request, interview, form)):
        flash(request, "Brought. Nothing is a note until you say so.")
        return redirect("transcript", brought.pk)
    former = interview.transcripts.defer("pieces", "about")
    facts = {
        "interview": interview,
        "form": form,
        "former": former,
        "cannot_hear": cannot_hear(),
        "elsewhere": ELSEWHERE,
    }
    return page(request, "notes/transcripts.html", facts, status=422 if form.is_bound else 200)


@require_GET
def transcript(request: Request, pk: UUID) -> HttpResponse:
    """What was said, and what of it might be worth a note."""
    found = _transcript(request, pk)
    return _shown(request, found)


@require_POST
def speakers(request: Request, pk: UUID) -> HttpResponse:
    """Who of the file is who."""
    found = _transcript(request, pk)
    form = SpeakersForm(found, request.POST)
    if form.is_valid() and transcribing.say_who(found, form.said, at=timezone.now()):
        flash(request, "Said who is who.", undo=way_back(found))
    return redirect("transcript", pk)


@require_POST
def keeping(request: Request, pk: UUID) -> HttpResponse:
    """Keep words of it as a note."""
    found = _transcript(request, pk)
    form = KeepForm(found.interview, request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    given = form.cleaned_data
    person = given.pop("contact")
    try:
        note, _ = noting.take_note(found.interview, person, at=timezone.now(), device="transcript", **given)
    except noting.NoteElsewhere:
        raise Http404 from None
    flash(request, "Noted.", undo=way_back(note))
    return redirect(f"{reverse('transcript', args=[pk])}?page={request.POST.get('page', '1')[:6]}")


def _shown(request: Request, found: Transcript, form: KeepForm | None = None) -> HttpResponse:
    asked = request.GET
    look = TranscriptPage.of(
        found,
        page=asked.get("page", ""),
        turn=asked.get("turn", ""),
        proposal=asked.get("proposal", ""),
        searched=asked.get("q", "")[:200],
    )
    facts = {
        "transcript": found,
        "look": look,
        "keep": form or KeepForm(found.interview, initial=look.first),
        "who": SpeakersForm(found),
    }
    return page(request, "notes/transcript.html", facts, status=422 if form else 200)


def _brought(request: Request, interview: Interview, form: TranscriptForm) -> Transcript | None:
    """The transcript; None when the file is none, with its sentence on the form."""
    given = form.cleaned_data
    profile = Profile.objects.of(request.user).first()
    try:
        return transcribing.bring(
            interview, given["file"].read(), name=given["file"].name, consent=given["consent"],
            my_name=profile.name if profile else "", at=timezone.now(),
        )  # fmt: skip
    except FormatError as error:
        form.add_error("file", error.sentence)
        return None


def _kept(request: Request, interview: Interview, form: TranscriptForm) -> Recording:
    given = form.cleaned_data
    return hearing_audio.bring_recording(
        interview, given["file"], consent=given["consent"], by=request.user, at=timezone.now()
    )


def _transcript(request: Request, pk: UUID) -> Transcript:
    rows = Transcript.objects.of(request.user).select_related("interview__notebook")
    found: Transcript = get_object_or_404(rows.prefetch_related("interview__people__contact"), pk=pk)
    return found
