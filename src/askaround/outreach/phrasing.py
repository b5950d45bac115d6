"""The seeker's own phrases: the most used first, how often each is used, and where in a letter some words stand."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex

from .models import Letter, Phrase, Place
from .review import Reading, review

AT_MOST = 200


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
    if not sentences:
        return Place.SIGN_OFF if start > len(body) / 2 else Place.OPENING
    if sentences[0] == reading.sentences[0]:
        return Place.OPENING
    if sentences[-1] == reading.sentences[-1]:
        return Place.CLOSING
    lower = f" {words.lower()} "
    return Place.WHO if lower.startswith((" i ", " i’", " i'", " my ")) else Place.WHY
