"""The doors of rehearsing: the pitch, what they may ask back, a run against the clock, a mock conversation."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.history.undoing import way_back
from askaround.language import speech
from askaround.purpose import asked_back, pitching
from askaround.purpose.models import Campaign, PreparedAnswer
from askaround.web.flash import flash
from askaround.web.middleware import may_listen
from askaround.web.pages import page

from . import rehearsing
from .briefing import BriefPage
from .heeding import remarks_on
from .models import Interview, Rehearsed
from .rehearsal_forms import AnswerForm, RunForm, WordsForm


@require_GET
def rehearsal(request: Request) -> HttpResponse:
    """What to say, how long it takes, and how the runs went."""
    campaign = _campaign(request)
    coming = Interview.objects.in_active(request.user).agreed().with_people().filter(ends_at__gt=timezone.now())
    facts = {"overview": rehearsing.Overview.of(campaign), "coming": list(coming.order_by("starts_at")[:3])}
    return page(request, "interviews/rehearsal.html", facts)


@require_http_methods(["GET", "POST"])
def pitch(request: Request, seconds: int) -> HttpResponse:
    """The words of one length."""
    campaign = _campaign(request)
    if seconds not in pitching.LENGTHS:
        raise Http404
    form = WordsForm(request.POST or None, initial={"text": pitching.first_words(campaign, seconds)})
    if form.is_valid():
        kept = pitching.write_pitch(campaign, seconds, form.cleaned_data["text"], at=timezone.now())
        flash(request, "Kept.", undo=way_back(kept))
        return redirect("rehearsal-pitch", seconds)
    text, rate = str(form["text"].value() or ""), rehearsing.Overview.of(campaign)
    facts = {
        "form": form, "seconds": seconds, "aloud": pitching.aloud(text, seconds, rate=rate.rate), "overview": rate,
        "parts": pitching.PARTS, "remarks": remarks_on({"your pitch": text}),
    }  # fmt: skip
    return page(request, "interviews/rehearsal_pitch.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def pitch_run(request: Request, seconds: int) -> HttpResponse:
    """Say the pitch against the clock."""
    campaign = _campaign(request)
    if seconds not in pitching.LENGTHS:
        raise Http404
    text = rehearsing.text_for(campaign, seconds)
    what = {"what": Rehearsed.PITCH, "subject": str(seconds), "aimed": seconds, "text": text}
    what |= {"heading": f"Say it in {seconds} seconds.", "back": reverse("rehearsal-pitch", args=[seconds])}
    return _run(request, campaign, what)


@require_http_methods(["GET", "POST"])
def answer(request: Request, key: str) -> HttpResponse:
    """What to say to a question that may come back."""
    campaign, known = _campaign(request), asked_back.asked_back_named(key)
    if known is None:
        raise Http404
    written = next((row for row in asked_back.answers_of(campaign) if row.bank_key == key), None)
    form = WordsForm(request.POST or None, initial={"text": written.text if written else ""})
    if form.is_valid():
        kept = asked_back.write_answer(campaign, key=key, text=form.cleaned_data["text"], at=timezone.now())
        flash(request, "Kept.", undo=way_back(kept))
        return redirect("rehearsal-answer", key)
    facts = {"form": form, "asked": known, "written": written, "remarks": _heed(form)}
    return page(request, "interviews/rehearsal_answer.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def own_answer(request: Request) -> HttpResponse:
    """A question of one's own that may come back, with the answer."""
    campaign = _campaign(request)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        kept = asked_back.write_answer(campaign, at=timezone.now(), **form.cleaned_data)
        flash(request, "Kept.", undo=way_back(kept))
        return redirect("rehearsal")
    facts = {"form": form, "remarks": _heed(form)}
    return page(request, "interviews/rehearsal_answer.html", facts, status=422 if form.is_bound else 200)


@require_POST
def answer_removal(request: Request, pk: UUID) -> HttpResponse:
    """It is not needed after all."""
    found = _answer(request, pk)
    asked_back.remove_answer(found, at=timezone.now())
    flash(request, f"“{found.question}” is gone.", undo=way_back(found))
    return redirect("rehearsal")


@require_http_methods(["GET", "POST"])
def answer_run(request: Request, pk: UUID) -> HttpResponse:
    """Say an answer against the clock."""
    found = _answer(request, pk)
    what = {"what": Rehearsed.ANSWER, "subject": found.question, "aimed": rehearsing.ANSWER_SECONDS, "text": found.text}
    return _run(request, found.campaign, what | {"heading": found.question, "back": reverse("rehearsal")})


@require_http_methods(["GET", "POST"])
def mock(request: Request, pk: UUID) -> HttpResponse:
    """The whole talk with nobody there, step by step against its clock."""
    rows = Interview.objects.of(request.user).with_people().select_related("campaign", "brief", "notebook")
    interview: Interview = get_object_or_404(rows, pk=pk)
    form = RunForm(request.POST or None)
    if form.is_valid():
        spent = rehearsing.spent_by_phase(interview, form.cleaned_data["spent"])
        run = replace(form.run(interview.minutes * 60, 0), spent=spent)
        kept = rehearsing.keep_run(interview.campaign, Rehearsed.MOCK, run, at=timezone.now(), interview=interview)
        flash(request, f"Mock conversation: {rehearsing.said_of(kept)}", undo=way_back(kept))
        return redirect("rehearsal")
    steps = rehearsing.steps_of(interview, BriefPage.of(interview).parts)
    facts = {"interview": interview, "steps": steps, "form": form}
    return page(request, "interviews/rehearsal_mock.html", facts, status=422 if form.is_bound else 200)


def _run(request: Request, campaign: Campaign, what: dict[str, Any]) -> HttpResponse:
    form = RunForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            run = form.run(what["aimed"], pitching.aloud(what["text"], what["aimed"]).words)
        except FormatError as error:
            form.add_error("sound", str(error))
        else:
            kept = rehearsing.keep_run(campaign, what["what"], run, at=timezone.now(), subject=what["subject"])
            flash(request, rehearsing.said_of(kept), undo=way_back(kept))
            return redirect("rehearsal")
    facts = {"what": what, "form": form, "deaf": speech.available()}
    return may_listen(page(request, "interviews/rehearsal_run.html", facts, status=422 if form.is_bound else 200))


def _heed(form: WordsForm) -> list[Any]:
    return remarks_on({"your answer": str(form["text"].value() or "")})


def _answer(request: Request, pk: UUID) -> PreparedAnswer:
    rows = PreparedAnswer.objects.of(request.user).select_related("campaign")
    found: PreparedAnswer = get_object_or_404(rows, pk=pk)
    return found


def _campaign(request: Request) -> Campaign:
    """The active campaign; without one the page says that there is nothing to rehearse for."""
    found: Campaign | None = Campaign.objects.active_of(request.user)
    if found is None:
        raise Http404("Begin a campaign first: then there is something to rehearse for.")
    return found
