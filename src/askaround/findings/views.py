"""The doors of findings: what was said, sorting it, the gaps, what the work is like."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.notes.models import Note
from askaround.people.models import Contact, Organization
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import quoting, skilling, theming, wording
from .forms import GapForm, MergeForm, SkillForm, SortForm, ThemeForm
from .knowing import links_of
from .looking import ORDERS
from .models import Skill, Theme, ThemeNote
from .remembering import look_at

NOTES_A_PAGE = 25
QUOTES_A_PAGE = 40


@require_GET
def findings(request: Request) -> HttpResponse:
    """What was said, themes across people."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    by = request.GET.get("by", "")
    look = look_at(campaign, page=_number(request), by=by if by in ORDERS else "people")
    return page(request, "findings/findings.html", {"look": look, "campaign_name": campaign.name}, part="heard")


@require_http_methods(["GET", "POST"])
def sorting(request: Request) -> HttpResponse:
    """Notes without a theme, to be put where they belong."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    unsorted = Note.objects.in_active(request.user).current().filter(theme_notes=None).exclude(kind="referral")
    form = SortForm(campaign, Note.objects.in_active(request.user), request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        theme, batch = theming.sort(campaign, at=timezone.now(), **given)
        flash(request, f"Sorted into “{theme.name}”.", undo=reverse("batch-undo", args=[batch.pk]))
        return redirect("themes-sorting")
    rows = unsorted.select_related("contact").order_by("interview__starts_at", "second", "id")
    context = {"form": form, "notes": Paginator(rows, NOTES_A_PAGE).get_page(request.GET.get("page"))}
    context["ticked"] = set(request.POST.getlist("notes"))
    return page(request, "findings/sorting.html", context, status=422 if form.is_bound else 200)


@require_POST
def new_theme(request: Request) -> HttpResponse:
    """A theme without notes yet."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return page(request, "findings/new_theme.html", {"form": form}, status=422)
    return redirect("theme", theming.make_theme(campaign, form.cleaned_data["name"], at=timezone.now()).pk)


@require_http_methods(["GET", "POST"])
def theme(request: Request, pk: UUID) -> HttpResponse:
    """One theme with its quotes; posting renames it."""
    found = _theme(request, pk)
    form = ThemeForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    if form.is_valid() and _did(form, "name", theming.rename, found, form.cleaned_data["name"], at=timezone.now()):
        flash(request, "Theme renamed.")
        return redirect("theme", pk)
    return _theme_page(request, found, form, status=422 if form.is_bound else 200)


