"""Asking the planner for one talk: the bank and own questions, the person’s level and function, the aims."""

from dataclasses import dataclass

from askaround.purpose.bank import CATEGORIES, BankQuestion, Category, questions
from askaround.purpose.models import Aim, Question

from .briefing import standing_of
from .models import Brief, Interview
from .planning import Candidate, Choice, Heard, Plan, Wanted, plan


@dataclass(frozen=True)
class Picking:
    """What the page of questions offers for one talk: those that fit, one's own, and a subject of the bank."""

    room: int
    taken: int
    fitting: tuple[Choice, ...]
    own: tuple[Question, ...]
    category: str
    bank: tuple[BankQuestion, ...]
    categories: tuple[Category, ...] = CATEGORIES

    @classmethod
    def of(cls, interview: Interview, category: str) -> "Picking":
        """Nothing is offered twice; in the bank what suits the person comes first."""
        taken = {row.bank_key or str(row.question_id) for row in interview.questions.all()}
        standing = _standing(interview)
        found = plan(_candidates(interview), _wanted(interview, standing))
        fitting = tuple(choice for choice in found.chosen if choice.question.key not in taken)
        shown = taken | {choice.question.key for choice in fitting}
        own = [row for row in Question.objects.within(interview.notebook_id) if str(row.pk) not in shown]
        suits = {"any", *standing, *_wanted(interview, standing).functions}
        bank = [row for row in questions() if row.category == category and row.key not in shown]
        bank.sort(key=lambda row: row.level not in suits or row.function not in suits)
        return cls(found.room, len(taken), fitting, tuple(own), category, tuple(bank))


def suggest(interview: Interview, heard: Heard | None = None) -> Plan:
    """What to ask in this talk, and why; `heard` is what earlier talks have settled or left open."""
    return plan(_candidates(interview), _wanted(interview, _standing(interview)), heard)


def found_by_key(interview: Interview, keys: list[str]) -> list[BankQuestion | Question]:
    """The questions of these keys, in this order: of the bank by their key, of the seeker's own by their id."""
    own = {str(row.pk): row for row in Question.objects.within(interview.notebook_id)}
    known: dict[str, BankQuestion | Question] = {row.key: row for row in questions()} | own
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _wanted(interview: Interview, standing: tuple[str, str]) -> Wanted:
    level, function = standing
    aims = [row.text for row in Aim.objects.within(interview.notebook_id).filter(campaign=interview.campaign_id)]
    brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first()
    goals = [line.strip() for line in brief.goals.splitlines() if line.strip()] if brief else []
    return Wanted(interview.minutes, level, function, tuple(dict.fromkeys([*goals, *aims])))


def _standing(interview: Interview) -> tuple[str, str]:
    first = next(iter(interview.contacts), None)
    return standing_of(first) if first else ("", "")


def _candidates(interview: Interview) -> list[Candidate]:
    own = [
        Candidate(str(row.pk), row.text, row.probe, row.category, row.level, row.function or "any", row.seeks, own=True)
        for row in Question.objects.within(interview.notebook_id)
    ]
    bank = [
        Candidate(row.key, row.text, row.probe, row.category, row.level, row.function, row.seeks, row.web_answers)
        for row in questions()
    ]
    return own + bank
