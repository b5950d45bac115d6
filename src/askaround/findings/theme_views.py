"""The doors of one theme: rename it, merge it, move its notes, turn them round, take them out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import likening, quoting, theming
from .forms import MergeForm, MoveForm, ThemeForm
from .knowing import links_of
from .models import Theme, ThemeNote

QUOTES_A_PAGE = 40


@require_POST
def new_theme(request: Request) -> HttpResponse:
    """A theme without notes yet."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return page(request, "findings/new_theme.html", {"form": form}, status=422)
    return redirect("theme", theming.make_theme(campaign, form.cleaned_data["name"], at=timezone.now()).pk)


@require_http_methods(["GET", "POST"])
def theme(request: Request, pk: UUID) -> HttpResponse:
    """One theme with its quotes; posting renames it."""
    found = _theme(request, pk)
    form = ThemeForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_valid() and _did(form, "name", theming.rename, found, form.cleaned_data["name"], at=timezone.now()):
        flash(request, "Theme renamed.")
        return redirect("theme", pk)
    return _theme_page(request, found, form, status=422 if form.is_bound else 200)


@require_POST
def merging(request: Request, pk: UUID) -> HttpResponse:
    """Two themes that say the same become one."""
    found = _theme(request, pk)
    form = MergeForm(found, request.POST)
    if not form.is_valid():
        return _theme_page(request, found, ThemeForm(initial={"name": found.name}), merge=form, status=422)
    other = form.cleaned_data["other"]
    batch = theming.merge(found, other, at=timezone.now())
    flash(request, f"“{other.name}” is part of “{found.name}” now.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("theme", pk)


@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """Take a theme away; its notes wait to be sorted."""
    found = _theme(request, pk)
    batch = theming.remove_theme(found, at=timezone.now())
    flash(request, f"“{found.name}” is gone; its notes wait.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("findings")


@require_POST
def moving(request: Request, pk: UUID) -> HttpResponse:
    """Ticked notes go to another theme, or become one of their own."""
    found = _theme(request, pk)
    form = MoveForm(found, request.POST)
    if not form.is_valid():
        return _theme_page(request, found, ThemeForm(initial={"name": found.name}), move=form, status=422)
    into, batch = theming.move(found, at=timezone.now(), **form.cleaned_data)
    flash(request, f"Moved to “{into.name}”.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("theme", pk)


@require_POST
def note_removal(request: Request, pk: UUID) -> HttpResponse:
    """This note does not belong here."""
    row = get_object_or_404(ThemeNote.objects.of(request.user), pk=pk)
    batch = theming.take_out(row, at=timezone.now())
    flash(
        request, "Taken out; it will not be proposed for this theme again.", undo=reverse("batch-undo", args=[batch.pk])
    )
    return redirect(_way(request) or reverse("theme", args=[row.theme_id]))


@require_POST
def note_side(request: Request, pk: UUID) -> HttpResponse:
    """This note says the contrary, or does not after all."""
    row = get_object_or_404(ThemeNote.objects.of(request.user), pk=pk)
    theming.turn(row, at=timezone.now())
    return redirect("theme", row.theme_id)


def _theme(request: Request, pk: UUID) -> Theme:
    found: Theme = get_object_or_404(Theme.objects.of(request.user).select_related("campaign"), pk=pk)
    return found


def _theme_page(
    request: Request,
    found: Theme,
    form: ThemeForm,
    *,
    merge: MergeForm | None = None,
    move: MoveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = Paginator(quoting.quotes(found), QUOTES_A_PAGE).get_page(request.GET.get("page"))
    context = {"theme": found, "rows": rows, "form": form, "merge": merge or MergeForm(found), "links": links_of(found)}
    context |= {"move": move or MoveForm(found), "ticked": set(request.POST.getlist("rows"))}
    context["near"] = likening.nearest(found) if likening.is_alone(found) else []
    return page(request, "findings/theme.html", context, status=status)


def _way(request: Request) -> str:
    """Back to the page of proposals, when it was done there."""
    return reverse("proposals") if request.POST.get("from") == "proposals" else ""


def _did(form: Any, field: str, verb: Callable[..., object], *args: object, **kwargs: object) -> bool:
    try:
        verb(*args, **kwargs)
    except theming.ThemeError as error:
        form.add_error(field, error.sentence)
        return False
    return True
