"""The page of calendars: connect one, look now, choose where interviews are put, remove it."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.accounts.forms import ServerPasswordForm
from askaround.accounts.models import Notebook
from askaround.accounts.sealing import UnreadableError, seal_facts, unseal_facts
from askaround.formats.caldav import Calendar
from askaround.history.undoing import way_back
from askaround.plain.fetching import FetchError
from askaround.web.flash import flash
from askaround.web.pages import page, wants_part

from . import connecting, looking
from .forms import FeedForm, FileForm, ServerForm
from .models import CalendarAccount
from .shown import heading_of, shown


@require_GET
def calendars(request: Request) -> HttpResponse:
    """Those that are connected, how that goes, and three ways to connect one more."""
    if wants_part(request):
        return page(request, "calendars/rows.html", _listed(request))
    return _page(request)


@require_POST
def calendar_feeds(request: Request) -> HttpResponse:
    """One more by its address, read at once."""
    form = FeedForm(request.POST)
    if form.is_valid():
        try:
            connecting.add_feed(_notebook(request), form.cleaned_data["feed"], name="", at=timezone.now())
        except FetchError as error:
            form.add_error("feed", error.sentence)
        else:
            return redirect("calendars")
    return _page(request, feed=form)


@require_POST
def calendar_files(request: Request) -> HttpResponse:
    """One more out of a file."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file, at = form.cleaned_data["file"], timezone.now()
        try:
            data = file.read(looking.MOST_BYTES + 1)
            connecting.add_file(_notebook(request), data, filename=file.name, name="", at=at)
        except FetchError as error:
            form.add_error("file", error.sentence)
        else:
            return redirect("calendars")
    return _page(request, file=form)


@require_POST
def calendar_servers(request: Request) -> HttpResponse:
    """The server is asked; of several calendars there some are chosen."""
    form = ServerForm(request.POST)
    found = form.found()[: connecting.MOST] if form.is_valid() else []
    if not found:
        return _page(request, server=form)
    password = form.cleaned_data["password"]
    if len(found) == 1:
        return _kept(request, found, form.user(), password)
    state = {"user": form.user(), "password": password, "found": [[c.url, c.name, c.writable] for c in found]}
    return page(request, "calendars/found.html", {"found": found, "state": seal_facts(state)})


@require_POST
def calendar_choice(request: Request) -> HttpResponse:
    """Those that were ticked."""
    try:
        state = unseal_facts(request.POST.get("state", ""))
    except UnreadableError:
        state = {}
    ticked = set(request.POST.getlist("calendar"))
    found = [Calendar(*each) for each in state.get("found", []) if each[0] in ticked]
    if not found:
        flash(request, "No calendar was ticked, so none was connected.")
        return redirect("calendars")
    return _kept(request, found, state["user"], state["password"])


@require_POST
def calendar_look(request: Request, pk: UUID) -> HttpResponse:
    """Read it now."""
    looking.look_later(_account(request, pk))
    return redirect("calendars")


@require_http_methods(["GET", "POST"])
def calendar_password(request: Request, pk: UUID) -> HttpResponse:
    """Another password, tried on the server before it is kept."""
    account = _account(request, pk)
    form = ServerPasswordForm(request.POST or None, initial={"username": account.username})
    if form.is_valid():
        given = form.cleaned_data
        try:
            connecting.find(account.url, **given)
        except FetchError as error:
            form.add_error("password", error.sentence)
        else:
            connecting.change_password(account, at=timezone.now(), **given)
            looking.look_later(account)
            return redirect("calendars")
    context = {"form": form, "account": account}
    return page(request, "calendars/password.html", context, status=422 if form.is_bound else 200)


@require_POST
def calendar_writing(request: Request, pk: UUID) -> HttpResponse:
    """Interviews are put here from now on; or nowhere."""
    account = _account(request, pk)
    if "none" in request.POST:
        connecting.choose_none(account, at=timezone.now())
        flash(request, f"No interviews are put into {account.name} any more; those ahead are taken out of it.")
        return redirect("calendars")
    try:
        connecting.choose(account, at=timezone.now())
    except FetchError as error:
        flash(request, error.sentence)
    else:
        flash(request, f"Interviews are put into {account.name} from now on.")
    return redirect("calendars")


@require_POST
def calendar_removal(request: Request, pk: UUID) -> HttpResponse:
    """Forget the calendar, its busy times and its password."""
    account = _account(request, pk)
    connecting.remove(account, at=timezone.now())
    flash(request, f"{account.name} is removed, and its busy times are forgotten.", undo=way_back(account))
    return redirect("calendars")


def _kept(request: Request, found: list[Calendar], username: str, password: str) -> HttpResponse:
    try:
        connecting.add_caldav(_notebook(request), found, username=username, password=password, at=timezone.now())
    except FetchError as error:
        flash(request, error.sentence)
    return redirect("calendars")


def _account(request: Request, pk: UUID) -> CalendarAccount:
    found: CalendarAccount = get_object_or_404(CalendarAccount.objects.of(request.user), pk=pk)
    return found


def _notebook(request: Request) -> Notebook:
    found: Notebook = get_object_or_404(Notebook, pk=request.user.active_notebook_id)
    return found


def _listed(request: Request) -> dict[str, Any]:
    accounts = list(CalendarAccount.objects.of(request.user).prefetch_related("events"))
    rows = shown(accounts, looking.looked_at(accounts), now=timezone.now())
    return {"rows": rows, "going": any(row.going for row in rows), "heading": heading_of(accounts)}


def _page(request: Request, **given: Form) -> HttpResponse:
    forms = {"feed": FeedForm(), "file": FileForm(), "server": ServerForm(), **given}
    return page(request, "calendars/page.html", {**_listed(request), **forms}, status=422 if given else 200)
