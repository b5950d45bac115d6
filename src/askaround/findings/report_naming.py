"""How people are called in a report that is handed on, and their names taken out of every text. Plain functions.

Masking errs on the side of hiding: a name that is also a word ("Will") is hidden wherever it has a capital letter.
What it cannot know are names that nobody entered, and a description that only one person fits.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from askaround.plain.text import fold

ANONYMOUS, INITIALS, NAMED = "anonymous", "initials", "named"

_TOKEN = re.compile(r"[^\W_]+")
# Between the words of one name: a space, a hyphen, an apostrophe, the dot of an initial.
_WITHIN = re.compile(r"[ \u00a0.'’\-]{1,3}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)@\w+|\+?\d[\d ()/-]{7,}\d")
_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEGAL = frozenset(
    re.findall(
        r"\w+", "ab ag as bv co company corp corporation gmbh group inc kg limited llc ltd nv oy plc sa sas se spa"
    )
)
# First and family names that English also uses as words: in small letters they are no names.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        an art baker ben best bill black brown case chase cook dawn day dean do drew faith field frank good grace grant
        gray green he hill hope jack joy june king lane law long love mark max may miles park pat price ray rich rob
        rose sharp small so stone sue summer white will wood work young
        """,
    )
)
_LEVELS = {
    "entry": "somebody new to the work", "experienced": "an experienced hand", "lead": "a lead",
    "manager": "a manager", "director": "a director", "executive": "an executive", "founder": "a founder",
}  # fmt: skip
_ORDINALS = ("another", "a third", "a fourth", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth")
SOMEBODY, EMPLOYER, ADDRESS = "[somebody]", "[their employer]", "[address]"


@dataclass(frozen=True)
class Known:
    """Somebody as the notebook knows them. `met` is false for those whom others mentioned."""

    key: str
    name: str
    given: str = ""
    family: str = ""
    also: tuple[str, ...] = ()
    title: str = ""
    organization: str = ""
    level: str = ""
    function: str = ""
    met: bool = True
    places: tuple[str, ...] = ()


class _Pattern(NamedTuple):
    words: tuple[str, ...]
    instead: str
    place: bool


@dataclass(frozen=True)
class Names:
    """Everybody who may be named in a report, and how that report calls them: anonymous, by initials, or named."""

    people: tuple[Known, ...] = ()
    naming: str = ANONYMOUS
    _of: Mapping[str, Known] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_of", {one.key: one for one in self.people})

    def short(self, key: str) -> str:
        """What somebody is called in a row of several: "Priya", "P. R.", "a manager in data"."""
        return self._called.get(key, "somebody")

    def full(self, key: str) -> str:
        """What somebody is called where they stand alone: with title and employer only when named."""
        one = self._of.get(key)
        if self.naming != NAMED or one is None:
            return _with_capital(self.short(key)) + self._kind(one)
        return ", ".join(filter(None, [one.name, one.title, one.organization]))

    def masked(self, text: str) -> str:
        """The text without names, employers and addresses, unless people are named; word for word then."""
        if self.naming == NAMED or not text:
            return text
        text = _ADDRESS.sub(ADDRESS, text)
        for name, instead in self._unspaced:
            text = text.replace(name, instead)
        found, at = [], 0
        for start, end, instead in self._hits(text):
            found += [text[at:start], instead]
            at = end
        return "".join([*found, text[at:]])

    def _instead(self, one: Known) -> str:
        return f"[{self.short(one.key)}]" if one.met else SOMEBODY

    def _kind(self, one: Known | None) -> str:
        described = _described(one) if one and self.naming == INITIALS else ""
        return f", {described}" if described and described != "somebody" else ""

    @cached_property
    def _called(self) -> dict[str, str]:
        met = [one for one in self.people if one.met]
        if self.naming == NAMED:
            return _first_names(met)
        if self.naming == INITIALS:
            return _told_apart({one.key: _initials(one) for one in met})
        return _numbered({one.key: _described(one) for one in met})

    @cached_property
    def _patterns(self) -> dict[str, list[_Pattern]]:
        """What to look for, by its first word, longest first."""
        found: dict[tuple[str, ...], _Pattern] = {}
        for one in self.people:
            instead = self._instead(one)
            for words in _ways(one):
                # Whom a name may mean more than one of is told of none of them.
                other = found.get(words)
                who = instead if other is None or other.place or other.instead == instead else SOMEBODY
                found[words] = _Pattern(words, who, place=False)
            for place in (one.organization, *one.places):
                for words in _ways_of_place(place):
                    found.setdefault(words, _Pattern(words, EMPLOYER, place=True))
        by_first: dict[str, list[_Pattern]] = {}
        for way in sorted(found.values(), key=lambda way: -len(way.words)):
            by_first.setdefault(way.words[0], []).append(way)
        return by_first

    @cached_property
    def _unspaced(self) -> list[tuple[str, str]]:
        """Names in scripts that put no space between words, longest first."""
        ways = [
            (name, self._instead(one))
            for one in self.people for name in (one.name, one.family + one.given, *one.also)
            if len(name) > 1 and _NO_SPACES.search(name)
        ]  # fmt: skip
        return sorted(ways, key=lambda way: -len(way[0]))

    def _hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        tokens = [(match.start(), match.end(), fold(match.group())) for match in _TOKEN.finditer(text)]
        number = 0
        while number < len(tokens):
            hit = next(
                (way for way in self._patterns.get(tokens[number][2], ()) if _stands(way, tokens, number, text)), None
            )
            if hit is None:
                number += 1
                continue
            last = number + len(hit.words) - 1
            yield tokens[number][0], tokens[last][1], hit.instead
            number = last + 1


def _stands(way: _Pattern, tokens: list[tuple[int, int, str]], number: int, text: str) -> bool:
    """Whether the name stands in the text from that token on, written as a name where it is also a word."""
    run = tokens[number : number + len(way.words)]
    if tuple(word for *_, word in run) != way.words:
        return False
    if any(not _WITHIN.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(run)):
        return False
    small = text[run[0][0]].islower()
    return not (small and len(run) == 1 and (way.place or way.words[0] in _WORDS))


def _ways(one: Known) -> Iterator[tuple[str, ...]]:
    """The ways to name somebody: whole, given, family, first of several given names, nicknames."""
    words = _words(one.name)
    written = [one.name, one.given, one.family, f"{one.given} {one.family}", *one.also]
    ways = [_words(way) for way in written]
    ways += (
        [(words[0], words[-1]), (words[0],), (words[-1],), _words(one.given)[:1], _words(one.family)[-1:]]
        if words
        else []
    )
    yield from dict.fromkeys(way for way in ways if way and (len(way) > 1 or len(way[0]) > 1))


def _ways_of_place(place: str) -> Iterator[tuple[str, ...]]:
    """An organization's name, whole and without its legal form."""
    words = _words(place)
    bare = words
    while len(bare) > 1 and bare[-1] in _LEGAL:
        bare = bare[:-1]
    yield from dict.fromkeys(way for way in (words, bare) if way and (len(way) > 1 or len(way[0]) > 1))


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _TOKEN.findall(name))


