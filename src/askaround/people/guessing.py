"""What a role's level and function most likely are: the seeker's word, which stands, else what the title says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django_tasks import task

from askaround.history import recording

from .levels import guess
from .models import Role

CHUNK = 2000


def likely(role: Role) -> tuple[str, str]:
    """Level and function of a role, said or guessed."""
    guessed = guess(role.title, role.organization.name if role.organization else "")
    return role.level or guessed.level, role.function or guessed.function


def say(role: Role, *, at: datetime, level: str | None = None, function: str | None = None) -> bool:
    """The seeker's own word for the level, the function, or both; an empty word goes back to the guess."""
    said = {"level": level, "function": function}
    new: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    before = {name: getattr(role, name) for name in new}
    for name, value in new.items():
        setattr(role, name, value)
    new["likely_level"], new["likely_function"] = likely(role)
    for name, value in before.items():
        setattr(role, name, value)
    return recording.change(role, at=at, verb="level said" if level is not None else "function said", **new)


def guess_anew(roles: Iterable[Role] | None = None) -> int:
    """Guess where a guess is missing or the table of words has learned since; how many rows changed.

    No verb and no history: what is guessed follows from what is written, and is made again when lost.
    """
    rows = Role._base_manager.select_related("organization") if roles is None else roles
    changed: list[Role] = []
    number = 0
    for role in rows.iterator(CHUNK) if hasattr(rows, "iterator") else rows:
        best = likely(role)
        if best != (role.likely_level, role.likely_function):
            role.likely_level, role.likely_function = best
            changed.append(role)
        if len(changed) >= CHUNK:
            number += _write(changed)
    return number + _write(changed)


def guess_missing(notebook_id: UUID) -> int:
    """Guess for the roles of a notebook that came in bulk."""
    missing = Q(likely_level="") & ~Q(title="")
    rows = Role._base_manager.filter(missing, notebook_id=notebook_id).select_related("organization")
    return guess_anew(rows.order_by(F("pk")))


@task
def guess_daily() -> None:
    """Guess anew once a day: a new release may know more words, an old export knows no guesses."""
    guess_anew()


def _write(changed: list[Role]) -> int:
    number = len(changed)
    Role._base_manager.bulk_update(changed, ["likely_level", "likely_function"], batch_size=500)
    changed.clear()
    return number
