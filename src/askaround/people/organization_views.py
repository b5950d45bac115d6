"""Organizations: who is there now, who was, and what was found out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from askaround.accounts.doors import Request
from askaround.web.pages import page

from . import organizing
from .checklist import OF_AN_ORGANIZATION, checklist
from .forms import OrganizationForm, ResearchForm
from .models import Organization, Role

LISTED = 100


@require_safe
def organizations(request: Request) -> HttpResponse:
    """Where your people are, the most people first."""
    q = request.GET.get("q", "").strip()[:100]
    shown = organizing.most_people(request.user, q, number=LISTED + 1)
    context = {"shown": shown[:LISTED], "more": len(shown) > LISTED, "q": q}
    return page(request, "people/organizations.html", context, part="rows")


@require_safe
def organization(request: Request, pk: UUID) -> HttpResponse:
    """One organization."""
    found = _organization(request, pk)
    roles = Role.objects.of(request.user).filter(organization=found, contact__trashed_at__isnull=True)
    roles = roles.select_related("contact").prefetch_related("contact__ties").order_by("contact__sort_key")
    now, before = organizing.now_and_before(roles[:400])
    context: dict[str, Any] = {"organization": found, "now": now, "before": before}
    context["heading"] = organizing.heading(found, now, before)
    context["research"] = list(found.research_notes.all())
    context["checklist"] = checklist([(note.kind, note.fact) for note in context["research"]], OF_AN_ORGANIZATION)
    return page(request, "people/organization.html", context)


@require_http_methods(["GET", "POST"])
def organization_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what is known of it; its industry among it."""
    found = _organization(request, pk)
    known = {name: getattr(found, name) for name in ("name", "website", "town", "country")}
    form = OrganizationForm(request.POST or None, initial=known | {"industry": found.industry or ""})
    if form.is_valid():
        try:
            organizing.change(found, at=timezone.now(), **form.cleaned_data)
        except organizing.NameTaken as error:
            form.add_error("name", error.sentence)
        else:
            return redirect("organization", pk)
    context = {"form": form, "about": found, "heading": f"What do you know of {found.name}?", "submit": "Save"}
    return page(request, "people/fact.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def research_new(request: Request, pk: UUID) -> HttpResponse:
    """A fact found about it."""
    found = _organization(request, pk)
    first = {"found_on": timezone.localdate(), "kind": request.GET.get("kind", "other")}
    form = ResearchForm(request.POST or None, initial=first)
    if form.is_valid():
        organizing.add_research(found, at=timezone.now(), **form.cleaned_data)
        return redirect("organization", pk)
    context = {"form": form, "about": found, "heading": f"What did you find out about {found.name}?"}
    return page(request, "people/fact.html", context | {"submit": "Keep it"}, status=422 if form.is_bound else 200)


def _organization(request: Request, pk: UUID) -> Organization:
    rows = Organization.objects.of(request.user).select_related("industry", "notebook")
    found: Organization = get_object_or_404(rows, pk=pk)
    return found
