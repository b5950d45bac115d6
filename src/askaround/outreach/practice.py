"""The settings of asking, read from the campaign and kept within what the practice allows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

# Setting: the least and the most it may be.
_BOUNDS = {
    "follow_up_after": (3, 20),
    "follow_ups": (0, 2),
    "alternate_after": (1, 10),
    "apart": (1, 10),
    "minutes": (15, 60),
}


@dataclass(frozen=True)
class Practice:
    """How long to wait, how often to write, how much to ask for. Days are working days."""

    follow_up_after: int = 7
    follow_ups: int = 1
    alternate_after: int = 3
    apart: int = 3
    noon: bool = True
    minutes: int = 20

    @classmethod
    def read(cls, practice: Mapping[str, Any] | None) -> Self:
        """From `campaign.practice`: what is missing or makes no sense keeps its default, what is too much is cut."""
        kept = (practice or {}).get("outreach")
        if not isinstance(kept, Mapping):
            return cls()
        read: dict[str, Any] = {}
        for field in fields(cls):
            value = kept.get(field.name)
            if field.name in _BOUNDS and isinstance(value, int) and not isinstance(value, bool):
                low, high = _BOUNDS[field.name]
                read[field.name] = min(max(value, low), high)
            elif field.name not in _BOUNDS and isinstance(value, bool):
                read[field.name] = value
        return cls(**read)


STANDARD = Practice()
