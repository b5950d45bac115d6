"""Steps around an introduction: ask the one who was named, check in, tell the one who named them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from .known import Known, KnownIntroduction
from .step import Door, Pull, Step, days_after, evening, morning, on_day

APPROACH_WITHIN = 7
CHECK_IN_AFTER, CHECK_IN_BY = 7, 10
REPORT_WITHIN = 7


def ask_introduced(known: Known, now: datetime) -> Iterator[Step]:
    """Somebody was named whom the seeker may write to, and has not."""
    for intro in known.introductions:
        waits = intro.may_use_name == "ask first" and not intro.made_at
        begun = intro.made_at or intro.offered_at or intro.created_at
        under_way = intro.approached or intro.met_at or (intro.asked_at and not intro.made_at)
        if under_way or waits or not intro.to.reachable:
            continue
        due = evening(days_after(begun, APPROACH_WITHIN, now), now)
        did = "introduced you to" if intro.made_at else "offered to introduce"
        yield Step(
            kind="ask-introduced", subject=intro.id, contact=intro.to, starts=begun, due=due, pull=Pull.WEEK,
            when="This week" if due >= now else "Waiting",
            heading=f"Ask {intro.to.first}, whom {intro.by.first} {did}.", text=f"Ask {intro.to.name}",
            more=f", whom {intro.by.first} {did}", detail=_role_and_report(intro),
            door=Door("ask-new", (intro.to.id,), query=f"introduction={intro.id}"),
            label="Draft", long_label="Draft the ask",
        )  # fmt: skip


def check_in(known: Known, now: datetime) -> Iterator[Step]:
    """They wanted to ask first: after seven to ten days one may ask how it stands."""
    for intro in known.introductions:
        since = intro.asked_at or (intro.offered_at if intro.may_use_name == "ask first" else None)
        if not since or intro.made_at or intro.met_at or intro.approached or not intro.by.reachable:
            continue
        starts = days_after(since, CHECK_IN_AFTER, now)
        due = evening(days_after(since, CHECK_IN_BY, now), now)
        yield Step(
            kind="check-in", subject=intro.id, contact=intro.by, starts=morning(starts, now), due=due, pull=Pull.WEEK,
            when="This week",
            heading=f"Ask {intro.by.first} how it stands with {intro.to.first}.",
            text=f"Check in with {intro.by.name}", more=f" about {intro.to.name}",
            detail=f"It is with {intro.by.first} since {on_day(days_after(since, 0, now), now)}. One line is enough.",
            door=Door("keep-in-touch", (intro.by.id,)), label="Write",
        )  # fmt: skip


def report_back(known: Known, now: datetime) -> Iterator[Step]:
    """Whoever opened the door hears how it went."""
    for intro in known.introductions:
        met = intro.met_at or intro.talked_at
        if not met or intro.reported_at or not intro.by.reachable:
            continue
        yield Step(
            kind="report-back", subject=intro.id, contact=intro.by, starts=met,
            due=met + timedelta(days=REPORT_WITHIN), pull=Pull.WEEK, when="This week",
            heading=f"Tell {intro.by.first} how it went with {intro.to.first}.",
            text=f"Tell {intro.by.name}", more=f" how it went with {intro.to.name}",
            detail=f"{intro.by.first} opened that door. Two sentences: what you learned, and thanks.",
            door=Door("keep-in-touch", (intro.by.id,), query=f"introduction={intro.id}"), label="Write",
        )  # fmt: skip


def _role_and_report(intro: KnownIntroduction) -> str:
    role = f"{intro.role}. " if intro.role else ""
    return f"{role}Let {intro.by.first} know when you have met."
