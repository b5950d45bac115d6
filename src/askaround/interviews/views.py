"""The pages that agree an interview, list them, move one, and give the calendar file."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from askaround.accounts.doors import Request
from askaround.outreach.models import Ask
from askaround.people.models import Contact
from askaround.purpose.models import Campaign, Profile
from askaround.web.flash import flash
from askaround.web.pages import page

from . import zones
from .agreeing import agree, rearrange
from .forms import AgreeForm, MoveForm
from .inviting import calendar_file
from .listing import InterviewList
from .models import Interview, InterviewError


@require_safe
def interviews(request: Request) -> HttpResponse:
    """What is to come, what waits for a word, what was held, what came to nothing."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    rows = Interview.objects.in_active(request.user).with_people()
    return page(request, "interviews/list.html", {"list": InterviewList.of(rows, campaign, timezone.now())})


@require_http_methods(["GET", "POST"])
def interview_new(request: Request, pk: str) -> HttpResponse:
    """Agree a talk with somebody, perhaps as the answer to an ask."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    ask = _ask(request, contact)
    form = AgreeForm(
        request.POST or None, initial=_first(request, contact, ask), first_name=contact.first_name,
        people=Contact.objects.of(request.user),
    )  # fmt: skip
    if form.is_valid():
        made = agree(campaign, [contact, *form.cleaned_data["others"]], at=timezone.now(), ask=ask, **form.facts())
        flash(request, f"Agreed. {form.remark}".strip())
        return redirect(made)
    facts = {"form": form, "contact": contact, "ask": ask}
    return page(request, "interviews/agree.html", facts, status=422 if form.is_bound else 200)


@require_safe
def interview_clocks(request: Request, pk: str) -> HttpResponse:
    """Both clocks for what is typed so far: a part of the form."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    form = MoveForm(request.GET, first_name=contact.first_name)
    form.is_valid()
    return page(request, "interviews/clocks.html", {"form": form, "clocks": _clocks(form, contact)})


@require_http_methods(["GET", "POST"])
def interview_edit(request: Request, pk: str) -> HttpResponse:
    """Move it, or change where and how."""
    interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    contact = interview.contacts[0]
    form = MoveForm(request.POST or None, initial=_now_agreed(interview), first_name=contact.first_name)
    if form.is_valid():
        try:
            rearrange(interview, form.facts(), by=form.cleaned_data["by"], at=timezone.now())
        except InterviewError as error:
            form.add_error(None, error.sentence)
        else:
            flash(request, f"Changed. Tell them, and send the new calendar file. {form.remark}".strip())
            return redirect(interview)
    facts = {"form": form, "interview": interview, "contact": contact, "now": timezone.now()}
    return page(request, "interviews/move.html", facts, status=422 if form.is_bound else 200)


@require_safe
def interview_ics(request: Request, pk: str) -> HttpResponse:
    """The file for a calendar."""
    interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    profile = Profile.objects.of(request.user).first()
    data = calendar_file(interview, profile, now=timezone.now())
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


def _ask(request: Request, contact: Contact) -> Ask | None:
    """The ask that is named in the address, else the one that is open."""
    asks = Ask.objects.in_active(request.user).filter(contact=contact)
    if named := request.GET.get("ask", ""):
        found: Ask = get_object_or_404(asks, pk=_id(named))
        return found
    open_one: Ask | None = asks.filter(closed_at__isnull=True, declined_at__isnull=True).first()
    return open_one


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _first(request: Request, contact: Contact, ask: Ask | None) -> dict[str, object]:
    last = Interview.objects.of(request.user).order_by("-created_at").first()
    mine = request.user.zone or (last.my_zone if last else "") or "UTC"
    theirs = contact.zone if zones.is_zone(contact.zone) else zones.zone_of_country(contact.country)
    return {"my_zone": mine, "their_zone": theirs or mine, **_minutes(ask.minutes if ask else 30)}


def _now_agreed(interview: Interview) -> dict[str, object]:
    start = interview.starts_at.astimezone(ZoneInfo(interview.my_zone))
    kept = {name: getattr(interview, name) for name in ("my_zone", "their_zone", "format", "place", "link")}
    return {"day": start.date(), "time": start.time(), **_minutes(interview.minutes), **kept}


def _minutes(minutes: int) -> dict[str, object]:
    usual = minutes in {15, 20, 30, 45, 60}
    return {"minutes": minutes if usual else 0, "other_minutes": None if usual else minutes}


def _clocks(form: MoveForm, contact: Contact) -> str:
    told = form.cleaned_data
    if "starts_at" not in told:
        return ""
    return zones.both_clocks(told["starts_at"], told["my_zone"], told["their_zone"], contact.first_name)