@require_POST
def merging(request: Request, pk: UUID) -> HttpResponse:
    """Two themes that say the same become one."""
    found = _theme(request, pk)
    form = MergeForm(found, request.POST)
    if not form.is_valid():
        return _theme_page(request, found, ThemeForm(initial={"name": found.name}), merge=form, status=422)
    other = form.cleaned_data["other"]
    batch = theming.merge(found, other, at=timezone.now())
    flash(request, f"“{other.name}” is part of “{found.name}” now.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("theme", pk)


@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """Take a theme away; its notes wait to be sorted."""
    found = _theme(request, pk)
    batch = theming.remove_theme(found, at=timezone.now())
    flash(request, f"“{found.name}” is gone; its notes wait.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("findings")


@require_POST
def note_removal(request: Request, pk: UUID) -> HttpResponse:
    """This note does not belong here."""
    row = get_object_or_404(ThemeNote.objects.of(request.user), pk=pk)
    batch = theming.take_out(row, at=timezone.now())
    flash(
        request, "Taken out; it will not be proposed for this theme again.", undo=reverse("batch-undo", args=[batch.pk])
    )
    return redirect(_way(request) or reverse("theme", args=[row.theme_id]))


@require_POST
def note_side(request: Request, pk: UUID) -> HttpResponse:
    """This note says the contrary, or does not after all."""
    row = get_object_or_404(ThemeNote.objects.of(request.user), pk=pk)
    theming.turn(row, at=timezone.now())
    return redirect("theme", row.theme_id)


@require_GET
def by_question(request: Request) -> HttpResponse:
    """The same question to several people: their answers side by side."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    rows = Paginator(quoting.questions(campaign), quoting.QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"pages": rows, "questions": quoting.answers(campaign, rows)}
    return page(request, "findings/questions.html", context)


@require_http_methods(["GET", "POST"])
def gaps(request: Request) -> HttpResponse:
    """Skills that were named, held against what the seeker can show; posting names one."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    form = SkillForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            skill, batch = skilling.name_everywhere(campaign, form.cleaned_data["name"], at=timezone.now())
        except skilling.SkillError as error:
            form.add_error("name", error.sentence)
        else:
            flash(request, f"{skill.name} is kept as a skill.", undo=reverse("batch-undo", args=[batch.pk]))
            return redirect("gaps")
    named = skilling.named(campaign, of=skilling.talked_to(campaign))
    context = {"named": named, "heading": wording.open_gaps(named), "form": form}
    context["suggested"] = _suggested(request, campaign)
    return page(request, "findings/gaps.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def gap(request: Request, pk: UUID) -> HttpResponse:
    """One skill: who named it, and the plan to show it."""
    campaign = Campaign.objects.active_of(request.user)
    skill = get_object_or_404(Skill.objects.of(request.user), pk=pk)
    if campaign is None:
        return redirect("first-steps")
    form = GapForm(skilling.gap_of(campaign, skill), request.POST if request.method == "POST" else None)
    if form.is_valid():
        skilling.plan(campaign, skill, at=timezone.now(), **form.cleaned_data)
        flash(request, f"Plan for {skill.name} kept.")
        return redirect("gaps")
    said = Note.objects.in_active(request.user).filter(skill_notes__skill=skill).select_related("contact", "interview")
    context = {"skill": skill, "form": form, "notes": said.order_by("-interview__starts_at")[:QUOTES_A_PAGE]}
    return page(request, "findings/gap.html", context, status=422 if form.is_bound else 200)


@require_POST
def skill_removal(request: Request, pk: UUID) -> HttpResponse:
    """It is no skill after all."""
    skill = get_object_or_404(Skill.objects.of(request.user), pk=pk)
    batch = skilling.remove_skill(skill, at=timezone.now())
    flash(request, f"{skill.name} is no longer kept as a skill.", undo=reverse("batch-undo", args=[batch.pk]))
    return redirect("gaps")


@require_GET
def work(request: Request) -> HttpResponse:
    """What the work is like, from the debriefs."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    return page(request, "findings/work.html", {"sections": quoting.work(campaign)})


def _theme(request: Request, pk: UUID) -> Theme:
    found: Theme = get_object_or_404(Theme.objects.of(request.user).select_related("campaign"), pk=pk)
    return found


def _theme_page(
    request: Request, found: Theme, form: ThemeForm, *, merge: MergeForm | None = None, status: int = 200
) -> HttpResponse:
    rows = Paginator(quoting.quotes(found), QUOTES_A_PAGE).get_page(request.GET.get("page"))
    context = {"theme": found, "rows": rows, "form": form, "merge": merge or MergeForm(found), "links": links_of(found)}
    return page(request, "findings/theme.html", context, status=status)


def _way(request: Request) -> str:
    """Back to the page of proposals, when it was done there."""
    return reverse("proposals") if request.POST.get("from") == "proposals" else ""


def _did(form: Any, field: str, verb: Callable[..., object], *args: object, **kwargs: object) -> bool:
    try:
        verb(*args, **kwargs)
    except theming.ThemeError as error:
        form.add_error(field, error.sentence)
        return False
    return True


def _suggested(request: Request, campaign: Campaign) -> list[tuple[str, int]]:
    met = Q(interview_people__isnull=False) | Q(introductions_led_to__isnull=False)
    people = Contact.objects.of(request.user).filter(met).values_list("name", flat=True)
    firms = Organization.objects.of(request.user).filter(
        roles__contact__in=Contact.objects.of(request.user).filter(met)
    )
    return skilling.suggestions(campaign, names=[*people, *firms.values_list("name", flat=True)])


def _number(request: Request) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1
