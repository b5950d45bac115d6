"""Steps around an ask: follow up once, ask somebody else there, let it rest, read the answer, agree a time.

When each is due is `outreach.pacing`'s to say; here it becomes a step with words.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from uuid import UUID

from askaround.outreach.pacing import AskFacts, Standing, State, neighbours, standing
from askaround.plain.workdays import add_working_days, counts_from, working_days_between

from .agreeing import agree_time
from .known import Known, KnownAsk
from .step import Door, Pull, Step, days_after, evening, morning, on_day

ALTERNATE_WITHIN = 5


def asking(known: Known, now: datetime) -> Iterator[Step]:
    """The step of each ask, by where it stands; and somebody else to ask meanwhile."""
    going = {ask.id: ask for ask in known.asks if not (ask.closed_at or ask.declined_at or ask.agreed)}
    for pk, stands in standings(known, now, set(going)).items():
        ask = going[pk]
        step = _BY_STATE.get(stands.state)
        if step and (ask.who.reachable or stands.state in ANSWERED):
            yield step(known, ask, stands, now)
        if stands.alternate_from and ask.id in known.others:
            yield alternate(known, ask, stands, now)


def standings(known: Known, now: datetime, wanted: set[UUID]) -> dict[UUID, Standing]:
    """Where each ask that is wanted stands, in their order."""
    facts = [facts_of(ask, now) for ask in known.asks]
    near = neighbours(facts)
    return {
        ask.id: standing(fact, now, known.practice, near(fact))
        for ask, fact in zip(known.asks, facts, strict=True)
        if ask.id in wanted
    }


def facts_of(ask: KnownAsk, now: datetime) -> AskFacts:
    """The ask as pacing reads it, its times where the seeker is."""
    here = now.tzinfo
    return AskFacts(
        id=ask.id, person=ask.who.id, name=ask.who.name, organization=ask.organization_id,
        organization_name=ask.organization, country=ask.who.country, introduced=ask.introduction_id is not None,
        sent=tuple(at.astimezone(here) for at in ask.sent),
        replied_at=ask.answered_at and ask.answered_at.astimezone(here),
        wrote_back_at=ask.wrote_back_at and ask.wrote_back_at.astimezone(here),
        accepted_at=ask.accepted_at and ask.accepted_at.astimezone(here), declined_at=ask.declined_at,
        not_before=ask.not_before, closed_at=ask.closed_at, left_alone=not ask.who.reachable,
    )  # fmt: skip


def follow_up(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """A second and last note after seven working days, counted where the contact lives."""
    drafts = {draft.ask: draft.id for draft in known.drafts if draft.kind == "follow-up"}
    draft, day = drafts.get(ask.id), _day(stands, now)
    began = counts_from(ask.sent[-1].astimezone(now.tzinfo), ask.who.country, noon=known.practice.noon)
    waited = working_days_between(began, max(day, now.date()), ask.who.country)
    return Step(
        kind="follow-up", subject=ask.id, contact=ask.who, starts=morning(day, now), due=evening(day, now),
        pull=Pull.DAY, when=f"Day {waited}",
        heading=f"Follow up with {ask.who.first} {'today' if day <= now.date() else on_day(day, now)}.",
        text=f"Follow up with {ask.who.name}",
        detail=f"Asked on {_date(days_after(ask.sent[0], 0, now))}, no answer. A second and last note, under 75 words.",
        door=Door("letter", (draft,)) if draft else Door("ask", (ask.id,)),
        button=None if draft else Door("follow-up", (ask.id,), posts=True),
        label="Finish" if draft else "Follow up", long_label="Finish the note" if draft else "Write the follow-up",
    )  # fmt: skip


def alternate(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """After three working days without an answer, somebody else at the same place may be asked."""
    other, day = known.others[ask.id], stands.alternate_from or now.date()
    asked = _date(days_after(ask.sent[0], 0, now))
    return Step(
        kind="alternate", subject=ask.id, contact=other, starts=morning(day, now),
        due=evening(add_working_days(day, ALTERNATE_WITHIN, ask.who.country), now), pull=Pull.WEEK, when="This week",
        heading=f"Ask {other.first} at {ask.organization} meanwhile.",
        text=f"Ask {other.name}", more=f", who is at {ask.organization} too",
        detail=f"{ask.who.first} was asked on {asked} and has not answered. It may take a while.",
        door=Door("ask-new", (other.id,), query=f"instead_of={ask.id}"), label="Draft", long_label="Draft the ask",
    )  # fmt: skip


def let_rest(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """Two notes, then silence: the ask is over, and that is fine."""
    day = _day(stands, now)
    return Step(
        kind="let-rest", subject=ask.id, contact=ask.who, starts=morning(day, now), due=evening(day, now),
        pull=Pull.ANY, when="Enough",
        heading=f"Let the ask to {ask.who.first} rest.", text=f"Let the ask to {ask.who.name} rest",
        detail="Two notes and no answer. Most often they are busy. Close it, and ask somebody else.",
        door=Door("ask", (ask.id,)), button=Door("ask-closing", (ask.id,), posts=True), label="Close it",
    )  # fmt: skip


def answer_waiting(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """An answer came, and nothing says yet whether it is a yes."""
    answered = ask.answered_at or now
    return Step(
        kind="answer-waiting", subject=ask.id, contact=ask.who, starts=answered,
        due=evening(days_after(answered, 1, now), now), pull=Pull.DAY, when="Answered",
        heading=f"{ask.who.first} answered: say whether it is a yes.", text=f"{ask.who.name} answered",
        detail="A yes, a no, or a later? If they asked something back, answer within a day.",
        door=Door("answer", (ask.id,)), label="Note it", long_label="Note the answer",
    )  # fmt: skip


def reopen(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """ "Ask me in spring": it is spring."""
    day = _day(stands, now)
    return Step(
        kind="reopen", subject=ask.id, contact=ask.who, starts=morning(day, now), due=evening(day, now),
        pull=Pull.DAY, when="Welcome now", heading=f"Ask {ask.who.first} again.", text=f"Ask {ask.who.name} again",
        detail=f"They asked you to wait until {_date(day)}.", door=Door("ask", (ask.id,)), label="Open",
    )  # fmt: skip


ANSWERED = frozenset({State.ANSWERED, State.YES})
_BY_STATE: dict[State, Callable[[Known, KnownAsk, Standing, datetime], Step]] = {
    State.WAITING: follow_up,
    State.FOLLOW_UP: follow_up,
    State.LAST_WAIT: let_rest,
    State.SILENT: let_rest,
    State.ANSWERED: answer_waiting,
    State.YES: agree_time,
    State.LATER: reopen,
    State.AGAIN: reopen,
}


def _day(stands: Standing, now: datetime) -> date:
    return stands.due or now.date()


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"
