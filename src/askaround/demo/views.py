"""Look around first: the demo notebook, built and thrown away with one click."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash
from askaround.web.pages import page

from .building import build, throw_away


@require_http_methods(["GET", "POST"])
def demo(request: Request) -> HttpResponse:
    """What the demo is; POST builds it, in a notebook of its own, and opens that."""
    if request.method == "POST":
        build(request.user, now=timezone.now())
        flash(request, "This is the demo: everybody in it is invented. Change what you like.")
        return redirect("today")
    return page(request, "demo/demo.html")


@require_POST
def demo_removal(request: Request) -> HttpResponse:
    """Throw the demo away and go back to the seeker's own notebook."""
    throw_away(request.user)
    flash(request, "The demo is gone. This is your own notebook.")
    return redirect("today")
