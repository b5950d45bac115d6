"""The pages of asking: the list, a new ask, one ask and its answers."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.people.listing import ids
from askaround.people.models import Contact, Introduction
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import asking, drafts
from .forms import AnswerForm, AskForm
from .knowing import best_tie, known_for
from .listing import Listing
from .models import Ask, AskError, Channel
from .practice import Practice
from .telling import timeline


@require_safe
def asks(request: Request) -> HttpResponse:
    """Every ask of the campaign, by whose turn it is."""
    return page(request, "outreach/asks.html", {"listing": Listing.of(request.user, here())})


@require_safe
def ask(request: Request, pk: str) -> HttpResponse:
    """One ask: where it stands, what is due, and everything that happened."""
    found = _ask(request, pk)
    stands = asking.standing_of(found, here())
    others = asking.could_be_asked_instead(found, request.user) if stands.alternate_from else []
    facts = {"ask": found, "stands": stands, "others": others, "timeline": timeline(found)}
    facts |= {"today": here().date(), "proposed": asking.proposed(found, stands, here().date())}
    return page(request, "outreach/ask.html", facts)


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: str) -> HttpResponse:
    """Type in what came back. A yes leads to agreeing a time."""
    found = _ask(request, pk)
    form = AnswerForm(request.POST or None, initial={"channel": "email"} | request.GET.dict())
    form.country = place_of(found.contact.country, found.contact.town)
    if form.is_valid():
        try:
            return _answered(request, found, form)
        except AskError as error:
            form.add_error("until", error.sentence)
    return page(request, "outreach/answer.html", {"ask": found, "form": form}, status=422 if form.is_bound else 200)


@require_POST
def refusal(request: Request, pk: str) -> HttpResponse:
    """They said no."""
    found = _ask(request, pk)
    found.decline(at=timezone.now())
    flash(request, f"Noted. {found.contact.first_name} said no; that is an answer too.", undo=way_back(found))
    return redirect("asks")


@require_POST
def ask_closing(request: Request, pk: str) -> HttpResponse:
    """Let it rest."""
    found = _ask(request, pk)
    found.close(at=timezone.now())
    flash(request, f"The ask to {found.contact.first_name} rests.", undo=way_back(found))
    return redirect("asks")


@require_POST
def follow_up(request: Request, pk: str) -> HttpResponse:
    """Draft the follow-up, when it is due."""
    found = _ask(request, pk)
    try:
        return redirect(drafts.begin_follow_up(found, at=here()))
    except AskError as error:
        flash(request, error.sentence)
        return redirect(found)


@require_POST
def alternate(request: Request, pk: str) -> HttpResponse:
    """Ask somebody else at the same organization."""
    found = _ask(request, pk)
    contact = get_object_or_404(Contact.objects.of(request.user), pk__in=ids(request.POST.getlist("contact")[:1]))
    try:
        return redirect(drafts.begin_alternate(found, contact, way_to(contact), at=here()))
    except AskError as error:
        flash(request, error.sentence)
        return redirect(found)


def begin(
    request: Request, contact: Contact, campaign: Campaign | None, *, template: str, more: dict[str, object]
) -> HttpResponse:
    """Begin an ask: reason, minutes, channel; its letter is drafted at once. The door is `desk`'s, which warns."""
    if campaign is None:
        return redirect("first-steps")
    introduction = _introduction(request, contact)
    start = {"minutes": Practice.read(campaign.practice).minutes, "channel": way_to(contact)}
    form = AskForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            return redirect(drafts.begin_ask(campaign, contact, introduction, at=timezone.now(), **form.cleaned_data))
        except AskError as error:
            form.add_error(None, error.sentence)
    going = Ask.objects.in_active(request.user).open().filter(contact=contact, accepted_at__isnull=True).first()
    facts = {"form": form, "contact": contact, "introduction": introduction, "tie": best_tie(contact), "open": going}
    facts |= {"known": known_for(contact, profile=drafts.profile(request.user), campaign=campaign)}
    facts["clear"] = asking.clear_to_ask(campaign, contact, here(), introduced=introduction is not None)
    return page(request, template, facts | more, status=422 if form.is_bound else 200)


def here() -> datetime:
    """Now, on the seeker's clock."""
    return timezone.localtime(timezone.now())


def way_to(contact: Contact) -> str:
    """The way by which they can be reached: email first, then their profile, then the phone."""
    if contact.email:
        return Channel.EMAIL
    if contact.profile_url:
        return Channel.LINKEDIN_NOTE
    return Channel.PHONE if contact.phone else Channel.EMAIL


def _ask(request: Request, pk: str) -> Ask:
    found: Ask = get_object_or_404(
        Ask.objects.of(request.user).filter(contact__trashed_at__isnull=True).with_facts(), pk=pk
    )
    return found


def _answered(request: Request, found: Ask, form: AnswerForm) -> HttpResponse:
    data, now = form.cleaned_data, timezone.now()
    name = found.contact.first_name
    asking.hear(found, data, at=now)
    if data["outcome"] == form.YES:
        flash(request, f"{name} said yes. Agree a time.")
        return redirect(f"{reverse('interview-new', args=[found.contact_id])}?ask={found.pk}")
    flash(
        request,
        {form.NO: f"Noted. {name} said no; that is an answer too.", form.LATER: f"{name} comes back on that day."}.get(
            data["outcome"], "Noted."
        ),
    )
    return redirect(found)


def _introduction(request: Request, contact: Contact) -> Introduction | None:
    """The introduction that led here: the one named, else one that is open."""
    open_ones = Introduction.objects.of(request.user).filter(to=contact, closed_at__isnull=True).select_related("by")
    wanted = request.GET.get("introduction", "")
    return next((i for i in open_ones if str(i.pk) == wanted), None) or open_ones.first()
