"""Steps around the seeker's mail: a mailbox that lets nobody in, a letter that came back, or may not have left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from .step import Door, Pull, Step, Who, evening, on_day

if TYPE_CHECKING:
    from .known import Known

# After so long a letter that came back, or did not leave, is the seeker's business no more.
WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class KnownMail:
    """Something about mail that only the seeker can settle: what, of which row, since when, and what was said."""

    kind: str
    subject: UUID
    at: datetime
    said: str = ""
    who: Who | None = None


def mailing(known: "Known", now: datetime) -> Iterator[Step]:
    """A step for each."""
    for one in known.mail:
        if one.kind == "mail-broken" or now - one.at < WITHIN:
            yield _STEPS[one.kind](one, now)


def _broken(one: KnownMail, now: datetime) -> Step:
    return Step(
        kind="mail-broken", subject=one.subject, starts=one.at, due=evening(now.date(), now), pull=Pull.DAY,
        when="Today",
        heading="Mend your mail connection.", text="Mend your mail connection",
        detail=f"{one.said} Until then no letter leaves from here, and no answer is found.",
        door=Door("mail"), label="Look",
    )  # fmt: skip


def _unknown(one: KnownMail, now: datetime) -> Step:
    first = one.who.first if one.who else "them"
    return Step(
        kind="mail-unknown", subject=one.subject, contact=one.who, starts=one.at, due=evening(now.date(), now),
        pull=Pull.DAY, when="Today", heading=f"Did your letter to {first} leave?",
        text=f"Did your letter to {first} leave?",
        detail="The connection broke off while it was handed over. Look into your Sent folder.",
        door=Door("letter", (one.subject,)), label="Say so",
    )  # fmt: skip


def _bounced(one: KnownMail, now: datetime) -> Step:
    first = one.who.first if one.who else "them"
    return Step(
        kind="mail-bounced", subject=one.subject, contact=one.who, starts=one.at, due=evening(now.date(), now),
        pull=Pull.DAY, when="Today", heading=f"Your letter did not reach {first}.",
        text=f"Your letter did not reach {first}",
        detail=f"It came back {on_day(one.at.astimezone(now.tzinfo).date(), now)}. {one.said}",
        door=Door("letter", (one.subject,)), label="Look",
    )  # fmt: skip


def _refused(one: KnownMail, now: datetime) -> Step:
    first = one.who.first if one.who else "them"
    return Step(
        kind="mail-refused", subject=one.subject, contact=one.who, starts=one.at, due=evening(now.date(), now),
        pull=Pull.DAY, when="Today", heading=f"Your letter to {first} did not leave.",
        text=f"Your letter to {first} did not leave", detail=one.said, door=Door("letter", (one.subject,)),
        label="Look",
    )  # fmt: skip


_STEPS: dict[str, Callable[[KnownMail, datetime], Step]] = {
    "mail-broken": _broken,
    "mail-unknown": _unknown,
    "mail-bounced": _bounced,
    "mail-refused": _refused,
}
