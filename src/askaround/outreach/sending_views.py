"""The pages of sending: look once more, send, take it back, and say what became of a letter of which nobody knows."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.mailbox.posting import account_of
from askaround.web.flash import flash
from askaround.web.pages import page

from . import sending
from .letter_views import _facts, _letter, _saved
from .models import AskError, Letter


@require_http_methods(["GET", "POST"])
def letter_preview(request: Request, pk: str) -> HttpResponse:
    """Exactly what goes out, from whom to whom; what was typed on the letter's page is kept first."""
    found = _letter(request, pk)
    if request.method == "POST":
        problem = _saved(request, found)
        return problem or redirect("letter-preview", found.pk)
    if not sending.mailing_of(found).possible:
        return redirect(found)
    return _preview(request, found)


@require_POST
def letter_delivery(request: Request, pk: str) -> HttpResponse:
    """“Send now”: it leaves in ten seconds."""
    found = _letter(request, pk)
    version = request.POST.get("version", "")
    try:
        sending.send_now(found, version=int(version[:9]) if version.isdecimal() else 0, at=timezone.now())
    except AskError as error:
        return _preview(request, found, refused=error.sentence)
    sentence = f"It leaves for {found.contact.first_name} in ten seconds."
    flash(request, sentence, undo=reverse("letter-withdrawal", args=[found.pk]))
    return redirect(found)


@require_POST
def letter_withdrawal(request: Request, pk: str) -> HttpResponse:
    """Take it back before it leaves."""
    found = _letter(request, pk)
    try:
        sending.take_back(found, at=timezone.now())
        flash(request, "It stayed here. Nothing was sent.")
    except AskError as error:
        flash(request, error.sentence)
    return redirect(found)


@require_safe
def letter_on_its_way(request: Request, pk: str) -> HttpResponse:
    """How far it is, for the page that waits; once that is known the page is asked for anew."""
    found = _letter(request, pk)
    facts = _facts(found)
    if sending.mailing_of(found).under_way:
        return page(request, "outreach/on_its_way.html", facts)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def letter_arrival(request: Request, pk: str) -> HttpResponse:
    """“It is in my Sent folder.”"""
    found = _letter(request, pk)
    sending.say_it_arrived(found, at=timezone.now())
    return redirect(found)


@require_POST
def letter_second_try(request: Request, pk: str) -> HttpResponse:
    """“It is not there: send it again.”"""
    found = _letter(request, pk)
    sending.send_again(found, at=timezone.now())
    return redirect(found)


def _preview(request: Request, found: Letter, refused: str = "") -> HttpResponse:
    account = account_of(found.notebook_id)
    facts = _facts(found) | {"sender": sending.sender_of(account) if account else "", "refused": refused}
    return page(request, "outreach/preview.html", facts, status=422 if refused else 200)
