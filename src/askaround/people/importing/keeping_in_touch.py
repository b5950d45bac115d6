"""Writes messages as touches and the seeker's notes as research notes, with one entry of history a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field

from askaround.accounts.models import User
from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people.models import Contact, ResearchNote, Tie, Touch
from askaround.plain.ids import new_id
from askaround.plain.text import cut

from .conversing import NOTES_SOURCE, Noted, Written, by_person, latest
from .persons import Person
from .rows import Insert, update

# The verb of an entry that tells of many touches at once; its `after` names them.
BROUGHT = "messages brought"
INVITATION = "linkedin invitation"
_INVITED = {"received": "they invited you", "sent": "you invited them"}
_ENTRY = ("verb", "subject", "subject_id", "contact_id", "after")
_COUNT_UP = """UPDATE people_contact SET sent = sent + %s, received = received + %s,
 last_contact_at = CASE WHEN last_contact_at IS NULL OR last_contact_at < %s THEN %s ELSE last_contact_at END
 WHERE id = %s"""


class KeepingInTouch:
    """Writes one chunk after the other. The caller holds the transaction."""

    def __init__(self, batch: Batch, *, by: User | None, at: datetime) -> None:
        self.batch, self.by, self.at = batch, by, at
        kept = {"notebook_id": batch.notebook_id, "created_at": at}
        self._touches = Insert(Touch, ("id", "contact_id", "at", "direction", "channel", "text"), **kept)
        self._notes = Insert(
            ResearchNote, ("id", "contact_id", "fact", "found_on"), **kept, source=NOTES_SOURCE, kind="other"
        )
        self._blank = recording.values(ResearchNote(**kept, source=NOTES_SOURCE, kind="other", found_on=at.date()))
        self._entries = Insert(
            Entry, _ENTRY, notebook_id=batch.notebook_id, at=at, by_id=by.pk if by else None, batch_id=batch.pk
        )

    def write(self, written: Sequence[Written]) -> None:
        """Messages: the touches, the facts of the tie's strength, and who began."""
        touches, entries, counts = [], [], []
        for person, theirs in by_person(written).items():
            rows = [_touch(person, each) for each in theirs]
            touches += rows
            sent = sum(each.message.direction == "sent" for each in theirs)
            last = latest(theirs)
            counts.append((sent, len(theirs) - sent, last, person.id))
            many = "1 message" if len(rows) == 1 else f"{len(rows)} messages"
            told = f"{many}, the last on {last.day} {last:%B %Y}"
            after = {"touches": [str(row[0]) for row in rows], "detail": told}
            entries.append((BROUGHT, "people.contact", person.id, person.id, after))
        self._touches.write(touches)
        _count_up(counts)
        self._entries.write(entries)
        self._tell_who_began([each for each in written if each.message.channel == INVITATION])

    def note(self, noted: Sequence[Noted]) -> None:
        """The seeker's own notes."""
        rows, entries = [], []
        for each in noted:
            key, day = new_id(), each.note.written_on or self.at.date()
            rows.append((key, each.person.id, each.text, day))
            after = self._blank | {"id": str(key), "contact_id": str(each.person.id), "fact": each.text}
            after["found_on"] = day.isoformat()
            entries.append(("added", "people.researchnote", key, each.person.id, after))
        self._notes.write(rows)
        self._entries.write(entries)

    def _tell_who_began(self, invitations: Sequence[Written]) -> None:
        """Who invited whom is told with the tie that the connection is."""
        said: dict[UUID, str] = {each.person.id: _INVITED[each.message.direction] for each in invitations}
        if not said:
            return
        ties = Tie.objects.within(self.batch.notebook_id).filter(contact__in=said, detail__startswith="LinkedIn conn")
        changes = []
        for key, contact, detail in ties.exclude(detail__contains="; ").values_list("id", "contact_id", "detail"):
            changes.append((key, contact, detail, cut(f"{detail}; {said[contact]}", 300)))
        update(Tie, ("detail",), [(new, key) for key, _, _, new in changes])
        recording.record_all(
            Entry(
                notebook_id=self.batch.notebook_id, by=self.by, at=self.at, verb="changed", subject="people.tie",
                subject_id=key, contact_id=contact, batch=self.batch, before={"detail": old}, after={"detail": new},
            )
            for key, contact, old, new in changes
        )  # fmt: skip


def _touch(person: Person, each: Written) -> tuple[Any, ...]:
    message = each.message
    return new_id(), person.id, message.at, message.direction, cut(message.channel, 30), each.text


def _count_up(counts: Sequence[tuple[int, int, datetime, UUID]]) -> None:
    if not counts:
        return
    at, key = (cast("Field[Any, Any]", Contact._meta.get_field(name)) for name in ("last_contact_at", "id"))
    values = [
        (sent, received, *[at.get_db_prep_save(last, connection)] * 2, key.get_db_prep_save(pk, connection))
        for sent, received, last, pk in counts
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT_UP, values)
