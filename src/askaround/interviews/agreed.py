"""What the page of a talk says about its agreement: what is odd about the time, and what is still to be done for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from askaround.outreach.models import Letter, LetterKind, Offer
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
            confirm_now=interview.starts_at - now <= CONFIRM_FROM and not _is_confirmed(interview),
            no_place=not where,
            offer=standing,
        )


def _is_confirmed(interview: Interview) -> bool:
    """Noted by the seeker, or a letter that confirms it has gone out since it was agreed or last moved."""
    if interview.confirmed_at is not None:
        return True
    since = interview.moved_at or interview.created_at
    letters = Letter.objects.within(interview.notebook_id).filter(kind=LetterKind.CONFIRM, sent_at__gte=since)
    return bool(letters.filter(contact__in=[contact.pk for contact in interview.contacts]).exists())


def _oddities(interview: Interview, now: datetime) -> list[str]:
    contact = interview.contacts[0]
    return oddities(
        interview.starts_at, now=now, minutes=interview.minutes, their_zone=interview.their_zone,
        my_zone=interview.my_zone, whose=contact.first_name, country=contact.country,
    )  # fmt: skip
