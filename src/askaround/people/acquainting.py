"""Two contacts know each other, beside the seeker: said, taken back, or a guess waved away."""

from datetime import datetime

from django.db import transaction

from askaround.history import recording
from askaround.plain.refusal import RefusalError

from .adding import fitting
from .models import Acquaintance, Contact


class AcquaintanceError(RefusalError):
    """It cannot be; `sentence` says why."""


def acquaint(one: Contact, other: Contact, *, at: datetime, how: str = "", source: str = "") -> Acquaintance:
    """They know each other. Said twice it stands once; said after a guess was waved away it stands again.

    Raises AcquaintanceError when both are the same person.
    """
    how = fitting(Acquaintance, "how", how)
    with transaction.atomic():
        found = between(one, other)
        if found is None:
            return _keep(one, other, at=at, how=how, source=source)
        how = how or found.how
        recording.change(found, at=at, verb="knows each other", contact=one.pk, how=how, denied_at=None)
    return found


def deny(one: Contact, other: Contact, *, at: datetime) -> Acquaintance:
    """They do not know each other, whatever their roles suggest: it is not guessed again.

    Raises AcquaintanceError when both are the same person.
    """
    with transaction.atomic():
        found = between(one, other)
        if found is None:
            return _keep(one, other, at=at, denied_at=at, source="guess")
        recording.change(found, at=at, verb="guess waved away", contact=one.pk, denied_at=found.denied_at or at)
    return found


def between(one: Contact, other: Contact) -> Acquaintance | None:
    """What is kept of the two, in whatever order they are named."""
    first, second = sorted((one, other), key=lambda contact: contact.pk)
    found: Acquaintance | None = Acquaintance.objects.within(one.notebook_id).filter(a=first, b=second).first()
    return found or Acquaintance.objects.within(one.notebook_id).filter(a=second, b=first).first()


def _keep(
    one: Contact, other: Contact, *, at: datetime, how: str = "", source: str = "", denied_at: datetime | None = None
) -> Acquaintance:
    if one.pk == other.pk:
        raise AcquaintanceError(f"{one.name} knows themselves. Choose somebody else.")
    first, second = sorted((one, other), key=lambda contact: contact.pk)
    made = Acquaintance(
        notebook_id=one.notebook_id, a=first, b=second, how=how, source=source, denied_at=denied_at, created_at=at
    )
    recording.create(made, at=at, verb="guess waved away" if denied_at else "knows each other", contact=one.pk)
    return made
