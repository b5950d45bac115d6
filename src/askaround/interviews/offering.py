"""Offering times: for what, when the seeker is free, and the letter that carries them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Self

from django.db import transaction

from askaround.accounts.models import User
from askaround.history import recording
from askaround.outreach import writing
from askaround.outreach.models import Ask, Channel, DoorClosed, Letter, LetterKind, Offer, Passed, as_times
from askaround.outreach.offering_times import Proposal, Span, oddities, propose
from askaround.people.models import Contact
from askaround.purpose.models import Campaign, Profile

from . import offer_words, zones
from .agreeing import withdraw_offers
from .being_busy import busy_spans
from .models import Format, Interview
from .private_links import link_of

LOOKED_AT = timedelta(days=45)


@dataclass(frozen=True)
class Wishes:
    """How long, how, and on which clocks."""

    their_zone: str
    my_zone: str
    minutes: int
    format: str
    signed: str = ""


@dataclass(frozen=True)
class Occasion:
    """What times are offered for: a talk that an ask was accepted for, or one that is to be moved."""

    contact: Contact
    campaign: Campaign
    user: User
    ask: Ask | None = None
    interview: Interview | None = None

    @classmethod
    def of_ask(cls, ask: Ask, user: User) -> Self:
        """They said yes."""
        return cls(ask.contact, ask.campaign, user, ask=ask)

    @classmethod
    def of_interview(cls, interview: Interview, user: User) -> Self:
        """It stands, or fell through, and wants another time."""
        return cls(interview.contacts[0], interview.campaign, user, ask=interview.ask, interview=interview)

    @property
    def country(self) -> str:
        """Where their public holidays are."""
        return self.contact.country

    def first_wishes(self) -> Wishes:
        """What the form begins with: their clock as well as it is known, the minutes asked for, how, and the name."""
        talk, profile = self.interview, self.profile()
        mine = self.user.zone if zones.is_zone(self.user.zone) else "UTC"
        signed = profile.name.split(" ")[0][:60] if profile else ""
        if talk is not None:
            return Wishes(talk.their_zone, talk.my_zone, talk.minutes, talk.format, signed)
        minutes = self.ask.minutes if self.ask else 30
        return Wishes(self._guessed_zone()[0] or mine, mine, minutes, self._likely_format(profile), signed)

    @property
    def zone_is_sure(self) -> bool:
        """Whether their zone is known, or only likely."""
        return self.interview is not None or self._guessed_zone()[1]

    def profile(self) -> Profile | None:
        """What the seeker says about themselves."""
        found: Profile | None = Profile.objects.within(self.campaign.notebook_id).first()
        return found

    def busy(self, now: datetime) -> list[Span]:
        """When the seeker cannot; the times offered for this very talk are free again."""
        earlier = [offer.pk for offer in self.earlier()]
        but = [*earlier, *([self.interview.pk] if self.interview else [])]
        return busy_spans(self.campaign.notebook_id, now, now + LOOKED_AT, now=now, but=but)

    def earlier(self) -> Iterable[Offer]:
        """Times that they could still choose from for this talk."""
        standing = Offer.objects.within(self.campaign.notebook_id).standing().filter(contact=self.contact)
        found: Iterable[Offer] = (
            standing.filter(ask=self.ask) if self.ask else standing.filter(interviews=self.interview)
        )
        return found

    def propose(self, wishes: Wishes, now: datetime) -> Proposal:
        """Three good times, on their clock."""
        return propose(
            now, their_zone=wishes.their_zone, my_zone=wishes.my_zone, country=self.country, minutes=wishes.minutes,
            busy=self.busy(now),
        )  # fmt: skip

    def odd(self, starts: Iterable[datetime], wishes: Wishes, now: datetime) -> dict[datetime, list[str]]:
        """What speaks against each of the times."""
        busy, country, whose = self.busy(now), self.country, self.contact.first_name
        return {
            start: oddities(
                start, now=now, minutes=wishes.minutes, their_zone=wishes.their_zone, my_zone=wishes.my_zone,
                whose=whose, country=country, busy=busy,
            )
            for start in starts
        }  # fmt: skip

    def _guessed_zone(self) -> tuple[str, bool]:
        return zones.guess(self.contact.zone, self.contact.town, self.contact.country)

    def _likely_format(self, profile: Profile | None) -> str:
        """Face to face comes first, where both live in one town; else video."""
        town = profile.town.casefold() if profile else ""
        return Format.FACE_TO_FACE if town and town == self.contact.town.casefold() else Format.VIDEO


def offer_times(occasion: Occasion, starts: Sequence[datetime], wishes: Wishes, *, at: datetime) -> Offer:
    """Offer two or three times. Those offered before are withdrawn; a letter with the new ones is drafted."""
    DoorClosed.refuse(occasion.contact)
    if occasion.interview is not None and occasion.interview.is_held:
        raise Passed("This talk has been held. There is nothing to move.")
    if not starts or min(starts) <= at:
        raise Passed("Offer times that are still to come.")
    offer = Offer(
        notebook_id=occasion.campaign.notebook_id, contact=occasion.contact, ask=occasion.ask,
        times=as_times(starts), expires_at=max(starts), created_at=at, **asdict(wishes),
    )  # fmt: skip
    with transaction.atomic():
        letter = _unsent(occasion.earlier())
        withdraw_offers(occasion.campaign, [occasion.contact], at=at)
        offer.letter = _write_letter(offer, occasion, letter, at=at)
        recording.create(offer, at=at, verb="times chosen")
        if occasion.interview is not None:
            recording.change(occasion.interview, at=at, verb="times chosen", offer=offer)
        _remember_zone(occasion.contact, wishes.their_zone, at=at)
    return offer


def _unsent(earlier: Iterable[Offer]) -> Letter | None:
    """The letter that carried the times before and has not gone out: it is written anew, not twice."""
    letters = [offer.letter for offer in earlier if offer.letter is not None and offer.letter.sent_at is None]
    return letters[0] if letters else None


def _write_letter(offer: Offer, occasion: Occasion, letter: Letter | None, *, at: datetime) -> Letter:
    profile = occasion.profile()
    signature = (profile.signature or profile.name) if profile else ""
    moving = occasion.interview is not None
    subject, body = offer_words.letter(offer, moving=moving, signature=signature, link=link_of(offer))
    if letter is None:
        kind = LetterKind.RESCHEDULE if moving else LetterKind.REPLY
        channel = _channel(occasion.ask)
        letter = writing.start_letter(
            occasion.contact, kind=kind, channel=channel, at=at, ask=occasion.ask, subject=subject, body=body
        )
    else:
        writing.edit(letter, version=letter.version, at=at, subject=subject, body=body)
    return letter


def _channel(ask: Ask | None) -> str:
    """The way by which they were asked; who accepted a LinkedIn note can be sent a message."""
    last = ask.letters.filter(sent_at__isnull=False).order_by("sent_at").last() if ask else None
    channel = last.channel if last else Channel.EMAIL
    return {Channel.LINKEDIN_NOTE: Channel.LINKEDIN_MESSAGE, Channel.PAPER: Channel.EMAIL}.get(channel, channel)


def _remember_zone(contact: Contact, zone: str, *, at: datetime) -> None:
    """Their clock is known now; the next time it is not asked for."""
    if contact.zone != zone:
        recording.change(contact, at=at, verb="changed", zone=zone, version=contact.version + 1)
