"""The way in and out, and what a user sets for themselves."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from askaround.web.flash import flash
from askaround.web.pages import page

from . import trying
from .doors import Request, notebooks_of
from .forms import GuessedZoneForm, SettingsForm
from .links import from_this_machine, use_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """On the seeker's own laptop: how to get a link. For hosts: a name and a password."""
    if settings.LOCAL:
        return page(request, "accounts/ask_for_link.html", status=200 if request.method == "GET" else 405)
    name, address = request.POST.get("username", ""), request.META.get("REMOTE_ADDR", "")
    if trying.too_many(name, address):
        return page(request, "accounts/sign_in.html", {"form": AuthenticationForm(request), "wait": True}, status=429)
    form = AuthenticationForm(request, request.POST or None)
    if form.is_valid():
        trying.forget(name, address)
        login(request, form.get_user())
        return redirect(_wanted(request))
    if form.is_bound:
        trying.count_wrong(name, address)
    return page(request, "accounts/sign_in.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link from the terminal: GET shows a button that presses itself, POST signs in."""
    if not settings.LOCAL or not from_this_machine(request.META.get("REMOTE_ADDR", "")):
        return page(request, "accounts/ask_for_link.html", {"refused": True}, status=403)
    if request.method == "GET":
        return page(request, "accounts/open.html")
    user = use_link(token, at=timezone.now())
    if user is None:
        return page(request, "accounts/ask_for_link.html", {"refused": True}, status=403)
    login(request, user, backend=BACKEND)
    return redirect("today")


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Out; the data stays. The page after it has the browser forget what was put by for use without a network."""
    logout(request)
    return redirect(f"{reverse('sign-in')}?out=1")


@require_http_methods(["GET", "POST"])
def settings_page(request: Request) -> HttpResponse:
    """The user's own settings, their notebooks, and the ways to their data."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.keep()
        flash(request, "Your settings are saved.")
        return redirect("settings")
    context = {"form": form, "notebooks": notebooks_of(request.user), "local": settings.LOCAL}
    return page(request, "accounts/settings.html", context, status=422 if form.is_bound else 200)


@require_POST
def preferences(request: Request) -> HttpResponse:
    """The browser's guess of the zone: kept only while none is known."""
    form = GuessedZoneForm(request.POST)
    if form.is_valid() and not request.user.zone:
        request.user.zone = form.cleaned_data["guessed_zone"]
        request.user.save(update_fields=["zone"])
    return HttpResponse(status=204)


@require_POST
def notebook_opening(request: Request, pk: UUID) -> HttpResponse:
    """Open another of one's own notebooks."""
    notebook = get_object_or_404(notebooks_of(request.user), pk=pk)
    notebook.open_for(request.user)
    flash(request, f"“{notebook.name}” is open.")
    return redirect("today")


def _wanted(request: HttpRequest) -> str:
    """Where they were going when the door was closed; Today unless it is a page of ours."""
    there = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if ours else "today"
