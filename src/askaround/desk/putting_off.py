"""What was put off, told in words: a step that has gone meanwhile is told by its kind alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from askaround.accounts.middleware import zone_of
from askaround.accounts.models import User

from .facts import known_of
from .frame import frame_of
from .models import Snooze
from .steps import every_step


@dataclass(frozen=True)
class PutOff:
    """One line of the list."""

    pk: UUID
    text: str
    until: datetime | None


def put_off_list(user: User, now: datetime) -> list[PutOff]:
    """What is put off now, the soonest to return first, the dismissed last."""
    rows = [row for row in Snooze.objects.of(user).order_by("until", "created_at") if row.holds(now=now)]
    frame = frame_of(user)
    if not rows or frame.campaign is None:
        return []
    local = now.astimezone(zone_of(user))
    steps = {(step.kind, step.subject): step for step in every_step(known_of(user, frame, local), local)}
    told = [
        PutOff(row.pk, step.text + step.more, row.until)
        for row in rows
        if (step := steps.get((row.kind, row.subject_id)))
    ]
    return sorted(told, key=lambda line: (line.until is None, line.until or now))
