"""Who you know where you want to go: at the target now, strong and weak ties apart; formerly; one introduction away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from askaround.people.models import Acquaintance, Introduction, Role
from askaround.people.ties import Strength, strength
from askaround.plain.text import fold

from .models import Target

MOST = 300
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
    """Somebody at the target whom a contact offered to introduce, or knows."""

    contact: Any
    by: Any
    role: Role
    introduction: Introduction | None = None
    # How the two know each other, where nothing was offered.
    how: str = ""

    @property
    def sentence(self) -> str:
        """Which way leads there."""
        by, to = self.by.first_name, self.contact.first_name
        if self.introduction is None:
            return f"{by} knows {to}{': ' + self.how if self.how else ''}."
        if self.introduction.offered_at is None:
            return f"You would like {by} to introduce you."
        return f"{by} offered to introduce you."


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
                away = self.one_away[0]
                did = "offered an introduction" if away.introduction else f"knows {away.contact.first_name}"
                return f"Nobody yet; {away.by.first_name} {did}."
            return f"Nobody you know yet; {others} {'was there before' if self.formerly else 'heard of'}."
        parts = [f"{len(self.strong)} strong" if self.strong else "", f"{len(self.weak)} weak" if self.weak else ""]
        ties = "tie" if self.count == 1 else "ties"
        return f"{' and '.join(part for part in parts if part)} {ties}."


def known_at(target: Target, *, now: datetime | None = None, roles: list[Role] | None = None) -> KnownAt:
    """Whom you know at one target."""
    return known_at_each([target], now=now, roles=roles)[target.pk]


def known_at_each(
    targets: Iterable[Target], *, now: datetime | None = None, roles: list[Role] | None = None
) -> dict[Any, KnownAt]:
    """Whom you know at each of the targets, in a few queries however many there are."""
    targets = list(targets)
    found = {target.pk: KnownAt() for target in targets}
    if not targets:
        return found
    now = now or timezone.now()
    roles = roles_at(targets) if roles is None else roles
    away = _Doors.of(roles, now)
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
    return bool(wanted) and wanted <= words_of(role.title)


def roles_at(targets: list[Target]) -> list[Role]:
    """Every role, now or before, that belongs to one of the targets; whom you were in touch with last comes first.

    Two queries, so that the many of an industry or a job leave room for the few of an organization.
    """
    organizations = Q(organization__in=[target.organization_id for target in targets if target.organization_id])
    others = Q(organization__industry__in=[target.industry_id for target in targets if target.industry_id])
    for target in targets:
        if target.kind == "occupation" and (words := words_of(target.occupation)):
            others |= reduce(lambda a, b: a & b, (Q(title__icontains=word) for word in words))
    rows = Role.objects.within(targets[0].notebook_id)
    rows = rows.filter(contact__archived_at__isnull=True, contact__trashed_at__isnull=True)
    rows = rows.select_related("contact", "organization").prefetch_related("contact__ties")
    latest = F("contact__last_contact_at").desc(nulls_last=True)
    rows = rows.order_by("-current", latest, "contact__sort_key", "pk")
    return [*rows.filter(organizations)[:MOST], *rows.filter(others).exclude(organizations)[:MOST]]


@dataclass(frozen=True)
class _Doors:
    """Who could open the door to whom: introductions not met yet, and who knows whom."""

    offered: dict[Any, Introduction]
    knowing: dict[Any, tuple[Any, str]]

    @classmethod
    def of(cls, roles: list[Role], now: datetime) -> "_Doors":
        there = {role.contact_id: role.contact for role in roles if role.current}
        strangers = {pk for pk, contact in there.items() if tie_of(contact, now).level == "none"}
        return cls(_offered(set(there)), who_knows(strangers, now))

    def to(self, role: Role) -> Away | None:
        """The way to somebody there, if they have to be introduced and somebody could."""
        contact = role.contact
        if not role.current or contact.met:
            return None
        if (introduction := self.offered.get(contact.pk)) is not None:
            return Away(contact, introduction.by, role, introduction)
        if contact.pk in self.knowing:
            by, how = self.knowing[contact.pk]
            return Away(contact, by, role, how=how)
        return None


def _offered(contacts: set[Any]) -> dict[Any, Introduction]:
    rows = Introduction.objects.filter(to__in=contacts, met_at__isnull=True, closed_at__isnull=True)
    rows = rows.filter(by__trashed_at__isnull=True).select_related("by", "to").order_by("created_at")
    # An offer counts before a wish.
    return {row.to_id: row for row in sorted(rows, key=lambda row: row.offered_at is not None)}


def who_knows(strangers: set[Any], now: datetime) -> dict[Any, tuple[Any, str]]:
    """For a stranger, a contact of yours who knows them, the closest to you; and how they know each other."""
    rows = Acquaintance.objects.filter(Q(a__in=strangers) | Q(b__in=strangers), denied_at__isnull=True)
    rows = rows.filter(a__trashed_at__isnull=True, b__trashed_at__isnull=True).select_related("a", "b")
    found: dict[Any, tuple[Any, str]] = {}
    level: dict[Any, str] = {}
    for row in rows.prefetch_related("a__ties", "b__ties").order_by("created_at"):
        for one, other in ((row.a, row.b), (row.b, row.a)):
            tie = tie_of(other, now).level
            closer = one.pk not in found or (tie == "strong" and level[one.pk] == "weak")
            if one.pk in strangers and tie != "none" and not other.do_not_contact_at and closer:
                found[one.pk], level[one.pk] = (other, row.how), tie
    return found


def _sort_into(known: KnownAt, roles: list[Role], doors: _Doors, now: datetime) -> None:
    seen: set[Any] = set()
    for role in sorted(roles, key=lambda role: not role.current):
        contact = role.contact
        if contact.pk in seen:
            continue
        seen.add(contact.pk)
        if away := doors.to(role):
            known.one_away.append(away)
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
