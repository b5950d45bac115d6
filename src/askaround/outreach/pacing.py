"""When to write again, whom else to ask, and when to let it rest. Plain functions over frozen facts.

One ask, one follow-up after seven working days, then silence: a third letter costs more than it brings. After three
working days without an answer somebody else at the same organization may be asked, never two people there within
three working days of each other, and nobody more once one of them has said yes
(careerhub.students.duke.edu/blog/2021/12/30, sfu.ca “request an informational interview”).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from askaround.plain.workdays import add_working_days, counts_from, working_days_between

from .practice import STANDARD, Practice


class State(StrEnum):
    """Where an ask stands; derived, never stored."""

    DRAFT = "draft"
    HELD = "held back"
    WAITING = "waiting"
    FOLLOW_UP = "follow-up due"
    LAST_WAIT = "last wait"
    SILENT = "silent"
    ANSWERED = "answered"
    WROTE_BACK = "wrote back"
    YES = "yes"
    NO = "no"
    LATER = "later"
    AGAIN = "ask again"
    CLOSED = "closed"


class Turn(StrEnum):
    """Whose move it is."""

    MINE = "waiting for you"
    THEIRS = "waiting for them"
    NOBODY = "ended"


@dataclass(frozen=True)
class AskFacts:
    """What pacing needs to know of one ask. Times are in the seeker's own zone."""

    id: object
    person: object
    name: str
    organization: object = None
    organization_name: str = ""
    country: str = ""
    sent: tuple[datetime, ...] = ()  # the ask and its follow-ups, in order
    replied_at: datetime | None = None
    wrote_back_at: datetime | None = None
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    not_before: date | None = None
    closed_at: datetime | None = None
    left_alone: bool = False  # asked never to be contacted

    @property
    def first_name(self) -> str:
        """The name in a sentence."""
        return self.name.split(" ")[0]

    @property
    def round(self) -> tuple[datetime, ...]:
        """The letters since the last answer: "ask me in spring" begins a new count."""
        return tuple(at for at in self.sent if self.replied_at is None or at > self.replied_at)


@dataclass(frozen=True)
class Standing:
    """Where an ask stands today: whose turn, what is due from which day, and the sentence for it."""

    state: State
    turn: Turn
    sentence: str
    due: date | None = None
    alternate_from: date | None = None

    @property
    def due_kind(self) -> str:
        """The letter or act that is due when the turn is the seeker's."""
        return _DUE_KIND.get(self.state, "")


@dataclass(frozen=True)
class Clearance:
    """Whether a letter may go to somebody at an organization now; if not, from which day and why."""

    ok: bool
    sentence: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Due:
    """One thing to do, for the list of today."""

    kind: str
    ask: AskFacts
    day: date | None
    sentence: str


_DUE_KIND = {
    State.DRAFT: "send",
    State.FOLLOW_UP: "follow-up",
    State.SILENT: "close",
    State.ANSWERED: "answer",
    State.YES: "agree a time",
    State.AGAIN: "ask again",
}


def standing(ask: AskFacts, now: datetime, practice: Practice = STANDARD, there: Sequence[AskFacts] = ()) -> Standing:
    """Where `ask` stands at `now`. `there` are the other asks at the same organization."""
    return (
        _ended(ask) or _answered(ask, now) or _unsent(ask, now, practice, there) or _waiting(ask, now, practice, there)
    )


def clearance(ask: AskFacts, now: datetime, practice: Practice = STANDARD, there: Iterable[AskFacts] = ()) -> Clearance:
    """May a first letter go out? Two people at one organization are never asked within three working days."""
    if ask.left_alone:
        return Clearance(ok=False, sentence=f"{ask.first_name} asked not to be contacted.")
    others = [other for other in there if other.person != ask.person and ask.organization is not None]
    for other in others:
        if other.accepted_at:
            return Clearance(
                ok=False,
                sentence=f"{other.name} at {other.organization_name} has already said yes. One helper there is enough.",
            )
    for other in sorted((o for o in others if o.sent), key=lambda o: o.sent[-1], reverse=True):
        began = counts_from(other.sent[0], other.country, noon=practice.noon)
        free = add_working_days(began, practice.apart, other.country)
        if now.date() < free and not other.declined_at:
            return Clearance(
                ok=False,
                day=free,
                sentence=f"{other.name} at {other.organization_name} was asked on {_day(other.sent[0].date())}. "
                f"Wait until {_day(free)}.",
            )
    return Clearance(ok=True)


def due(asks: Sequence[AskFacts], now: datetime, practice: Practice = STANDARD) -> list[Due]:
    """What the seeker can do now over all asks, the longest waiting first."""
    found: list[Due] = []
    for ask in asks:
        there = beside(ask, asks)
        stands = standing(ask, now, practice, there)
        if stands.turn is Turn.MINE and stands.due_kind:
            found.append(Due(stands.due_kind, ask, stands.due, stands.sentence))
        if stands.alternate_from and stands.alternate_from <= now.date():
            sentence = f"{ask.first_name} has not answered for {practice.alternate_after} working days. "
            found.append(Due("alternate", ask, stands.alternate_from, sentence + _elsewhere(ask)))
    return sorted(found, key=lambda item: item.day or date.min)


