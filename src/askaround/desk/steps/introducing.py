"""Steps around an introduction: ask for it, check in, ask who was named, tell the one who named them.

Whose turn it is and from when is `people.chain`'s to say; here it becomes a step with words.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from askaround.people.chain import Next, Standing, stand

from ..dream_employer import too_early
from .known import Known, KnownIntroduction
from .step import Door, Pull, Step, days_after, evening, morning, on_day

# The letter to the introducer that goes with a step.
LETTER = {Next.ASK_TO_INTRODUCE: "blurb", Next.CHECK_IN: "check-in", Next.REPORT_BACK: "report-back"}


def introducing(known: Known, now: datetime) -> Iterator[Step]:
    """The step of each introduction, by where it stands."""
    for intro, stands in _standing(known, now):
        step = _BY_NEXT[stands.next](intro, stands, now)
        early = too_early(known.dream.get(intro.organization_id), known.held, known.practise_first)
        if early and stands.next is not Next.REPORT_BACK and not intro.made_at:
            yield practise_before(step, intro, early)
        else:
            yield _with_draft(known, intro, stands, step)


def taken_up(known: Known, now: datetime) -> set[UUID]:
    """The drafts that a step of an introduction leads to, so that nothing else need name them."""
    begun = ((intro, stands) for intro, stands in _standing(known, now) if (stands.starts or now.date()) <= now.date())
    return {draft for intro, stands in begun if (draft := _draft(known, intro, stands))}


def ask_to_introduce(intro: KnownIntroduction, stands: Standing, now: datetime) -> Step:
    """Somebody could open a door and was not asked yet, or not whether their name may be used."""
    offered = intro.offered_at is not None
    return Step(
        kind="ask-to-introduce", subject=intro.id, contact=intro.by, starts=_from(stands, now), due=_by(stands, now),
        pull=Pull.WEEK, when=_week(stands, now),
        heading=f"Ask {intro.by.first} to introduce you to {intro.to.first}.",
        text=f"Ask {intro.by.name}", more=f" to introduce you to {intro.to.name}",
        detail=(
            f"{intro.by.first} offered it; whether you may use the name is not said."
            if offered
            else f"{intro.by.first} does not know yet that you would like it."
        )
        + " With lines to forward it is easy.",
        door=Door("introduction", (intro.id,)), button=_letter(intro, stands), label="Draft", long_label="Draft it",
    )  # fmt: skip


def check_in(intro: KnownIntroduction, stands: Standing, now: datetime) -> Step:
    """It has been with the introducer for a week; from the eleventh day on it is late."""
    since = intro.agreed_at or intro.asked_at or intro.offered_at or intro.created_at
    began = days_after(since, 0, now)
    late = bool(stands.by and now.date() > stands.by)
    return Step(
        kind="check-in", subject=intro.id, contact=intro.by, starts=_from(stands, now), due=_by(stands, now),
        pull=Pull.DAY if late else Pull.WEEK,
        when="Late" if late else f"Day {(max(stands.starts or began, now.date()) - began).days}",
        heading=f"Ask {intro.by.first} how it stands with {intro.to.first}.",
        text=f"Check in with {intro.by.name}", more=f" about {intro.to.name}",
        detail=f"It is with {intro.by.first} since {on_day(began, now)}. One line, once; then let it rest.",
        door=Door("introduction", (intro.id,)), button=_letter(intro, stands), label="Write",
    )  # fmt: skip


def ask_introduced(intro: KnownIntroduction, stands: Standing, now: datetime) -> Step:
    """Somebody was named whom the seeker may write to, or both were brought together, and nothing has gone out."""
    made = intro.made_at is not None
    did = "introduced you to" if made else "offered to introduce"
    detail = (
        f"Write first, with {intro.by.first} in blind copy."
        if made
        else f"Let {intro.by.first} know when you have met."
    )
    return Step(
        kind="ask-introduced", subject=intro.id, contact=intro.to, starts=_from(stands, now), due=_by(stands, now),
        pull=Pull.DAY if made else Pull.WEEK, when="Introduced" if made else _week(stands, now),
        heading=f"Ask {intro.to.first}, whom {intro.by.first} {did}.", text=f"Ask {intro.to.name}",
        more=f", whom {intro.by.first} {did}", detail=f"{intro.role}. {detail}" if intro.role else detail,
        door=Door("ask-new", (intro.to.id,), query=f"introduction={intro.id}"),
        label="Draft", long_label="Draft the ask",
    )  # fmt: skip


def report_back(intro: KnownIntroduction, stands: Standing, now: datetime) -> Step:
    """Whoever opened the door hears how it went."""
    owed = (
        "Thanks went out; now say what you learned."
        if intro.thanked_at
        else "Two sentences: what you learned, and thanks."
    )
    return Step(
        kind="report-back", subject=intro.id, contact=intro.by, starts=intro.met_at or intro.talked_at or now,
        due=_by(stands, now), pull=Pull.WEEK, when=_week(stands, now),
        heading=f"Tell {intro.by.first} how it went with {intro.to.first}.",
        text=f"Tell {intro.by.name}", more=f" how it went with {intro.to.name}",
        detail=f"{intro.by.first} opened that door. {owed}",
        door=Door("introduction", (intro.id,)), button=_letter(intro, stands), label="Write",
    )  # fmt: skip


def practise_before(step: Step, intro: KnownIntroduction, why: str) -> Step:
    """The same step, told as one that can wait: whom to ask instead."""
    return replace(
        step, heading=f"Practise before you ask {intro.to.first}.", text=f"Practise before you ask {intro.to.name}",
        more="", detail=why, pull=Pull.ANY, when="Later", door=Door("introduction", (intro.id,)),
        button=Door("whom-first"), label="Whom first", long_label="See whom to ask first",
    )  # fmt: skip


def _standing(known: Known, now: datetime) -> Iterator[tuple[KnownIntroduction, Standing]]:
    """Those with something next, to somebody who may be written to."""
    for intro in known.introductions:
        stands = stand(intro.facts(now, known.touching), now)
        whom = intro.to if stands.next is Next.ASK_INTRODUCED else intro.by
        # Nobody is asked to introduce the seeker to somebody who wants to be left alone.
        both = intro.to.reachable or stands.next is Next.REPORT_BACK
        if stands.next is not Next.NOTHING and whom.reachable and both:
            yield intro, stands


def _with_draft(known: Known, intro: KnownIntroduction, stands: Standing, step: Step) -> Step:
    draft = _draft(known, intro, stands)
    if draft is None:
        return step
    return replace(step, button=None, door=Door("letter", (draft,)), label="Finish", long_label="Finish the letter")


def _draft(known: Known, intro: KnownIntroduction, stands: Standing) -> UUID | None:
    kind = LETTER.get(stands.next)
    return next(
        (draft.id for draft in known.drafts if kind and (draft.introduction, draft.kind) == (intro.id, kind)), None
    )


def _letter(intro: KnownIntroduction, stands: Standing) -> Door:
    return Door("introduction-letter", (intro.id,), query=f"kind={LETTER[stands.next]}", posts=True)


def _from(stands: Standing, now: datetime) -> datetime:
    return morning(stands.starts or now.date(), now)


def _by(stands: Standing, now: datetime) -> datetime:
    return evening(stands.by or now.date(), now)


def _week(stands: Standing, now: datetime) -> str:
    by: date = stands.by or now.date()
    return "This week" if by >= now.date() else "Waiting"


_BY_NEXT = {
    Next.ASK_TO_INTRODUCE: ask_to_introduce,
    Next.CHECK_IN: check_in,
    Next.ASK_INTRODUCED: ask_introduced,
    Next.REPORT_BACK: report_back,
}
