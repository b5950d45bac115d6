"""Changing a brief while another tab may be changing it too, and ticking its checklist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording

from .checklist import KEYS
from .models import Brief

TEXTS = ("goals", "why_this_person", "pitch")


@dataclass(frozen=True)
class Clash:
    """A text that two tabs changed: what stands there now, and what was typed here."""

    field: str
    label: str
    theirs: str
    mine: str


LABELS = {"goals": "Goals", "why_this_person": "Why this person", "pitch": "Pitch"}


def rewrite(brief: Brief, told: Mapping[str, Any], *, opened: Mapping[str, str], at: datetime) -> list[Clash]:
    """Write the texts that were changed here since the form was opened; the clashes, when there are any."""
    with transaction.atomic():
        now = Brief.objects.within(brief.notebook_id).select_for_update().get(pk=brief.pk)
        mine = {name: _plain(told[name]) for name in TEXTS if name in told}
        if told.get("version") == now.version:
            return _write(now, mine, at=at)
        changed = {name: text for name, text in mine.items() if text != _plain(opened.get(name, ""))}
        clashes = [
            Clash(name, LABELS[name], getattr(now, name), text)
            for name, text in changed.items()
            if _plain(getattr(now, name)) not in {_plain(opened.get(name, "")), text}
        ]
        return clashes or _write(now, changed, at=at)


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
    new: dict[str, Any] = {name: text for name, text in texts.items() if text != _plain(getattr(brief, name))}
    if new:
        recording.change(brief, at=at, version=brief.version + 1, **new)
    return []


def _plain(text: str) -> str:
    """A text as it is compared: browsers send CRLF for every line break."""
    return text.replace("\r\n", "\n").strip()
