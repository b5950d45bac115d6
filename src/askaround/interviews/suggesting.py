"""Asking the planner for one talk: the bank and own questions, the person’s level and function, the aims."""

from askaround.purpose.bank import BankQuestion, questions
from askaround.purpose.models import Aim, Question

from .briefing import standing_of
from .models import Brief, Interview
from .planning import Candidate, Heard, Plan, Wanted, plan


def suggest(interview: Interview, heard: Heard | None = None) -> Plan:
    """What to ask in this talk, and why; `heard` is what earlier talks have settled or left open."""
    return plan(_candidates(interview), _wanted(interview), heard)


def found_by_key(interview: Interview, keys: list[str]) -> list[BankQuestion | Question]:
    """The questions of these keys, in this order: of the bank by their key, of the seeker's own by their id."""
    own = {str(row.pk): row for row in Question.objects.within(interview.notebook_id)}
    known: dict[str, BankQuestion | Question] = {row.key: row for row in questions()} | own
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _wanted(interview: Interview) -> Wanted:
    first = next(iter(interview.contacts), None)
    level, function = standing_of(first) if first else ("", "")
    aims = [row.text for row in Aim.objects.within(interview.notebook_id).filter(campaign=interview.campaign_id)]
    brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first()
    goals = [line.strip() for line in brief.goals.splitlines() if line.strip()] if brief else []
    return Wanted(interview.minutes, level, function, tuple(dict.fromkeys([*goals, *aims])))


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
