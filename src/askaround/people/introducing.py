"""Somebody offers to connect the seeker with somebody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from askaround.history import recording

from .adding import add_tie, fitting
from .models import Contact, Introduction, TieKind


class IntroductionError(Exception):
    """It cannot be; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def offer(
    by: Contact,
    to: Contact,
    *,
    at: datetime,
    may_use_name: str = "",
    why: str = "",
    note_id: UUID | None = None,
) -> Introduction:
    """`by` offers to connect the seeker with `to`. The same offer twice stands once.

    Raises IntroductionError when both are the same person.
    """
    if by.pk == to.pk:
        raise IntroductionError(f"{by.name} cannot introduce you to themselves. Choose somebody else.")
    found: Introduction | None = Introduction.objects.within(by.notebook_id).filter(by=by, to=to).first()
    if found is not None:
        if may_use_name and not found.may_use_name:
            recording.change(found, at=at, contact=by.pk, may_use_name=may_use_name)
        return found
    made = Introduction(
        notebook_id=by.notebook_id, by=by, to=to, may_use_name=may_use_name, offered_at=at, note_id=note_id,
        why=fitting(Introduction, "why", why), created_at=at,
    )  # fmt: skip
    with transaction.atomic():
        recording.create(made, at=at, verb="introduction offered", contact=by.pk)
        add_tie(to, TieKind.REFERRED, at=at, detail=f"by {by.name}")
    return made
