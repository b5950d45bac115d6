"""Changing what is known of a contact when two tabs may be open: only what was typed is written, nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording

from . import naming
from .models import Contact


@dataclass(frozen=True)
class Conflict:
    """A field that another tab has changed since: what stands now, and what was typed here."""

    field: str
    now: str
    typed: str

    @property
    def label(self) -> str:
        """The field's name in words."""
        return {"profile_url": "Profile", "zone": "Time zone"}.get(
            self.field, self.field.replace("_", " ").capitalize()
        )


def edit(contact: Contact, typed: Mapping[str, str], was: Mapping[str, str], *, at: datetime) -> list[Conflict]:
    """Write each field that was typed anew. `was` is what the form was opened with.

    Where the contact no longer holds what the form was opened with, nothing is written and the conflicts come back.
    """
    with transaction.atomic():
        now = Contact.objects.within(contact.notebook_id).select_for_update().get(pk=contact.pk)
        changed = {name: value for name, value in typed.items() if value != was.get(name, "")}
        conflicts = [
            Conflict(name, getattr(now, name), value)
            for name, value in changed.items()
            if getattr(now, name) not in (was.get(name, ""), value)
        ]
        if not conflicts:
            _write(now, changed, at=at)
    return conflicts


def _write(contact: Contact, changed: Mapping[str, str], *, at: datetime) -> None:
    new: dict[str, Any] = {name: value for name, value in changed.items() if getattr(contact, name) != value}
    if "name" in new:
        given, family = naming.split_name(new["name"])
        new |= {"given": given, "family": family, "sort_key": naming.sort_key(given, family, new["name"])}
    if new:
        recording.change(contact, at=at, version=contact.version + 1, **new)
