"""The part of a notebook in which ways to a goal can lie, as steps: read in a fixed number of queries.

From the goal backwards: who is there, who knows them as a fact, and who of those the seeker really knows was somewhere
with one of them. Nothing further away can be on a way of at most three introducers with at most one guess.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from askaround.accounts.models import User
from askaround.people.models import Acquaintance, Contact, Introduction, ResearchNote, Role, Tie, TieKind
from askaround.people.ties import CLOSE, Strength, strength

from .knowing import CROWD, Guess, Stay, guesses, schools
from .paths import CHANCES, GOAL, INTRODUCERS, YOU, Step

# Of very many who are there, or were somewhere with somebody, those last in touch are looked at.
THERE = 400
NEAR = 200
STAYS = 3000


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who may stand on a way, and how well the seeker knows them."""

    pk: UUID
    name: str
    given: str
    strength: Strength
    met: int
    heard: int

    @property
    def in_touch(self) -> bool:
        """Met, or heard from: nobody has to introduce them."""
        return bool(self.met or self.heard)

    @property
    def first_name(self) -> str:
        """What one calls them."""
        return self.given or self.name.split(" ")[0]


@dataclass(frozen=True)
class Surroundings:
    """The steps that may lead to the goal, everybody on them, and those who are there but not known to the seeker."""

    steps: list[Step]
    people: dict[UUID, Met]
    strangers: list[Met]


def around(user: User, arrivals: list[Step], now: datetime, *, this: str) -> Surroundings:
    """What lies around those who stand at the goal. Closed doors, the archive and the trash are left out."""
    facts = [*_introductions(user), *_acquaintances(user)]
    at_goal = {step.one for step in arrivals}
    near = _near(at_goal, facts, 1)[:NEAR]
    reach = set(_near(at_goal, facts, INTRODUCERS))
    facts = [step for step in facts if step.one in reach and step.other in reach]
    guessed = [step for guess in _overlaps(user, near, this) for step in _both_ways(guess)]
    keys = reach | {step.one for step in guessed}
    people = _people(user, keys, now)
    known = [Step(YOU, one.pk, one.strength.level) for one in people.values() if one.strength.level in CHANCES]
    away = {key for key, one in people.items() if not one.in_touch}
    steps = [step for step in (*facts, *guessed) if step.one in people and step.other in away]
    arrived = [step for step in arrivals if step.one in people]
    strangers = [people[step.one] for step in arrived if people[step.one].strength.level == "none"]  # type: ignore[index]
    return Surroundings([*known, *steps, *arrived], people, strangers)


def arrivals_at(user: User, where: Q) -> list[Step]:
    """Who is or was in the roles that are meant, those last in touch first."""
    rows: Iterable[Any] = (
        Role.objects.of(user).filter(where).order_by("-current", "-contact__last_contact_at", "pk")
        .values_list("contact", "title", "current", "ended")[:THERE]
    )  # fmt: skip
    return [
        Step(contact, GOAL, "there" if current else "before", title if current else ended)
        for contact, title, current, ended in rows
    ]


def warm() -> Q:
    """Contacts whom the seeker really knows: met, heard from, or of a close kind. Only they are asked on a guess."""
    close = Tie.objects.filter(contact=OuterRef("contact"), kind__in=sorted(CLOSE))
    return Q(contact__met__gt=0) | Q(contact__received__gt=0) | Q(Exists(close))


def stays(roles: QuerySet[Any]) -> Iterator[Stay]:
    """Roles at organizations as stays."""
    rows: Any = (
        roles.filter(organization__isnull=False)
        .order_by()
        .values_list(
            "contact",
            "organization",
            "organization__name",
            "began",
            "ended",
            "current",
            "likely_function",
            "contact__town",
        )
    )
    for row in rows[:STAYS]:
        yield Stay(*row)


def sizes(notebook: Any, places: Iterable[Any]) -> dict[Any, int]:
    """How many of the seeker's contacts are or were at each place: the only size that is known."""
    rows = Role.objects.within(notebook).filter(organization__in=set(places)).order_by().values("organization")
    return {row["organization"]: row["people"] for row in rows.annotate(people=Count("contact", distinct=True))}


