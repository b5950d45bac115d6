"""A time is taken: by one click on the private page, or because the seeker heard which it is."""

from datetime import datetime

from django.db import transaction

from askaround.outreach.models import Offer, Passed

from .agreeing import agree, rearrange
from .models import Interview


def take(offer: Offer, start: datetime, *, at: datetime) -> Interview:
    """The talk stands at that time. Of two clicks at once one takes it, the other raises Taken.

    Raises Passed when the time is over, withdrawn, or not among those offered. The same time twice is one click.
    """
    with transaction.atomic():
        locked: Offer = _locked(offer)
        standing = talk_of(locked)
        if locked.taken == start and standing is not None:
            return standing
        if standing.is_held if standing is not None else locked.ask is None or not locked.ask.is_open:
            raise Passed("These times are no longer offered.")
        locked.take(start, at=at)
        return _moved(locked, standing, start, at=at) if standing is not None else _made(locked, start, at=at)


def fit_none(offer: Offer, *, words: str, link: str, at: datetime) -> None:
    """None of the times suits them; what they say is kept, and counts as word from them."""
    with transaction.atomic():
        locked = _locked(offer)
        first = locked.none_fits_at is None
        locked.fit_none(words=words, link=link, at=at)
        if first:
            locked.contact.touch(at=at, direction="received", channel="page", text=words)


def talk_of(offer: Offer) -> Interview | None:
    """The talk that came of it, or that it would move."""
    found: Interview | None = Interview.objects.within(offer.notebook_id).filter(offer=offer).with_people().first()
    return found


def _locked(offer: Offer) -> Offer:
    """The row as it is now, held until the transaction ends: nobody else takes a time meanwhile."""
    rows = Offer.objects.within(offer.notebook_id).select_for_update(of=("self",))
    found: Offer = rows.select_related("contact", "ask__campaign").get(pk=offer.pk)
    return found


def _made(offer: Offer, start: datetime, *, at: datetime) -> Interview:
    assert offer.ask is not None
    return agree(
        offer.ask.campaign, [offer.contact], starts_at=start, minutes=offer.minutes, at=at, my_zone=offer.my_zone,
        their_zone=offer.their_zone, format=offer.format, ask=offer.ask, offer=offer,
    )  # fmt: skip


def _moved(offer: Offer, interview: Interview, start: datetime, *, at: datetime) -> Interview:
    facts = {
        "starts_at": start, "minutes": offer.minutes, "my_zone": offer.my_zone, "their_zone": offer.their_zone,
        "format": offer.format, "place": interview.place, "link": interview.link,
    }  # fmt: skip
    by = interview.cancelled_by or interview.no_show_by or "mine"
    rearrange(interview, facts, by=by, at=at)
    return interview
