"""The page of the seeker's own numbers."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from askaround.accounts.doors import Request
from askaround.purpose.models import Campaign
from askaround.web.pages import page

from .own_numbers import own_numbers


@require_GET
def own_numbers_page(request: Request) -> HttpResponse:
    """Asked, answered, met; by kind, with how sure it is; and how many more to ask."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    return page(request, "desk/own_numbers.html", {"numbers": own_numbers(request.user, campaign)})
