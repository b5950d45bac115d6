"""What people ask back in an informational interview, and what a good answer holds. The list is our own."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from askaround.history import recording
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean, clean_lines, cut

from .models import Campaign, PreparedAnswer

DATA = Path(__file__).parent / "data" / "asked_back.json"
LONGEST = 5000


class AnswerError(RefusalError):
    """It cannot be kept; `sentence` says why and what to do."""


@dataclass(frozen=True)
class AskedBack:
    """One question that may come back, and what a good answer holds."""

    key: str
    question: str
    hint: str


@cache
def asked_back() -> tuple[AskedBack, ...]:
    """Every question of the list, the likeliest first."""
    return tuple(AskedBack(**row) for row in json.loads(DATA.read_text(encoding="utf-8")))


@cache
def asked_back_named(key: str) -> AskedBack | None:
    """The question with this key, if the list has it."""
    return next((each for each in asked_back() if each.key == key), None)


def answers_of(campaign: Campaign) -> list[PreparedAnswer]:
    """What the seeker has written down, in the order of the list, their own questions last."""
    places = {each.key: place for place, each in enumerate(asked_back())}
    rows = PreparedAnswer.objects.within(campaign.notebook_id).filter(campaign=campaign)
    return sorted(rows, key=lambda row: (places.get(row.bank_key, len(places)), row.created_at))


def write_answer(campaign: Campaign, *, text: str, at: datetime, key: str = "", question: str = "") -> PreparedAnswer:
    """Keep an answer: to a question of the list by its key, or to one of the seeker's own. Said again, it is changed.

    Raises AnswerError without a question.
    """
    known = asked_back_named(key) if key else None
    asked = known.question if known else cut(clean(question), 300)
    if not asked:
        raise AnswerError("Which question is it? Write it down first.")
    words = cut(clean_lines(text), LONGEST)
    rows = PreparedAnswer.objects.within(campaign.notebook_id).filter(campaign=campaign)
    same = rows.filter(bank_key=key) if known else rows.filter(bank_key="", question__iexact=asked)
    found: PreparedAnswer | None = same.first()
    if found is not None:
        recording.change(found, at=at, verb="rewritten", text=words)
        return found
    made = PreparedAnswer(
        notebook_id=campaign.notebook_id, campaign=campaign, bank_key=known.key if known else "", question=asked,
        text=words, created_at=at,
    )  # fmt: skip
    recording.create(made, at=at, verb="prepared")
    return made


def remove_answer(answer: PreparedAnswer, *, at: datetime) -> None:
    """It is not needed after all."""
    recording.remove(answer, at=at)
