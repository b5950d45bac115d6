"""The way to Google or Microsoft and back."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from askaround.accounts.doors import Request
from askaround.web.flash import flash
from askaround.web.pages import page

from . import setting_up
from .forms import AddressForm
from .guessing import servers_of, servers_of_way
from .models import MailAccount, Way

KEY = "mail-sign-in"


@require_safe
def mail_sign_in(request: Request, way: str) -> HttpResponse:
    """On to the provider. What is needed on the way back is kept in the session."""
    from . import signing_in

    form = AddressForm(request.GET)
    if way not in {Way.GOOGLE, Way.MICROSOFT} or not signing_in.is_offered(way):
        raise Http404
    if not form.is_valid():
        return redirect("mail")
    address, request.session[KEY] = signing_in.begin(way, form.cleaned_data["email"])
    return redirect(address)


@require_http_methods(["GET", "POST"])
def mail_signed_in(request: Request) -> HttpResponse:
    """Back from the provider: one more click keeps the account, since opening a page writes nothing."""
    given = request.POST if request.method == "POST" else request.GET
    kept = request.session.get(KEY)
    if not kept or not secrets.compare_digest(given.get("state", ""), kept["state"]) or not given.get("code"):
        flash(request, "It was not connected. Nothing was kept.")
        return redirect("mail")
    if request.method == "GET":
        return page(request, "mailbox/signed_in.html", {"kept": kept, "code": given["code"]})
    del request.session[KEY]
    return _connected(request, kept, given["code"])


def _connected(request: Request, kept: dict[str, str], code: str) -> HttpResponse:
    from . import signing_in
    from .reaching import MailError

    notebook = request.user.active_notebook
    assert notebook is not None
    fields = servers_of(kept["email"]) | servers_of_way(kept["way"]) | {"way": kept["way"]}
    try:
        secret = signing_in.finish(kept, code)
        account: MailAccount = setting_up.drafted(notebook, fields, secret=secret, at=timezone.now())
        signing_in.forget(account)
        wrong = setting_up.try_out(account)
    except MailError as error:
        wrong = {"": error.sentence}
    if wrong:
        flash(request, " ".join(wrong.values()))
        return redirect("mail")
    setting_up.keep(account, at=timezone.now())
    flash(request, f"{account.email} works: letters can leave by it, and answers are found.")
    return redirect("mail")
