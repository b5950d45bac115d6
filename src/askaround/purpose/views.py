"""The pages of a campaign: first steps, purpose, aims, settings of the practice, and the list of campaigns."""

from django.forms import BaseForm
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.accounts.models import Notebook
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import goals, starting
from . import practice as practices
from .forms import AimForm, FirstStepsForm, PracticeForm, PurposeForm
from .models import Aim, Campaign


@require_http_methods(["GET", "POST"])
def first_steps(request: Request) -> HttpResponse:
    """Three calm steps on one page: what it is called, what it is for, how far it goes."""
    form = FirstStepsForm(request.POST or None)
    if form.is_valid():
        starting.start_campaign(_notebook(request), at=timezone.now(), **form.cleaned_data)
        flash(request, f"Your purpose is set. {goals.remark(form.cleaned_data['goal'])}".strip())
        return redirect("today")
    first = not Campaign.objects.of(request.user).exists()
    return page(request, "purpose/first_steps.html", {"form": form, "first": first}, status=_status(form))


@require_safe
def purpose(request: Request) -> HttpResponse:
    """The purpose in words, the aims, what is expected, the goal, and how asking is done."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    return page(request, "purpose/purpose.html", _purpose_facts(request, campaign))


@require_http_methods(["GET", "POST"])
def purpose_edit(request: Request) -> HttpResponse:
    """Change the words of the purpose, or the goal."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), active=True)
    form = PurposeForm(request.POST or None, initial=model_to_dict(campaign))
    if form.is_valid():
        recording.change(campaign, at=timezone.now(), **form.cleaned_data)
        flash(request, f"Saved. {goals.remark(campaign.goal)}".strip())
        return redirect("purpose")
    return page(request, "purpose/edit.html", {"form": form, "campaign": campaign}, status=_status(form))


@require_http_methods(["GET", "POST"])
def practice(request: Request) -> HttpResponse:
    """The settings of the practice where good sources differ."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), active=True)
    form = PracticeForm(campaign, request.POST or None)
    if form.is_valid():
        practices.change(campaign, form.cleaned_data, at=timezone.now())
        flash(request, "Saved. Steps that are open already follow the new settings.")
        return redirect("purpose")
    facts = {"form": form, "campaign": campaign, "changed": practices.changed(campaign.practice)}
    return page(request, "purpose/practice.html", facts, status=_status(form))


@require_POST
def practice_standard(request: Request) -> HttpResponse:
    """Every setting back to what is usual."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), active=True)
    practices.reset(campaign, at=timezone.now())
    flash(request, "You ask in the usual way again.", undo=way_back(campaign))
    return redirect("practice")


@require_POST
def aim_new(request: Request) -> HttpResponse:
    """One more thing to find out."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), active=True)
    form = AimForm(request.POST)
    if form.is_valid():
        starting.add_aim(campaign, form.cleaned_data["text"], at=timezone.now())
        return redirect("purpose")
    facts = _purpose_facts(request, campaign) | {"aim_form": form}
    return page(request, "purpose/purpose.html", facts, status=422)


@require_http_methods(["GET", "POST"])
def aim_edit(request: Request, pk: str) -> HttpResponse:
    """Change the words of an aim."""
    aim = get_object_or_404(Aim.objects.of(request.user), pk=pk)
    form = AimForm(request.POST or None, initial=model_to_dict(aim))
    if form.is_valid():
        recording.change(aim, at=timezone.now(), **form.cleaned_data)
        return redirect("purpose")
    return page(request, "purpose/aim.html", {"form": form, "aim": aim}, status=_status(form))


@require_POST
def aim_removal(request: Request, pk: str) -> HttpResponse:
    """Let an aim go."""
    aim = get_object_or_404(Aim.objects.of(request.user), pk=pk)
    recording.remove(aim, at=timezone.now())
    flash(request, f"“{aim.text}” is no longer an aim.", undo=way_back(aim))
    return redirect("purpose")


@require_POST
def aim_place(request: Request, pk: str) -> HttpResponse:
    """Move an aim up or down by one."""
    aim = get_object_or_404(Aim.objects.of(request.user), pk=pk)
    starting.move_aim(aim, by=-1 if request.POST.get("to") == "up" else 1, at=timezone.now())
    return redirect("purpose")


@require_safe
def campaigns(request: Request) -> HttpResponse:
    """Every inquiry: the active one, those that rest, those put away."""
    rows = list(Campaign.objects.of(request.user).order_by("-active", "archived_at", "-created_at"))
    facts = {
        "current": [row for row in rows if row.archived_at is None],
        "archived": [row for row in rows if row.archived_at is not None],
        "active": next((row for row in rows if row.active), None),
    }
    return page(request, "purpose/campaigns.html", facts)


@require_http_methods(["GET", "POST"])
def campaign_new(request: Request) -> HttpResponse:
    """Another inquiry: the same three steps."""
    return first_steps(request)


@require_POST
def campaign_activation(request: Request, pk: str) -> HttpResponse:
    """Make it the campaign that every page shows."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), pk=pk)
    starting.activate(campaign, at=timezone.now())
    flash(request, f"“{campaign.name}” is active now. Asks, interviews and findings are those of this campaign.")
    return redirect("purpose")


@require_POST
def campaign_archive(request: Request, pk: str) -> HttpResponse:
    """Put it out of the way; everything in it stays."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), pk=pk)
    starting.put_away(campaign, at=timezone.now())
    flash(request, f"“{campaign.name}” is archived. Make it active to bring it back.")
    return redirect("campaigns")


@require_POST
def campaign_trash(request: Request, pk: str) -> HttpResponse:
    """Throw it away; it can be taken back for 30 days."""
    campaign = get_object_or_404(Campaign.objects.of(request.user), pk=pk)
    starting.put_away(campaign, at=timezone.now(), trash=True)
    flash(request, f"“{campaign.name}” lies in the trash for 30 days.", undo=_url("campaign-restoral", campaign))
    return redirect("campaigns")


@require_POST
def campaign_restoral(request: Request, pk: str) -> HttpResponse:
    """Take it back out of the trash; it rests until made active."""
    campaign = get_object_or_404(Campaign.objects.in_trash(request.user), pk=pk)
    recording.change(campaign, at=timezone.now(), verb="restored", trashed_at=None)
    return redirect("campaigns")


def _purpose_facts(request: Request, campaign: Campaign) -> dict[str, object]:
    return {
        "campaign": campaign,
        "aims": Aim.objects.of(request.user).filter(campaign=campaign),
        "aim_form": AimForm(),
        "goal": goals.in_words(campaign.goal),
        "remark": goals.remark(campaign.goal),
        "practice": practices.in_words(campaign.practice),
    }


def _notebook(request: Request) -> Notebook:
    notebook = request.user.active_notebook
    if notebook is None:
        raise Http404
    return notebook


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound else 200


def _url(name: str, campaign: Campaign) -> str:
    return reverse(name, args=[campaign.pk])
