"""Introductions as their pages show them: where each stands, whose turn it is, and what to do next."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from askaround.accounts.models import User
from askaround.interviews.models import InterviewPerson
from askaround.outreach.models import Ask, Letter
from askaround.people import chain
from askaround.people.chain import Facts, Next, Standing, Times, Turn
from askaround.people.models import Introduction, Role
from askaround.people.practice import Touching
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign

MOST, ENDED_SHOWN = 400, 40
WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class WayOn:
    """The one thing to do next: what its button says, where it leads, and whether opening it writes."""

    label: str
    url: str
    posts: bool = False


@dataclass(frozen=True)
class Row:
    """One introduction in the list."""

    introduction: Introduction
    stands: Standing
    way_on: WayOn | None
    role: str


@dataclass(frozen=True)
class Group:
    """The introductions that share a turn."""

    name: str
    help: str
    rows: list[Row]


@dataclass(frozen=True)
class Introductions:
    """The page of all introductions."""

    heading: str
    groups: list[Group]

    @classmethod
    def of(cls, user: User, now: datetime) -> "Introductions":
        """All of the notebook, by whose turn it is; `now` is in the seeker's zone."""
        rows = [_row(one, now) for one in told(Introduction.objects.of(user))[:MOST]]
        groups = [
            Group("Waiting for you", "", _sorted(rows, Turn.MINE)),
            Group("Waiting for them", "Nothing to do. It may take a while.", _sorted(rows, Turn.THEIRS)),
            Group("Ended", "", _sorted(rows, Turn.NOBODY)[:ENDED_SHOWN]),
        ]
        return cls(heading(rows), [group for group in groups if group.rows])


@dataclass(frozen=True)
class IntroductionPage:
    """The page of one: its chain, where it stands, and its letters."""

    introduction: Introduction
    heading: str
    stands: Standing
    way_on: WayOn | None
    chain: list[chain.Link]
    letters: list[Letter]
    draft: Letter | None

    @classmethod
    def of(cls, found: Introduction, now: datetime) -> "IntroductionPage":
        """Of an introduction that was `told`; `now` is in the seeker's zone."""
        talked = getattr(found, "talked_at", None)
        stands = chain.stand(facts_of(found, now), now)
        letters = list(Letter.objects.filter(introduction=found).select_related("contact").defer("noted"))
        return cls(
            introduction=found, heading=chain.heading(found, talked_at=talked), stands=stands,
            way_on=way_on(found, stands), chain=chain.links(found, talked_at=talked), letters=letters,
            draft=next((letter for letter in letters if letter.sent_at is None), None),
        )  # fmt: skip


def told(rows: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """With what later chapters know of each: whether the seeker has asked them since, and talked with them since."""
    since = OuterRef("created_at")
    asked = Ask.objects.filter(Q(created_at__gte=since) | Q(closed_at=None), contact=OuterRef("to"))
    asked = asked.filter(campaign__active=True)
    talks = InterviewPerson.objects.filter(contact=OuterRef("to"), interview__ended_at__gte=since).order_by(
        "interview__ended_at"
    )
    role = Role.objects.filter(contact=OuterRef("to"), current=True).order_by("created_at")
    campaign = Campaign.objects.filter(notebook=OuterRef("notebook"), active=True)
    there = rows.filter(by__trashed_at=None, to__trashed_at=None).select_related("by", "to")
    return there.annotate(
        approached=Exists(asked), talked_at=Subquery(talks.values("interview__ended_at")[:1]),
        title=Subquery(role.values("title")[:1]), place=Subquery(role.values("organization__name")[:1]),
        practice=Subquery(campaign.values("practice")[:1]),
    )  # fmt: skip


def facts_of(one: Any, now: datetime) -> Facts:
    """The facts of an introduction that was `told`, its times where the seeker is."""
    times = Times(**{field.name: getattr(one, field.name) for field in fields(Times)})
    return Facts(
        by=one.by.first_name, to=one.to.first_name, may_use_name=one.may_use_name, approached=one.approached,
        country=place_of(one.by.country, one.by.town), check_in_after=Touching.read(one.practice).check_in_after,
        created_at=one.created_at.astimezone(now.tzinfo), **times.here(now.tzinfo),
    )  # fmt: skip


def heading(rows: list[Row]) -> str:
    """The finding: what waits, and for whom."""
    mine = [row.stands.next for row in rows if row.stands.turn is Turn.MINE]
    if not rows:
        return "Nobody has offered you an introduction yet."
    if (owed := mine.count(Next.REPORT_BACK)) and owed == len(mine):
        return _owed([row for row in rows if row.stands.next is Next.REPORT_BACK])
    theirs = sum(row.stands.turn is Turn.THEIRS for row in rows)
    if mine:
        return f"{_count(len(mine))} {'waits' if len(mine) == 1 else 'wait'} for you" + (
            f", {_count(theirs).lower()} for somebody else." if theirs else "."
        )
    return f"{_count(theirs)} under way; it is their turn." if theirs else "Every introduction has come to its end."


def way_on(one: Introduction, stands: Standing) -> WayOn | None:
    """The button for what is next; none before its day, nor to somebody who is to be left alone."""
    by, to = one.by, one.to
    if stands.turn is not Turn.MINE or (to if stands.next is Next.ASK_INTRODUCED else by).do_not_contact_at:
        return None
    if stands.next is Next.ASK_INTRODUCED:
        url = f"{reverse('ask-new', args=[to.pk])}?introduction={one.pk}"
        return WayOn(f"Answer {to.first_name}" if one.made_at else f"Ask {to.first_name}", url)
    kind, label = {
        Next.ASK_TO_INTRODUCE: ("blurb", f"Ask {by.first_name}"),
        Next.CHECK_IN: ("check-in", "Check in"),
        Next.REPORT_BACK: ("report-back", f"Tell {by.first_name}"),
    }[stands.next]
    return WayOn(label, f"{reverse('introduction-letter', args=[one.pk])}?kind={kind}", posts=True)


def _row(one: Any, now: datetime) -> Row:
    stands = chain.stand(facts_of(one, now), now)
    return Row(one, stands, way_on(one, stands), ", ".join(filter(None, [one.title, one.place])))


def _sorted(rows: list[Row], turn: Turn) -> list[Row]:
    found = [row for row in rows if row.stands.turn is turn]
    if turn is Turn.NOBODY:
        return sorted(found, key=lambda row: row.introduction.created_at, reverse=True)
    return sorted(found, key=lambda row: (row.stands.by is None, row.stands.by, row.introduction.to.sort_key))


def _owed(rows: list[Row]) -> str:
    names = list(dict.fromkeys(row.introduction.by.first_name for row in rows))
    if len(names) == 1:
        return f"{names[0]} has not heard how it went."
    return f"{', '.join(names[:-1])} and {names[-1]} have not heard how it went."


def _count(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
