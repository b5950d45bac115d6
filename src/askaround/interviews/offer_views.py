"""The seeker's pages of offering times: choose them, send them, and note what the other side said."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.outreach.models import Ask, AskError, Offer
from askaround.web.flash import flash
from askaround.web.pages import page

from . import offer_words, zones
from .models import Interview
from .offer_forms import NoneFitsForm, TimesForm
from .offer_page import OfferPage
from .offering import Occasion, Wishes, offer_times
from .taking import fit_none, take


@require_http_methods(["GET", "POST"])
def ask_times(request: Request, pk: str) -> HttpResponse:
    """Offer times to somebody who said yes."""
    ask = get_object_or_404(Ask.objects.of(request.user).select_related("contact", "campaign"), pk=pk)
    if ask.accepted_at is None:
        flash(request, "Times are offered after a yes, so that the first letter stays short.")
        return redirect(f"{reverse('answer', args=[ask.pk])}?outcome=yes")
    return _offering(request, Occasion.of_ask(ask, request.user))


@require_http_methods(["GET", "POST"])
def interview_times(request: Request, pk: str) -> HttpResponse:
    """Offer other times for a talk that is to be moved, or that fell through."""
    return _offering(request, Occasion.of_interview(_interview(request, pk), request.user))


@require_POST
def ask_times_check(request: Request, pk: str) -> HttpResponse:
    """What is typed, on both clocks; or three others. Nothing is kept."""
    ask = get_object_or_404(Ask.objects.of(request.user).select_related("contact", "campaign"), pk=pk)
    return _checked(request, Occasion.of_ask(ask, request.user))


@require_POST
def interview_times_check(request: Request, pk: str) -> HttpResponse:
    """The same for a talk that is to be moved."""
    return _checked(request, Occasion.of_interview(_interview(request, pk), request.user))


@require_safe
def offer(request: Request, pk: str) -> HttpResponse:
    """What is offered, how it goes out, and what came of it."""
    return _shown(request, _offer(request, pk), NoneFitsForm())


@require_POST
def offer_taking(request: Request, pk: str) -> HttpResponse:
    """They took one, by mail or by word: one tap, and the talk stands."""
    found = _offer(request, pk)
    which = request.POST.get("which", "")
    starts = {str(number): start for number, start in enumerate(found.starts, start=1)}
    if which not in starts:
        return redirect(found)
    try:
        talk = take(found, starts[which], at=timezone.now())
    except AskError as error:
        flash(request, error.sentence)
        return redirect(found)
    flash(request, f"Agreed: {offer_words.long(talk.my_wall)} for you. Say where, and send the calendar file.")
    return redirect(talk)


@require_POST
def offer_refusal(request: Request, pk: str) -> HttpResponse:
    """None of the times suits them; what they said instead."""
    found = _offer(request, pk)
    form = NoneFitsForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    try:
        fit_none(found, **form.cleaned_data, at=timezone.now())
    except AskError as error:
        flash(request, error.sentence)
    return redirect(found)


@require_POST
def offer_handing_over(request: Request, pk: str) -> HttpResponse:
    """The times went out another way than by the letter here."""
    found = _offer(request, pk)
    found.hand_over(at=timezone.now())
    flash(request, f"Noted. Now it is {found.contact.first_name}’s turn.")
    return redirect(found)


@require_POST
def offer_withdrawal(request: Request, pk: str) -> HttpResponse:
    """They can no longer be taken."""
    found = _offer(request, pk)
    found.withdraw(at=timezone.now())
    flash(request, "Withdrawn. Nobody can take them now.")
    return redirect(found)


def _offering(request: Request, occasion: Occasion) -> HttpResponse:
    now, name = timezone.now(), occasion.contact.first_name
    if request.method != "POST":
        return _times_page(request, occasion, occasion.first_wishes(), now)
    form = TimesForm(request.POST, first_name=name)
    wishes = form.wishes() if form.is_valid() else None
    if wishes is not None:
        try:
            return redirect(offer_times(occasion, list(form.starts.values()), wishes, at=now))
        except AskError as error:
            form.add_error(None, error.sentence)
    return page(request, "interviews/times.html", _facts(occasion, form, now), status=422)


def _checked(request: Request, occasion: Occasion) -> HttpResponse:
    now, form = timezone.now(), TimesForm(request.POST, first_name=occasion.contact.first_name)
    form.is_valid()
    wishes = form.wishes()
    if "again" in request.POST and wishes is not None:
        return _times_page(request, occasion, wishes, now)
    return page(request, "interviews/times.html", _facts(occasion, form, now), part="clocks")


def _times_page(request: Request, occasion: Occasion, wishes: Wishes, now: datetime) -> HttpResponse:
    proposal = occasion.propose(wishes, now)
    form = TimesForm.begin(wishes, proposal.starts, first_name=occasion.contact.first_name)
    return page(request, "interviews/times.html", _facts(occasion, form, now, wishes) | {"remark": proposal.remark})


@dataclass(frozen=True)
class Told:
    """One time on both clocks, and what speaks against it."""

    clocks: str
    odd: list[str]


def _facts(occasion: Occasion, form: TimesForm, now: datetime, wishes: Wishes | None = None) -> dict[str, object]:
    wishes = wishes or form.wishes()
    odd = occasion.odd(form.starts.values(), wishes, now) if wishes else {}
    name = occasion.contact.first_name
    told = [
        Told(zones.both_clocks(start, wishes.my_zone, wishes.their_zone, name), odd[start])
        for start in form.starts.values() if wishes
    ]  # fmt: skip
    door = "interview-times" if occasion.interview else "ask-times"
    subject = occasion.interview or occasion.ask
    assert subject is not None
    return {
        "form": form, "occasion": occasion, "contact": occasion.contact, "told": told,
        "keep": reverse(door, args=[subject.pk]), "check": reverse(f"{door}-check", args=[subject.pk]),
    }  # fmt: skip


def _shown(request: Request, found: Offer, form: NoneFitsForm) -> HttpResponse:
    facts = {"page": OfferPage.of(found, timezone.now()), "offer": found, "contact": found.contact, "form": form}
    return page(request, "interviews/offer.html", facts, status=422 if form.is_bound else 200)


def _offer(request: Request, pk: str) -> Offer:
    rows = Offer.objects.of(request.user).filter(contact__trashed_at__isnull=True)
    found: Offer = get_object_or_404(rows.select_related("contact", "ask", "letter"), pk=pk)
    return found


def _interview(request: Request, pk: str) -> Interview:
    rows = Interview.objects.of(request.user).with_people().select_related("ask", "campaign")
    found: Interview = get_object_or_404(rows, pk=pk)
    return found
