"""The network's page."""

from calendar import monthrange
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.web.pages import page

from .growing import network_of


@require_safe
def network(request: Request) -> HttpResponse:
    """Who led to whom, now or at the end of a month."""
    month = _month(request.GET.get("until", ""))
    found = network_of(request.user, until=month and month.replace(day=monthrange(month.year, month.month)[1]))
    return page(request, "network/network.html", {"network": found, "month": month})


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
