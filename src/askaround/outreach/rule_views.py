"""Every rule of the review with its reason and samples, and what one campaign makes of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import switching
from .forms import ReviewChoicesForm, SwitchForm
from .review import RULES, Practised


@require_safe
def review_rules(request: Request) -> HttpResponse:
    """The rules by what they are about, each with its switch; the settings above them."""
    campaign = Campaign.objects.active_of(request.user)
    practised = Practised.read(campaign.practice if campaign else None)
    groups = switching.groups(practised)
    switches = [switch for group in groups for switch in group.switches]
    facts = {
        "campaign": campaign,
        "groups": groups,
        "form": ReviewChoicesForm(practised=practised),
        "count": len(RULES),
        "other": sum(not switch.standard for switch in switches),
        "weakened": [switch for switch in switches if switch.weakened],
    }
    return page(request, "outreach/review_rules.html", facts)


@require_POST
def review_switch(request: Request) -> HttpResponse:
    """Switch one rule for the campaign."""
    campaign, form = _campaign(request), SwitchForm(request.POST)
    rule = switching.rule_of(request.POST.get("rule", ""))
    if rule is None or not form.is_valid():
        raise Http404
    if switching.switch(campaign, rule, form.cleaned_data["state"], at=timezone.now()):
        flash(request, f"“{rule.name}” is {form.said} in “{campaign.name}”.", undo=way_back(campaign))
    return redirect(f"{reverse('review-rules')}#{rule.id}")


@require_POST
def review_choices(request: Request) -> HttpResponse:
    """Keep the settings where sources differ."""
    campaign = _campaign(request)
    form = ReviewChoicesForm(request.POST, practised=Practised.read(campaign.practice))
    if form.is_valid() and switching.choose(campaign, form.cleaned_data, at=timezone.now()):
        flash(request, f"Kept for “{campaign.name}”.", undo=way_back(campaign))
    return redirect("review-rules")


def _campaign(request: Request) -> Campaign:
    found = Campaign.objects.active_of(request.user)
    if found is None:
        raise Http404
    return found
