"""Choosing questions for a talk, as a plain function: what was heard so far comes in as a value.

Every choice carries the one sentence that explains it, and so does everything that is set aside.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .agenda import phases
from .subjects import CATEGORY_WEIGHTS, ORDER, subject_of, words_of

# Two or three minutes to a question: so many are planned for, and less than two are none.
MINUTES_EACH, SHORTEST = 2.5, 2
FEWEST, MOST = 1, 10
_LEAD = {"manager", "director", "executive", "founder"}
# What every talk ends with, whatever else it is about.
ENDING = frozenset({"referral", "closing"})


@dataclass(frozen=True)
class Candidate:
    """A question that could be asked. `own`: the seeker wrote it."""

    key: str
    text: str
    probe: str = ""
    category: str = ""
    level: str = "any"
    function: str = "any"
    seeks: str = "information"
    web_answers: bool = False
    own: bool = False


@dataclass(frozen=True)
class Heard:
    """What earlier talks answered, by the key of the question: what was said, or "" where that has no name.

    `settled`: enough people said the same. `contested`: they said different things. `alone`: one person answered.
    """

    settled: Mapping[str, str] = field(default_factory=dict)
    contested: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """The talk to plan for. `levels` and `fields` are of everybody who will be there, each once."""

    minutes: int
    levels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    # What the talk should yield above all; all three when empty.
    seeks: frozenset[str] = frozenset()

    @property
    def functions(self) -> frozenset[str]:
        """What they do; whoever leads people also chooses them."""
        chooses = {"hiring manager"} if _LEAD & set(self.levels) else set()
        # The bank's questions for recruiters are for those whose work it is.
        recruits = {"recruiter"} if "recruiting" in self.fields else set()
        return frozenset({*self.fields} | chooses | recruits) - {""}


@dataclass(frozen=True)
class Choice:
    """A question taken, or set aside, and why."""

    question: Candidate
    why: str


@dataclass(frozen=True)
class Plan:
    """What to ask, in the order of the talk, and what to leave at home. `room`: how many questions the minutes hold."""

    chosen: tuple[Choice, ...] = ()
    aside: tuple[Choice, ...] = ()
    room: int = 0


def room_for(minutes: int) -> int:
    """How many real questions the agenda's minutes for questions hold: 1 to 10, two minutes each at least."""
    for_questions = next((phase.minutes for phase in phases(minutes) if phase.key == "questions"), 0)
    return max(FEWEST, min(MOST, round(for_questions / MINUTES_EACH), for_questions // SHORTEST))


def plan(
    candidates: Iterable[Candidate],
    wanted: Wanted,
    heard: Heard | None = None,
    *,
    taken: Iterable[str] = (),
    left_out: Iterable[str] = (),
) -> Plan:
    """Fill the agreed minutes: questions that fit, then who else to talk to, then a close.

    `taken` are the keys of questions that stand in the talk already: they use up room, and nothing is chosen twice.
    `left_out` are keys that the seeker took out of this talk: they are not brought back.
    """
    known, here, out = heard or Heard(), frozenset(taken), frozenset(left_out)
    everything = list(candidates)
    fitting = [question for question in everything if question.key not in here | out and _fits(question, wanted)]
    aside = tuple(Choice(question, why) for question in fitting if (why := _why_not(question, known)))
    left_at_home = {choice.question.key for choice in aside}
    open_ones = [question for question in fitting if question.key not in left_at_home]
    choosing = _Choosing(wanted, known, tuple(question for question in everything if question.key in here))
    room = room_for(wanted.minutes)
    middle = choosing.fill([q for q in open_ones if q.category not in ENDING], room - choosing.asks(_is_middle))
    ending = [
        *choosing.fill_with(open_ones, "referral", 2 if wanted.minutes >= 45 else 1),
        *choosing.fill_with(open_ones, "closing", 1),
    ]
    chosen = sorted(middle, key=lambda choice: ORDER.get(choice.question.category, len(ORDER))) + ending
    return Plan(tuple(chosen), aside, room)


def _is_middle(question: Candidate) -> bool:
    return question.category not in ENDING


def _fits(question: Candidate, wanted: Wanted) -> bool:
    return question.level in {"any", "", *wanted.levels} and question.function in {"any", "", *wanted.functions}


def _why_not(question: Candidate, heard: Heard) -> str:
    """Why a question stays at home; "" for one to ask. What the seeker wrote never does: they know why they ask."""
    if question.own:
        return ""
    if question.web_answers:
        return "A web search answers this. Look it up before the talk."
    # Names and the close are never settled: the next person knows somebody else.
    if question.category not in ENDING and question.key in heard.settled:
        said = _quoted(heard.settled, question)
        return f"Enough people have told you the same{said}. Ask only if this one would know better."
    return ""


@dataclass
class _Choosing:
    """Questions taken one by one, each in the light of those taken before."""

    wanted: Wanted
    heard: Heard
    taken: tuple[Candidate, ...] = ()

    def asks(self, kind: Callable[[Candidate], bool]) -> int:
        """How many of those that stand are of a kind."""
        return sum(1 for question in self.taken if kind(question))

    def fill_with(self, questions: Sequence[Candidate], category: str, room: int) -> list[Choice]:
        """The best of one category, fewer by those that stand already."""
        room -= self.asks(lambda question: question.category == category)
        return self.fill([question for question in questions if question.category == category], room)

    def fill(self, questions: Sequence[Candidate], room: int) -> list[Choice]:
        """The best `room` questions: each aim served once before any is served twice, no subject taking over."""
        left = list(questions)
        found: list[Choice] = []
        while left and len(found) < room:
            best = max(left, key=self._worth)
            left.remove(best)
            self.taken = (*self.taken, best)
            found.append(Choice(best, _why(best, self.wanted, self.heard)))
        return found

    def _worth(self, question: Candidate) -> float:
        return _score(question, self.wanted, self.heard) + _fresh(question, self.taken, self.wanted)


def _score(question: Candidate, wanted: Wanted, heard: Heard) -> float:
    score = CATEGORY_WEIGHTS.get(question.category, 0.5)
    # One's own comes first, unless enough people answered it already.
    score += 0.0 if not question.own else -3.0 if question.key in heard.settled else 3.0
    score += 2.0 if question.key in heard.contested else 1.75 if question.key in heard.alone else 0.0
    score += 0.75 if question.level in wanted.levels else 0.0
    score += 1.25 if question.function in wanted.functions else 0.0
    return score + (0.75 if question.seeks in wanted.seeks else 0.0)


def _fresh(question: Candidate, taken: Sequence[Candidate], wanted: Wanted) -> float:
    """What the question adds to those taken: an aim not served yet, the first advice, somebody who was not asked at
    their level yet; less where a subject repeats."""
    aim = _aim_of(question, wanted)
    served = {_aim_of(other, wanted) for other in taken}
    new = 2.0 if aim and aim not in served else 0.0
    new += 1.0 if question.seeks == "advice" and all(other.seeks != "advice" for other in taken) else 0.0
    levels = {other.level for other in taken}
    new += 1.0 if len(wanted.levels) > 1 and question.level in set(wanted.levels) - levels else 0.0
    return new - 1.25 * sum(other.category == question.category for other in taken)


def _why(question: Candidate, wanted: Wanted, heard: Heard) -> str:
    aim, key = _aim_of(question, wanted), question.key
    reasons = (
        (question.own and key in heard.settled, "You wrote this one; enough people have told you the same."),
        (question.own, "You wrote this one yourself."),
        (
            key in heard.contested,
            f"People have told you different things{_quoted(heard.contested, question)}.",
        ),
        (key in heard.alone, f"One voice so far{_quoted(heard.alone, question)}. A second one shows whether it holds."),
        (bool(aim), f"It goes to what you want to learn: “{aim}”."),
        (question.category == "referral", "Every talk should lead to the next person."),
        (question.category == "closing", "It ends the talk well and leaves the door open."),
        (question.function == "hiring manager", "Only somebody who chooses people can tell."),
        (question.function in wanted.functions, f"Somebody in {_called(question.function)} can tell this first-hand."),
        (question.level in wanted.levels, f"It suits the level: {question.level}."),
        (question.seeks == "advice", "It asks for advice, which people like to give."),
    )
    return next((sentence for holds, sentence in reasons if holds), "It shows what the work is really like.")


def _quoted(said: Mapping[str, str], question: Candidate) -> str:
    """What was said about it, as the end of a sentence; "" where it has no name."""
    found = said.get(question.key)
    return f": “{found}”" if found else ""


def _called(function: str) -> str:
    return {"recruiter": "recruiting", "people": "human resources"}.get(function, function)


@lru_cache(maxsize=4096)
def _aim_of(question: Candidate, wanted: Wanted) -> str:
    """The aim that the question serves best; shared words count twice, a shared subject once."""
    if question.category in ENDING:
        return ""
    words, subject = words_of(question.text, question.probe), subject_of(question.category)

    def served(aim: str) -> int:
        about = words_of(aim)
        return 2 * len(about & words) + len(about & subject)

    best = max(wanted.aims, key=served, default="")
    return best if best and served(best) else ""
