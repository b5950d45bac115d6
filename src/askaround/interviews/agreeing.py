"""Agreeing an interview: the time both sides know, who is in it, and a brief to begin with."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from askaround.history import recording
from askaround.history.models import Batch
from askaround.outreach.models import Ask, Offer
from askaround.people.models import Contact
from askaround.purpose.models import Aim, Campaign
from askaround.purpose.pitching import SHORTEST, first_words

from .models import Brief, Format, Interview, InterviewError, InterviewPerson
from .placing import place_soon

LEAST_MINUTES, MOST_MINUTES = 5, 120


def agree(
    campaign: Campaign,
    contacts: Iterable[Contact],
    *,
    starts_at: datetime,
    minutes: int,
    at: datetime,
    my_zone: str,
    their_zone: str,
    format: str = Format.FACE_TO_FACE,  # noqa: A002 - the word on the screen
    place: str = "",
    link: str = "",
    ask: Ask | None = None,
    offer: Offer | None = None,
) -> Interview:
    """Agree a talk with one or more people. The ask that led to it is accepted and over; the brief begins.

    Times offered to them meanwhile can no longer be taken, but for the offer that this came of.
    """
    people = list(dict.fromkeys(contacts))
    if not people:
        raise InterviewError("An interview needs somebody to talk to.")
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise InterviewError(f"Agree between {LEAST_MINUTES} and {MOST_MINUTES} minutes.")
    interview = Interview(
        notebook_id=campaign.notebook_id, campaign=campaign, ask=ask, offer=offer, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes), minutes=minutes, my_zone=my_zone, their_zone=their_zone,
        format=format, place=place, link=link, created_at=at,
    )  # fmt: skip
    with transaction.atomic():
        recording.create(interview, at=at, verb="agreed")
        for contact in people:
            add_person(interview, contact, at=at)
        begin_brief(interview, at=at)
        if ask is not None:
            ask.accept(at=at)
            ask.close(at=at)
        withdraw_offers(campaign, people, at=at)
        place_soon(campaign.notebook_id)
    return interview


def withdraw_offers(campaign: Campaign, people: Iterable[Contact], *, at: datetime) -> None:
    """The times that these people could still choose from in this campaign are no longer offered."""
    standing = Offer.objects.within(campaign.notebook_id).standing().filter(contact__in=list(people))
    for offer in standing.filter(Q(ask__campaign=campaign) | Q(interviews__campaign=campaign)).distinct():
        offer.withdraw(at=at)


def add_person(interview: Interview, contact: Contact, *, at: datetime, batch: Batch | None = None) -> None:
    """One more who is talked to. Named twice, they stand once."""
    if not interview.people.filter(contact=contact).exists():
        person = InterviewPerson(notebook_id=interview.notebook_id, interview=interview, contact=contact, created_at=at)
        recording.create(person, at=at, batch=batch)


def begin_brief(interview: Interview, *, at: datetime) -> Brief:
    """The brief of an interview: made once, from the aims, the reason that the ask gave, and the pitch."""
    brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first()
    if brief is None:
        brief = Brief(notebook_id=interview.notebook_id, interview=interview, created_at=at, **_first_words(interview))
        recording.create(brief, at=at)
    found: Brief = brief
    return found


def _first_words(interview: Interview) -> dict[str, str]:
    aims = Aim.objects.within(interview.notebook_id).filter(campaign=interview.campaign_id)
    return {
        "goals": "\n".join(aim.text for aim in aims[:3]),
        "why_this_person": interview.ask.reason if interview.ask else "",
        "pitch": first_words(interview.campaign, SHORTEST),
    }


def call_off(interview: Interview, *, by: str, at: datetime) -> None:
    """It will not be held; nor can other times be taken that were offered for it."""
    with transaction.atomic():
        interview.cancel(by=by, at=at)
        withdraw_offers(interview.campaign, interview.contacts, at=at)
        place_soon(interview.notebook_id)


def rearrange(interview: Interview, facts: Mapping[str, Any], *, by: str, at: datetime) -> bool:
    """Write what is different: another time is a move, another place is told too. False when nothing differs."""
    starts_at, minutes = facts["starts_at"], facts["minutes"]
    moves = (starts_at, minutes) != (interview.starts_at, interview.minutes) or not interview.is_agreed
    differing: dict[str, Any] = {
        name: facts[name]
        for name in ("my_zone", "their_zone", "format", "place", "link")
        if facts[name] != getattr(interview, name)
    }
    with transaction.atomic():
        if moves:
            withdraw_offers(interview.campaign, interview.contacts, at=at)
            interview.move(starts_at=starts_at, minutes=minutes, by=by, at=at)
        if differing:
            _tell_place(interview, differing, at=at, raised=moves)
        place_soon(interview.notebook_id)
    return bool(moves or differing)


def _tell_place(interview: Interview, differing: dict[str, Any], *, at: datetime, raised: bool) -> None:
    sequence = interview.sequence if raised else interview.sequence + 1
    recording.change(interview, at=at, verb="changed", sequence=sequence, **differing)
