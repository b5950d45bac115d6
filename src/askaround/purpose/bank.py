"""The question bank: data that ships with Askaround, copied into a talk when chosen."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "questions.json"
ANY = "any"


@dataclass(frozen=True)
class BankQuestion:
    """One question of the bank. `web_answers`: a web search tells it, so it may stay at home."""

    key: str
    text: str
    probe: str
    category: str
    level: str
    function: str
    seeks: str
    web_answers: bool


@dataclass(frozen=True)
class Category:
    """What a group of questions is about, in the order of a talk."""

    key: str
    name: str


CATEGORIES = (
    Category("path", "Career path and training"),
    Category("work", "The work and a day of it"),
    Category("conditions", "Conditions, pay and life"),
    Category("skills", "Skills and the way in"),
    Category("trends", "Where the field is going"),
    Category("insights", "Surprises and lessons"),
    Category("culture", "The organization and how it works"),
    Category("hiring", "How people are chosen in this field"),
    Category("advice", "Advice on my plan"),
    Category("resources", "People, books and groups"),
    Category("assignments", "What to do before we talk again"),
    Category("referral", "Who else to talk to"),
    Category("closing", "Closing and staying in touch"),
)
CATEGORY_NAMES = {category.key: category.name for category in CATEGORIES}


@cache
def questions() -> tuple[BankQuestion, ...]:
    """Every question of the bank, in the order of the file."""
    return tuple(BankQuestion(**row) for row in json.loads(DATA.read_text(encoding="utf-8")))


@cache
def question_named(key: str) -> BankQuestion | None:
    """The question with this key, if the bank still has it."""
    return next((question for question in questions() if question.key == key), None)


def functions() -> tuple[str, ...]:
    """The job functions that the bank has questions for, "any" first."""
    found = {question.function for question in questions()}
    return (ANY, *sorted(found - {ANY}))
