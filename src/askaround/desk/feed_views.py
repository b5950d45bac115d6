"""The calendar feed: read by calendar programs without a sign-in, made and ended by its seeker."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.web.flash import flash

from . import feed as feeding
from .reminders import settings_of

# Nobody between the program and us keeps it; the program asks each time whether it has changed.
KEEP = {
    "Cache-Control": "private, no-cache, max-age=0",
    "CDN-Cache-Control": "no-store",
    "Surrogate-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an unguessable address; 304 when the program has it already."""
    kept = feeding.settings_behind(token)
    if kept is None:
        raise Http404
    body = feeding.feed(kept, now=timezone.now())
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    answer = HttpResponseNotModified() if known & {etag, "*"} else HttpResponse(body, "text/calendar; charset=utf-8")
    for name, value in {"ETag": etag, **KEEP}.items():
        answer.headers[name] = value
    return answer


@require_POST
def feed_address(request: Request) -> HttpResponse:
    """A feed, or another address for it: the old one is dead."""
    feeding.renew(settings_of(request.user), at=timezone.now())
    flash(request, "The calendar has a new address. The one before, if there was one, leads nowhere now.")
    return redirect("reminders")


@require_POST
def feed_end(request: Request) -> HttpResponse:
    """No feed any more."""
    feeding.end(settings_of(request.user), at=timezone.now())
    flash(request, "The calendar feed is off. Programs that read it find nothing from now on.")
    return redirect("reminders")
