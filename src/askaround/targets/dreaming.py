"""The dream list as its page shows it: three ranked lists, each line with whom you know there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .known import KnownAt, known_at_each
from .models import Target

HEADS = {
    "industry": ("Industries", "Which line of business would you get up for?", "An industry"),
    "organization": ("Organizations", "Where would you like to see how they work?", "An organization"),
    "occupation": ("Jobs", "What is the work called that you would like to do?", "A job title"),
}


@dataclass(frozen=True)
class Line:
    """One target with whom you know there, and the places above and below it (none at the ends)."""

    target: Target
    known: KnownAt
    place: int
    up: int | None
    down: int | None


@dataclass(frozen=True)
class DreamList:
    """The targets of one kind, the dearest first."""

    kind: str
    title: str
    question: str
    label: str
    lines: list[Line]


def dream_lists(targets: Iterable[Target], *, now: datetime) -> list[DreamList]:
    """The three lists; empty ones too, since they ask to be filled."""
    rows = list(targets)
    known = known_at_each(rows, now=now)
    return [
        DreamList(kind, *words, _lines([row for row in rows if row.kind == kind], known))
        for kind, words in HEADS.items()
    ]


def heading(lists: list[DreamList]) -> str:
    """What the page says first."""
    lines = [line for each in lists for line in each.lines]
    if not lines:
        return "Where would you like to work?"
    reached = sum(1 for line in lines if line.known.count)
    if reached == len(lines):
        return "You know somebody at every target." if len(lines) > 1 else "You know somebody at your target."
    if not reached:
        return "You know nobody at your targets yet."
    return f"You know somebody at {reached} of {len(lines)} targets."


def way_in(target: Target, known: KnownAt) -> str:
    """In one or two sentences: which way leads there."""
    if known.strong and known.weak:
        return "You have strong and weak ties here. Begin with the strong; the weak ones hear of other things."
    if known.strong:
        return f"{known.strong[0].contact.first_name} can tell you, and knows others here."
    if known.weak:
        return f"You know {known.weak[0].contact.first_name} a little. Such ties help most: ask for advice."
    if known.one_away:
        away = known.one_away[0]
        can = "can" if away.introduction else "could"
        return f"{away.by.first_name} {can} introduce you to {away.contact.first_name}."
    if known.formerly:
        return f"{known.formerly[0].contact.first_name} was here before and may know who is now."
    if known.strangers:
        return (
            f"You have heard of {known.strangers[0].contact.first_name} but were never in touch. Who knows both of you?"
        )
    return f"Ask the people you know: who has worked in or with {target.name}?"


def title(target: Target, known: KnownAt) -> str:
    """What a target's own page says first."""
    where = f"who works as {target.name.lower()}" if target.kind == "occupation" else f"at {target.name}"
    if target.kind == "industry":
        where = f"in {target.name}"
    if not known.count:
        return f"You know nobody {where} yet."
    people = known.strong + known.weak
    return f"You know {people[0].contact.name if known.count == 1 else f'{known.count} people'} {where}."


def _lines(rows: list[Target], known: dict[object, KnownAt]) -> list[Line]:
    last = len(rows)
    return [
        Line(row, known[row.pk], place, place - 1 if place > 1 else None, place + 1 if place < last else None)
        for place, row in enumerate(rows, start=1)
    ]
