"""Knowing somebody: the level of a role in the seeker's word, what was looked for, what both have in common."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.purpose.models import Level
from askaround.web.flash import flash
from askaround.web.pages import page, wants_part

from . import guessing, sharing
from .adding import add_research
from .checklist import NOTHING
from .levels import FUNCTIONS
from .models import Contact, ResearchNote, Role


@require_http_methods(["GET", "POST"])
def role_level(request: Request, pk: UUID) -> HttpResponse:
    """The level and function of a role: what the title suggests, until the seeker says it."""
    role = get_object_or_404(Role.objects.of(request.user).select_related("contact", "organization"), pk=pk)
    said: dict[str, str] = {name: request.POST[name] for name in ("level", "function") if name in request.POST}
    known = {"level": {"", *Level.values}, "function": {"", *FUNCTIONS}}
    context: dict[str, Any] = {"role": role, "levels": Level.choices, "functions": FUNCTIONS}
    if not said or any(value not in known[name] for name, value in said.items()):
        return page(request, "people/role_level.html", context, status=422 if said else 200, part="choices")
    guessing.say(role, at=timezone.now(), **said)
    if wants_part(request):
        return page(request, "people/level.html", context)
    flash(request, f"{role}: {role.level_said}.", undo=way_back(role))
    return redirect(role.contact)


@require_POST
def shared_ground_keeping(request: Request, pk: UUID) -> HttpResponse:
    """Keep what both have in common as a research note."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    found = sharing.shared_with([contact], sharing.own_of(contact.notebook_id)).get(pk, [])
    ground = next((each for each in found if each.fact == request.POST.get("fact", "")), None)
    if ground is None:
        flash(request, "This is not shared any more.")
    else:
        note = sharing.keep(contact, ground, on=timezone.localdate(), at=timezone.now())
        flash(request, "Kept: a letter may begin with it.", undo=way_back(note))
    return redirect(contact)


@require_POST
def research_nothing(request: Request, pk: UUID) -> HttpResponse:
    """It was looked for, and nothing was found: that is worth knowing, too."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    kind = request.POST.get("kind", "")
    if kind in dict(ResearchNote._meta.get_field("kind").flatchoices):
        note = add_research(
            contact, fact=NOTHING, kind=kind, source="", found_on=timezone.localdate(), at=timezone.now()
        )
        flash(request, "Noted, so that you need not look again.", undo=way_back(note))
    return redirect(contact)
