"""Asking the planner for one talk: the bank, own questions, who will be there, the aims, and what was heard."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from askaround.history.models import Entry
from askaround.people.models import Contact
from askaround.purpose.bank import CATEGORIES, BankQuestion, Category, questions
from askaround.purpose.models import Aim, Question

from .briefing import standing_of
from .models import Brief, ChosenQuestion, Interview
from .planning import Candidate, Choice, Heard, Plan, Wanted, plan

# Who tells what earlier talks answered: findings, a later chapter, says so when the app starts.
_TELLING: list[Callable[[Interview], Heard]] = []


def told_by(telling: Callable[[Interview], Heard]) -> None:
    """From now on ask `telling` what was heard in the campaign of a talk."""
    _TELLING[:] = [telling]


def heard_before(interview: Interview) -> Heard:
    """What the other talks of its campaign settled, left open, or have from one voice."""
    return _TELLING[0](interview) if _TELLING else Heard()


@dataclass(frozen=True)
class Picking:
    """What the page of questions offers for one talk: those that fit, one's own, and a subject of the bank.

    `aside` is what the planner leaves at home, each with the reason; any of it can be taken along all the same.
    """

    room: int
    taken: int
    fitting: tuple[Choice, ...]
    aside: tuple[Choice, ...]
    own: tuple[Question, ...]
    category: str
    bank: tuple[BankQuestion, ...]
    categories: tuple[Category, ...] = CATEGORIES

    @classmethod
    def of(cls, interview: Interview, category: str) -> "Picking":
        """Nothing is offered twice; in the bank what suits the people comes first."""
        asking = _Asking.about(interview)
        found = asking.plan()
        shown = asking.taken | {choice.question.key for choice in found.chosen}
        own = [row for row in asking.own if str(row.pk) not in shown]
        levels, functions = {"any", *asking.wanted.levels}, {"any", *asking.wanted.functions}
        bank = [row for row in questions() if row.category == category and row.key not in shown]
        bank.sort(key=lambda row: row.level not in levels or row.function not in functions)
        return cls(found.room, len(asking.taken), found.chosen, found.aside, tuple(own), category, tuple(bank))


def suggest(interview: Interview) -> Plan:
    """What to ask in this talk beside what is chosen, and why; nothing comes back that was taken out of it."""
    return _Asking.about(interview).plan()


def found_by_key(interview: Interview, keys: Iterable[str]) -> list[BankQuestion | Question]:
    """The questions of these keys, in this order: of the bank by their key, of the seeker's own by their id."""
    own = {str(row.pk): row for row in Question.objects.within(interview.notebook_id)}
    known: dict[str, BankQuestion | Question] = {row.key: row for row in questions()} | own
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def key_of(row: ChosenQuestion) -> str:
    """Which question of the bank, or of the seeker's own, a chosen one is a copy of; "" once its own is gone."""
    return row.bank_key or str(row.question_id or "")


@dataclass(frozen=True)
class _Asking:
    """All that the planner is told about one talk."""

    own: tuple[Question, ...]
    wanted: Wanted
    heard: Heard
    taken: frozenset[str]
    left_out: frozenset[str]

    @classmethod
    def about(cls, interview: Interview) -> "_Asking":
        taken = frozenset(filter(None, map(key_of, interview.questions.all())))
        own = tuple(Question.objects.within(interview.notebook_id))
        return cls(own, _wanted(interview), heard_before(interview), taken, _left_out(interview))

    def plan(self) -> Plan:
        candidates = [*map(_own, self.own), *map(_of_bank, questions())]
        return plan(candidates, self.wanted, self.heard, taken=self.taken, left_out=self.left_out)


def _wanted(interview: Interview) -> Wanted:
    people = Contact.objects.within(interview.notebook_id).filter(interview_people__interview=interview)
    people = people.order_by("interview_people__created_at").prefetch_related("roles")
    standings = [standing_of(contact) for contact in people]
    levels = tuple(dict.fromkeys(level for level, _ in standings if level))
    functions = tuple(dict.fromkeys(function for _, function in standings if function))
    aims = [row.text for row in Aim.objects.within(interview.notebook_id).filter(campaign=interview.campaign_id)]
    brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first()
    goals = [line.strip() for line in brief.goals.splitlines() if line.strip()] if brief else []
    return Wanted(interview.minutes, levels, functions, tuple(dict.fromkeys([*goals, *aims])))


def _left_out(interview: Interview) -> frozenset[str]:
    """What was taken out of this talk, as its history tells: a removal that was undone does not count."""
    rows = Entry.objects.filter(
        notebook=interview.notebook_id, subject="interviews.chosenquestion", verb="left out", undone_at=None,
        before__interview_id=str(interview.pk),
    ).values_list("before__bank_key", "before__question_id")  # fmt: skip
    return frozenset(bank_key or own for bank_key, own in rows if bank_key or own)


def _own(row: Question) -> Candidate:
    return Candidate(
        str(row.pk), row.text, row.probe, row.category, row.level or "any", row.function or "any", row.seeks, own=True
    )


def _of_bank(row: BankQuestion) -> Candidate:
    return Candidate(row.key, row.text, row.probe, row.category, row.level, row.function, row.seeks, row.web_answers)
