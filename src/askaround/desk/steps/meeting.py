"""Steps around an interview: prepare, confirm, meet, look back, thank."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid5

from .known import Known, KnownInterview
from .step import Door, Pull, Step, and_list, as_label, at_clock, count, evening, left, on_day, quoted

LOOK_BACK_WITHIN = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(days=30)
CONFIRM_FROM, CONFIRM_UNTIL = timedelta(hours=48), timedelta(hours=24)
SOON = timedelta(minutes=60)


def thank(known: Known, now: datetime) -> Iterator[Step]:
    """Thanks are owed to each person within a day of the end, or as long as the campaign gives them."""
    people = Counter(talk.id for talk in known.interviews)
    for talk in known.interviews:
        if not talk.ended_at or talk.thanked_at or not talk.who.reachable or now > talk.ended_at + FORGOTTEN_AFTER:
            continue
        due = talk.ended_at + timedelta(hours=known.thanks_hours)
        # Of two people talked to at once, thanks to one can be put off without the other's.
        subject = talk.id if people[talk.id] == 1 else uuid5(talk.id, str(talk.who.id))
        write = Door("thank-you", (talk.id, talk.who.id), posts=True)
        yield Step(
            kind="thank", subject=subject, starts=talk.ended_at, due=due, pull=Pull.CLOCK, contact=talk.who,
            heading=_thank_heading(talk.who.first, due, known.thanks_hours, now), text=f"Thank {talk.who.name}",
            detail=_worth_repeating(known.quotes.get(talk.id, ())), when=left(due, now),
            door=Door("letter", (talk.thanks_letter,)) if talk.thanks_letter else Door("interview", (talk.id,)),
            button=None if talk.thanks_letter else write,
            label="Finish" if talk.thanks_letter else "Write",
            long_label="Finish the thank-you" if talk.thanks_letter else "Write the thank-you",
        )  # fmt: skip


def meet(known: Known, now: datetime) -> Iterator[Step]:
    """An interview today, under way, or ahead."""
    for talk in known.interviews:
        running = talk.began_at and not talk.ended_at and not talk.cancelled_at and not talk.no_show_at
        if not running and not (talk.ahead and talk.ends_at > now):
            continue
        near = bool(running) or talk.starts_at - now <= SOON
        local = talk.starts_at.astimezone(now.tzinfo)
        yield Step(
            kind="interview", subject=talk.id, contact=talk.who, due=talk.starts_at,
            starts=local.replace(hour=0, minute=0, second=0, microsecond=0),
            pull=Pull.NOW if near else Pull.CLOCK, when="Now" if running else f"{local:%H:%M}",
            heading=_meet_heading(talk, now, running=bool(running)), text=f"Interview with {talk.who.name}",
            more=_how_and_where(talk), detail=_brief_state(talk),
            door=Door("talk" if near else "interview", (talk.id,)),
            label="Go to the talk" if near else "Open brief", long_label="Go to the talk" if near else "Open the brief",
        )  # fmt: skip


def prepare_brief(known: Known, now: datetime) -> Iterator[Step]:
    """A brief that is not ready is due the evening before the talk; on the day the talk itself says so."""
    for talk in known.interviews:
        day = talk.starts_at.astimezone(now.tzinfo).date()
        if not talk.ahead or day <= now.date() or (talk.brief_written and talk.questions):
            continue
        eve = evening(day - timedelta(days=1), now)
        yield Step(
            kind="prepare-brief", subject=talk.id, contact=talk.who, starts=eve - timedelta(hours=18), due=eve,
            pull=Pull.DAY, when=as_label(on_day(eve.date(), now)),
            heading=f"Prepare for {talk.who.first}, {at_clock(talk.starts_at, now)}.",
            text=f"Prepare for {talk.who.name}", more=f", {at_clock(talk.starts_at, now)}", detail=_brief_state(talk),
            door=Door("interview", (talk.id,)), label="Prepare", long_label="Prepare the brief",
        )  # fmt: skip


def confirm(known: Known, now: datetime) -> Iterator[Step]:
    """A word 24 to 48 hours before, until it is confirmed or a letter went out; on the day it is too late."""
    for talk in known.interviews:
        opens, closes = talk.starts_at - CONFIRM_FROM, talk.starts_at - CONFIRM_UNTIL
        written = talk.last_contact_at is not None and talk.last_contact_at >= opens
        on_the_day = now.date() >= talk.starts_at.astimezone(now.tzinfo).date()
        if not talk.ahead or talk.confirmed_at or written or on_the_day or not talk.who.reachable:
            continue
        yield Step(
            kind="confirm", subject=talk.id, contact=talk.who, starts=opens, due=closes, pull=Pull.DAY,
            when="Today",
            heading=_confirm_heading(talk, now),
            text=f"Confirm with {talk.who.name}", more=f", {at_clock(talk.starts_at, now)}",
            detail="One line with day, time on their clock, and place, a day or two before.",
            door=Door("keep-in-touch", (talk.who.id,), query="kind=confirm"), label="Confirm",
            long_label="Write to confirm",
        )  # fmt: skip


def tell_held(known: Known, now: datetime) -> Iterator[Step]:
    """The time has passed, and nothing says whether they met."""
    for talk in known.interviews:
        if not talk.ahead or talk.ends_at > now:
            continue
        yield Step(
            kind="tell-held", subject=talk.id, contact=talk.who, starts=talk.ends_at, due=talk.ends_at,
            pull=Pull.CLOCK, when=left(talk.ends_at, now).replace("late", "ago"),
            heading=f"Say whether you and {talk.who.first} met.", text=f"Say whether you met {talk.who.name}",
            detail=f"It was agreed for {at_clock(talk.starts_at, now)}. Held, moved, or did somebody not come?",
            door=Door("interview", (talk.id,)), label="Say how it went",
        )  # fmt: skip


def debrief(known: Known, now: datetime) -> Iterator[Step]:
    """Looking back is best the same day, while it is fresh."""
    seen = set()
    for talk in known.interviews:
        forgotten = talk.ended_at and now > talk.ended_at + FORGOTTEN_AFTER
        if not talk.ended_at or talk.debriefed_at or forgotten or talk.id in seen:
            continue
        seen.add(talk.id)
        yield Step(
            kind="debrief", subject=talk.id, contact=talk.who, starts=talk.ended_at,
            due=talk.ended_at + LOOK_BACK_WITHIN, pull=Pull.DAY,
            when="Today" if now < talk.ended_at + LOOK_BACK_WITHIN else left(talk.ended_at + LOOK_BACK_WITHIN, now),
            heading=f"Look back on the talk with {talk.who.first}.", text=f"Look back on the talk with {talk.who.name}",
            detail="What surprised you, what you would do otherwise, what you promised. Five minutes.",
            door=Door("debrief", (talk.id,)), label="Debrief",
        )  # fmt: skip


def _thank_heading(first: str, due: datetime, hours: int, now: datetime) -> str:
    if due < now:
        return f"Thank {first} today: the {hours} hours have passed."
    local = due.astimezone(now.tzinfo)
    day = (local.date() - now.date()).days
    when = "" if day == 0 else " tomorrow" if day == 1 else f" on {on_day(local.date(), now)}"
    return f"Thank {first} before {local:%H:%M}{when}."


def _worth_repeating(said: tuple[str, ...]) -> str:
    if not said:
        return "No notes of the talk yet. A thank-you names one thing you learned."
    number = "One thing" if len(said) == 1 else "Two things"
    return f"{number} worth repeating: {and_list([quoted(text) for text in said[:2]])}."


def _meet_heading(talk: KnownInterview, now: datetime, *, running: bool) -> str:
    if running:
        return f"You are talking with {talk.who.first}."
    local = talk.starts_at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"Meet {talk.who.first} at {local:%H:%M}."
    return f"Meet {talk.who.first} {at_clock(talk.starts_at, now)}."


def _confirm_heading(talk: KnownInterview, now: datetime) -> str:
    days = (talk.starts_at.astimezone(now.tzinfo).date() - now.date()).days
    if days == 1:
        return f"Confirm tomorrow’s talk with {talk.who.first}."
    return f"Confirm the talk with {talk.who.first}, {at_clock(talk.starts_at, now)}."


def _how_and_where(talk: KnownInterview) -> str:
    where = talk.place or ("" if talk.format == "face to face" else talk.format)
    return ", ".join(filter(None, [f", {talk.minutes} min", where]))


def _brief_state(talk: KnownInterview) -> str:
    if talk.brief_written and talk.questions:
        return f"The brief is ready, with {count(talk.questions, 'question', 'questions')}."
    if talk.questions:
        return (
            f"{count(talk.questions, 'question', 'questions')} chosen. The brief does not say what you want to learn."
        )
    return (
        "No questions chosen yet."
        if talk.brief_written
        else "The brief is empty: say what you want to learn, choose questions."
    )
