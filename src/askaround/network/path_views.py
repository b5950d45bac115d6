"""Ways to whom or where the seeker wants to go."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.people.listing import ids
from askaround.web.pages import page

from .reaching import found_by_name, reach, sought_by


@require_safe
def paths(request: Request) -> HttpResponse:
    """The best ways to one contact, target or organization; before that, the choice of whom the words mean."""
    if "to" not in request.GET:
        return _whom(request, request.GET.get("whom", "")[:200])
    keys = ids([request.GET["to"]])
    sought = sought_by(request.user, keys[0]) if keys else None
    if sought is None:
        raise Http404
    return page(request, "network/paths.html", {"it": reach(request.user, sought, timezone.now()), "sought": sought})


def _whom(request: Request, whom: str) -> HttpResponse:
    found = found_by_name(request.user, whom)
    if len(found) == 1:
        return redirect(f"{reverse('paths')}?to={found[0].key}")
    return page(request, "network/whom_page.html", {"whom": whom, "found": found})
