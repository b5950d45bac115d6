"""What merging two contacts would do, before anything is written."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from askaround.people.models import Contact, Touch

from .meeting import Hanging, hanging
from .uniting import united


@dataclass(frozen=True)
class Plan:
    """The new values of the kept contact, and what becomes of all that hangs on the other one."""

    kept: Contact
    other: Contact
    new: dict[str, Any]
    hanging: Hanging

    @property
    def moving(self) -> list[tuple[str, int]]:
        """How many rows of each noun move over, by the noun's words (one, many)."""
        counted = Counter(type(move.row) for move in self.hanging.moves)
        return [(_words(model), number) for model, number in sorted(counted.items(), key=lambda one: -one[1])]


def plan(kept: Contact, other: Contact, *, at: datetime) -> Plan:
    """Read both and everything that hangs on the other one; write nothing."""
    found = hanging(kept, other, at=at)
    twice = Counter(str(row.direction) for row in found.stays if isinstance(row, Touch))
    return Plan(kept, other, united(kept, other, twice=twice), found)


def _words(model: Any) -> str:
    return f"{model._meta.verbose_name},{model._meta.verbose_name_plural}"
