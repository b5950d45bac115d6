"""Who you know where you want to go: at the target now, strong and weak ties apart; formerly; one introduction away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any

from django.db.models import Q
from django.utils import timezone

from askaround.people.models import Introduction, Role
from askaround.people.ties import Strength, strength
from askaround.plain.text import fold

from .models import Target

MOST = 400
# Words of an occupation that say nothing about the work.
EMPTY = frozenset({"a", "an", "and", "of", "for", "the", "in", "at", "senior", "junior", "lead", "entry", "level"})


@dataclass(frozen=True)
class Known:
    """A contact at a target: in which role, and how strong the tie is."""

    contact: Any
    role: Role
    strength: Strength


@dataclass(frozen=True)
class Away:
    """Somebody at the target whom a contact offered to introduce."""

    contact: Any
    by: Any
    introduction: Introduction


@dataclass
class KnownAt:
    """Whom you know at one target. Strongest first in each list."""

    strong: list[Known] = field(default_factory=list)
    weak: list[Known] = field(default_factory=list)
    strangers: list[Known] = field(default_factory=list)
    formerly: list[Known] = field(default_factory=list)
    one_away: list[Away] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many are there now, whom you know."""
        return len(self.strong) + len(self.weak)

    @property
    def sentence(self) -> str:
        """Whom you know there, in one line."""
        if not self.count:
            others = len(self.one_away) or len(self.formerly) or len(self.strangers)
            if not others:
                return "Nobody you know is there yet."
            if self.one_away:
                return f"Nobody yet; {self.one_away[0].by.first_name} offered an introduction."
            return f"Nobody you know yet; {others} {'was there before' if self.formerly else 'heard of'}."
        parts = [f"{len(self.strong)} strong" if self.strong else "", f"{len(self.weak)} weak" if self.weak else ""]
        ties = "tie" if self.count == 1 else "ties"
        return f"{' and '.join(part for part in parts if part)} {ties}."


def known_at(target: Target, *, now: datetime | None = None) -> KnownAt:
    """Whom you know at one target."""
    return known_at_each([target], now=now)[target.pk]


def known_at_each(targets: Iterable[Target], *, now: datetime | None = None) -> dict[Any, KnownAt]:
    """Whom you know at each of the targets, in three queries however many there are."""
    targets = list(targets)
    found = {target.pk: KnownAt() for target in targets}
    if not targets:
        return found
    now = now or timezone.now()
    roles = _roles(targets)
    away = _offered({role.contact_id for role in roles})
    for target in targets:
        _sort_into(found[target.pk], [role for role in roles if matches(target, role)], away, now)
    return found


def words_of(occupation: str) -> frozenset[str]:
    """The words of an occupation that count."""
    return frozenset(fold(occupation).replace("/", " ").replace(",", " ").split()) - EMPTY


def matches(target: Target, role: Role) -> bool:
    """Does the role belong to the target: the organization, one of the industry, or a title with all its words?"""
    if target.kind == "organization":
        return role.organization_id == target.organization_id
    if target.kind == "industry":
        return role.organization is not None and role.organization.industry_id == target.industry_id
    wanted = words_of(target.occupation)
    return bool(wanted) and role.current and wanted <= words_of(role.title)


def _roles(targets: list[Target]) -> list[Role]:
    places = Q(organization__in=[target.organization_id for target in targets if target.organization_id])
    places |= Q(organization__industry__in=[target.industry_id for target in targets if target.industry_id])
    for target in targets:
        if target.kind == "occupation" and (words := words_of(target.occupation)):
            places |= reduce(lambda a, b: a & b, (Q(title__icontains=word) for word in words)) & Q(current=True)
    rows = Role.objects.within(targets[0].notebook_id).filter(places)
    rows = rows.filter(contact__archived_at__isnull=True, contact__trashed_at__isnull=True)
    rows = rows.select_related("contact", "organization").prefetch_related("contact__ties")
    return list(rows.order_by("-contact__last_contact_at", "contact__sort_key", "pk")[:MOST])


def _offered(contacts: set[Any]) -> dict[Any, Introduction]:
    rows = Introduction.objects.filter(to__in=contacts, met_at__isnull=True, closed_at__isnull=True)
    return {row.to_id: row for row in rows.filter(by__trashed_at__isnull=True).select_related("by", "to")}


def _sort_into(known: KnownAt, roles: list[Role], away: dict[Any, Introduction], now: datetime) -> None:
    seen: set[Any] = set()
    for role in sorted(roles, key=lambda role: not role.current):
        contact = role.contact
        if contact.pk in seen:
            continue
        seen.add(contact.pk)
        if role.current and contact.pk in away and not contact.met:
            known.one_away.append(Away(contact, away[contact.pk].by, away[contact.pk]))
            continue
        one = Known(contact, role, tie_of(contact, now))
        if not role.current:
            known.formerly.append(one)
        else:
            {"strong": known.strong, "weak": known.weak, "none": known.strangers}[one.strength.level].append(one)


def tie_of(contact: Any, now: datetime) -> Strength:
    """The strength of the tie to a contact whose ties are loaded."""
    return strength(
        [tie.kind for tie in contact.ties.all()], now=now, last_contact_at=contact.last_contact_at,
        sent=contact.sent, received=contact.received, met=contact.met,
    )  # fmt: skip
