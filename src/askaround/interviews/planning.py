"""Choosing questions for a talk, as a plain function: what was heard so far comes in as a value.

Every choice carries the one sentence that explains it, and so does everything that is set aside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .agenda import phases
from .subjects import CATEGORY_WEIGHTS, ORDER, subject_of, words_of

MINUTES_EACH = 2.5
FEWEST, MOST = 2, 10
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
    """What earlier talks have settled, and where people differ: keys of questions, or whole categories."""

    settled: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()

    def has_settled(self, question: Candidate) -> bool:
        """Enough people said the same about it."""
        return question.key in self.settled or question.category in self.settled

    def contests(self, question: Candidate) -> bool:
        """People said different things about it."""
        return question.key in self.contested or question.category in self.contested


@dataclass(frozen=True)
class Wanted:
    """The talk to plan for."""

    minutes: int
    level: str = ""
    function: str = ""
    aims: tuple[str, ...] = ()
    # What the talk should yield above all; all three when empty.
    seeks: frozenset[str] = frozenset()

    @property
    def functions(self) -> frozenset[str]:
        """What they do; whoever leads people also chooses them."""
        chooses = {"hiring manager"} if self.level in {"manager", "director", "executive", "founder"} else set()
        # The bank's questions for recruiters are for those whose work it is.
        recruits = {"recruiter"} if self.function == "recruiting" else set()
        return frozenset({self.function} | chooses | recruits) - {""}


@dataclass(frozen=True)
class Choice:
    """A question taken, or set aside, and why."""

    question: Candidate
    why: str


@dataclass(frozen=True)
class Plan:
    """What to ask, in the order of the talk, and what to leave at home."""

    chosen: tuple[Choice, ...] = ()
    aside: tuple[Choice, ...] = ()
    room: int = 0


def room_for(minutes: int) -> int:
    """How many real questions fit into the minutes that the agenda gives to questions."""
    for_questions = next(phase.minutes for phase in phases(minutes) if phase.key == "questions")
    return max(FEWEST, min(MOST, round(for_questions / MINUTES_EACH)))


def plan(candidates: Iterable[Candidate], wanted: Wanted, heard: Heard | None = None) -> Plan:
    """Fill the agreed minutes: questions that fit, then who else to talk to, then a close."""
    known = heard or Heard()
    fitting = [question for question in candidates if _fits(question, wanted)]
    aside = tuple(Choice(question, _why_not(question, known)) for question in fitting if _why_not(question, known))
    left_out = {choice.question.key for choice in aside}
    open_ones = [question for question in fitting if question.key not in left_out]
    room = room_for(wanted.minutes)
    middle = _best([q for q in open_ones if q.category not in ENDING], room, wanted, known)
    ending = [
        *_best([q for q in open_ones if q.category == "referral"], 2 if wanted.minutes >= 45 else 1, wanted, known),
        *_best([q for q in open_ones if q.category == "closing"], 1, wanted, known),
    ]
    chosen = sorted(middle, key=lambda choice: ORDER.get(choice.question.category, len(ORDER))) + ending
    return Plan(tuple(chosen), aside, room)


def _fits(question: Candidate, wanted: Wanted) -> bool:
    return question.level in {"any", "", wanted.level} and question.function in {"any", "", *wanted.functions}


def _why_not(question: Candidate, heard: Heard) -> str:
    if question.web_answers:
        return "A web search answers this. Look it up before the talk."
    # Names and the close are never settled: the next person knows somebody else.
    if question.category not in ENDING and heard.has_settled(question):
        return "Enough people have told you the same. Ask only if this one would know better."
    return ""


def _best(questions: Sequence[Candidate], room: int, wanted: Wanted, heard: Heard) -> list[Choice]:
    """The best `room` questions: each aim served once before any is served twice, no subject taking over."""
    left = list(questions)
    taken: list[Candidate] = []
    found: list[Choice] = []
    while left and len(found) < room:
        best = max(left, key=lambda question: _score(question, wanted, heard) + _fresh(question, taken, wanted))
        left.remove(best)
        taken.append(best)
        found.append(Choice(best, _why(best, wanted, heard)))
    return found


def _score(question: Candidate, wanted: Wanted, heard: Heard) -> float:
    score = CATEGORY_WEIGHTS.get(question.category, 0.5)
    score += 3.0 if question.own else 0.0
    score += 2.0 if heard.contests(question) else 0.0
    score += 0.75 if question.level == wanted.level else 0.0
    score += 1.25 if question.function in wanted.functions else 0.0
    return score + (0.75 if question.seeks in wanted.seeks else 0.0)


def _fresh(question: Candidate, taken: Sequence[Candidate], wanted: Wanted) -> float:
    """What the question adds to those taken: an aim not served yet, the first advice; less where a subject repeats."""
    aim = _aim_of(question, wanted)
    served = {_aim_of(other, wanted) for other in taken}
    new = 2.0 if aim and aim not in served else 0.0
    new += 1.0 if question.seeks == "advice" and all(other.seeks != "advice" for other in taken) else 0.0
    return new - 1.25 * sum(other.category == question.category for other in taken)


def _why(question: Candidate, wanted: Wanted, heard: Heard) -> str:
    aim = _aim_of(question, wanted)
    reasons = (
        (question.own, "You wrote this one yourself."),
        (heard.contests(question), "People have told you different things about it."),
        (bool(aim), f"It goes to what you want to learn: “{aim}”."),
        (question.category == "referral", "Every talk should lead to the next person."),
        (question.category == "closing", "It ends the talk well and leaves the door open."),
        (question.function == "hiring manager", "Only somebody who chooses people can tell."),
        (question.function == wanted.function != "", f"Somebody in {_function(wanted)} can tell this first-hand."),
        (question.level == wanted.level != "", f"It suits the level: {wanted.level}."),
        (question.seeks == "advice", "It asks for advice, which people like to give."),
    )
    return next((sentence for holds, sentence in reasons if holds), "It shows what the work is really like.")


def _function(wanted: Wanted) -> str:
    return {"recruiter": "recruiting", "people": "human resources"}.get(wanted.function, wanted.function)


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
