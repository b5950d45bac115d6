"""The people of the network and who led to whom, read from a notebook as it stood at a moment, in three queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from askaround.accounts.models import User
from askaround.interviews.models import InterviewPerson
from askaround.notes.models import Note
from askaround.outreach.models import Ask
from askaround.people.models import Contact, Introduction, Touch

# How far it has come with somebody, farthest first; each has its shape in the picture.
STATES = ("met", "asked", "offered", "known", "closed")
NOBODY = UUID(int=0)
# An introduction that is only wished for has led to nobody yet.
BEGUN = ("offered", "asked", "agreed", "made", "met")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the network. `talks` are the interviews held with them, `heard` is how many notes are theirs."""

    pk: UUID
    name: str
    given: str
    left_alone: datetime | None
    added_at: datetime
    met: int
    first_met: datetime | None
    asked_at: datetime | None
    talks: int
    heard: int

    @property
    def url(self) -> str:
        """The contact's page."""
        return _any_page().replace(str(NOBODY), str(self.pk))

    @property
    def first_name(self) -> str:
        """What one calls them."""
        return self.given or self.name.split(" ")[0]

    @property
    def met_at(self) -> datetime | None:
        """When they were first met; of one who is only counted as met, when they were added."""
        return self.first_met or (self.added_at if self.met else None)


@dataclass(frozen=True, slots=True)
class Led:
    """An introduction: who led to whom, and when each stage of it was reached."""

    pk: UUID
    by_id: UUID
    to_id: UUID
    created_at: datetime
    offered_at: datetime | None
    asked_at: datetime | None
    made_at: datetime | None
    met_at: datetime | None
    thanked_at: datetime | None
    reported_at: datetime | None
    closed_at: datetime | None

    @property
    def since(self) -> datetime:
        """When it came up: offered, or asked for by the seeker's own wish."""
        return self.offered_at or self.asked_at or self.made_at or self.met_at or self.created_at


@dataclass(frozen=True)
class Grown:
    """Who was in it at the moment, the introductions until then, and where each person stood."""

    people: dict[UUID, Person]
    introductions: list[Led]
    states: dict[UUID, str]
    since: dict[UUID, datetime]

    def open_loops(self) -> list["Loop"]:
        """Introductions to somebody met by now, of which the introducer has not been told."""
        return [
            Loop(row, self.people[row.by_id], self.people[row.to_id])
            for row in self.introductions
            if self.states[row.to_id] == "met" and not row.reported_at and not row.closed_at
        ]


@dataclass(frozen=True, slots=True)
class Loop:
    """Somebody introduced you to somebody you met, and waits to hear."""

    introduction: Led
    by: Person
    to: Person


def grown(user: User, *, now: datetime) -> Grown:
    """Everything up to now."""
    rows = _introductions(user)
    named = {key for row in rows for key in (row.by_id, row.to_id)}
    # Two queries, each with an index of its own: SQLite would read every contact for "met, or one of these".
    met = _people(Contact.objects.of(user).filter(met__gt=0))
    others = _people(Contact.objects.of(user).filter(pk__in=named - set(met)))
    return _at(dict(sorted((met | others).items(), key=lambda one: (one[1].added_at, one[0]))), rows, now)


def until(whole: Grown, moment: datetime) -> Grown:
    """The network as it stood at a moment."""
    return _at(whole.people, whole.introductions, moment)


def _introductions(user: User) -> list[Led]:
    there = Q(by__trashed_at__isnull=True, to__trashed_at__isnull=True)
    begun = reduce(or_, (Q(**{f"{stage}_at__isnull": False}) for stage in BEGUN))
    rows: Iterable[Any] = Introduction.objects.of(user).filter(there, begun).values_list(*Led.__dataclass_fields__)
    return sorted((Led(*row) for row in rows), key=lambda led: led.since)


def _people(rows: QuerySet[Any]) -> dict[UUID, Person]:
    mine = {"contact": OuterRef("pk")}
    met = Touch.objects.filter(direction="met", **mine).order_by("at").values("at")[:1]
    asked = Ask.objects.filter(sent_at__isnull=False, **mine).order_by("sent_at").values("sent_at")[:1]
    talks = _count(InterviewPerson.objects.filter(interview__ended_at__isnull=False, **mine))
    heard = _count(Note.objects.filter(trashed_at__isnull=True, **mine))
    found: Iterable[Any] = rows.order_by().values_list(
        "pk", "name", "given", "do_not_contact_at", "created_at", "met", Subquery(met), Subquery(asked), talks, heard
    )
    return {row[0]: Person(*row) for row in found}


@cache
def _any_page() -> str:
    """A contact's address; finding it anew for each of five hundred takes longer than drawing them."""
    return reverse("contact", args=[NOBODY])


def _count(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("contact").annotate(number=Count("pk")).values("number")), 0)


def _at(everybody: dict[UUID, Person], introductions: list[Led], moment: datetime) -> Grown:
    rows = [row for row in introductions if row.since <= moment]
    since = {pk: one.met_at for pk, one in everybody.items() if one.met_at and one.met_at <= moment}
    to: dict[UUID, list[Led]] = {}
    for row in rows:
        to.setdefault(row.to_id, []).append(row)
        for key in (row.by_id, row.to_id):
            since[key] = min(since.get(key, moment), row.since)
    people = {pk: one for pk, one in everybody.items() if pk in since}
    states = {pk: _state(one, to.get(pk, []), moment) for pk, one in people.items()}
    # Whose own offer came to nothing, and who has led to others since, is known all the same.
    states |= {row.by_id: "known" for row in rows if states[row.by_id] == "closed"}
    return Grown(people, rows, states, since)


def _state(person: Person, introductions: list[Led], moment: datetime) -> str:
    def by_then(*times: datetime | None) -> bool:
        return any(when is not None and when <= moment for when in times)

    if by_then(person.met_at, *(row.met_at for row in introductions)):
        return "met"
    open_ones = [row for row in introductions if not by_then(row.closed_at)]
    if by_then(person.left_alone) or (introductions and not open_ones):
        return "closed"
    if by_then(person.asked_at, *(when for row in open_ones for when in (row.asked_at, row.made_at))):
        return "asked"
    return "offered" if open_ones else "known"
