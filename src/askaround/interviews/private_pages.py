"""What stands around a private page: the link is read, the flood is held back, and nothing of it is kept anywhere.

A wrong link costs one HMAC and a short page, and the database hears nothing of it. A right one may be opened 60 times a
minute from one address and 240 times from all together, and posted to 20 times in a quarter of an hour: the counts lie
in the cache of the process, as those of wrong passwords do, so that no visit writes.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from askaround.outreach.models import Offer

from .private_links import offer_id, reachable

LOOKS, LOOKS_OF_ALL, LOOKS_WITHIN = 60, 240, timedelta(minutes=1)
POSTS, POSTS_WITHIN = 20, timedelta(minutes=15)
# More than two fields of text can hold is no form of ours.
MOST_BYTES = 32 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
View = Callable[[HttpRequest, Offer], HttpResponse]


def behind_link(*methods: str) -> Callable[[View], Callable[[HttpRequest, str], HttpResponse]]:
    """A page that the holder of an offer's link may open, and nobody else; without session, cookie or referrer.

    No form of it carries a CSRF token: that needs a cookie, and guards what a browser is signed in to. Here nobody is
    signed in. The address itself is the permission, and a foreign page that knows it needs no browser of theirs.
    """

    def behind(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            answer = _answer(view, methods, request, token)
            for name, value in HEADERS.items():
                answer.headers[name] = value
            # Django logs the address of what it refuses; this one is a secret.
            answer._has_been_logged = True  # type: ignore[attr-defined]
            return answer

        return opened

    return behind


def too_often(what: str, who: str, most: int, within: timedelta) -> bool:
    """Count one more of `what` from `who`; True when they are more than `most` within the time."""
    key = f"{what}-" + hashlib.sha256(who.encode()).hexdigest()
    if cache.add(key, 1, within.total_seconds()):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two
        return False


def _answer(view: View, methods: tuple[str, ...], request: HttpRequest, token: str) -> HttpResponse:
    """What the door says: the link first, then how often, then the view."""
    key = offer_id(token) if reachable() else None
    if key is None:
        return _nothing_here()
    if request.method not in methods:
        return HttpResponseNotAllowed(methods)
    held_back = _held_back(request, key.hex)
    if held_back is not None:
        return held_back
    offer = _offer(key)
    return view(request, offer) if offer is not None else _nothing_here()


def _held_back(request: HttpRequest, offer: str) -> HttpResponse | None:
    """429 for who comes too often, before anything is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse("That is too much.", status=413, content_type="text/plain")
    here = f"{offer} {request.META.get('REMOTE_ADDR', '')}"
    over = too_often("looks", here, LOOKS, LOOKS_WITHIN) or too_often("looks-all", offer, LOOKS_OF_ALL, LOOKS_WITHIN)
    if request.method == "POST":
        over = too_often("posts", here, POSTS, POSTS_WITHIN) or over
    if not over:
        return None
    slower = HttpResponse("Too many visits at once. Try again in a minute.", status=429, content_type="text/plain")
    slower.headers["Retry-After"] = "60"
    return slower


def _offer(key: Any) -> Offer | None:
    rows = Offer.objects.filter(pk=key, contact__trashed_at__isnull=True, contact__do_not_contact_at__isnull=True)
    found: Offer | None = rows.select_related("contact", "ask").first()
    return found


def _nothing_here() -> HttpResponse:
    return HttpResponse(render_to_string("interviews/private_nothing.html"), status=404)
