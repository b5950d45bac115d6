"""Level and function guessed from a title: a guess, shown as one, one tap to correct. Plain.

The words stand in `data/titles.toml`. A title is read in parts ("Founder | Speaker", "CTO / Co-founder"); what is
past ("ex-", "former", "retired") or only wished for counts where nothing else is said. In a part the longest phrases
hide the shorter ones in them ("product manager" is not "manager"). Why each trap is as it is stands in decision 0046.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from askaround.plain.text import fold

# Lowest first; the same words as `purpose.models.Level`, which is no plain module.
ORDER = ("entry", "experienced", "lead", "manager", "director", "executive", "founder")
FUNCTIONS: tuple[str, ...]

_TABLE = Path(__file__).parent / "data" / "titles.toml"
# "Leiter:in", "Entwickler*in", "directeur·rice", "(m/w/d)": who is meant, not what they are.
_WHO = re.compile(
    r"\((?:[mwfdxhgn]|all genders|div)(?:[/|*, ][mwfdxhgn])*\)|(?<=\w)[:*_·/](?:in|innen|rice|trice|euse|ne)\b"
)
_PARTS = re.compile(r"\s*(?:[|•·;\n/–—]|\s-\s|\s\+\s)\s*")
_POSSESSIVE = re.compile(r"^.*['’`]s?\s+(?=\w)")
_WORD = re.compile(r"[^\W_]+|@")


class Guess(NamedTuple):
    """What a title suggests; empty where it says nothing."""

    level: str
    function: str


def guess_level(title: str, organization: str = "") -> str:
    """The level that a title suggests; "experienced" for a title that says none, empty for no title.

    The organization's name tells a bank from a school, where some words mean another level.
    """
    return guess(title, organization).level


def guess_function(title: str) -> str:
    """The function that a title suggests, or nothing."""
    return guess(title).function


@lru_cache(maxsize=16384)
def guess(title: str, organization: str = "") -> Guess:
    """Level and function of a title."""
    if not title.strip():
        return Guess("", "")
    settings = frozenset(_settings(title, organization))
    parts = list(_parts(title))
    levels = [level for part in parts if (level := _level(part, settings))]
    functions = (function for part in parts if (function := _function(part)))
    return Guess(max(levels, key=ORDER.index, default=""), next(functions, ""))


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    means: str
    place: int


class _Words:
    """Phrases by their last word, to be found in a row of words."""

    def __init__(self, table: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_last: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for place, (means, phrases) in enumerate(table):
            for words in (words for phrase in phrases for words in _written(phrase)):
                self._by_last[words[-1]].append(_Phrase(words, means, place))
        last = self._by_last
        self._starts = {word[:-1] for word in _all_words(last) if word.endswith("*")}
        self._ends = {word[1:] for word in _all_words(last) if word.startswith("*")}
        self._forms = lru_cache(maxsize=16384)(self._forms_of)

    def found(self, words: tuple[str, ...]) -> list[tuple[int, int, _Phrase]]:
        """Where which phrase stands, from and to; those that lie within or across a longer one left out."""
        forms = [self._forms(word) for word in words]
        hits = [
            (at + 1 - len(phrase.words), at + 1, phrase)
            for at in range(len(words))
            for form in forms[at]
            for phrase in self._by_last.get(form, ())
            if len(phrase.words) <= at + 1
            and all(word in forms[at - back] for back, word in enumerate(reversed(phrase.words)))
        ]
        hits.sort(key=lambda hit: (hit[0] - hit[1], "*" in "".join(hit[2].words), hit[2].place))
        kept: list[tuple[int, int, _Phrase]] = []
        for hit in hits:
            if all(hit[1] <= start or hit[0] >= end for start, end, _ in kept):
                kept.append(hit)
        return kept

    def _forms_of(self, word: str) -> frozenset[str]:
        starts = {f"{word[:n]}*" for n in range(2, len(word) + 1) if word[:n] in self._starts}
        ends = {f"*{word[n:]}" for n in range(1, len(word) - 2) if word[n:] in self._ends}
        return frozenset({word} | starts | ends)


def _level(words: tuple[str, ...], settings: frozenset[str]) -> str:
    if not words:
        return ""
    means = [phrase.means for *_, phrase in _levels(settings).found(words)]
    if "entry" in means and "founder" not in means:
        return "entry"
    return max((level for level in means if level in ORDER), key=ORDER.index, default="experienced")


def _function(words: tuple[str, ...]) -> str:
    hits = _functions().found(words)
    return hits[0][2].means if hits else ""


def _parts(title: str) -> Iterator[tuple[str, ...]]:
    """The words of each part that counts: what is now; where there is nothing now, what was."""
    now: list[tuple[str, ...]] = []
    past: list[tuple[str, ...]] = []
    for text in _PARTS.split(_WHO.sub("", title.casefold())):
        for kind, words in _times(_taken_apart(_POSSESSIVE.sub("", text))):
            {"past": past, "now": now}.get(kind, []).append(_cut(words))
    yield from [words for words in now if words] or past


def _times(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words apart where the time changes: "Former CEO, now consultant" is past and now."""
    kind = "now"
    run: list[str] = []
    marks = _marks()
    for word in words:
        if word in marks:
            if run:
                yield kind, tuple(run)
            kind, run = marks[word], []
        else:
            run.append(word)
    yield kind, tuple(run)


def _cut(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the organization that follows "at", or the person that follows "to"."""
    ends, kept = _ends()
    for at, word in enumerate(words[1:], 1):
        if word in ends and words[at : at + 2] not in kept:
            # "to" itself stays: who assists somebody is known by it.
            return words[: at + 1] if word == "to" else words[:at]
    return words


def _settings(title: str, organization: str) -> Iterator[str]:
    shown = f" {' '.join(_taken_apart(f'{title} {organization}'))} "
    for name, setting in _data()["settings"].items():
        if any(f" {word} " in shown for word in setting["shown_by"]):
            yield name


def _taken_apart(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _written(phrase: str) -> Iterator[tuple[str, ...]]:
    """The ways to write a phrase: "Leiter(in)" is "leiter" and "leiterin"."""
    text = fold(phrase)
    for way in {re.sub(r"\(\w+\)", "", text), re.sub(r"[()]", "", text)}:
        yield tuple(re.findall(r"\*?\w+\*?", way))


def _all_words(by_last: dict[str, list[_Phrase]]) -> set[str]:
    return {word for phrases in by_last.values() for phrase in phrases for word in phrase.words}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def _levels(settings: frozenset[str]) -> _Words:
    here = [(level, phrases) for name in sorted(settings) for level, phrases in _data()["settings"][name].items()]
    return _Words([*(row for row in here if row[0] != "shown_by"), *_data()["levels"].items()])


@cache
def _functions() -> _Words:
    return _Words(_data()["functions"].items())


@cache
def _marks() -> dict[str, str]:
    words = _data()["words"]
    return {fold(mark).split()[0]: kind for kind in ("past", "wished", "now") for mark in words[kind]}


@cache
def _ends() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    words = _data()["words"]
    return frozenset(words["ends"]), frozenset(tuple(kept.split()) for kept in words["kept"])


FUNCTIONS = tuple(_data()["functions"])
