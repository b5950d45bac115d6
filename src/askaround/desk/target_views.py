"""A target's page, whom to ask first over all targets, and the way into an ask: each warns of asking too early."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from askaround.accounts.doors import Request
from askaround.outreach.views import begin
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from askaround.targets.models import Target
from askaround.web.pages import page

from .target_page import TargetPage, WhomFirst, warned_before_asking


@require_safe
def target(request: Request, pk: UUID) -> HttpResponse:
    """One target: how it fits, whom to ask first, and whom you know there."""
    rows = Target.objects.in_active(request.user).select_related("industry", "organization", "campaign")
    found = get_object_or_404(rows, pk=pk)
    it = TargetPage.of(request.user, found, timezone.localtime())
    return page(request, "desk/targets/target.html", {"it": it, "target": found})


@require_safe
def whom_first(request: Request) -> HttpResponse:
    """Whom to ask first, over all targets, and why."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    it = WhomFirst.of(request.user, campaign, timezone.localtime())
    return page(request, "desk/targets/whom_first.html", {"it": it, "campaign": campaign})


@require_http_methods(["GET", "POST"])
def ask_new(request: Request, pk: UUID) -> HttpResponse:
    """Begin an ask; before the dream employer is used up as practice, say so."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    campaign = Campaign.objects.active_of(request.user)
    warned = warned_before_asking(request.user, campaign, contact, timezone.localtime())
    return begin(request, contact, campaign, template="desk/ask_new.html", more={"warned": warned})
