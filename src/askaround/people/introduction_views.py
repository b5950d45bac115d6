"""Introductions: whom somebody offered, and how far it has come."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import chain
from .forms import IntroductionForm
from .introducing import IntroductionError
from .models import STAGES, Contact, Introduction


@require_http_methods(["GET", "POST"])
def introduction_new(request: Request, pk: UUID) -> HttpResponse:
    """Somebody offered to introduce you to somebody."""
    by = get_object_or_404(Contact.objects.of(request.user).select_related("notebook"), pk=pk)
    form = IntroductionForm(request.POST or None)
    if form.is_valid():
        try:
            made = chain.offered(by, at=timezone.now(), **form.cleaned_data)
        except IntroductionError as error:
            form.add_error("name", error.sentence)
        else:
            return redirect("introduction", made.pk)
    context = {"form": form, "about": by, "back": by.get_absolute_url(), "submit": "Note the introduction"}
    context["heading"] = f"Whom did {by.first_name} offer to introduce you to?"
    return page(request, "people/fact.html", context, status=422 if form.is_bound else 200)


@require_safe
def introduction(request: Request, pk: UUID) -> HttpResponse:
    """The chain from the offer to telling how it went."""
    found = _introduction(request, pk)
    context = {"introduction": found, "chain": chain.links(found), "next": chain.following(found)}
    return page(request, "people/introduction.html", context | {"heading": chain.heading(found)})


@require_POST
def introduction_stage(request: Request, pk: UUID, stage: str) -> HttpResponse:
    """The next thing happened."""
    found = _introduction(request, pk)
    if stage not in STAGES:
        raise Http404
    found.reach(stage, at=timezone.now())
    return _noted(request, found)


@require_POST
def introduction_closing(request: Request, pk: UUID) -> HttpResponse:
    """Nothing will come of it."""
    found = _introduction(request, pk)
    found.close(at=timezone.now())
    return _noted(request, found)


def _introduction(request: Request, pk: UUID) -> Introduction:
    rows = Introduction.objects.of(request.user).select_related("by", "to")
    found: Introduction = get_object_or_404(rows, pk=pk)
    return found


def _noted(request: Request, found: Introduction) -> HttpResponse:
    flash(request, "Noted.", undo=way_back(found))
    return redirect("introduction", found.pk)
