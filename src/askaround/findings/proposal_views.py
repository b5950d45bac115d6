"""The doors of proposals: have themes proposed, and go through what is new."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.meaning.embedding import model_missing
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page, wants_part

from . import theming
from .models import Theme
from .proposing import propose_later, standing_of
from .quoting import waiting

THEMES_A_PAGE = 8


@require_http_methods(["GET", "POST"])
def proposals(request: Request) -> HttpResponse:
    """Themes that were proposed and that nobody has looked at; posting has them proposed anew."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    if request.method == "POST":
        propose_later(campaign)
        return redirect("proposals")
    found = standing_of(campaign)
    context = {
        "themes": Paginator(waiting(campaign), THEMES_A_PAGE).get_page(request.GET.get("page")),
        "state": found, "running": bool(found and not found.finished and not found.failed), "missing": model_missing(),
    }  # fmt: skip
    if not context["running"] and wants_part(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return page(request, "findings/proposals.html", context, part="progress" if context["running"] else "")


@require_POST
def keeping(request: Request, pk: UUID) -> HttpResponse:
    """What was proposed for this theme belongs to it."""
    found = get_object_or_404(Theme.objects.of(request.user).select_related("campaign"), pk=pk)
    batch = theming.keep(found, at=timezone.now())
    flash(request, f"“{found.name}” is kept.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("proposals")
