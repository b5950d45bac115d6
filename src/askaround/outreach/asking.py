"""Asking somebody: the ask and its first letter, the follow-up, the alternate, each within what pacing allows."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from askaround.accounts.models import User
from askaround.history import recording
from askaround.people.models import Contact, Introduction, Organization, Role
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign

from .models import AlreadyAsked, Ask, AskError, DoorClosed, Enough, Letter, LetterKind, TooSoon
from .pacing import AskFacts, Clearance, Standing, State, clearance, standing
from .practice import Practice

if TYPE_CHECKING:
    from askaround.plain.later import Proposal

ROUND = {LetterKind.ASK, LetterKind.FOLLOW_UP}


def start_ask(
    campaign: Campaign,
    contact: Contact,
    *,
    reason: str,
    minutes: int,
    at: datetime,
    introduction: Introduction | None = None,
    instead_of: Ask | None = None,
) -> Ask:
    """Begin to ask one person for one interview. At most one ask per person is open in a campaign."""
    DoorClosed.refuse(contact)
    ask = Ask(
        notebook_id=campaign.notebook_id,
        campaign=campaign,
        contact=contact,
        reason=reason,
        minutes=minutes,
        organization=organization_of(contact),
        introduction=introduction,
        instead_of=instead_of,
        created_at=at,
    )
    try:
        with transaction.atomic():
            _make_way(campaign, contact, at=at)
            recording.create(ask, at=at, verb="started")
    except IntegrityError:
        raise AlreadyAsked(f"An ask to {contact.first_name} is already open. Go on with that one.") from None
    return ask


def organization_of(contact: Contact) -> Organization | None:
    """Where they work now."""
    role: Role | None = (
        contact.roles.select_related("organization").filter(current=True, organization__isnull=False).first()
    )
    return role.organization if role else None


def facts_of(ask: Ask, zone: tzinfo) -> AskFacts:
    """The frozen facts of one ask, in the seeker's zone. Load asks `with_facts()`."""
    letters = sorted(
        (letter for letter in ask.letters.all() if letter.sent_at), key=lambda letter: letter.sent_at or ask.created_at
    )
    sent = tuple(letter.sent_at.astimezone(zone) for letter in letters if letter.sent_at and letter.kind in ROUND)
    replies = [reply.at for reply in ask.replies.all()]
    replied = max(replies, default=ask.answered_at)
    contact, organization = ask.contact, ask.organization
    return AskFacts(
        id=ask.pk,
        person=contact.pk,
        name=contact.name,
        country=place_of(contact.country, contact.town),
        introduced=ask.introduction_id is not None,
        organization=organization.pk if organization else None,
        organization_name=organization.name if organization else "",
        sent=sent or ((ask.sent_at.astimezone(zone),) if ask.sent_at else ()),
        wrote_back_at=_local(
            max((le.sent_at for le in letters if le.sent_at and le.kind not in ROUND), default=None), zone
        ),
        replied_at=_local(replied, zone),
        accepted_at=_local(ask.accepted_at, zone),
        declined_at=_local(ask.declined_at, zone),
        not_before=ask.not_before,
        closed_at=_local(ask.closed_at, zone),
        left_alone=contact.do_not_contact_at is not None,
    )


def standing_of(ask: Ask, now: datetime) -> Standing:
    """Where one ask stands among its neighbours at the same organization."""
    facts, there = _with_neighbours(ask, now)
    return standing(facts, now, Practice.read(ask.campaign.practice), there)


def clear_to_send(ask: Ask, now: datetime) -> Clearance:
    """Whether the first letter may go out now."""
    facts, there = _with_neighbours(ask, now)
    return clearance(facts, now, Practice.read(ask.campaign.practice), there)


def clear_to_ask(campaign: Campaign, contact: Contact, now: datetime, *, introduced: bool = False) -> Clearance:
    """Whether a new ask to somebody could go out now; told before the letter is written."""
    organization, zone = organization_of(contact), now.tzinfo
    assert zone is not None
    ask = Ask(notebook_id=campaign.notebook_id, campaign=campaign, contact=contact, organization=organization)
    facts = AskFacts(
        id=None, person=contact.pk, name=contact.name, organization=organization.pk if organization else None,
        organization_name=str(organization or ""), country=place_of(contact.country, contact.town),
        introduced=introduced, left_alone=contact.do_not_contact_at is not None,
    )  # fmt: skip
    return clearance(facts, now, Practice.read(campaign.practice), _around(ask, zone))


