"""What became of an interview: called off, missed, or held without the clock."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from .agreeing import call_off
from .forms import HeldForm
from .joining import join, leave
from .models import Interview, InterviewError, InterviewPerson


@require_POST
def cancellation(request: Request, pk: str) -> HttpResponse:
    """Somebody calls it off."""
    interview = _interview(request, pk)
    by = _whose(request)
    after = "Let them know, and send the calendar file." if by == "mine" else "You can agree another time later."
    return _say(request, interview, lambda: call_off(interview, by=by, at=timezone.now()), f"Called off. {after}")


@require_POST
def confirmation(request: Request, pk: str) -> HttpResponse:
    """Both know that it holds."""
    interview = _interview(request, pk)
    return _say(request, interview, lambda: interview.confirm(at=timezone.now()), "Confirmed. See you there.")


@require_POST
def no_show(request: Request, pk: str) -> HttpResponse:
    """Somebody did not come."""
    interview = _interview(request, pk)
    by = _whose(request)
    after = "It happens. Offer another time once." if by == "theirs" else "Write today, say sorry, offer another time."
    return _say(request, interview, lambda: interview.miss(by=by, at=timezone.now()), f"Noted. {after}")


@require_http_methods(["GET", "POST"])
def held(request: Request, pk: str) -> HttpResponse:
    """It was held without the clock: say when, and how long it took."""
    interview = _interview(request, pk)
    form = HeldForm(interview, request.POST or None)
    if form.is_valid():
        began, ended = form.span()
        try:
            _tell(interview, began, ended, cut_short=form.cleaned_data["cut_short"])
        except InterviewError as error:
            form.add_error(None, error.sentence)
        else:
            flash(request, "Noted as held. Write down what was said while you remember it.")
            return redirect("debrief", interview.pk)
    facts = {"form": form, "interview": interview}
    return page(request, "interviews/held.html", facts, status=422 if form.is_bound else 200)


@require_POST
def not_held(request: Request, pk: str) -> HttpResponse:
    """It was noted as held, and was not."""
    interview = _interview(request, pk)
    done = "Noted as not held. Its notes stay."
    return _say(request, interview, lambda: interview.tell_not_held(at=timezone.now()), done)


@require_POST
def joining(request: Request, pk: str) -> HttpResponse:
    """Somebody else was there, or will be."""
    interview = _interview(request, pk)
    try:
        contact, batch = join(interview, request.POST.get("name", ""), at=timezone.now())
    except InterviewError as error:
        flash(request, error.sentence)
    else:
        flash(request, f"{contact.name} is in this talk.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect(interview)


@require_POST
def leaving(request: Request, pk: str) -> HttpResponse:
    """Somebody was not there after all."""
    people = InterviewPerson.objects.of(request.user).select_related("interview", "contact")
    person = get_object_or_404(people, pk=pk)
    try:
        leave(person, at=timezone.now())
    except InterviewError as error:
        flash(request, error.sentence)
    else:
        flash(request, f"{person.contact.name} is out of this talk.", undo=way_back(person))
    return redirect("interview", person.interview_id)


def _tell(interview: Interview, began: datetime, ended: datetime, *, cut_short: bool) -> None:
    now = timezone.now()
    with transaction.atomic():
        interview.tell_held(began_at=began, ended_at=ended, at=now)
        recording.change(interview, at=now, verb="cut short", cut_short_at=ended if cut_short else None)


def _say(request: Request, interview: Interview, verb: Callable[[], None], done: str) -> HttpResponse:
    """Do it and say so, or say why it cannot be done."""
    try:
        verb()
    except InterviewError as error:
        flash(request, error.sentence)
    else:
        flash(request, done)
    return redirect(interview)


def _whose(request: Request) -> str:
    return "mine" if request.POST.get("by") == "mine" else "theirs"


def _interview(request: Request, pk: str) -> Interview:
    found: Interview = get_object_or_404(
        Interview.objects.of(request.user).with_people().select_related("campaign"), pk=pk
    )
    return found
