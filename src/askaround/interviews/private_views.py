"""The private page of an offer: one click takes a time, "none fits" says what would. Nobody signs in here."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from askaround.formats.calendar import Event, write
from askaround.outreach.models import AskError, Offer

from .models import InterviewError
from .offer_forms import NoneFitsForm
from .private_links import token_of
from .private_pages import behind_link
from .private_times import PrivateTimes
from .taking import fit_none, take, talk_of

CALENDAR = "text/calendar; charset=utf-8"


@behind_link("GET", "HEAD")
def times(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The times, or what was agreed. Looking writes nothing."""
    return _shown(offer)


@behind_link("POST")
def taking(request: HttpRequest, offer: Offer) -> HttpResponse:
    """One click takes a time; who comes second is told kindly."""
    starts = {str(number): start for number, start in enumerate(offer.starts, start=1)}
    start = starts.get(request.POST.get("which", ""))
    if start is None:
        return _shown(offer, refused="That is none of the times offered.", status=422)
    try:
        take(offer, start, at=timezone.now())
    except (AskError, InterviewError) as error:
        offer.refresh_from_db()
        return _shown(offer, refused=error.sentence, status=409)
    return redirect("private-times", token_of(offer))


@behind_link("POST")
def refusal(request: HttpRequest, offer: Offer) -> HttpResponse:
    """None fits: their own words, or their own booking link."""
    form = NoneFitsForm(request.POST)
    if not form.is_valid():
        return _shown(offer, form=form, status=422)
    try:
        fit_none(offer, **form.cleaned_data, at=timezone.now())
    except AskError as error:
        offer.refresh_from_db()
        return _shown(offer, refused=error.sentence, status=409)
    return redirect("private-times", token_of(offer))


@behind_link("GET", "HEAD")
def calendar(request: HttpRequest, offer: Offer) -> HttpResponse:
    """The agreed talk as a calendar file, with no more in it than the page shows."""
    talk, page = talk_of(offer), PrivateTimes.of(offer, timezone.now())
    if talk is None or page.state != "agreed":
        return _shown(offer, status=404)
    event = Event(
        uid=f"{talk.pk}@askaround", summary=f"Talk with {offer.signed}" if offer.signed else "Talk",
        starts_at=talk.starts_at, ends_at=talk.starts_at + timedelta(minutes=talk.minutes), zone=talk.their_zone,
        stamp=timezone.now(), sequence=talk.sequence, description=f"{page.how}.",
    )  # fmt: skip
    answer = HttpResponse(write([event]), content_type=CALENDAR)
    answer.headers["Content-Disposition"] = 'attachment; filename="talk.ics"'
    return answer


def _shown(
    offer: Offer, *, form: NoneFitsForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    page = PrivateTimes.of(offer, timezone.now())
    if page.state == "over" and status == 200:
        status = 410
    facts = {"page": page, "form": form or NoneFitsForm(), "refused": refused, "token": token_of(offer)}
    return HttpResponse(render_to_string("interviews/private_times.html", facts), status=status)
