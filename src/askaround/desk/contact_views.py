"""A contact's page."""

import uuid
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from askaround.accounts.doors import Request
from askaround.people import listing
from askaround.people.filters import Filters
from askaround.people.models import Contact
from askaround.web.pages import page, wants_part

from .choosing_whom import marks
from .contact import ContactPage
from .frame import frame_of
from .weak_ties import weak_and_relevant


@require_GET
def weak_ties(request: Request) -> HttpResponse:
    """Weak ties, relevant to the targets: they help most."""
    filters = replace(Filters.read(request.GET), strength="weak")
    shown = weak_and_relevant(request.user, filters, now=timezone.now())
    context = listing.context_of(request.user, filters, shown)
    context |= {
        "heading": f"{len(shown.rows)}{'+' if shown.after else ''} weak ties, relevant to your targets: they help most."
    }
    return page(request, "people/list.html", context, part="rows")


@require_GET
def contact(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Who they are, where things stand, and everything that happened; `?before=` reads on in what happened.

    Whoever was merged is found at the page of the one they turned out to be.
    """
    found = get_object_or_404(Contact.objects.there_or_merged(request.user), pk=pk)
    if found.merged_into_id:
        return redirect(found.root())
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    shown = ContactPage.of(request.user, found, timezone.now(), before=number)
    template = "desk/contact/happened.html" if wants_part(request) else "desk/contact.html"
    known = marks(request.user, shown.roles, frame_of(request.user))
    return page(request, template, {"it": shown, "contact": found, "before": number, "marks": known})
