"""What was promised, by the seeker or by the contact."""

from datetime import date, datetime
from uuid import UUID

from askaround.history import recording

from .adding import fitting
from .models import Contact, Promise


def promise(
    contact: Contact,
    *,
    what: str,
    at: datetime,
    whose: str = "mine",
    until: date | None = None,
    note_id: UUID | None = None,
) -> Promise:
    """Keep a promise in mind; the same words promised twice and not yet kept stand once."""
    what = fitting(Promise, "what", what)
    found: Promise | None = contact.promises.filter(
        whose=whose, what__iexact=what, kept_at=None, let_go_at=None
    ).first()
    if found is not None:
        return found
    made = Promise(
        notebook_id=contact.notebook_id, contact=contact, what=what, whose=whose, until=until, note_id=note_id,
        created_at=at,
    )  # fmt: skip
    recording.create(made, at=at, verb="promised")
    return made
