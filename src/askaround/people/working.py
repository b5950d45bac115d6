"""Who works where: taking up a role and changing one, with level and function guessed from the title."""

from datetime import datetime

from django.db import transaction

from askaround.history import recording

from .adding import add_role, fitting, organization_named
from .levels import guess
from .models import Contact, Role


def take_up(
    contact: Contact,
    *,
    title: str,
    organization: str,
    at: datetime,
    level: str = "",
    began: str = "",
    ended: str = "",
    current: bool = True,
) -> Role:
    """A role at an organization that is found or made by its name."""
    with transaction.atomic():
        found = organization_named(contact.notebook, organization, at=at) if organization.strip() else None
        return add_role(
            contact, organization=found, title=title, at=at, level=level, began=began, ended=ended, current=current
        )


def change_role(
    role: Role, *, title: str, organization: str, at: datetime, level: str, began: str, ended: str, current: bool
) -> None:
    """Correct a role. What was only guessed follows the title."""
    with transaction.atomic():
        found = organization_named(role.contact.notebook, organization, at=at) if organization.strip() else None
        guessed = guess(title, found.name if found else "")
        recording.change(
            role,
            at=at,
            title=fitting(Role, "title", title),
            organization=found,
            level=level,
            likely_level=level or guessed.level,
            likely_function=role.function or guessed.function,
            began=began,
            ended=ended,
            current=current and not ended,
        )
