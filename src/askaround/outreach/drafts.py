"""From an ask to its letter in one step: what the seeker knows goes into the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from askaround.accounts.models import User
from askaround.people.models import Contact, Introduction
from askaround.purpose.models import Campaign, Profile

from . import asking
from .drafting import Draft, Known, compose, fill, missing_in, variants
from .knowing import known_for
from .models import Ask, Letter, LetterKind, Template
from .pacing import State
from .review import Practised
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
    known = _known(ask.contact, campaign=ask.campaign, ask=ask, at=at)
    draft = first_draft(ask.contact.notebook_id, kind, channel, known)
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
    contact: Contact,
    kind: str,
    channel: str,
    *,
    campaign: Campaign | None,
    at: datetime,
    place: str = "",
    ask: Ask | None = None,
    noted: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
) -> Letter:
    """Any other letter. `noted` is what they said, word for word; `facts` what later chapters know of it:

    `place`, where the seeker would like to know somebody; `meeting` (`when`, `minutes`, `by`, `where`, `offers`), the
    talk that is confirmed, moved or cancelled; `came_of_it`, what the person said to whom they led.
    """
    kept = {**(facts or {}), **({"place": place} if place else {})}
    known = _known(contact, campaign=campaign, ask=ask, at=at, noted=tuple(noted), facts=kept)
    draft = first_draft(contact.notebook_id, kind, channel, known)
    return start_letter(
        contact,
        kind=kind,
        channel=channel,
        at=at,
        ask=ask,
        subject=draft.subject,
        body=draft.body,
        noted=noted if kind == LetterKind.THANK_YOU or noted else (),
        facts=kept,
    )


def begin_for_introduction(
    introduction: Introduction,
    kind: str,
    channel: str,
    *,
    campaign: Campaign | None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Letter:
    """A letter to the introducer about an introduction; the one already begun, if there is one."""
    begun: Letter | None = introduction.letters.filter(kind=kind, sent_at=None, contact=introduction.by_id).first()
    if begun is not None:
        return begun
    by = introduction.by
    known = _known(by, campaign=campaign, ask=None, at=at, to_introducer=introduction, facts=facts)
    draft = first_draft(by.notebook_id, kind, channel, known)
    return start_letter(
        by,
        kind=kind,
        channel=channel,
        at=at,
        introduction=introduction,
        subject=draft.subject,
        body=draft.body,
        facts=facts,
    )


def known_of(letter: Letter, campaign: Campaign | None, *, at: datetime) -> Known:
    """What a new draft of a letter may use: all that was known when it was begun, and what is known since."""
    about = letter.introduction if letter.ask is None else None
    return _known(
        letter.contact,
        campaign=letter.ask.campaign if letter.ask else campaign,
        ask=letter.ask,
        at=at,
        to_introducer=about if about and about.by_id == letter.contact_id else None,
        noted=tuple(letter.noted),
        facts=letter.facts,
    )


def drafts_of(letter: Letter, campaign: Campaign | None, *, at: datetime) -> list[Draft]:
    """The ways to write it: the seeker's own templates for its kind and channel, then three of ours."""
    known = known_of(letter, campaign, at=at)
    return [*_from_templates(letter, known), *variants(letter.kind, letter.channel, known)]


def first_draft(notebook_id: UUID, kind: str, channel: str, known: Known) -> Draft:
    """What a letter begins with: the newest of the seeker's own templates, else the first variant."""
    own = Template.objects.within(notebook_id).filter(kind=kind, channel=channel).order_by("-created_at").first()
    return compose(kind, channel, known) if own is None else from_template(own, known)


def from_template(own: Template, known: Known) -> Draft:
    """A template of one's own, filled in."""
    subject, body = fill(own.subject, known), fill(own.body, known)
    return Draft(subject, body, missing_in(f"{subject}\n{body}"), str(own.pk), own.name)


def previewed(contact: Contact, subject: str, body: str, campaign: Campaign | None, *, at: datetime) -> Draft:
    """A template as it would read to one person, with what is not known of them."""
    ask = Ask.objects.within(contact.notebook_id).filter(contact=contact).order_by("-created_at").first()
    known = _known(contact, campaign=campaign, ask=ask, at=at)
    subject, body = fill(subject, known), fill(body, known)
    return Draft(subject, body, missing_in(f"{subject}\n{body}"))


def _from_templates(letter: Letter, known: Known) -> list[Draft]:
    own = Template.objects.within(letter.notebook_id).filter(kind=letter.kind, channel=letter.channel)
    return [from_template(one, known) for one in own.order_by("-created_at")[:3]]


def _known(
    contact: Contact,
    *,
    campaign: Campaign | None,
    ask: Ask | None,
    at: datetime,
    to_introducer: Introduction | None = None,
    noted: tuple[str, ...] = (),
    facts: Mapping[str, Any] | None = None,
) -> Known:
    mine = Profile.objects.within(contact.notebook_id).first()
    known = known_for(
        contact, profile=mine, campaign=campaign, ask=ask, zone=at.tzinfo, to_introducer=to_introducer,
        noted=noted, facts=facts,
    )  # fmt: skip
    return replace(known, note_fits=Practised.read(campaign.practice if campaign else None).note_fits)
