"""Steps that keep one's word: letters to finish, promises, news after a quarter of a year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from askaround.outreach.pacing import Standing, State
from askaround.plain.workdays import add_working_days

from ..dream_employer import too_early
from .asking import standings
from .introducing import taken_up
from .known import Known, KnownDraft, KnownPromise, KnownQuiet
from .step import Door, Pull, Step, as_label, days_after, evening, morning, on_day

QUIET_AT_ONCE = 3
WITHOUT_A_DATE = 7
LETTERS = {
    "ask": "ask", "follow-up": "follow-up", "thank-you": "thank-you", "blurb": "request for an introduction",
    "check-in": "check-in", "report-back": "report", "who-else": "question whom else to ask",
    "keep-in-touch": "letter", "reply": "reply",
}  # fmt: skip


def unsent_letter(known: Known, now: datetime) -> Iterator[Step]:
    """A letter begun and not sent; thanks, follow-ups and what introductions wait for have steps of their own."""
    spoken_for = {talk.thanks_letter for talk in known.interviews if not talk.thanked_at} | taken_up(known, now)
    at = {ask.id: ask.organization_id for ask in known.asks}
    held = _held(known, now)
    for draft in known.drafts:
        if draft.id in spoken_for or draft.kind == "follow-up" or not draft.who.reachable:
            continue
        step = Step(
            kind="send", subject=draft.id, contact=draft.who, starts=draft.created_at,
            due=evening(days_after(draft.created_at, 1, now), now), pull=Pull.DAY, when="Draft",
            heading=f"Send {draft.who.first} your {_name(draft)}.",
            text=f"Send your {_name(draft)} to {draft.who.name}",
            detail=f"Begun {on_day(days_after(draft.created_at, 0, now), now)}, not marked sent.",
            door=Door("letter", (draft.id,)), label="Open", long_label="Open the letter",
        )  # fmt: skip
        if draft.kind == "ask" and draft.ask in held:
            step = _wait_before(step, draft, held[draft.ask], now)
        dream = known.dream.get(at.get(draft.ask)) if draft.kind == "ask" and draft.ask else None
        early = too_early(dream, known.held, known.practise_first)
        yield _practise_before(step, draft, early) if early else step


def _held(known: Known, now: datetime) -> dict[UUID, Standing]:
    """The asks whose first letter waits, for who rests or for others at the same place."""
    drafts = {draft.ask for draft in known.drafts if draft.kind == "ask" and draft.ask}
    found = standings(known, now, drafts) if drafts else {}
    return {ask: stands for ask, stands in found.items() if stands.state is State.HELD and stands.due}


def _wait_before(step: Step, draft: KnownDraft, stands: Standing, now: datetime) -> Step:
    day = stands.due or now.date()
    return replace(
        step, starts=morning(day, now), due=evening(day, now), detail=stands.sentence, when=as_label(on_day(day, now))
    )


def _practise_before(step: Step, draft: KnownDraft, why: str) -> Step:
    return replace(
        step, heading=f"Practise before you write to {draft.who.first}.", pull=Pull.ANY, when="Later", detail=why,
        text=f"Practise before you write to {draft.who.name}", button=Door("whom-first"), label="Whom first",
        long_label="See whom to ask first",
    )  # fmt: skip


def promise(known: Known, now: datetime) -> Iterator[Step]:
    """What the seeker said they would do."""
    for one in known.promises:
        if one.whose != "mine":
            continue
        day = one.until or days_after(one.created_at, WITHOUT_A_DATE, now)
        late = day < now.date()
        yield Step(
            kind="promise", subject=one.id, contact=one.who, starts=morning(day - timedelta(days=3), now),
            due=evening(day, now), pull=Pull.DAY if day <= now.date() else Pull.WEEK,
            when="Late" if late else as_label(on_day(day, now)),
            heading=f"Keep your promise to {one.who.first}.", text=f"Keep your promise to {one.who.name}",
            detail=_you_said(one, now),
            door=Door("contact", (one.who.id,)), button=Door("promise-keeping", (one.id,), posts=True),
            label="It is done", long_label="It is done",
        )  # fmt: skip


def their_promise(known: Known, now: datetime) -> Iterator[Step]:
    """What they said they would do, a week after it was due: a kind reminder, once."""
    for one in known.promises:
        if one.whose != "theirs" or not one.who.reachable:
            continue
        said = one.until or days_after(one.created_at, WITHOUT_A_DATE, now)
        day = said + timedelta(days=7)
        yield Step(
            kind="their-promise", subject=one.id, contact=one.who, starts=morning(day, now),
            due=evening(day + timedelta(days=7), now), pull=Pull.WEEK, when="This week",
            heading=f"Remind {one.who.first} kindly.", text=f"Remind {one.who.name} kindly",
            detail=f"{one.who.first} said: {one.what.strip().rstrip('.')}. Once is enough; then let it rest.",
            door=Door("keep-in-touch", (one.who.id,)), label="Write",
        )  # fmt: skip


def keep_in_touch(known: Known, now: datetime) -> Iterator[Step]:
    """Somebody has heard nothing for as long as their rhythm allows; three at once are enough."""
    asked = {ask.who.id for ask in known.asks if not ask.closed_at and not ask.declined_at}
    wanted = [(news_due(one, now), one) for one in known.quiet if one.who.id not in asked and one.who.reachable]
    for day, one in sorted(wanted, key=lambda each: (each[0], str(each[1].who.id)))[:QUIET_AT_ONCE]:
        yield Step(
            kind="keep-in-touch", subject=one.who.id, contact=one.who, starts=morning(day, now),
            due=evening(day + timedelta(days=14), now), pull=Pull.ANY, when="Some day",
            heading=f"Send {one.who.first} some news.", text=f"Send {one.who.name} some news",
            detail=f"Last contact {on_day(days_after(one.last, 0, now), now)}, {(now - one.last).days} days ago.",
            door=Door("keep-in-touch", (one.who.id,)), label="Write",
        )  # fmt: skip


def news_due(one: KnownQuiet, now: datetime) -> date:
    """The day from which they should hear something: a working day where they live."""
    return add_working_days(days_after(one.last, one.every, now), 0, one.who.country)


def _you_said(one: KnownPromise, now: datetime) -> str:
    late = one.until and one.until < now.date()
    was_for = f" It was for {on_day(one.until, now)}." if late and one.until else ""
    return f"You said: {one.what.strip().rstrip('.')}.{was_for}"


def _name(draft: KnownDraft) -> str:
    return LETTERS.get(draft.kind, "letter")
