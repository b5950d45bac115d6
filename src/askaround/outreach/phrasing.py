"""The seeker's own phrases: the most used first, how often each is used, and where in a letter some words stand."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex

from askaround.history import recording

from .models import AskError, Letter, Phrase, Place
from .review import Reading, review

AT_MOST = 200
SHORTEST, LONGEST = 3, 400  # characters


@dataclass(frozen=True)
class Used:
    """A phrase and in how many letters it stands."""

    phrase: Phrase
    times: int


def with_use(notebook_id: UUID) -> list[Used]:
    """Every phrase with the number of letters that have it, the most used first."""
    holding = (
        Letter.objects.within(notebook_id)
        .annotate(at=StrIndex("body", OuterRef("text")))
        .filter(at__gt=0)
        .order_by()
        .values("notebook")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = Phrase.objects.within(notebook_id).annotate(times=Coalesce(Subquery(holding), Value(0)))
    return [Used(row, row.times) for row in rows.order_by("-times", "created_at")[:AT_MOST]]


def own_phrases(notebook_id: UUID) -> dict[str, tuple[str, ...]]:
    """The texts by place, the most used first; those that our own review would send back stay out of drafts."""
    found: dict[str, list[str]] = defaultdict(list)
    for used in with_use(notebook_id):
        if not spoils(used.phrase.text):
            found[used.phrase.place].append(used.phrase.text)
    return {place: tuple(texts) for place, texts in found.items()}


@lru_cache(512)
def spoils(text: str) -> str:
    """Why a phrase is in no draft: what must change in it. Empty when nothing must."""
    return next((remark.message for remark in review(text, kind="ask") if remark.level == "must"), "")


def place_of(body: str, start: int, end: int) -> str:
    """Where the words between two offsets stand in a letter: a guess, to be corrected in one tap."""
    reading = Reading(body, kind="ask")
    words = body[start:end].strip()
    sentences = [one for one in reading.sentences if one.start < end and start < one.end]
    if words.endswith("?"):
        return Place.QUESTION
    if not sentences or (words.endswith(",") and start > len(body) / 2):
        return Place.SIGN_OFF if start > len(body) / 2 else Place.OPENING
    if sentences[0] == reading.sentences[0]:
        return Place.OPENING
    if sentences[-1] == reading.sentences[-1]:
        return Place.CLOSING
    lower = f" {words.lower()} "
    return Place.WHO if lower.startswith((" i ", " i’", " i'", " my ")) else Place.WHY


def keep(notebook_id: UUID, body: str, start: int, end: int, *, at: datetime) -> Phrase:
    """The selected words as a phrase, in the place where they stand. Raises AskError when they can't be one."""
    text = " ".join(body[start:end].split())
    if len(text) < SHORTEST:
        raise AskError("Select a few words of the letter first.")
    if len(text) > LONGEST:
        raise AskError("That is more than a phrase. Select a sentence, or keep the whole letter as one of your own.")
    if re.search(r"\[[^\]]+\]", text):
        raise AskError("There is a gap in it. Fill it in first.")
    return add(notebook_id, text, place_of(body, start, end), at=at)


def add(notebook_id: UUID, text: str, place: str, *, at: datetime) -> Phrase:
    """A phrase in its place; the one that is there, when it is kept already."""
    standing: Phrase | None = Phrase.objects.within(notebook_id).filter(text=text, place=place).first()
    if standing is not None:
        return standing
    phrase = Phrase(notebook_id=notebook_id, text=text, place=place, created_at=at)
    recording.create(phrase, at=at, verb="kept")
    return phrase
