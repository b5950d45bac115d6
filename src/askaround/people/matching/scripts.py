"""Letters of other scripts in Latin ones, read from letters.txt. A letter is as folding leaves it."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Letters(NamedTuple):
    """By letter, by two letters together, and Korean family names by their first syllable."""

    single: dict[str, str]
    pairs: tuple[tuple[str, str], ...]
    families: dict[str, str]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The tables, read once."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("letters.txt").read_text(encoding="utf-8").splitlines():
        kind, _, cells = line.partition(": ")
        kinds[kind] += cells.split()
    single = _pairs(kinds["letter"]) | dict.fromkeys("ьъっー", "")
    sounds = zip(kinds["han"][::2], kinds["han"][1::2], strict=True)
    single |= {character: sound for sound, characters in sounds for character in characters}
    return Letters(single, tuple(_pairs(kinds["pair"]).items()), _pairs(kinds["family"]))


def _pairs(cells: list[str]) -> dict[str, str]:
    return dict(zip(cells[::2], cells[1::2], strict=True))
