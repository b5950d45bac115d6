"""Ways to a contact, a target or an organization, told: each step with its reason, each way with what to do next."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from askaround.accounts.models import User
from askaround.people.models import Contact, Organization
from askaround.targets.known import words_of
from askaround.targets.models import Target

from .around import Met, Surroundings, around, arrivals_at
from .paths import GOAL, Step, Way, ways

STRANGERS = 3


@dataclass(frozen=True)
class Sought:
    """Whom or what the seeker wants to reach."""

    key: UUID
    kind: str
    name: str
    url: str
    left_alone: bool = False
    where: Q | None = None

    @property
    def there(self) -> str:
        """In the middle of a sentence: "at Acme", "in Energy", "as a Data engineer"; nothing for a person."""
        return {"organization": f"at {self.name}", "industry": f"in {self.name}"}.get(self.kind, "")


@dataclass(frozen=True)
class Link:
    """One person of a way, and why the one before leads to them."""

    person: Met
    reason: str
    guess: bool = False


@dataclass(frozen=True)
class Told:
    """One way: its people with their reasons, and the one thing to do next."""

    links: list[Link]
    arrived: str
    verb: str
    label: str
    url: str
    asked: Met
    other: Met | None

    @property
    def guessed(self) -> bool:
        """Is a step of it a guess?"""
        return any(link.guess for link in self.links)


@dataclass(frozen=True)
class Reach:
    """What the page shows: the ways, and those who are there but whom the seeker does not know."""

    sought: Sought
    ways: list[Told]
    strangers: list[Met]

    @property
    def heading(self) -> str:
        """What the page says first."""
        name = self.sought.name
        if self.sought.left_alone:
            return f"{name} asked to be left alone."
        if not self.ways:
            return f"Nobody yet who could open the door to {name}."
        best = self.ways[0]
        if len(best.links) == 1:
            return f"You know {best.asked.name} yourself." if self.sought.where else f"You can ask {name} yourself."
        return f"{best.asked.name} could open the door to {name}."


def reach(user: User, sought: Sought, now: datetime) -> Reach:
    """The best three to five ways, told."""
    if sought.left_alone:
        return Reach(sought, [], [])
    arrivals = [Step(sought.key, GOAL, "there")] if sought.where is None else arrivals_at(user, sought.where)
    if not arrivals:
        return Reach(sought, [], [])
    found = around(user, arrivals, now, this=f"{timezone.localtime(now):%Y-%m}")
    told = [_told(way, found, sought) for way in ways(found.steps)]
    return Reach(sought, told, found.strangers[:STRANGERS])


def sought_by(user: User, key: UUID) -> Sought | None:
    """The contact, target or organization of this id, if it is the user's."""
    if contact := Contact.objects.of(user).filter(pk=key).first():
        alone = contact.do_not_contact_at is not None
        return Sought(key, "contact", contact.name, contact.get_absolute_url(), left_alone=alone)
    rows = Target.objects.in_active(user).select_related("industry", "organization")
    if target := rows.filter(pk=key).first():
        return Sought(key, target.kind, target.name, reverse("target", args=[key]), where=_roles_of(target))
    if organization := Organization.objects.of(user).filter(pk=key).first():
        url = reverse("organization", args=[key])
        return Sought(key, "organization", organization.name, url, where=Q(organization=organization))
    return None


def found_by_name(user: User, whom: str) -> list[Sought]:
    """Whom or what the words may mean: targets first, then people, then organizations."""
    words = whom.split()[:6]
    if not words:
        return []
    named = reduce(and_, (Q(name__icontains=word) for word in words))
    targets = [one for one in Target.objects.in_active(user).select_related("industry", "organization")
               if all(word.casefold() in one.name.casefold() for word in words)]  # fmt: skip
    people = Contact.objects.of(user).filter(named).order_by("-last_contact_at", "sort_key")[:8]
    listed = [one.organization_id for one in targets if one.organization_id]
    places = Organization.objects.of(user).filter(named).exclude(pk__in=listed)
    return [
        *(Sought(one.pk, one.kind, one.name, "") for one in targets[:8]),
        *(Sought(one.pk, "contact", one.name, "") for one in people),
        *(Sought(one.pk, "organization", one.name, "") for one in places.order_by("name")[:8]),
    ]


def _roles_of(target: Target) -> Q:
    if target.kind == "organization":
        return Q(organization=target.organization_id)
    if target.kind == "industry":
        return Q(organization__industry=target.industry_id)
    words = words_of(target.occupation)
    none = Q(pk__in=[])
    return reduce(and_, (Q(title__icontains=word) for word in words), Q(current=True)) if words else none


def _told(way: Way, found: Surroundings, sought: Sought) -> Told:
    people = [found.people[key] for key in way.people if isinstance(key, UUID)]
    links = [
        Link(person, _reason(step, before, person), guess=step.kind == "guess")
        for step, before, person in zip(way.steps, [None, *people], people, strict=False)
    ]
    asked, other = people[0], people[1] if len(people) > 1 else None
    verb, label, url = _next(way, asked, other)
    return Told(links, _arrived(way.steps[-1], people[-1], sought), verb, label, url, asked, other)


def _reason(step: Step, before: Met | None, person: Met) -> str:
    if before is None:
        return person.strength.sentence
    said = {
        "made": f"{before.first_name} has opened the door to {person.first_name}.",
        "asked": f"You asked {before.first_name} to introduce you to {person.first_name}.",
        "offered": f"{before.first_name} offered to introduce you to {person.first_name}.",
        "guess": step.reason,
    }
    knows = f"{before.first_name} knows {person.first_name}"
    return said.get(step.kind) or (f"{knows}: {step.reason.rstrip('.')}." if step.reason else f"{knows}.")


def _arrived(step: Step, person: Met, sought: Sought) -> str:
    if sought.where is None:
        return ""
    if step.kind == "before":
        until = f" until {step.reason}" if step.reason else " before"
        return f"{person.first_name} was there{until}, and may know who is there now."
    return f"{person.first_name} is there: {step.reason}." if step.reason else f"{person.first_name} is there."


def _next(way: Way, asked: Met, other: Met | None) -> tuple[str, str, str]:
    """What to do: a verb for the page, what its button says, and where it leads."""
    if other is None and asked.met:
        return "open", f"Write to {asked.first_name}", reverse("keep-in-touch", args=[asked.pk])
    if other is None:
        return "open", f"Ask {asked.first_name}", reverse("ask-new", args=[asked.pk])
    step = way.steps[1]
    if step.key is not None:
        said = {"made": "Open the introduction", "asked": "See where it stands"}
        label = said.get(step.kind, f"Ask {asked.first_name} for the introduction")
        return "open", label, reverse("introduction", args=[step.key])
    if step.kind == "guess":
        return "confirm", f"Ask {asked.first_name}", reverse("keep-in-touch", args=[asked.pk])
    label = f"Ask {asked.first_name} to introduce you to {other.first_name}"
    return "wish", label, reverse("introduction-wish", args=[asked.pk])