def _first_names(people: Iterable[Known]) -> dict[str, str]:
    """First names; two of one name stand with their whole name."""
    people = list(people)
    first = {one.key: one.given or one.name.split(" ")[0] for one in people}
    shared = Counter(first.values())
    return {one.key: one.name if shared[first[one.key]] > 1 else first[one.key] for one in people}


def _initials(one: Known) -> str:
    words = _TOKEN.findall(one.name)
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [words[0][0]] if words else ["?"]
    return " ".join(f"{letter.upper()}." for letter in letters)


def _described(one: Known) -> str:
    """By what they do, never where: "a manager in data"; "somebody" where nothing is known."""
    level = _LEVELS.get(one.level, "somebody")
    return f"{level} in {one.function}" if one.function else level


def _told_apart(called: Mapping[str, str]) -> dict[str, str]:
    seen: Counter[str] = Counter()
    found = {}
    for key, name in called.items():
        seen[name] += 1
        found[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return found


def _numbered(called: Mapping[str, str]) -> dict[str, str]:
    """A manager in data, another manager in data, a third one: in the order met."""
    seen: Counter[str] = Counter()
    found = {}
    for key, name in called.items():
        seen[name] += 1
        found[key] = _next(name, seen[name])
    return found


def _next(name: str, number: int) -> str:
    """The name of the nth of those whom the same words describe."""
    if number == 1:
        return name
    article, _, rest = name.partition(" ")
    if article not in {"a", "an"}:
        return name.replace("somebody", "somebody else", 1) if number == 2 else f"{name} ({number})"
    ordinal = _ORDINALS[number - 2] if number - 2 < len(_ORDINALS) else f"number {number},"
    return f"{ordinal} {rest}"


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
