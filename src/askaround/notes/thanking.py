"""The thank-you: drafted from what was really noted, with the promise made, short, and without a request."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from django.db import transaction
from django.utils import timezone

from askaround.history import recording
from askaround.interviews.models import Interview, ThankYou
from askaround.outreach.models import Channel, Letter, LetterKind
from askaround.outreach.review import Facts, review
from askaround.outreach.writing import start_letter
from askaround.people.models import Contact, Promise
from askaround.plain.text import clean, cut
from askaround.purpose.models import Profile
from askaround.purpose.practice import current

from . import marking
from .models import Note

LONGEST_QUOTE = 25  # words
CANDIDATES = 6
MET = {"phone": "the call", "video": "the call", "email": "your answers"}


@dataclass(frozen=True)
class Draft:
    """A letter to begin with, which words of the notes it quotes, and what was noted in all."""

    subject: str
    body: str
    quoted: tuple[str, ...]
    noted: tuple[str, ...] = ()


def hours(interview: Interview) -> int:
    """Within how many hours of the end the campaign wants thanks to go out."""
    return current(interview.campaign.practice)["thanks_hours"]


def due_at(interview: Interview) -> datetime | None:
    """When the time for thanks is over."""
    return interview.ended_at + timedelta(hours=hours(interview)) if interview.ended_at else None


def draft(interview: Interview, contact: Contact) -> Draft:
    """The best draft that passes its own review; quotes two things noted where two can be quoted."""
    notes = list(Note.objects.within(interview.notebook_id).out_of_trash().filter(interview=interview, contact=contact))
    promises = tuple(_promised(interview, contact))
    noted = tuple(note.text for note in notes)
    facts = Facts(noted=noted, promises=promises)
    name = _signature(interview)
    found = []
    for quotes in _choices(quotable(notes)):
        subject, body = _subject(interview), _body(interview, contact, quotes, promises, name)
        remarks = review(body, kind=LetterKind.THANK_YOU, channel=Channel.EMAIL, subject=subject, facts=facts)
        musts = sum(remark.level == "must" for remark in remarks)
        if not musts and quotes:
            return Draft(subject, body, quotes, noted)
        found.append((musts, -len(quotes), Draft(subject, body, quotes, noted)))
    return min(found, key=lambda one: one[:2])[2]


def begin(interview: Interview, contact: Contact, *, at: datetime) -> Letter:
    """The thank-you letter: the one begun before, or a new draft."""
    thanks = _thanks(interview, contact)
    if thanks is not None and thanks.letter is not None:
        return thanks.letter
    written = draft(interview, contact)
    with transaction.atomic():
        letter = start_letter(
            contact, kind=LetterKind.THANK_YOU, channel=Channel.EMAIL, at=at, subject=written.subject,
            body=written.body, noted=written.noted,
        )  # fmt: skip
        _keep(interview, contact, thanks, at=at, letter=letter)
    return letter


def thanked_otherwise(interview: Interview, contact: Contact, *, at: datetime) -> None:
    """The seeker has thanked in another way: in person, by hand, on the phone."""
    _keep(interview, contact, _thanks(interview, contact), at=at, thanked_at=at)


def quotable(notes: Iterable[Note]) -> list[str]:
    """Short things really noted, the best first: marked quotes, then advice, then information."""
    ranked: list[tuple[int, str]] = []
    for note in notes:
        ranked += [(0, words) for words in marking.words(note.marks, note.text, "quote")]
        ranked.append(({"advice": 1, "information": 2}.get(note.kind, 3), note.text))
    found: dict[str, None] = {}
    for _, text in sorted(ranked, key=lambda one: one[0]):
        quote = _short(text)
        if quote and not any(quote in other or other in quote for other in found):
            found[quote] = None
    return list(found)


def _choices(quotes: list[str]) -> Iterator[tuple[str, ...]]:
    """Two of the best, then one, then none."""
    best = quotes[:CANDIDATES]
    yield from combinations(best, 2)
    yield from ((quote,) for quote in quotes)
    yield ()


def _short(text: str) -> str:
    """The first sentence, without quotation marks around it, or the first words of it."""
    first = re.split(r"(?<=[.!?…])\s", clean(text), maxsplit=1)[0].strip(" .“”\"'‘’")
    words = first.split(" ")
    return first if len(words) <= LONGEST_QUOTE and len(first) < 240 else cut(" ".join(words[:LONGEST_QUOTE]), 240)


def _promised(interview: Interview, contact: Contact) -> list[str]:
    """What the seeker promised since this talk began, and has not done."""
    since = interview.began_at or interview.starts_at
    rows = Promise.objects.within(interview.notebook_id).filter(
        contact=contact, whose="mine", kept_at=None, let_go_at=None, created_at__gte=since
    )
    return list(rows.values_list("what", flat=True))


def _subject(interview: Interview) -> str:
    return "Thank you for your answers" if interview.format == "email" else f"Thank you for {_day(interview)}"


def _body(interview: Interview, contact: Contact, quotes: tuple[str, ...], promises: tuple[str, ...], name: str) -> str:
    parts = [
        f"Dear {contact.first_name},",
        f"Thank you for {_what(interview)}.{_said(quotes)}",
        _promise_line(promises),
        "I will let you know how it goes.",
        "\n".join(filter(None, ["Kind regards,", name])),
    ]
    return "\n\n".join(filter(None, parts))


def _what(interview: Interview) -> str:
    if interview.format == "email":
        return "taking the time to answer my questions"
    return f"{MET.get(interview.format, 'meeting me')} on {_day(interview)}"


def _said(quotes: tuple[str, ...]) -> str:
    if len(quotes) == 2:
        return f" Two things you said stay with me: “{quotes[0]}” and “{quotes[1]}”. Both are in my plan now."
    return f" One thing you said stays with me: “{quotes[0]}”. It is in my plan now." if quotes else ""


def _promise_line(promises: tuple[str, ...]) -> str:
    """One promise, in the words it was noted in; a colon suits any grammar."""
    return f"And as promised: {clean(promises[0]).rstrip('.')}." if promises else ""


def _day(interview: Interview) -> str:
    return f"{timezone.localtime(interview.began_at or interview.starts_at):%A}"


def _signature(interview: Interview) -> str:
    profile = Profile.objects.within(interview.notebook_id).first()
    return profile.name if profile else ""


def _thanks(interview: Interview, contact: Contact) -> ThankYou | None:
    found: ThankYou | None = (
        ThankYou.objects.within(interview.notebook_id).filter(interview=interview, contact=contact)
        .select_related("letter").first()
    )  # fmt: skip
    return found


def _keep(interview: Interview, contact: Contact, thanks: ThankYou | None, *, at: datetime, **facts: Any) -> None:
    if thanks is None:
        thanks = ThankYou(
            notebook_id=interview.notebook_id, interview=interview, contact=contact, created_at=at, **facts
        )
        recording.create(thanks, at=at, verb="thanking")
    else:
        recording.change(thanks, at=at, verb="thanked" if "thanked_at" in facts else "thanking", **facts)
