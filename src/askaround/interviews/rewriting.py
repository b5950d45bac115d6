"""Changing a brief while another tab may be changing it too, and ticking its checklist."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording
from askaround.history.rewriting import Clash, changed, clashes, even

from .checklist import KEYS, NOTED
from .models import Brief

TEXTS = ("goals", "why_this_person", "pitch", *NOTED)


def rewrite(brief: Brief, told: Mapping[str, Any], *, opened: Mapping[str, str], at: datetime) -> list[Clash]:
    """Write the texts that were changed here since the form was opened; the clashes, when there are any."""
    with transaction.atomic():
        now = Brief.objects.within(brief.notebook_id).select_for_update().get(pk=brief.pk)
        mine = {name: even(told[name]) for name in TEXTS if name in told}
        if told.get("version") == now.version:
            return _write(now, mine, at=at)
        ours = changed(mine, opened)
        return clashes(now, ours, opened) or _write(now, ours, at=at)


def check(brief: Brief, key: str, *, at: datetime) -> None:
    """Tick a line of the checklist, or take the tick away. A line that does not exist changes nothing."""
    if key not in KEYS:
        return
    checked = dict(brief.checked)
    if key in checked:
        del checked[key]
    else:
        checked[key] = at.isoformat()
    recording.change(brief, at=at, verb="checked", checked=checked)


def _write(brief: Brief, texts: Mapping[str, str], *, at: datetime) -> list[Clash]:
    new: dict[str, Any] = {name: text for name, text in texts.items() if text != even(getattr(brief, name))}
    if new:
        recording.change(brief, at=at, version=brief.version + 1, **new)
    return []
