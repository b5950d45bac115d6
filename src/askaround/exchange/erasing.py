"""Erasing: a row and everything that hangs on it is gone, and history and search keep no word of it.

Removing (in `history`) keeps the last values so that it can be taken back. Erasing can not be taken back.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from askaround.accounts.models import Kept, Owned
from askaround.desk.models import Reminder
from askaround.history.hanging import falling_with
from askaround.history.models import Batch, Entry
from askaround.history.recording import record
from askaround.interviews.models import Interview
from askaround.mailbox.models import Delivery
from askaround.meaning.embedding import forget
from askaround.notes import transcribing
from askaround.notes.hearing_audio import path_of
from askaround.notes.models import Recording, Transcript
from askaround.outreach.models import Letter
from askaround.people.importing.uploads import throw_away
from askaround.people.models import Contact, Upload
from askaround.people.photos import let_go
from askaround.people.reaching import addresses_of
from askaround.search import words
from askaround.search.models import Document

AT_A_TIME = 500


def erase(contact: Contact, *, at: datetime) -> None:
    """Erase a person: the talks with nobody else, the letters, the notes, and what history and search say of them.

    Whoever was merged into them is the same person, and goes along.
    """
    with transaction.atomic():
        _forget_uploads(contact)
        _forget_deliveries(contact)
        _redact_digests(contact, at=at)
        merged = Contact.objects.within(contact.notebook_id).in_bulk(contact.all_merged())
        for one in (*merged.values(), contact):
            for interview in _talks_with_nobody_else(one):
                erase_row(interview, at=at)
            _redact_merges(one, at=at)
            Entry.objects.within(one.notebook_id).about(one.pk).update(before={}, after={}, undone_at=at)
            erase_row(one, at=at)
            transaction.on_commit(partial(let_go, one.notebook_id, one.photo))


def erase_row(row: Owned, *, at: datetime) -> None:
    """Erase one row with everything that hangs on it. That it was erased, and when, stays in history."""
    with transaction.atomic():
        hanging = list(falling_with(row))
        ids = list({row.pk, *(each.pk for each in hanging if isinstance(each.pk, UUID))})
        for start in range(0, len(ids), AT_A_TIME):
            some = ids[start : start + AT_A_TIME]
            Entry.objects.within(row.notebook_id).filter(subject_id__in=some).update(before={}, after={}, undone_at=at)
            _drop_from_search(row, some)
        # Which of the kept vectors are of its words is not known: all go, and are made again when wanted.
        forget(row.notebook_id)
        for each in hanging:
            if isinstance(each, Recording):
                transaction.on_commit(partial(path_of(each).unlink, missing_ok=True))
        record(row, "erased", at=at)
        row.delete()


def delete_transcript(transcript: Transcript, *, at: datetime) -> None:
    """Delete the words of a transcript for good, from the search index too. The notes that were kept from it stay.

    It stands here and not in `notes`, which does not know the index: that keeps the words else until somebody searches.
    """
    with transaction.atomic():
        _drop_from_search(transcript, [transcript.pk])
        transcribing.delete(transcript, at=at)


def empty_trash(*, now: datetime) -> int:
    """Erase what has lain in the trash for thirty days. Returns how many rows were thrown away."""
    count = 0
    for model in Kept.__subclasses__():
        rows: Any = model.objects.due_for_removal(now=now)
        for row in rows.iterator(chunk_size=AT_A_TIME):
            if isinstance(row, Contact):
                erase(row, at=now)
            else:
                erase_row(row, at=now)
            count += 1
    return count


def _drop_from_search(row: Owned, ids: list[UUID]) -> None:
    documents = Document.objects.within(row.notebook_id).filter(subject_id__in=ids)
    words.drop(list(documents.values_list("pk", flat=True)))
    documents.delete()


def _talks_with_nobody_else(contact: Contact) -> list[Interview]:
    talks = Interview.objects.within(contact.notebook_id).annotate(
        others=Count("people", filter=~Q(people__contact=contact))
    )
    return list(talks.filter(people__contact=contact, others=0).distinct())


def _redact_merges(contact: Contact, *, at: datetime) -> None:
    """A merge told of both: what it wrote on the other one, and its name, go too, also where it was taken apart."""
    merges = Batch.objects.within(contact.notebook_id).filter(verb="merged")
    for batch in merges.filter(Q(facts__kept=str(contact.pk)) | Q(facts__other=str(contact.pk))):
        batch.entries.update(before={}, after={}, undone_at=at)
        batch.label, batch.undone_at = "", batch.undone_at or at
        batch.save(update_fields=["label", "undone_at"])


def _forget_deliveries(contact: Contact) -> None:
    """What went out to them, or waits to: the queue names them too."""
    rows = Delivery.objects.within(contact.notebook_id)
    ids = [contact.pk, *contact.all_merged()]
    letters = Letter.objects.within(contact.notebook_id).filter(contact__in=ids).exclude(message_id="")
    rows.filter(message_id__in=letters.values("message_id")).delete()
    for address in addresses_of(contact.notebook_id, only=ids):
        rows.filter(to__icontains=address).delete()


def _redact_digests(contact: Contact, *, at: datetime) -> None:
    """Any digest may name them: what went keeps its time alone, and what waits stays here."""
    digests = Reminder.objects.within(contact.notebook_id).exclude(message_id="").values("message_id")
    rows = Delivery.objects.within(contact.notebook_id).filter(message_id__in=digests)
    rows.filter(accepted_at=None, refused_at=None).update(withdrawn_at=at)
    rows.filter(filed_at=None).exclude(accepted_at=None).update(filed_at=at)
    rows.update(subject="", content="")


def _forget_uploads(contact: Contact) -> None:
    """A file that was brought may hold the person still: it goes, and with it only the chance to apply it again."""
    for upload in Upload.objects.within(contact.notebook_id):
        throw_away(upload)
        upload.delete()