def beside(ask: AskFacts, asks: Iterable[AskFacts]) -> list[AskFacts]:
    """The other asks at the same organization."""
    return [o for o in asks if ask.organization is not None and o.organization == ask.organization and o.id != ask.id]


def _ended(ask: AskFacts) -> Standing | None:
    name = ask.first_name
    if ask.declined_at:
        return Standing(State.NO, Turn.NOBODY, f"{name} said no on {_day(ask.declined_at.date())}.")
    if ask.accepted_at:
        said = f"{name} said yes on {_day(ask.accepted_at.date())}."
        if ask.closed_at:
            return Standing(State.CLOSED, Turn.NOBODY, said)
        return Standing(State.YES, Turn.MINE, f"{said} Agree a time.", due=ask.accepted_at.date())
    if ask.closed_at:
        heard = "after an answer" if ask.replied_at else "without an answer" if ask.sent else "before it was sent"
        return Standing(State.CLOSED, Turn.NOBODY, f"Closed on {_day(ask.closed_at.date())}, {heard}.")
    if ask.left_alone:
        return Standing(State.CLOSED, Turn.NOBODY, f"{name} asked not to be contacted.")
    return None


def _answered(ask: AskFacts, now: datetime) -> Standing | None:
    name = ask.first_name
    if ask.round or (ask.replied_at is None and ask.not_before is None):
        return None
    if ask.not_before:
        if now.date() < ask.not_before:
            sentence = f"{name} asked to be asked again from {_day(ask.not_before)}."
            return Standing(State.LATER, Turn.THEIRS, sentence, due=ask.not_before)
        sentence = f"{name} asked to be asked again from {_day(ask.not_before)}. That day has come."
        return Standing(State.AGAIN, Turn.MINE, sentence, due=ask.not_before)
    assert ask.replied_at is not None
    if ask.wrote_back_at and ask.wrote_back_at > ask.replied_at:
        return Standing(State.WROTE_BACK, Turn.THEIRS, f"You wrote back on {_day(ask.wrote_back_at.date())}.")
    return Standing(
        State.ANSWERED,
        Turn.MINE,
        f"{name} answered on {_day(ask.replied_at.date())}. Was it a yes?",
        due=ask.replied_at.date(),
    )


def _unsent(ask: AskFacts, now: datetime, practice: Practice, there: Sequence[AskFacts]) -> Standing | None:
    if ask.sent:
        return None
    clear = clearance(ask, now, practice, there)
    if not clear.ok:
        return Standing(State.HELD, Turn.THEIRS, clear.sentence, due=clear.day)
    return Standing(State.DRAFT, Turn.MINE, f"The letter to {ask.first_name} has not gone out yet.")


def _waiting(ask: AskFacts, now: datetime, practice: Practice, there: Sequence[AskFacts]) -> Standing:
    letters = ask.round
    began = counts_from(letters[-1], ask.country, noon=practice.noon)
    waited = max(0, working_days_between(began, now.date(), ask.country))
    due_on = add_working_days(began, practice.follow_up_after, ask.country)
    alternate = _alternate_from(ask, practice, there)
    name, when = ask.first_name, _day(letters[-1].date())
    if len(letters) <= practice.follow_ups:
        if now.date() >= due_on:
            sentence = f"{name} has not answered for {waited} working days. {_last(letters, practice)}"
            return Standing(State.FOLLOW_UP, Turn.MINE, sentence, due_on, alternate)
        sentence = f"Asked on {when}, {_waited(waited)}. If no answer comes, follow up on {_day(due_on)}."
        return Standing(State.WAITING, Turn.THEIRS, sentence, due_on, alternate)
    if now.date() >= due_on:
        sentence = (
            f"{name} has not answered {_letters(len(letters))}. Let it rest: nothing more goes to {name} about this."
        )
        return Standing(State.SILENT, Turn.MINE, sentence, due_on, alternate)
    return Standing(
        State.LAST_WAIT,
        Turn.THEIRS,
        f"The last letter went on {when}. Nothing more is sent after it.",
        due_on,
        alternate,
    )


def _alternate_from(ask: AskFacts, practice: Practice, there: Sequence[AskFacts]) -> date | None:
    """From when somebody else there may be asked; None when nobody should be, or somebody already is."""
    if ask.organization is None or any(o.accepted_at or (o.closed_at is None and not o.declined_at) for o in there):
        return None
    began = counts_from(ask.round[0], ask.country, noon=practice.noon)
    return add_working_days(began, practice.alternate_after, ask.country)


def _elsewhere(ask: AskFacts) -> str:
    where = f" at {ask.organization_name}" if ask.organization_name else " there"
    return f"Somebody else{where} may be asked."


def _last(letters: Sequence[datetime], practice: Practice) -> str:
    return "Time for the one follow-up." if len(letters) == practice.follow_ups else "Time for a follow-up."


def _waited(days: int) -> str:
    return {0: "counting from today", 1: "1 working day ago"}.get(days, f"{days} working days ago")


def _letters(n: int) -> str:
    return {1: "your letter", 2: "two letters", 3: "three letters"}.get(n, f"{n} letters")


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
