"""Too early for the dream employer: whoever asks there first has used it up as practice. Plain.

The first talks are the clumsiest. So the dearest organizations come after a few talks elsewhere; how many is a setting.
It warns and never forbids: an introduction that was made is answered at once, wherever it leads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MOST = 3
WORDS = ("no", "one", "two", "three", "four", "five")


@dataclass(frozen=True)
class Dream:
    """One of the dearest organizations: its name, and its place on the dream list."""

    name: str
    place: int


def dearest(organizations: Iterable[tuple[Any, str]]) -> dict[Any, Dream]:
    """The first three of the ranked organizations, and never more than half of them: the others are to practise at."""
    ranked = list(organizations)
    most = min(MOST, (len(ranked) + 1) // 2)
    return {key: Dream(name, place) for place, (key, name) in enumerate(ranked[:most], start=1)}


def too_early(dream: Dream | None, held: int, practise_first: int) -> str:
    """Why one should not ask there yet, in a sentence; empty when nothing speaks against it."""
    if dream is None or held >= practise_first:
        return ""
    done = "no talk yet" if not held else f"{_talks(held)} so far"
    missing = _talks(practise_first - held, "more " if held else "")
    return (
        f"{dream.name} is number {dream.place} on your list, and you have held {done}. "
        f"Hold {missing} elsewhere first, so that the best place hears you at your best."
    )


def _talks(number: int, more: str = "") -> str:
    word = WORDS[number] if number < len(WORDS) else str(number)
    return f"{word} {more}talk" if number == 1 else f"{word} {more}talks"
