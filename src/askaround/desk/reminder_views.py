"""The page of reminders: what is on, what went, and what of it may be changed."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.mailbox.models import MailAccount
from askaround.mailbox.posting import account_of
from askaround.web.flash import flash
from askaround.web.pages import page

from .devices import public_key
from .digest_sending import host_address
from .feed import address_of
from .models import Device
from .reminder_forms import DigestForm, FeedForm, MessagesForm
from .reminders import heading_of, keep, log_of, mail_page, settings_of


@require_safe
def reminders(request: Request) -> HttpResponse:
    """How the seeker is reminded beside Today, and what went in the last 30 days."""
    return _page(request)


@require_POST
def digest_choice(request: Request) -> HttpResponse:
    """On which days a digest comes, and when."""
    return _kept(request, "digest_form", DigestForm(request.POST), "Your digest is set.")


@require_POST
def messages_choice(request: Request) -> HttpResponse:
    """What messages come for, what they say, and when it is quiet."""
    return _kept(request, "messages_form", MessagesForm(request.POST), "Your messages are set.")


@require_POST
def feed_telling(request: Request) -> HttpResponse:
    """How much the calendar tells."""
    return _kept(request, "feed_form", FeedForm(request.POST), "The calendar tells that much from its next look on.")


def _kept(request: Request, name: str, form: Any, said: str) -> HttpResponse:
    """Keep what was chosen in one of the page's forms."""
    if not form.is_valid():
        return _page(request, **{name: form})
    kept = settings_of(request.user)
    if keep(kept, at=timezone.now(), **form.chosen):
        flash(request, said, undo=way_back(kept))
    return redirect("reminders")


def _page(request: Request, **forms: Any) -> HttpResponse:
    kept, log = settings_of(request.user), log_of(request.user, now=timezone.now())
    devices, accounts = list(Device.objects.of(request.user)), list(MailAccount.objects.of(request.user))
    account = account_of(request.user.active_notebook_id)
    context = {
        "kept": kept, "log": log, "local": settings.LOCAL, "address": address_of(kept), "devices": devices,
        "account": account, "broken": next(iter(accounts), None) if account is None else None,
        "mail_url": mail_page(), "host_address": host_address(request.user), "push_key": public_key(),
        "heading": heading_of(kept, log, devices=len(devices)), "digest_form": DigestForm(instance=kept),
        "messages_form": MessagesForm(instance=kept), "feed_form": FeedForm(instance=kept), **forms,
    }  # fmt: skip
    return page(request, "desk/reminders.html", context, status=422 if forms else 200)
