"""Whom one contact knows beside the seeker: what is kept, what introductions tell, and what their dates suggest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from askaround.people.models import Acquaintance, Contact, Introduction, ResearchNote, Role

from .around import at_school, sizes, sizes_of_schools, stays
from .growing import BEGUN
from .knowing import CROWD, Guess, guesses

MOST = 12


@dataclass(frozen=True)
class Knows:
    """Somebody whom the contact knows, and how one knows it; `row` when it is kept as such and can be changed."""

    contact: Contact
    how: str
    row: Acquaintance | None = None


@dataclass(frozen=True)
class Perhaps:
    """Somebody whom the contact perhaps knows."""

    contact: Contact
    guess: Guess


@dataclass(frozen=True)
class Acquainted:
    """What the page about whom a contact knows shows."""

    contact: Contact
    known: list[Knows]
    perhaps: list[Perhaps]

    @property
    def heading(self) -> str:
        """What the page says first."""
        first, count = self.contact.first_name, len(self.known)
        if not count:
            return f"Whom does {first} know?"
        if count == 1:
            return f"{first} knows {self.known[0].contact.name}."
        return f"{first} knows {count} of your people."


def acquainted(contact: Contact, now: datetime) -> Acquainted:
    """Read in eight queries, however many people there are."""
    kept = list(
        Acquaintance.objects.within(contact.notebook_id)
        .touching(contact)
        .select_related("a", "b")
        .order_by("created_at")
    )
    known = [Knows(other(row, contact), row.how, row) for row in kept if row.denied_at is None]
    known = [one for one in known if one.contact.trashed_at is None]
    said = {one.contact.pk for one in known}
    known += [one for one in _by_introduction(contact) if one.contact.pk not in said]
    settled = {row.a_id for row in kept} | {row.b_id for row in kept} | {one.contact.pk for one in known} | {contact.pk}
    return Acquainted(contact, known, _perhaps(contact, settled, f"{timezone.localtime(now):%Y-%m}"))


def guess_about(one: Contact, two: Contact, now: datetime) -> str:
    """Why the two perhaps know each other, in a sentence; empty when nothing suggests it."""
    found = _guesses(one, Q(contact=two), f"{timezone.localtime(now):%Y-%m}")
    return found[0].sentence if found else ""


def other(row: Acquaintance, contact: Contact) -> Contact:
    """The one of the two who is not the contact."""
    found: Contact = row.b if row.a_id == contact.pk else row.a
    return found


def _by_introduction(contact: Contact) -> list[Knows]:
    begun = Q()
    for stage in BEGUN:
        begun |= Q(**{f"{stage}_at__isnull": False})
    rows = Introduction.objects.within(contact.notebook_id).filter(begun, Q(by=contact) | Q(to=contact))
    found = {}
    for row in rows.filter(by__trashed_at=None, to__trashed_at=None).select_related("by", "to"):
        if row.by_id == contact.pk:
            found[row.to_id] = Knows(row.to, f"{row.by.first_name} offered to introduce you.")
        else:
            found.setdefault(row.by_id, Knows(row.by, f"{row.by.first_name} led you to {row.to.first_name}."))
    return list(found.values())


def _perhaps(contact: Contact, settled: set[Any], this: str) -> list[Perhaps]:
    found = [one for one in _guesses(contact, ~Q(contact__in=settled), this) if one.other not in settled][:MOST]
    people = Contact.objects.within(contact.notebook_id).in_bulk([one.other for one in found])
    return [Perhaps(people[one.other], one) for one in found]


def _guesses(contact: Contact, whom: Q, this: str) -> list[Guess]:
    mine = contact.notebook_id
    there = Q(contact__trashed_at=None, contact__archived_at=None) & whom
    theirs = list(stays(Role.objects.within(mine).filter(contact=contact)))
    many = sizes(mine, (stay.place for stay in theirs))
    small = [place for place, people in many.items() if people <= CROWD]
    others = stays(Role.objects.within(mine).filter(there, organization__in=small).exclude(contact=contact))
    schooled = at_school(ResearchNote.objects.within(mine).filter(contact=contact))
    if schooled:
        others_there = ResearchNote.objects.within(mine).filter(there, _names(stay.name for stay in schooled))
        schooled += at_school(others_there.exclude(contact=contact))
    return guesses([*theirs, *others, *schooled], many | sizes_of_schools(schooled), about={contact.pk}, this=this)


def _names(schools: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for name in schools:
        found |= Q(fact__icontains=name)
    return found
