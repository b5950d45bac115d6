"""From an ask to its letter in one step: what the seeker knows goes into the draft."""

from datetime import datetime

from django.db import transaction

from askaround.accounts.models import User
from askaround.people.models import Contact, Introduction
from askaround.purpose.models import Campaign, Profile

from . import asking
from .drafting import Draft, compose, fill
from .knowing import known_for
from .models import Ask, Letter, LetterKind, Template
from .pacing import State
from .writing import start_letter


def profile(user: User) -> Profile | None:
    """What the seeker has written about themselves, if anything."""
    found: Profile | None = Profile.objects.of(user).first()
    return found


def begin_ask(
    campaign: Campaign,
    contact: Contact,
    introduction: Introduction | None,
    *,
    reason: str,
    minutes: int,
    channel: str,
    at: datetime,
) -> Letter:
    """An ask and its first letter."""
    with transaction.atomic():
        ask = asking.start_ask(campaign, contact, reason=reason, minutes=minutes, at=at, introduction=introduction)
        return letter_for(ask, LetterKind.ASK, channel, at=at)


def begin_follow_up(ask: Ask, *, at: datetime) -> Letter:
    """The follow-up, by the channel of the first letter; or the letter of a new round."""
    begun = asking.follow_up(ask, at=at)
    if begun:
        return begun
    again = asking.standing_of(ask, at).state is State.AGAIN
    first = ask.letters.filter(sent_at__isnull=False).order_by("sent_at").first()
    return letter_for(
        ask, LetterKind.ASK if again else LetterKind.FOLLOW_UP, first.channel if first else "email", at=at
    )


def begin_alternate(first: Ask, contact: Contact, channel: str, *, at: datetime) -> Letter:
    """An ask to somebody else at the same organization, with its letter."""
    with transaction.atomic():
        ask = asking.start_alternate(first, contact, reason="", minutes=first.minutes, at=at)
        return letter_for(ask, LetterKind.ASK, channel, at=at)


def letter_for(ask: Ask, kind: str, channel: str, *, at: datetime) -> Letter:
    """A letter of an ask, drafted from what is known or from the seeker's own template."""
    draft = _draft(ask.contact, kind, channel, campaign=ask.campaign, ask=ask, at=at)
    return start_letter(
        ask.contact,
        kind=kind,
        channel=channel,
        at=at,
        ask=ask,
        introduction=ask.introduction,
        subject=draft.subject,
        body=draft.body,
    )


def begin_letter(
    contact: Contact, kind: str, channel: str, *, campaign: Campaign | None, at: datetime, place: str = ""
) -> Letter:
    """Any other letter; `place` is where the seeker would like to know somebody."""
    draft = _draft(contact, kind, channel, campaign=campaign, ask=None, at=at, place=place)
    return start_letter(contact, kind=kind, channel=channel, at=at, subject=draft.subject, body=draft.body)


def begin_for_introduction(
    introduction: Introduction, kind: str, channel: str, *, campaign: Campaign | None, at: datetime
) -> Letter:
    """A letter to the introducer about an introduction; the one already begun, if there is one."""
    begun: Letter | None = introduction.letters.filter(kind=kind, sent_at=None, contact=introduction.by_id).first()
    if begun is not None:
        return begun
    by = introduction.by
    draft = _draft(by, kind, channel, campaign=campaign, ask=None, at=at, to_introducer=introduction)
    return start_letter(
        by, kind=kind, channel=channel, at=at, introduction=introduction, subject=draft.subject, body=draft.body
    )


def _draft(
    contact: Contact, kind: str, channel: str, *, campaign: Campaign | None, ask: Ask | None, at: datetime,
    to_introducer: Introduction | None = None, place: str = "",
) -> Draft:  # fmt: skip
    mine = Profile.objects.within(contact.notebook_id).first()
    known = known_for(
        contact, profile=mine, campaign=campaign, ask=ask, zone=at.tzinfo, to_introducer=to_introducer, place=place
    )
    own = (
        Template.objects.within(contact.notebook_id).filter(kind=kind, channel=channel).order_by("-created_at").first()
    )
    if own is None:
        return compose(kind, channel, known)
    return Draft(fill(own.subject, known), fill(own.body, known))
