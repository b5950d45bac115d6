"""What a letter may say of talks: when the next one is, what was said in those held, what came of an introduction."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from askaround.interviews.models import Interview
from askaround.interviews.zones import place_of
from askaround.notes.models import Note
from askaround.notes.thanking import quotable
from askaround.outreach.models import LetterKind
from askaround.outreach.review import review
from askaround.people.models import Contact, Introduction

SAID_IN = frozenset({LetterKind.KEEP_IN_TOUCH, LetterKind.NEWS, LetterKind.WHO_ELSE, LetterKind.THANK_YOU})
ABOUT_A_TALK = frozenset({LetterKind.CONFIRM, LetterKind.RESCHEDULE, LetterKind.CANCEL})
TOLD = frozenset({LetterKind.REPORT_BACK})
QUOTES = 4
NOTES = 60
_BY = {"face to face": "in person", "video": "by video", "phone": "by phone", "email": "by email"}


@dataclass(frozen=True)
class LetterFacts:
    """What they said, word for word, and what else a draft may use."""

    noted: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


def of_contact(contact: Contact, kind: str, interview: UUID | None, now: datetime) -> LetterFacts:
    """For a letter of that kind to them; about that interview, else the one that comes or fell through last."""
    if kind in ABOUT_A_TALK:
        talk = _talk(contact, interview, now)
        return LetterFacts(facts={"meeting": in_words(talk)} if talk else {})
    return LetterFacts(noted=said_by(contact, kind)) if kind in SAID_IN else LetterFacts()


def of_introduction(introduction: Introduction, kind: str) -> dict[str, Any]:
    """For a letter to whoever introduced: what the person they led to has said."""
    heard = said_by(introduction.to, kind) if kind in TOLD else ()
    return {"came_of_it": list(heard)} if heard else {}


def said_by(contact: Contact, kind: str) -> tuple[str, ...]:
    """Short things really noted, the best first, without those that the review would not let stand in such a letter."""
    notes = Note.objects.within(contact.notebook_id).out_of_trash().filter(contact=contact).order_by("-created_at")
    found = (quote for quote in quotable(notes[:NOTES]) if not _spoils(quote, kind))
    return tuple(quote for quote, _ in zip(found, range(QUOTES), strict=False))


def in_words(talk: Interview) -> dict[str, Any]:
    """The talk as a letter says it, on the clock of whoever reads it."""
    start = talk.their_start
    return {
        "when": f"{start:%A} {start.day} {start:%B} at {start:%H:%M}, {place_of(talk.their_zone)} time",
        "minutes": talk.minutes,
        "by": _BY.get(talk.format, ""),
        "where": (talk.place or talk.link) if talk.format == "face to face" else (talk.link or talk.place),
    }


def _talk(contact: Contact, wanted: UUID | None, now: datetime) -> Interview | None:
    talks = list(Interview.objects.within(contact.notebook_id).with_contact(contact).order_by("starts_at"))
    ahead = [talk for talk in talks if talk.is_agreed and talk.ends_at >= now]
    fell_through = [talk for talk in talks if talk.is_cancelled or talk.is_missed]
    named = [talk for talk in talks if talk.pk == wanted]
    return next(iter([*named, *ahead, *reversed(fell_through)]), None)


def _spoils(quote: str, kind: str) -> bool:
    return any(remark.level == "must" and "job" in remark.rule for remark in review(f"You said “{quote}”.", kind=kind))