def at_school(notes: QuerySet[Any]) -> list[Stay]:
    """What notes about education say of schools and years."""
    rows = notes.filter(kind="education", contact__isnull=False).values_list("contact", "fact")[:STAYS]
    return [stay for contact, fact in rows for stay in schools(contact, fact)]


def sizes_of_schools(found: Iterable[Stay]) -> dict[Any, int]:
    """How many people are known to have been at each school."""
    people: dict[Any, set[Any]] = {}
    for stay in found:
        people.setdefault(stay.place, set()).add(stay.person)
    return {place: len(there) for place, there in people.items()}


def _overlaps(user: User, near: list[Any], this: str) -> list[Guess]:
    """Guesses between people near the goal and people whom the seeker really knows."""
    theirs = list(stays(Role.objects.of(user).filter(contact__in=near)))
    many = sizes(user.active_notebook_id, (stay.place for stay in theirs))
    small = [place for place, people in many.items() if people <= CROWD]
    there = Role.objects.of(user).filter(warm(), organization__in=small).exclude(contact__in=near)
    schooled = at_school(ResearchNote.objects.of(user).filter(contact__in=near))
    if schooled:
        schooled += at_school(ResearchNote.objects.of(user).filter(warm()).exclude(contact__in=near))
    denied = {frozenset(pair) for pair in Acquaintance.objects.of(user).exclude(denied_at=None).values_list("a", "b")}
    found = guesses([*theirs, *stays(there), *schooled], many | sizes_of_schools(schooled), about=set(near), this=this)
    return [guess for guess in found if frozenset((guess.one, guess.other)) not in denied]


def _both_ways(guess: Guess) -> Iterator[Step]:
    chance = guess.chance * CHANCES["guess"]
    yield Step(guess.other, guess.one, "guess", guess.sentence, chance)
    yield Step(guess.one, guess.other, "guess", guess.sentence, chance)


def _introductions(user: User) -> Iterator[Step]:
    rows: Any = Introduction.objects.of(user).filter(closed_at__isnull=True)
    fields = ("pk", "by", "to", "made_at", "agreed_at", "met_at", "asked_at", "offered_at")
    for key, by, to, made, agreed, met, asked, offered in rows.values_list(*fields):
        kind = "made" if made or agreed or met else "asked" if asked else "offered" if offered else "knows"
        yield Step(by, to, kind, key=key)
        yield Step(to, by, "knows")


def _acquaintances(user: User) -> Iterator[Step]:
    for a, b, how in Acquaintance.objects.of(user).known().values_list("a", "b", "how"):
        yield Step(a, b, "knows", how)
        yield Step(b, a, "knows", how)


def _near(start: set[Any], facts: list[Step], distance: int) -> list[Any]:
    """Everybody within so many facts of the start, the nearest first."""
    before: dict[Any, list[Any]] = {}
    for step in facts:
        before.setdefault(step.other, []).append(step.one)
    found, edge = dict.fromkeys(start), list(start)
    for _ in range(distance):
        edge = [one for other in edge for one in before.get(other, ()) if one not in found]
        found.update(dict.fromkeys(edge))
    return list(found)


def _people(user: User, keys: set[Any], now: datetime) -> dict[UUID, Met]:
    kinds: dict[Any, list[str]] = {}
    # Being referred is somebody else's tie; it becomes one's own with the first word or meeting.
    ties = Tie.objects.of(user).filter(contact__in=keys).exclude(kind=TieKind.REFERRED)
    for contact, kind in ties.values_list("contact", "kind"):
        kinds.setdefault(contact, []).append(kind)
    facts = ("met", "sent", "received", "last_contact_at")
    rows: Any = Contact.objects.of(user).approachable().filter(pk__in=keys).values("pk", "name", "given", *facts)
    return {
        row["pk"]: Met(
            row["pk"], row["name"], row["given"],
            strength(kinds.get(row["pk"], ()), now=now, **{fact: row[fact] for fact in facts}),
            met=row["met"], heard=row["received"],
        )
        for row in rows
    }  # fmt: skip
