"""The settings of asking, read from the campaign and kept within what the practice and the host allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from askaround.purpose.practice import read


@dataclass(frozen=True)
class Practice:
    """How long to wait, how often to write, how much to ask for; what each rests on stands in `purpose.differing`."""

    # Working days.
    follow_up_after: int = 7
    follow_ups: int = 1
    alternate_after: int = 3
    apart: int = 3
    noon: bool = True
    minutes: int = 20
    # Days: so long nobody is asked again after silence or a no.
    rest_days: int = 90
    # So many people of one organization are asked within the days of rest.
    there_at_most: int = 3

    @classmethod
    def read(cls, practice: Mapping[str, Any] | None) -> Self:
        """From `campaign.practice`: what is missing or makes no sense keeps its default, what is too much is cut."""
        return read(cls, practice)


STANDARD = Practice()
