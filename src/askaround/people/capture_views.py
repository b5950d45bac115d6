"""Quick capture: a pasted text fills the form; a round writes down name after name of one kind of tie."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.formats.pasted import read_pasted
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import capturing
from .adding import AlreadyHere
from .forms import NewContactForm
from .models import Contact, Tie, TieKind

ROUND = 12


@require_POST
def pasted(request: Request) -> HttpResponse:
    """The form for somebody new, filled from what was pasted; nothing is kept yet."""
    text = request.POST.get("pasted", "")
    tie = request.POST.get("tie", "")
    form = NewContactForm(initial=capturing.form_of(read_pasted(text)) | {"tie": tie})
    return page(request, "people/new.html", {"form": form, "pasted": text}, part="fields")


@require_http_methods(["GET", "POST"])
def round_of(request: Request) -> HttpResponse:
    """One kind of tie at a time: a name, Enter, the next."""
    wanted = request.POST.get("tie") or request.GET.get("tie", "")
    kind = wanted if wanted in TieKind.values else "relative"
    text = request.POST.get("name", "").strip()[:300]
    notebook = request.user.active_notebook
    context: dict[str, Any] = {"kind": kind, "typed": "", "like": []}
    if text and notebook:
        context["like"] = [] if "sure" in request.POST else capturing.like(notebook, capturing.line_of(text)["name"])
        if not context["like"]:
            return _added(request, kind, text)
        context["typed"] = text
    rounds = capturing.rounds(notebook) if notebook else []
    ties = Tie.objects.of(request.user).filter(kind=kind, contact__trashed_at__isnull=True).select_related("contact")
    context |= {"rounds": rounds, "now": next((one for one in rounds if one.kind == kind), None)}
    context["written"] = list(ties.order_by("-created_at")[:ROUND])
    return page(request, "people/round.html", context, status=409 if context["like"] else 200)


def _added(request: Request, kind: str, text: str) -> HttpResponse:
    try:
        contact: Contact = capturing.add_of_round(request.user.active_notebook, kind, text, at=timezone.now())  # type: ignore[arg-type]
        flash(request, f"{contact.name} is written down.", undo=way_back(contact))
    except AlreadyHere as error:
        flash(request, error.sentence)
    return redirect(f"{reverse('round')}?tie={kind}")
