"""The network of one notebook as it stood on a day: its tree, what each branch yielded, whom nobody has thanked yet."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from askaround.accounts.models import User
from askaround.people.models import Contact, Introduction

from .tree import Drawing, Place, layout, spanning

YOU = "you"
MOST = 300


@dataclass(frozen=True)
class Node:
    """One person of the tree: who they are, how far it has come with them, where they stand, whom they led to."""

    contact: Any
    place: Place
    how: str
    children: list["Node"] = field(default_factory=list)

    @property
    def short(self) -> str:
        """The name, cut to what fits between two columns."""
        name: str = self.contact.name
        return name if len(name) <= 22 else name[:21].rstrip() + "…"


@dataclass(frozen=True)
class Branch:
    """What somebody's introductions have led to."""

    contact: Any
    led_to: int
    met: int


@dataclass(frozen=True)
class Network:
    """What the page shows."""

    nodes: list[Node]
    first: list[Node]
    you: Place | None
    drawing: Drawing | None
    branches: list[Branch]
    open_loops: list[Introduction]
    months: list[date]

    @property
    def heading(self) -> str:
        """What the page says first."""
        led = sum(1 for node in self.nodes if node.place.depth > 1)
        if not self.nodes:
            return "Your network grows from here."
        if not led:
            return "Nobody has led you to anybody yet."
        best = self.branches[0]
        people = "1 person" if led == 1 else f"{led} people"
        if len(self.branches) == 1:
            return f"{best.contact.name} led you to {people}."
        return f"{people} came by introduction, {best.led_to} of them through {best.contact.first_name}."


def network_of(user: User, *, until: date | None = None) -> Network:
    """The network as it is, or as it stood at the end of the day `until`."""
    rows = _introductions(user)
    met = list(Contact.objects.of(user).filter(met__gt=0).order_by("created_at")[:MOST])
    months = _months(_when(row) for row in rows)
    if until:
        rows = [row for row in rows if _day(_when(row)) <= until]
        met = [contact for contact in met if _day(contact.created_at) <= until]
    people = {contact.pk: contact for row in rows for contact in (row.by, row.to)} | {one.pk: one for one in met}
    links: list[tuple[Hashable, Hashable]] = [(row.by_id, row.to_id) for row in rows]
    children = spanning(YOU, [*links, *((YOU, contact.pk) for contact in met)])
    if not people:
        return Network([], [], None, None, [], [], months)
    drawing = layout(YOU, children)
    how = {row.to_id: _how(row) for row in reversed(rows)}
    nodes = _nodes(drawing, people, how)
    for key, below in children.items():
        if key in nodes:
            nodes[key].children.extend(nodes[child] for child in below)
    first = [nodes[key] for key in children[YOU]]
    loops = [row for row in rows if row.met_at and not row.reported_at and not row.closed_at]
    return Network(list(nodes.values()), first, drawing.places[0], drawing, _branches(rows), loops, months)


def _introductions(user: User) -> list[Introduction]:
    there = Q(by__trashed_at__isnull=True, to__trashed_at__isnull=True)
    rows = Introduction.objects.of(user).filter(there).select_related("by", "to").order_by("created_at")
    return list(rows[:MOST])


def _nodes(drawing: Drawing, people: dict[Any, Any], how: dict[Any, str]) -> dict[Hashable, Node]:
    nodes: dict[Hashable, Node] = {}
    for place in drawing.places[1:]:
        contact = people[place.key]
        nodes[place.key] = Node(contact, place, "met" if contact.met else how.get(place.key, "met"))
    return nodes


def _how(row: Introduction) -> str:
    return "met" if row.met_at else "made" if row.made_at or row.asked_at else "offered"


def _branches(rows: list[Introduction]) -> list[Branch]:
    """Everyone who introduced somebody, with all whom they led to, directly or through others; the widest first."""
    below: dict[Any, list[Introduction]] = {}
    for row in rows:
        below.setdefault(row.by_id, []).append(row)
    branches = {row.by_id: _branch(row.by, below) for row in rows}
    return sorted(branches.values(), key=lambda branch: (-branch.led_to, -branch.met, branch.contact.sort_key))


def _branch(contact: Any, below: dict[Any, list[Introduction]]) -> Branch:
    led: dict[Any, bool] = {}
    waiting = [contact.pk]
    while waiting:
        for row in below.get(waiting.pop(), ()):
            if row.to_id not in led and row.to_id != contact.pk:
                led[row.to_id] = bool(row.met_at or row.to.met)
                waiting.append(row.to_id)
    return Branch(contact, len(led), sum(led.values()))


def _months(times: Iterable[datetime]) -> list[date]:
    """The months in which it grew, but for the last: that is how it stands now."""
    return sorted({_day(when).replace(day=1) for when in times})[-13:-1]


def _when(row: Introduction) -> datetime:
    when: datetime = row.offered_at or row.created_at
    return when


def _day(when: datetime) -> date:
    return timezone.localtime(when).date()
