"""What the page of a talk says about its agreement: what is odd about the time, and what is still to be done for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from askaround.outreach.models import Offer
from askaround.outreach.offering_times import oddities

from .models import Format, Interview

# Method: a word 24 to 48 hours before, with the time zone in it.
CONFIRM_FROM = timedelta(hours=48)


@dataclass(frozen=True)
class Agreed:
    """A talk that stands and is still to come."""

    odd: tuple[str, ...] = ()
    confirm_now: bool = False
    no_place: bool = False
    # Other times that they can choose from meanwhile.
    offer: Offer | None = None

    @classmethod
    def of(cls, interview: Interview, now: datetime) -> "Agreed":
        """Nothing to say about a talk that is over, called off or missed."""
        offer = interview.offer
        standing = offer if offer is not None and offer.taken_at is None and offer.withdrawn_at is None else None
        if not interview.is_agreed or interview.starts_at <= now:
            return cls(offer=standing)
        where = interview.place or interview.link or interview.format in {Format.PHONE, Format.EMAIL}
        return cls(
            odd=tuple(_oddities(interview, now)),
            confirm_now=interview.confirmed_at is None and interview.starts_at - now <= CONFIRM_FROM,
            no_place=not where,
            offer=standing,
        )


def _oddities(interview: Interview, now: datetime) -> list[str]:
    contact = interview.contacts[0]
    return oddities(
        interview.starts_at, now=now, minutes=interview.minutes, their_zone=interview.their_zone,
        my_zone=interview.my_zone, whose=contact.first_name, country=contact.country,
    )  # fmt: skip
