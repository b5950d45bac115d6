"""Who gets past the second door: paired phones, and for five minutes whoever holds a QR code. Nobody else sees a thing.

The listener marks each request that comes in by it. The gate stands before everything else, so that what is behind it
need not know that there are two doors; a request by the first door passes untouched.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from .models import PairedDevice, User
from .pairing import device_with, open_offer, waiting_with

# The prefix makes browsers take them over TLS alone, for this very host and every path of it.
DEVICE_COOKIE = "__Host-askaround-device"
OFFER_COOKIE = "__Host-askaround-offer"
HOSTS = "askaround.hosts"
# Answers to strangers from one address in a minute; then only that it is too much.
MOST, WITHIN = 60, 60
# What stays with the computer: passwords, everything at once, and who may come in.
AT_THE_COMPUTER = (
    "/calendars/", "/export/", "/mail/", "/open/", "/people/address-books/", "/phone/", "/settings/", "/sign-in/",
    "/sign-out/",
)  # fmt: skip
FOR_THE_PHONE = frozenset({"phone-here", "phone-authority", "phone-leaving", "phone-pairing", "phone-waiting"})
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class PhoneRequest(WSGIRequest):
    """A request that came in by the second door."""

    device: PairedDevice | None = None

    def get_host(self) -> str:
        """The name and port that it was called by: one of the door's own, none of `ALLOWED_HOSTS`."""
        host: str = self.META.get("HTTP_HOST", "")
        if host not in self.META.get(HOSTS, ()):
            raise DisallowedHost("The second door is not called so.")
        return host


class PhoneGate:
    """Stands first. It lets a paired phone through, and a pairing one as far as its two pages."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request, PhoneRequest):
            return self.answer(request)
        if request.META.get("HTTP_HOST", "") not in request.META[HOSTS]:
            return _closed(request, status=400)
        request.device = device_with(request.COOKIES.get(DEVICE_COOKIE, ""), at=timezone.now())
        if request.device is None and not _may_pair(request):
            return _closed(request)
        return _over_tls_alone(self.answer(request))

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """A paired phone has the whole app, but for what stays with the computer."""
        if not isinstance(request, PhoneRequest) or request.device is None:
            return None
        match = request.resolver_match
        if match is None or match.url_name in FOR_THE_PHONE or not request.path_info.startswith(AT_THE_COMPUTER):
            return None
        return HttpResponse(render_to_string("accounts/phone/at_the_computer.html", request=request), status=403)


class SignedByDevice:
    """By the second door somebody is who their phone is paired for, whatever a session says."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request, PhoneRequest):
            from django.contrib.auth.models import AnonymousUser

            user: User | AnonymousUser = request.device.user if request.device else AnonymousUser()
            request.user = user
        return self.answer(request)


def by_the_second_door(request: HttpRequest) -> bool:
    """True for a request that came in by the phone's door."""
    return isinstance(request, PhoneRequest)


def _may_pair(request: PhoneRequest) -> bool:
    """The two pages of pairing and the files that they load, for who holds an open code or waits for a yes."""
    now = timezone.now()
    if request.path_info.startswith(str(settings.STATIC_URL)):
        offered = open_offer(request.COOKIES.get(OFFER_COOKIE, ""), at=now)
        return bool(offered or waiting_with(request.COOKIES.get(DEVICE_COOKIE, ""), at=now))
    if request.path_info == reverse("phone-waiting"):
        return waiting_with(request.COOKIES.get(DEVICE_COOKIE, ""), at=now) is not None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return match.url_name == "phone-pairing" and open_offer(match.kwargs["token"], at=now) is not None


def _closed(request: PhoneRequest, *, status: int = 403) -> HttpResponse:
    """The one page that a stranger gets, whatever was asked for. The connection ends with it: no body is read."""
    if _too_many(request.META.get("REMOTE_ADDR", "")):
        answer = HttpResponse("Too many requests. Wait a minute.\n", content_type="text/plain", status=429)
    else:
        answer = HttpResponse(render_to_string("accounts/phone/closed.html"), status=status)
    answer.headers["Content-Security-Policy"] = _NOTHING
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Connection"] = "close"
    if request.headers.get("HX-Request"):
        # A page that asks for itself learns that it is over, too.
        answer.headers["HX-Refresh"] = "true"
    return answer


def _too_many(address: str) -> bool:
    key = f"second-door-{address}"
    if cache.add(key, 1, WITHIN):
        return False
    try:
        return int(cache.incr(key)) > MOST
    except ValueError:  # the minute passed between the two
        return False


def _over_tls_alone(answer: HttpResponseBase) -> HttpResponseBase:
    """Every cookie that is set by this door: the session's and the forms', too."""
    for cookie in answer.cookies.values():
        cookie["secure"] = True
    return answer
