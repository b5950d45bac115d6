"""Referring: a name in a note becomes a person, with who offered the introduction and in which words."""

import re
from datetime import datetime

from django.db import transaction

from askaround.history.models import Batch
from askaround.people.adding import add_contact
from askaround.people.introducing import offer
from askaround.people.models import Contact, Introduction
from askaround.plain.text import clean

from . import marking
from .models import Note

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_RUN = re.compile(
    rf"{_WORD}(?:\s+(?:de|da|van|von|der|den|la|le|bin|al|ten)\b)*(?:\s+(?:(?:de|van|von|der|la|bin|al)\s+)*{_WORD})+"
)
_LONE = re.compile(_WORD)
# What begins a sentence of a note and is no name.
_NOT_A_NAME = frozenset(
    re.findall(
        r"\S+",
        """
        Ask Talk Speak Meet Call Write Try See Contact Email Also And But The Their They She He Her His Knows Know Works
        Said Says I You My Your Maybe Perhaps Get Find Introduce Introduced Referral Referred Reach Look Head Both One
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Will Would Could Can Former Old At In From For With
        """,
    )
)


def refer(
    note: Note,
    *,
    name: str,
    at: datetime,
    organization: str = "",
    title: str = "",
    email: str = "",
    may_use_name: str = "",
    contact: Contact | None = None,
    batch: Batch | None = None,
) -> Introduction:
    """Make the one named a contact (or take `contact`, who is here already) and keep who offered them.

    The same name from the same note again answers the introduction that was made first.
    """
    with transaction.atomic():
        made = _made_before(note, name)
        if made is not None:
            return made
        if contact is None:
            contact = add_contact(
                note.interview.notebook, name=name, at=at, email=email, organization=organization, title=title,
                source="referral", batch=batch,
            )  # fmt: skip
        return offer(
            note.contact,
            contact,
            at=at,
            may_use_name=may_use_name,
            why=clean(note.text)[:300],
            note_id=note.pk,
            batch=batch,
        )


def refer_at_once(note: Note, *, name: str, at: datetime) -> tuple[Introduction, Batch]:
    """`refer` with nothing but the name; somebody of that name who is here is taken. The batch takes it back."""
    with transaction.atomic():
        batch = Batch(notebook_id=note.notebook_id, verb="referred", label=name[:300], created_at=at)
        batch.save(force_insert=True)
        return refer(note, name=name, at=at, contact=already_here(note, name), batch=batch), batch


def names_in(note: Note) -> list[str]:
    """Guesses, to be confirmed: what is marked as a name, then runs of capitalised words, then lone ones."""
    guesses = [*marking.words(note.marks, note.text, "name"), *map(_without_openers, _RUN.findall(note.text))]
    if not any(guesses):
        guesses = [word for word in _LONE.findall(note.text) if word not in _NOT_A_NAME and len(word) > 1]
    return list(dict.fromkeys(filter(None, guesses)))


def already_here(note: Note, name: str) -> Contact | None:
    """Somebody of exactly this name in the notebook, but for the one who was talked to."""
    found: Contact | None = (
        Contact.objects.within(note.notebook_id).out_of_trash().filter(name__iexact=clean(name))
        .exclude(pk=note.contact_id).first()
    )  # fmt: skip
    return found


def _without_openers(run: str) -> str:
    words = re.sub(r"[’']s$", "", run).split()
    while words and words[0] in _NOT_A_NAME:
        words.pop(0)
    return " ".join(words)


def _made_before(note: Note, name: str) -> Introduction | None:
    found: Introduction | None = (
        Introduction.objects.within(note.notebook_id).filter(note_id=note.pk, to__name__iexact=clean(name)).first()
    )
    return found
