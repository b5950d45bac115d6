"""Today, and putting a step off."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from askaround.accounts.doors import Request
from askaround.history.recording import remove
from askaround.web.flash import flash
from askaround.web.pages import page

from .forms import SnoozeForm, StepForm
from .models import Snooze
from .putting_off import put_off_list
from .today import Today


@require_GET
def today(request: Request) -> HttpResponse:
    """The few things to do next; first steps when there is no campaign yet."""
    found = Today.of(request.user, timezone.now())
    if found is None:
        return redirect("first-steps")
    return page(request, "desk/today.html", {"today": found}, part="steps")


@require_GET
def snoozes(request: Request) -> HttpResponse:
    """What was put off or waved away, with a way to take it back."""
    return page(request, "desk/snoozes.html", {"rows": put_off_list(request.user, timezone.now())})


@require_POST
def snooze(request: Request) -> HttpResponse:
    """Put a step off until tomorrow or next week."""
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return page(request, "desk/snooze.html", {"form": form}, status=422)
    until = form.until_when(timezone.localtime())
    return _put_off(request, form, until, f"Put off until {form.cleaned_data['until']}.")


@require_POST
def dismissal(request: Request) -> HttpResponse:
    """Wave a step away for good."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return page(request, "desk/snooze.html", {"form": form}, status=422)
    return _put_off(request, form, None, "Gone from Today.")


@require_POST
def take_back(request: Request, pk: object) -> HttpResponse:
    """Let a step that was put off come back."""
    found = get_object_or_404(Snooze.objects.of(request.user), pk=pk)
    remove(found, at=timezone.now(), verb="taken back")
    return redirect("today")


def _put_off(request: Request, form: StepForm, until: datetime | None, said: str) -> HttpResponse:
    kind, subject = form.cleaned_data["kind"], form.cleaned_data["subject"]
    notebook = request.user.active_notebook
    if notebook is None:
        raise Http404
    kept = Snooze.put_off(notebook, kind, subject, until=until, at=timezone.now())
    flash(request, said, undo=reverse("step-return", args=[kept.pk]))
    return redirect("today")