def follow_up(ask: Ask, *, at: datetime) -> Letter | None:
    """The follow-up that is due: a draft already begun, or None when one may be drafted now.

    Raises TooSoon before its day, Enough once silence has begun.
    """
    begun: Letter | None = ask.letters.filter(sent_at__isnull=True, kind=LetterKind.FOLLOW_UP).first()
    if begun:
        return begun
    stands = standing_of(ask, at)
    if stands.state is State.AGAIN:
        again: Letter | None = ask.letters.filter(sent_at__isnull=True, kind=LetterKind.ASK).first()
        return again
    if stands.state is State.WAITING:
        raise TooSoon(stands.sentence)
    if stands.state is not State.FOLLOW_UP:
        raise Enough(stands.sentence)
    return None


def start_alternate(first: Ask, contact: Contact, *, reason: str, minutes: int, at: datetime) -> Ask:
    """Ask somebody else at the same organization, when the wait is over and nobody there has said yes."""
    stands = standing_of(first, at)
    if stands.alternate_from is None:
        raise Enough("Nobody else there should be asked now: one person at a time, and one helper is enough.")
    if at.date() < stands.alternate_from:
        raise TooSoon(f"Wait until {stands.alternate_from:%a} {stands.alternate_from.day} {stands.alternate_from:%b}.")
    if contact.pk == first.contact_id or not first.organization_id:
        raise AskError("Choose somebody else at the same organization.")
    return start_ask(first.campaign, contact, reason=reason, minutes=minutes, at=at, instead_of=first)


def hear(ask: Ask, said: Mapping[str, Any], *, at: datetime) -> None:
    """Keep an answer with what it means: yes, no, later, or just said."""
    with transaction.atomic():
        if said["outcome"] == "later":
            ask.put_off(until=said["until"], at=at)
        ask.answer(at=at, text=said["text"], channel=said["channel"])
        if said["outcome"] == "yes":
            ask.accept(at=at)
        if said["outcome"] == "no":
            ask.decline(at=at)


def proposed(ask: Ask, stands: Standing, today: date) -> list["Proposal"]:
    """From which days their last answer may mean to be asked again, where nobody has said what it meant."""
    if stands.state is not State.ANSWERED:
        return []
    from askaround.plain.later import proposals  # its patterns are compiled when an answer waits

    last = max(ask.replies.all(), key=lambda reply: reply.at, default=None)
    return proposals(last.text, today, place_of(ask.contact.country, ask.contact.town)) if last else []


def could_be_asked_instead(first: Ask, user: User) -> list[Contact]:
    """Others at the same organization who may be approached and are not being asked."""
    if first.organization_id is None:
        return []
    asked: list[UUID] = list(
        Ask.objects.of(user).filter(campaign_id=first.campaign_id).values_list("contact_id", flat=True)
    )
    there = (
        Contact.objects.of(user)
        .approachable()
        .filter(roles__organization_id=first.organization_id, roles__current=True)
    )
    return list(there.exclude(pk__in=asked).prefetch_related("roles").distinct()[:20])


def _make_way(campaign: Campaign, contact: Contact, *, at: datetime) -> None:
    """A yes that is still open gives way to a new ask; an open one without an answer does not."""
    said_yes = Ask.objects.within(campaign.notebook_id).filter(
        campaign=campaign, contact=contact, closed_at__isnull=True, accepted_at__isnull=False
    )
    for ask in said_yes:
        ask.close(at=at)


def _with_neighbours(ask: Ask, now: datetime) -> tuple[AskFacts, list[AskFacts]]:
    assert now.tzinfo is not None
    return facts_of(ask, now.tzinfo), _around(ask, now.tzinfo)


def _around(ask: Ask, zone: tzinfo) -> list[AskFacts]:
    """The campaign's other asks at the same organization, and every other ask to the same person."""
    near = Q(contact=ask.contact_id)
    if ask.organization_id is not None:
        near |= Q(campaign=ask.campaign_id, organization=ask.organization_id)
    rows = Ask.objects.within(ask.notebook_id).filter(near).exclude(pk=ask.pk)
    return [facts_of(other, zone) for other in rows.with_facts()]


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at.astimezone(zone) if at else None
