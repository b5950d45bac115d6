"""The dream list: adding, ranking, taking off. A target's own page is `desk`'s, which knows whom to ask first."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.people.listing import ids
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import dreaming
from .aiming import add_target, move, order
from .forms import OrderForm, PlaceForm, TargetForm, WhyForm
from .models import Target


@require_safe
def targets(request: Request) -> HttpResponse:
    """Industries, organizations and jobs, ranked, each with whom you know there."""
    if Campaign.objects.active_of(request.user) is None:
        return redirect("first-steps")
    return _dream_list(request)


@require_POST
def target_new(request: Request) -> HttpResponse:
    """One more line."""
    campaign = get_object_or_404(Campaign.objects.of(request.user).select_related("notebook"), active=True)
    form = TargetForm(request.POST)
    if form.is_valid():
        made = add_target(campaign, form.cleaned_data["kind"], form.cleaned_data["name"], at=timezone.now())
        return redirect(reverse("targets") + f"#{made.kind}")
    return _dream_list(request, wrong=form, status=422)


@require_http_methods(["GET", "POST"])
def target_edit(request: Request, pk: UUID) -> HttpResponse:
    """Say why it is on the list."""
    found = _target(request, pk)
    form = WhyForm(request.POST or None, initial={"why": found.why})
    if form.is_valid():
        recording.change(found, at=timezone.now(), why=form.cleaned_data["why"])
        return redirect("target", pk)
    return page(request, "targets/edit.html", {"form": form, "target": found}, status=422 if form.is_bound else 200)


@require_POST
def target_rank(request: Request, pk: UUID) -> HttpResponse:
    """Dearer, or less dear."""
    found = _target(request, pk)
    form = PlaceForm(request.POST)
    if form.is_valid() and (batch := move(found, form.cleaned_data["place"], at=timezone.now())):
        said = f"{found.name} is number {form.cleaned_data['place']} now."
        flash(request, said, undo=reverse("batch-undo", args=[batch.pk]))
    return redirect(reverse("targets") + f"#{found.kind}")


@require_POST
def target_order(request: Request) -> HttpResponse:
    """The whole order of one list, as it was dragged."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), active=True)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return redirect("targets")
    kind = form.cleaned_data["kind"]
    if batch := order(campaign, kind, ids(request.POST.getlist("target")), at=timezone.now()):
        flash(request, "The order is kept.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect(reverse("targets") + f"#{kind}")


@require_POST
def target_removal(request: Request, pk: UUID) -> HttpResponse:
    """Off the list; whom you know there stays."""
    found = _target(request, pk)
    recording.remove(found, at=timezone.now())
    flash(request, f"{found.name} is off your list.", undo=way_back(found))
    return redirect("targets")


def _target(request: Request, pk: UUID) -> Target:
    rows = Target.objects.in_active(request.user).select_related("industry", "organization", "campaign")
    found: Target = get_object_or_404(rows, pk=pk)
    return found


def _dream_list(request: Request, *, wrong: TargetForm | None = None, status: int = 200) -> HttpResponse:
    rows = Target.objects.in_active(request.user).select_related("industry", "organization")
    lists = dreaming.dream_lists(rows, now=timezone.now())
    ranked = any(each.lines for each in lists)
    context = {"lists": lists, "heading": dreaming.heading(lists), "wrong": wrong, "ranked": ranked}
    return page(request, "targets/list.html", context, status=status)
