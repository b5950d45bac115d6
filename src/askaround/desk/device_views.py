"""Browsers that get messages: added, tried, removed; and the script that shows the messages in them."""

from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.web.flash import flash

from .devices import DeviceError, add_device
from .models import Device
from .pushing import send_test
from .reminder_forms import DeviceForm
from .reminders import settings_of


@require_POST
def devices(request: Request) -> HttpResponse:
    """Another browser, with what it gave out when it let itself be reached."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        flash(request, "The browser gave no address that it could be reached at. Try again.")
        return redirect("reminders")
    agent = request.headers.get("User-Agent", "")
    try:
        kept = add_device(settings_of(request.user), **form.cleaned_data, agent=agent, at=timezone.now())
        flash(request, f"{kept.name} gets messages. Send yourself a test.")
    except DeviceError as error:
        flash(request, error.sentence)
    return redirect("reminders")


@require_POST
def device_test(request: Request, pk: UUID) -> HttpResponse:
    """A message to one browser, now."""
    found = get_object_or_404(Device.objects.of(request.user).select_related("notebook"), pk=pk)
    send_test(found, at=timezone.now())
    flash(request, "A test is on its way. What became of it stands in the log below.")
    return redirect("reminders")


@require_POST
def device_removal(request: Request, pk: UUID) -> HttpResponse:
    """No more messages to one browser."""
    found = get_object_or_404(Device.objects.of(request.user), pk=pk)
    found.delete()
    flash(request, f"{found.name} gets no more messages.")
    return redirect("reminders")


@require_safe
def push_worker(_request: Request) -> HttpResponse:
    """The script that shows messages. Its address is its scope: it has nothing to do with any other page."""
    path = finders.find("desk/push-worker.js")
    if not isinstance(path, str):
        raise Http404
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
