"""A target's page, and whom to ask first over all of them: one page across chapters each."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.interviews.models import Interview
from askaround.people.models import ResearchNote
from askaround.purpose.models import Aim, Campaign
from askaround.purpose.practice import current
from askaround.targets import dreaming, serving
from askaround.targets.known import KnownAt, known_at, roles_at
from askaround.targets.models import Target

from .choosing_whom import candidates
from .dream_employer import dearest, too_early
from .whom_first import Candidate, ready

SHOWN, EACH, INSTEAD, RESEARCH = 8, 3, 3, 8


@dataclass(frozen=True)
class Warned:
    """Too early for the dream employer: why, and with whom to practise instead."""

    why: str
    instead: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True)
class TargetPage:
    """All that a target's page shows."""

    target: Target
    heading: str
    fit: str
    way_in: str
    known: KnownAt
    first: list[Candidate]
    over: list[Candidate]
    more: int
    research: list[ResearchNote]
    warned: Warned | None

    @classmethod
    def of(cls, user: User, target: Target, now: datetime) -> "TargetPage":
        """`now` is in the seeker's zone."""
        campaign, targets = target.campaign, _targets(user)
        roles, research = roles_at([target]), _research(target)
        known = known_at(target, now=now, roles=roles)
        there = candidates(user, [target], campaign, now, roles=roles)[target.pk]
        first = [one for one in there if not one.over]
        return cls(
            target=target, heading=dreaming.title(target, known), way_in=dreaming.way_in(target, known), known=known,
            fit=serving.fit(
                target, known, occupation=campaign.occupation, others=targets, found=research,
                aims=list(Aim.objects.in_active(user).values_list("text", flat=True)),
            ),
            first=first[:SHOWN], over=[one for one in there if one.over], more=max(0, len(first) - SHOWN),
            research=research, warned=warned(user, campaign, target.organization_id, targets, now),
        )  # fmt: skip


@dataclass(frozen=True)
class AtTarget:
    """A target with the first few to ask there."""

    target: Target
    first: list[Candidate]
    early: str


@dataclass(frozen=True)
class WhomFirst:
    """Whom to ask first over all targets."""

    heading: str
    best: Candidate | None
    at: list[AtTarget]
    nobody: list[Target]

    @classmethod
    def of(cls, user: User, campaign: Campaign, now: datetime) -> "WhomFirst":
        """`now` is in the seeker's zone."""
        targets = _targets(user)
        everyone = candidates(user, targets, campaign, now)
        held, practise = _held(user), _practise(campaign)
        dream = _dream(targets)
        at = [
            AtTarget(one, ready(everyone[one.pk])[:EACH], too_early(dream.get(one.organization_id), held, practise))
            for one in targets
        ]
        # Of those who may be asked now: where it is not too early, whoever is there now, the dearest target first.
        free = [(bool(each.early), not one.current, place, one) for place, each in enumerate(at) for one in each.first]
        best = min(free, key=lambda each: each[:3], default=(None,) * 4)[3]
        nobody = [each.target for each in at if not each.first]
        return cls(_heading(best, targets), best, [each for each in at if each.first], nobody)


def warned_before_asking(user: User, campaign: Campaign | None, contact: Any, now: datetime) -> Warned | None:
    """What to say before an ask to this contact is begun; None when nothing speaks against it."""
    if campaign is None or _held(user) >= _practise(campaign):
        return None
    places = set(contact.roles.filter(current=True).values_list("organization_id", flat=True))
    targets = _targets(user)
    place = next((key for key in _dream(targets) if key in places), None)
    if place is None:
        return None
    return warned(user, campaign, place, targets, now)


def warned(
    user: User, campaign: Campaign, organization: UUID | None, targets: list[Target], now: datetime
) -> Warned | None:
    """Too early for this organization, with the best to practise with: not of one of the dearest."""
    dream = _dream(targets)
    why = too_early(dream.get(organization), _held(user), _practise(campaign))
    if not why:
        return None
    everyone = candidates(user, targets, campaign, now)
    there = {one.id for target in targets if target.organization_id in dream for one in everyone[target.pk]}
    others = {one.id: one for target in targets for one in ready(everyone[target.pk]) if one.id not in there}
    return Warned(why, list(islice((one for one in others.values() if one.current), INSTEAD)))


def _targets(user: User) -> list[Target]:
    rows = Target.objects.in_active(user).select_related("organization", "industry").order_by("rank", "created_at")
    # Organizations first: there somebody can be asked; then jobs, then whole industries.
    kinds = ("organization", "occupation", "industry")
    return sorted(rows, key=lambda target: kinds.index(target.kind))


def _dream(targets: list[Target]) -> dict[Any, Any]:
    return dearest((one.organization_id, one.name) for one in targets if one.kind == "organization")


def _held(user: User) -> int:
    held: int = Interview.objects.in_active(user).filter(ended_at__isnull=False).count()
    return held


def _practise(campaign: Campaign) -> int:
    return current(campaign.practice)["practise_first"]


def _research(target: Target) -> list[ResearchNote]:
    """What was found out about the organization, or about those of the industry."""
    if target.kind == "occupation":
        return []
    rows = ResearchNote.objects.within(target.notebook_id).select_related("organization")
    if target.kind == "organization":
        return list(rows.filter(organization=target.organization_id)[:RESEARCH])
    return list(rows.filter(organization__industry=target.industry_id)[:RESEARCH])


def _heading(best: Candidate | None, targets: list[Target]) -> str:
    if best is not None:
        return f"Ask {best.first} first: {best.reason}."
    return "Nobody is left to ask at your targets just now." if targets else "List where you would like to go first."
