"""What the page of staying in touch changes: a promise's day, letting it go, how often somebody hears from you."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.history.views import where_from
from askaround.web.flash import flash

from .models import Contact, Promise

RHYTHMS = ((30, "every 30 days"), (60, "every 60 days"), (90, "every 90 days"), (0, "never by itself"))


class DayForm(forms.Form):
    """For when it is."""

    until = forms.DateField()


class RhythmForm(forms.Form):
    """How often: empty is what holds for everybody."""

    every = forms.TypedChoiceField(choices=[("", ""), *RHYTHMS], coerce=int, empty_value=None, required=False)


@require_POST
def promise_letting_go(request: Request, pk: UUID) -> HttpResponse:
    """Nothing comes of it."""
    found = _promise(request, pk)
    found.let_go(at=timezone.now())
    flash(request, f"Let go: {found.what}", undo=way_back(found))
    return redirect("staying-in-touch")


@require_POST
def promise_day(request: Request, pk: UUID) -> HttpResponse:
    """It is for another day."""
    found, form = _promise(request, pk), DayForm(request.POST)
    if form.is_valid():
        found.move(form.cleaned_data["until"], at=timezone.now())
        flash(request, f"Moved: {found.what}", undo=way_back(found))
    else:
        flash(request, "Give a day to move it to.")
    return redirect(_back(request, reverse("staying-in-touch")))


@require_POST
def rhythm(request: Request, pk: UUID) -> HttpResponse:
    """How often this person hears from you."""
    contact, form = get_object_or_404(Contact.objects.of(request.user), pk=pk), RhythmForm(request.POST)
    if form.is_valid():
        keep_rhythm(contact, form.cleaned_data["every"], at=timezone.now())
        flash(request, f"Noted for {contact.first_name}.", undo=way_back(contact))
    return redirect("staying-in-touch")


def keep_rhythm(contact: Contact, every: int | None, *, at: datetime) -> None:
    """Days between two signs of life; None is the campaign's, 0 never by itself."""
    recording.change(contact, at=at, verb="rhythm changed", news_every=every)


def _back(request: Request, otherwise: str) -> str:
    """The page the click came from; a promise is kept and moved on several."""
    came = where_from(request)
    return otherwise if came == "/" else came


def _promise(request: Request, pk: UUID) -> Promise:
    found: Promise = get_object_or_404(Promise.objects.of(request.user).select_related("contact"), pk=pk)
    return found
