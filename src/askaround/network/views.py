"""The network's page."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.web.pages import page

from .growing import grown, until
from .months import strip
from .opening import Opening
from .picture import Picture


@require_safe
def network(request: Request) -> HttpResponse:
    """Who led to whom, now or at the end of a month."""
    now, opening = timezone.now(), Opening.read(request.GET)
    whole = grown(request.user, now=now)
    then = until(whole, opening.moment(now)) if opening.month else whole
    context = {
        "network": Picture(then, opening),
        "whole": Picture(whole, Opening()) if opening.month else None,
        "loops": whole.open_loops(),
        "strip": strip(whole.since.values(), opening, now),
        "opening": opening,
        "anybody": bool(whole.people),
    }
    return page(request, "network/network.html", context)
