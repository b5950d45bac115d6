"""The doors of findings: what was said, sorting it, the gaps, what the work is like."""

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
from .answered import unasked
from .forms import GapForm, SkillForm, SortForm
from .looking import ORDERS
from .models import Skill
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


@require_GET
def by_question(request: Request) -> HttpResponse:
    """The same question to several people: their answers side by side."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    rows = Paginator(quoting.questions(campaign), quoting.QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"pages": rows, "questions": quoting.answers(campaign, rows), "unasked": unasked(campaign)}
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
