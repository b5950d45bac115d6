"""Changing what is known of a contact when two tabs may be open: only what was typed is written, nothing is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording, rewriting
from askaround.history.rewriting import Clash

from . import naming
from .models import Contact

LABELS = {"profile_url": "Profile", "zone": "Time zone"}


def edit(contact: Contact, typed: Mapping[str, str], was: Mapping[str, str], *, at: datetime) -> list[Clash]:
    """Write each field that was typed anew. `was` is what the form was opened with.

    Where the contact no longer holds what the form was opened with, nothing is written and the clashes come back.
    """
    with transaction.atomic():
        now = Contact.objects.within(contact.notebook_id).select_for_update().get(pk=contact.pk)
        mine = rewriting.changed(typed, was)
        found = rewriting.clashes(now, mine, was, LABELS)
        if not found:
            _write(now, mine, at=at)
    return found


def _write(contact: Contact, changed: Mapping[str, str], *, at: datetime) -> None:
    new: dict[str, Any] = {name: value for name, value in changed.items() if getattr(contact, name) != value}
    if "name" in new:
        given, family = naming.split_name(new["name"])
        new |= {"given": given, "family": family, "sort_key": naming.sort_key(given, family, new["name"])}
    if new:
        recording.change(contact, at=at, version=contact.version + 1, **new)
