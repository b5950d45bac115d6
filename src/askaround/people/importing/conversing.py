"""What the seeker and their people wrote to each other, and the seeker's own notes on them, from an export.

Messages become touches, once however often the file comes; the facts of the tie's strength follow. Whoever is not
among the people is passed over and counted, unless the seeker asks to have them, too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from typing import Any

from askaround.accounts.models import Notebook
from askaround.formats.records import Message, OwnNote, PersonRecord, Skipped, Source, Way
from askaround.people.models import ResearchNote, Touch
from askaround.people.naming import profile_link
from askaround.plain.text import clean_lines, cut, fold

from .known import Known
from .persons import Person
from .planning import IN_TRASH

NOBODY_HERE = "with somebody who is not in your list"
NOTE_OF_NOBODY = "on somebody who is not in your list"
NOTES_SOURCE = "LinkedIn notes"
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """A message that is new, and whose it is."""

    person: Person
    message: Message
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that is new, and whom it is on."""

    person: Person
    note: OwnNote
    text: str


@dataclass(slots=True)
class Counts:
    """How many were read and are new, and why others are passed over."""

    read: int = 0
    new: int = 0
    people: set[Any] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)

    def facts(self) -> dict[str, Any]:
        """As a batch and a preview keep them; nothing when nothing was read."""
        if not self.read:
            return {}
        skipped = [{"reason": reason, "count": count} for reason, count in self.skipped.most_common()]
        return {"read": self.read, "new": self.new, "people": len(self.people), "skipped": skipped}


class Conversing:
    """Messages and notes of a source, matched with people who are known by now."""

    def __init__(self, notebook: Notebook, known: Known, source: Source) -> None:
        self.notebook, self.known, self.source = notebook, known, source
        self.messages, self.notes = Counts(), Counts()
        self._there: set[tuple[Any, ...]] | None = None

    def new_messages(self) -> Iterator[Written]:
        """Each message that is not here yet."""
        for row in self.source.messages():
            self.messages.read += 1
            person = self._whose(row, self.messages, NOBODY_HERE)
            if person is None or isinstance(row, Skipped):
                continue
            text = clean_lines(row.text)
            key = (person.id, row.at, row.direction, cut(row.channel, 30), hash(text))
            if key not in self._touches():
                self._touches().add(key)
                self._count(self.messages, person)
                yield Written(person, row, text)

    def new_notes(self) -> Iterator[Noted]:
        """Each of the seeker's own notes that is not here yet."""
        rows = ResearchNote.objects.within(self.notebook).filter(source=NOTES_SOURCE)
        there = {(contact, fold(fact)) for contact, fact in rows.values_list("contact_id", "fact")}
        for row in self.source.notes():
            self.notes.read += 1
            person = self._whose(row, self.notes, NOTE_OF_NOBODY)
            if person is None or isinstance(row, Skipped) or not (text := clean_lines(row.text)):
                continue
            if (key := (person.id, fold(text))) not in there:
                there.add(key)
                self._count(self.notes, person)
                yield Noted(person, row, text)

    def _whose(self, row: Message | OwnNote | Skipped, counts: Counts, stranger: str) -> Person | None:
        if isinstance(row, Skipped):
            counts.skipped[row.reason] += 1
            return None
        found = _known(self.known, row)
        if found is None or found.trashed:
            counts.skipped[stranger if found is None else IN_TRASH] += 1
            return None
        return found

    def _touches(self) -> set[tuple[Any, ...]]:
        """What is here already. Read when the first message comes: most files have none."""
        if self._there is None:
            rows = Touch.objects.within(self.notebook).filter(channel__startswith="linkedin").order_by()
            told = rows.values_list("contact_id", "at", "direction", "channel", "text")
            self._there = {(*key, hash(text)) for *key, text in told.iterator(5000)}
        return self._there

    def _count(self, counts: Counts, person: Person) -> None:
        counts.new += 1
        counts.people.add(person.id)


def strangers(known: Known, source: Source) -> Iterator[PersonRecord]:
    """Those who wrote or were written to and are not here, each once: who has a name and a profile can be added."""
    seen: set[str] = set()
    for row in chain(source.messages(), source.notes()):
        if isinstance(row, Skipped) or not row.name or not (url := profile_link(row.url)) or url.lower() in seen:
            continue
        if known.at_profile(url) is None:
            seen.add(url.lower())
            yield PersonRecord(row.line, name=row.name, ways=(Way("link", url),))


def in_chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The rows, a few thousand at a time."""
    coming = iter(rows)
    while chunk := list(islice(coming, _CHUNK)):
        yield chunk


def by_person(written: Iterable[Written]) -> dict[Person, list[Written]]:
    """Messages by whom they are with."""
    found: defaultdict[Person, list[Written]] = defaultdict(list)
    for each in written:
        found[each.person].append(each)
    return found


def latest(written: Iterable[Written]) -> datetime:
    """When the last of them was."""
    return max(each.message.at for each in written)


def _known(known: Known, row: Message | OwnNote) -> Person | None:
    """By profile; without one by the name, when only one is called so."""
    url = profile_link(row.url)
    return known.at_profile(url) if url else known.called(fold(row.name))
