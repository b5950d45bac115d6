"""What happens to an introduction. Its page and the list are `desk`'s, which knows the letters and talks as well."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from .introducing import IntroductionError, correct, noted, wish
from .introduction_forms import DaysForm, IntroductionForm
from .listing import ids
from .models import CHECKED_IN, STAGES, Contact, Introduction


@require_http_methods(["GET", "POST"])
def introduction_new(request: Request, pk: UUID) -> HttpResponse:
    """Somebody offered to introduce you to somebody, or could."""
    by = get_object_or_404(Contact.objects.of(request.user).select_related("notebook"), pk=pk)
    form = IntroductionForm(request.POST or None, initial={"whose": request.GET.get("whose", "offered")})
    if form.is_valid():
        try:
            made = noted(by, at=timezone.now(), **form.cleaned_data)
        except IntroductionError as error:
            form.add_error("name", error.sentence)
        else:
            return redirect("introduction", made.pk)
    context = {"form": form, "about": by, "back": by.get_absolute_url(), "submit": "Note the introduction"}
    context["heading"] = f"To whom does {by.first_name} open the door?"
    return page(request, "people/fact.html", context, status=422 if form.is_bound else 200)


@require_POST
def introduction_wish(request: Request, pk: UUID) -> HttpResponse:
    """You would like this contact to introduce you to another of your contacts."""
    by = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    to = get_object_or_404(Contact.objects.of(request.user), pk__in=ids(request.POST.getlist("contact")[:1]))
    try:
        return redirect("introduction", wish(by, to, at=timezone.now()).pk)
    except IntroductionError as error:
        flash(request, error.sentence)
        return redirect(by)


@require_http_methods(["GET", "POST"])
def introduction_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct when it happened, or that it did not."""
    found = _introduction(request, pk)
    form = DaysForm(found, request.POST or None)
    if form.is_valid():
        correct(found, form.days, at=timezone.localtime(), **form.other)
        return _said(request, found)
    context = {"form": form, "introduction": found}
    return page(request, "people/introduction_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def introduction_stage(request: Request, pk: UUID, stage: str) -> HttpResponse:
    """It happened."""
    found = _introduction(request, pk)
    found.reach(_stage(stage), at=timezone.now())
    return _said(request, found)


@require_POST
def stage_removal(request: Request, pk: UUID, stage: str) -> HttpResponse:
    """It did not happen, or not yet."""
    found = _introduction(request, pk)
    found.take_back(_stage(stage), at=timezone.now())
    return _said(request, found)


@require_POST
def introduction_closing(request: Request, pk: UUID) -> HttpResponse:
    """Nothing will come of it."""
    found = _introduction(request, pk)
    found.close(at=timezone.now())
    return _said(request, found)


@require_POST
def introduction_reopening(request: Request, pk: UUID) -> HttpResponse:
    """Something may come of it after all."""
    found = _introduction(request, pk)
    found.reopen(at=timezone.now())
    return _said(request, found)


def _introduction(request: Request, pk: UUID) -> Introduction:
    rows = Introduction.objects.of(request.user).select_related("by", "to")
    found: Introduction = get_object_or_404(rows, pk=pk)
    return found


def _stage(stage: str) -> str:
    if stage not in (*STAGES, CHECKED_IN):
        raise Http404
    return stage


def _said(request: Request, found: Introduction) -> HttpResponse:
    flash(request, "Noted.", undo=way_back(found))
    return redirect("introduction", found.pk)
