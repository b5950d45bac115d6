"""The thank-you: drafted from what was really noted, with the promise made, short, and without a request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from askaround.history import recording
from askaround.interviews.models import Interview, ThankYou
from askaround.outreach.models import Channel, Letter, LetterKind
from askaround.outreach.review import Facts, review
from askaround.outreach.writing import start_letter
from askaround.people.models import Contact, Promise
from askaround.plain.text import clean
from askaround.purpose.models import Profile
from askaround.purpose.practice import current

from . import marking, quoting
from .models import Note

CANDIDATES = 6  # notes that pairs are made of
_RANK = {"advice": 1, "information": 2}
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


@dataclass(frozen=True)
class _Words:
    """What a draft may say: two things noted, what was promised by the seeker, and by the one thanked."""

    quotes: tuple[str, ...]
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


def draft(interview: Interview, contact: Contact) -> Draft:
    """A draft that the review lets through: it quotes two notes, in their words, wherever two have words that may.

    What was promised stands in it, both ways, but for words that would spoil it.
    """
    notes = list(_notes(interview, contact))
    noted = tuple(note.text for note in notes)
    mine, theirs = _promised(interview, contact, "mine"), _promised(interview, contact, "theirs")
    written = None
    for quotes in _choices(notes):
        for words in _with_promises(quotes, mine, theirs):
            written = Draft(_subject(interview), _body(interview, contact, words), quotes, noted)
            if not _spoilt(written.body, noted, written.subject):
                return written
    return written or Draft(_subject(interview), _body(interview, contact, _Words(())), (), noted)


def begin(interview: Interview, contact: Contact, *, at: datetime, channel: str = Channel.EMAIL) -> Letter:
    """The thank-you letter: the one begun before, or a new draft, to be sent that way."""
    thanks = _thanks(interview, contact)
    if thanks is not None and thanks.letter is not None:
        return thanks.letter
    written = draft(interview, contact)
    with transaction.atomic():
        letter = start_letter(
            contact, kind=LetterKind.THANK_YOU, channel=channel, at=at, subject=written.subject,
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
        ranked += [(0, quoting.shortened(words)) for words in marking.words(note.marks, note.text, "quote")]
        ranked += [(_RANK.get(note.kind, 3), one) for one in islice(quoting.stretches(note.text), 1)]
    found: dict[str, None] = {}
    for _, quote in sorted(ranked, key=lambda one: one[0]):
        if quote and not any(quote in other or other in quote for other in found):
            found[quote] = None
    return list(found)


def _notes(interview: Interview, contact: Contact) -> Iterable[Note]:
    """What this person said in this talk, best to quote first."""
    notes = Note.objects.within(interview.notebook_id).out_of_trash().filter(interview=interview, contact=contact)
    return sorted(notes, key=lambda note: 0 if _marked(note) else _RANK.get(note.kind, 3))


def _marked(note: Note) -> list[str]:
    return marking.words(note.marks, note.text, "quote")


def _choices(notes: list[Note]) -> Iterator[tuple[str, ...]]:
    """One stretch of each of two notes, whole sentences before torn ones; then of one note, then none."""
    found = (tuple(islice(_harmless(note), 3)) for note in notes)
    best = list(islice(filter(None, found), CANDIDATES))
    whole = {quoting.shortened(one) for note in notes for one in [*_marked(note), *quoting.sentences(note.text)]}
    best.sort(key=lambda stretches: stretches[0] not in whole)
    for one, other in combinations(best, 2):
        yield from ((a, b) for a in one for b in other if a not in b and b not in a)
    # Two notes that say the same words are quoted once.
    yield from ((quote,) for stretches in best for quote in stretches)
    yield ()


def _harmless(note: Note) -> Iterator[str]:
    """Stretches of the note that the review lets stand, and takes for that note."""
    tried = [*map(quoting.shortened, _marked(note)), *quoting.stretches(note.text)]
    return (one for one in dict.fromkeys(tried) if one and not _spoilt(_said((one,)).strip(), (note.text,), ""))


def _with_promises(quotes: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[_Words]:
    """With all that was promised, then with less of it."""
    for ours, yours in ((mine, theirs), (mine[:1], theirs), (mine, ()), (mine[:1], ()), ((), theirs), ((), ())):
        yield _Words(quotes, ours, yours)


def _spoilt(body: str, noted: tuple[str, ...], subject: str) -> bool:
    facts = Facts(noted=noted)
    remarks = review(body, kind=LetterKind.THANK_YOU, channel=Channel.EMAIL, subject=subject, facts=facts)
    return any(remark.level == "must" for remark in remarks)


def _promised(interview: Interview, contact: Contact, whose: str) -> tuple[str, ...]:
    """What was promised since this talk began and is not done, with its day."""
    since = interview.began_at or interview.starts_at
    rows = Promise.objects.within(interview.notebook_id).filter(
        contact=contact, whose=whose, kept_at=None, let_go_at=None, created_at__gte=since
    )
    return tuple(_in_words(what, until) for what, until in rows.values_list("what", "until"))


def _in_words(what: str, until: date | None) -> str:
    """A promise in the words it was noted in, with the day it is for."""
    words = clean(what).rstrip(".")
    return f"{words}, by {until:%A} {until.day} {until:%B}" if until else words


def _subject(interview: Interview) -> str:
    return "Thank you for your answers" if interview.format == "email" else f"Thank you for {_day(interview)}"


def _body(interview: Interview, contact: Contact, words: _Words) -> str:
    parts = [
        f"Dear {contact.first_name},",
        f"Thank you for {_what(interview)}.{_said(words.quotes)}",
        _promise_lines(words),
        "I will let you know how it goes.",
        "\n".join(filter(None, ["Kind regards,", _signature(interview)])),
    ]
    return "\n\n".join(filter(None, parts))


def _what(interview: Interview) -> str:
    if interview.format == "email":
        return "taking the time to answer my questions"
    return f"{MET.get(interview.format, 'meeting me')} on {_day(interview)}"


def _said(quotes: tuple[str, ...]) -> str:
    if len(quotes) == 2:
        return f" Two things you said stay with me: “{quotes[0]}” and “{quotes[1]}”. I have written both down."
    return f" One thing you said stays with me: “{quotes[0]}”. I have written it down." if quotes else ""


def _promise_lines(words: _Words) -> str:
    """Each side's promises in the words they were noted in; a colon suits any grammar."""
    mine = f"And as promised: {'; '.join(words.mine)}." if words.mine else ""
    return " ".join(filter(None, [mine, f"Thank you for what you offered: {words.theirs[0]}." if words.theirs else ""]))


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
