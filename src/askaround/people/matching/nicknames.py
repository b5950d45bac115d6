"""Short and pet forms of given names.

The table, nicknames.txt, was put together for this program from common knowledge of some twenty languages. A line has
the forms of one name as they stand in passports, also of several languages (who moves often takes the form of the
place), then, after a colon, its short and pet forms. A short form may belong to several names: Alex, Sasha, Jo.
"""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .spelling import words

_NONE: frozenset[str] = frozenset()
# A shorter name that begins a longer one is taken for its short form from this many letters on: Max, Maximilian.
_SHORTEST = 3


def heads(given: str) -> frozenset[str]:
    """The names that a given name (one word, as `spelling.words` gives it) is a form of; empty when none is known."""
    forms, shorts = _table()
    return forms.get(given, _NONE) | shorts.get(given, _NONE)


def related(a: str, b: str) -> str:
    """How two given names are one name, in a sentence; empty when they aren't."""
    known = _by_table(a, b) if a in _known() and b in _known() else ""
    if known:
        return known
    short, full = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= _SHORTEST and len(full) >= len(short) + 2 and full.startswith(short):
        return f"{_shown(short)} may be short for {_shown(full)}"
    return ""


def _by_table(a: str, b: str) -> str:
    forms, shorts = _table()
    if forms.get(a, _NONE) & forms.get(b, _NONE):
        return f"{_shown(min(a, b))} and {_shown(max(a, b))} are forms of one name"
    short, full = sorted((a, b), key=lambda name: (len(name), name))
    for one, other in ((short, full), (full, short)):
        if shorts.get(one, _NONE) & forms.get(other, _NONE):
            return f"{_shown(one)} is short for {_shown(other)}"
    if shared := shorts.get(a, _NONE) & shorts.get(b, _NONE):
        return f"{_shown(short)} and {_shown(full)} are both short for {_shown(min(shared))}"
    return ""


def _shown(name: str) -> str:
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    forms, shorts = _table()
    return frozenset(forms) | frozenset(shorts)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """By name: the first forms of the lines where it is a form, and of those where it is short."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    shorts: defaultdict[str, set[str]] = defaultdict(set)
    for line in Path(__file__).with_name("nicknames.txt").read_text(encoding="utf-8").splitlines():
        full, _, short = line.partition(":")
        names = ["".join(words(name)) for name in full.split()]
        for name in names:
            forms[name].add(names[0])
        for name in short.split():
            shorts["".join(words(name))].add(names[0])
    return {name: frozenset(of) for name, of in forms.items()}, {name: frozenset(of) for name, of in shorts.items()}
