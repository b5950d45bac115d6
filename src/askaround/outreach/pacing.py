"""When to write again, whom else to ask, and when to let it rest. Plain functions over frozen facts.

One ask, one follow-up after seven working days, then silence: a third letter costs more than it brings. After three
working days without an answer somebody else at the same organization may be asked, never two people there within
three working days of each other, and nobody more once one of them has said yes
(careerhub.students.duke.edu/blog/2021/12/30, sfu.ca “request an informational interview”).

Nothing waits for ever: whoever was silent or said no is not asked again for the days of rest (`Practice.rest_days`,
counted from the last letter or the no), a helper's yes holds the others there back for as long, and within that time
no more than `Practice.there_at_most` people of one organization are asked. Whom somebody there introduces may be asked
meanwhile. Every such wait names its last day, which is a working day where they live.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    country: str = ""  # two letters, perhaps with a region: "DE-BY"
    introduced: bool = False  # somebody opened the door
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
    """May a first letter go out? `there` are other asks to the same person and at the same organization.

    The person may rest, a helper there may be enough, too many there may have been asked, or one of them just now.
    """
    if ask.left_alone:
        return Clearance(ok=False, sentence=f"{ask.first_name} asked not to be contacted.")
    there = list(there)
    earlier = [other for other in there if other.person == ask.person]
    others = [other for other in there if other.person != ask.person and ask.organization is not None]
    held = [
        *(_resting(ask, other, practice) for other in earlier),
        *(_helped(ask, other, practice) for other in others),
        *(_just_asked(ask, other, practice) for other in others),
        _many_asked(ask, others, now, practice),
    ]
    still = [clear for clear in held if clear is not None and clear.day is not None and now.date() < clear.day]
    return max(still, key=lambda clear: clear.day or date.min, default=Clearance(ok=True))


def rests_until(ask: AskFacts, practice: Practice = STANDARD) -> date | None:
    """Until when nobody asks this person again: after silence or a no. None where there is nothing to rest from."""
    if ask.declined_at:
        return _rested(ask.declined_at.date(), ask.country, practice)
    silent = ask.round and not ask.accepted_at and not ask.not_before
    return _rested(ask.round[-1].date(), ask.country, practice) if silent else None


def due(asks: Sequence[AskFacts], now: datetime, practice: Practice = STANDARD) -> list[Due]:
    """What the seeker can do now over all asks, the longest waiting first."""
    found: list[Due] = []
    near = neighbours(asks)
    for ask in asks:
        stands = standing(ask, now, practice, near(ask))
        if stands.turn is Turn.MINE and stands.due_kind:
            found.append(Due(stands.due_kind, ask, stands.due, stands.sentence))
        if stands.alternate_from and stands.alternate_from <= now.date():
            sentence = f"{ask.first_name} has not answered for {practice.alternate_after} working days. "
            found.append(Due("alternate", ask, stands.alternate_from, sentence + _elsewhere(ask)))
    return sorted(found, key=lambda item: item.day or date.min)


def neighbours(asks: Sequence[AskFacts]) -> Callable[[AskFacts], list[AskFacts]]:
    """For each of the asks, the others at the same organization and those to the same person."""
    near: dict[tuple[str, object], list[AskFacts]] = defaultdict(list)
    for ask in asks:
        near["person", ask.person].append(ask)
        if ask.organization is not None:
            near["organization", ask.organization].append(ask)

    def around(ask: AskFacts) -> list[AskFacts]:
        there = near["organization", ask.organization] if ask.organization is not None else []
        found = {other.id: other for other in (*near["person", ask.person], *there)}
        return [other for other in found.values() if other.id != ask.id]

    return around


def _resting(ask: AskFacts, earlier: AskFacts, practice: Practice) -> Clearance | None:
    """The cool-down: an earlier ask to the same person ended in silence or in a no."""
    day = rests_until(earlier, practice)
    if day is None or earlier.id == ask.id:
        return None
    day = _working(day, ask.country)
    said = "said no" if earlier.declined_at else "has not answered your last letter"
    return Clearance(ok=False, day=day, sentence=f"{ask.first_name} {said}. Let it rest until {_day(day)}.")


def _helped(ask: AskFacts, other: AskFacts, practice: Practice) -> Clearance | None:
    """Somebody there has said yes."""
    if other.accepted_at is None or other.declined_at or ask.introduced:
        return None
    day = _rested(other.accepted_at.date(), ask.country, practice)
    said = f"{other.name} at {other.organization_name} has already said yes. One helper there is enough"
    return Clearance(ok=False, day=day, sentence=f"{said}, until {_day(day)} or until they introduce you.")


def _just_asked(ask: AskFacts, other: AskFacts, practice: Practice) -> Clearance | None:
    """Two people there are never asked within so many working days."""
    if not other.sent or other.declined_at:
        return None
    began = counts_from(other.sent[0], other.country, noon=practice.noon)
    free = _working(add_working_days(began, practice.apart, other.country), ask.country)
    said = f"{other.name} at {other.organization_name} was asked on {_day(other.sent[0].date())}."
    return Clearance(ok=False, day=free, sentence=f"{said} Wait until {_day(free)}.")


def _many_asked(ask: AskFacts, others: Sequence[AskFacts], now: datetime, practice: Practice) -> Clearance | None:
    """No more than so many people of one organization within the days of rest."""
    if ask.introduced:
        return None
    first = {other.person: other.sent[0] for other in sorted(others, key=lambda o: o.sent) if other.sent}
    days = sorted(_rested(at.date(), ask.country, practice) for at in first.values())
    lately = [day for day in days if now.date() < day]
    if len(lately) < practice.there_at_most:
        return None
    day = lately[-practice.there_at_most]
    where = next(other.organization_name for other in others)
    said = f"You asked {len(lately)} people at {where} lately; that is enough for now."
    return Clearance(ok=False, day=day, sentence=f"{said} Wait until {_day(day)}.")


def _rested(day: date, country: str, practice: Practice) -> date:
    return _working(day + timedelta(days=practice.rest_days), country)


def _working(day: date, country: str) -> date:
    """The day, or the next on which they work."""
    return add_working_days(day, 0, country)


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
        day, sentence = _working(ask.not_before, ask.country), f"{name} asked to be asked again from "
        if now.date() < day:
            return Standing(State.LATER, Turn.THEIRS, f"{sentence}{_day(day)}.", due=day)
        return Standing(State.AGAIN, Turn.MINE, f"{sentence}{_day(day)}. That day has come.", due=day)
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
    alternate = _alternate_from(ask, now, practice, there)
    name, when, over = ask.first_name, _day(letters[-1].date()), now.date() >= due_on
    if helper := _helper(ask, there):
        return _spared(ask, helper, due_on, over=over)
    if len(letters) <= practice.follow_ups:
        if over:
            sentence = f"{name} has not answered for {waited} working days. {_last(letters, practice)}"
            return Standing(State.FOLLOW_UP, Turn.MINE, sentence, due_on, alternate)
        sentence = f"Asked on {when}, {_waited(waited)}. If no answer comes, follow up on {_day(due_on)}."
        return Standing(State.WAITING, Turn.THEIRS, sentence, due_on, alternate)
    if over:
        sentence = (
            f"{name} has not answered {_letters(len(letters))}. Let it rest: nothing more goes to {name} about this."
        )
        return Standing(State.SILENT, Turn.MINE, sentence, due_on, alternate)
    sentence = f"The last letter went on {when}. Nothing more is sent after it."
    return Standing(State.LAST_WAIT, Turn.THEIRS, sentence, due_on, alternate)


def _helper(ask: AskFacts, there: Iterable[AskFacts]) -> AskFacts | None:
    """Who at the same organization has said yes meanwhile: a helper found stops the rest there."""
    others = (o for o in there if o.person != ask.person and o.accepted_at and not o.declined_at)
    return None if ask.introduced else next(others, None)


def _spared(ask: AskFacts, helper: AskFacts, due_on: date, *, over: bool) -> Standing:
    said = f"{helper.name} at {helper.organization_name} has said yes, so nothing more goes to {ask.first_name}."
    if over:
        return Standing(State.SILENT, Turn.MINE, f"{said} Let it rest.", due_on)
    return Standing(State.LAST_WAIT, Turn.THEIRS, said, due_on)


def _alternate_from(ask: AskFacts, now: datetime, practice: Practice, there: Sequence[AskFacts]) -> date | None:
    """From when somebody else there may be asked; None when nobody should be, or somebody already is."""
    others = [other for other in there if other.person != ask.person]
    if ask.organization is None or any(o.accepted_at or (o.closed_at is None and not o.declined_at) for o in others):
        return None
    began = counts_from(ask.round[0], ask.country, noon=practice.noon)
    free = add_working_days(began, max(practice.alternate_after, practice.apart), ask.country)
    # Whoever comes next must find the door open: others there may have been asked, too.
    somebody = AskFacts(id=None, person=None, name="", organization=ask.organization, country=ask.country)
    held = clearance(somebody, now, practice, [ask, *there])
    return max(free, held.day) if held.day else free


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
