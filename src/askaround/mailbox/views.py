"""The pages of the mail account: set one up, mend it, remove it, and see how it goes."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import setting_up
from .forms import AccountForm, AddressForm
from .guessing import provider_of, servers_of
from .models import Delivery, MailAccount, Way

RECENT = 10


@require_safe
def mail(request: Request) -> HttpResponse:
    """The accounts, when each was last looked at, and what went out last."""
    accounts = list(MailAccount.objects.of(request.user)[:20])
    sent = Delivery.objects.of(request.user).defer("content").order_by("-due_at")[:RECENT]
    facts = {"accounts": accounts, "deliveries": sent, "form": AddressForm(), "heading": _heading(accounts)}
    return page(request, "mailbox/mail.html", facts)


@require_http_methods(["GET", "POST"])
def mail_new(request: Request) -> HttpResponse:
    """After the address: the password and the guessed servers, tried before they are kept."""
    if request.method == "POST":
        return _tried(request, AccountForm(request.POST))
    start = AddressForm(request.GET)
    if not start.is_valid():
        return redirect("mail")
    email = start.cleaned_data["email"]
    return _form(request, AccountForm(initial=servers_of(email) | {"name": request.user.get_full_name()}), email)


@require_http_methods(["GET", "POST"])
def mail_edit(request: Request, pk: UUID) -> HttpResponse:
    """Another password, or other servers, for an account that is there."""
    account = _account(request, pk)
    if request.method == "POST":
        return _tried(request, AccountForm(request.POST))
    initial = {name: getattr(account, name) for name in setting_up.FIELDS}
    return _form(request, AccountForm(initial=initial), account.email)


@require_POST
def mail_removal(request: Request, pk: UUID) -> HttpResponse:
    """Forget the account and its password; the answers that came stay."""
    account = _account(request, pk)
    setting_up.remove(account, at=timezone.now())
    flash(request, f"{account.email} is removed, its password with it.", undo=way_back(account))
    return redirect("mail")


def _tried(request: Request, form: AccountForm) -> HttpResponse:
    notebook = request.user.active_notebook
    if notebook is None or not form.is_valid():
        return _form(request, form, form.data.get("email", ""))
    given = form.cleaned_data
    fields = {name: given[name] for name in setting_up.FIELDS if name in given} | {"way": Way.PASSWORD}
    account = setting_up.drafted(notebook, fields, secret=given["password"], at=timezone.now())
    wrong = setting_up.try_out(account)
    for field, sentence in wrong.items():
        form.add_error(field, sentence)
    if wrong:
        return _form(request, form, given["email"])
    setting_up.keep(account, at=timezone.now())
    flash(request, f"{account.email} works: letters can leave by it, and answers are found.")
    return redirect("mail")


def _form(request: Request, form: AccountForm, email: str) -> HttpResponse:
    provider = provider_of(email)
    facts = {"form": form, "email": email, "provider": provider}
    facts["microsoft"] = bool(provider and provider.way == Way.MICROSOFT)
    facts["ways"] = [way for way in (Way.GOOGLE, Way.MICROSOFT) if settings.MAIL_SIGN_IN[way]["client_id"]]
    return page(request, "mailbox/new.html", facts, status=422 if form.is_bound else 200)


def _account(request: Request, pk: UUID) -> MailAccount:
    found: MailAccount = get_object_or_404(MailAccount.objects.of(request.user), pk=pk)
    return found


def _heading(accounts: list[MailAccount]) -> str:
    broken = next((each for each in accounts if each.broken_since or not each.secret), None)
    if broken:
        return f"{broken.email} does not work any more."
    if accounts:
        return "Letters leave from here, and answers are found."
    return "Send from here, and have answers found."
