"""The settings of staying in touch; what each rests on stands in `purpose.differing`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from askaround.purpose.practice import read


@dataclass(frozen=True)
class Touching:
    """Days: before an introducer is asked how it stands, and between two signs of life (0: never by itself)."""

    check_in_after: int = 7
    news_every: int = 90

    @classmethod
    def read(cls, practice: Mapping[str, Any] | None) -> Self:
        """From `campaign.practice`: what is missing or makes no sense keeps its default, what is too much is cut."""
        return read(cls, practice)


STANDARD = Touching()
