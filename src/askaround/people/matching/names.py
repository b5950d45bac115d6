"""Two names side by side: read apart, put in every way they may be read, and told how far they agree."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from askaround.people.naming import bare_name, split_name

from .nicknames import heads, related
from .somebody import Somebody
from .spelling import plain_umlauts, sound, words

# How far two given or two family names agree, the best first. "spelt" is the same name spelt another way; "part" is one
# of several names ("García" of "García Márquez"); "near" is a slip of the hand; "unlike" is neither near nor different.
Level = Literal["exact", "spelt", "short", "part", "initial", "near", "unlike", "different", "missing"]
_RANK = {
    "exact": 8, "spelt": 7, "short": 6, "part": 6, "near": 5, "initial": 4, "missing": 2, "unlike": 1, "different": 0,
}  # fmt: skip
_CLOSE = frozenset({"exact", "spelt", "short", "part", "near"})
_CERTAIN = frozenset({"exact", "spelt"})
# "William “Bill” Gates", "Anna Berg (Weiss)", "Anna Berg née Weiss".
_ASIDE = re.compile(r"[(\[\"“”„«»](.+?)[)\]\"“”«»]")
_BORN = re.compile(
    r"(?i)[\s,(]+(?:née?|nee|geb\.?|geborene?|born|z domu|roz\.|f\.)\s+([^\s,()]+(?:\s[^\s,()]+)?)\s*\)?\s*$"
)
# "Anna Berg | Recruiter", "Anna Berg - we are hiring".
_TRADE = re.compile(r"\s[|•·–—-]\s.*$")
# "Wang Xiaoming 王小明": one name in two scripts.
_EASTERN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:[ \u3000][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)*"
)
_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f ]+")
_LATIN = re.compile(r"[A-Za-z]")
_GENERATIONS = {"junior": "jr", "senior": "sr"} | {word: word for word in ("jr", "sr", "ii", "iii", "iv")}
_LONGEST = max(map(len, _GENERATIONS))
_MOST_READINGS = 6


class Name(NamedTuple):
    """One way to read a name: its given and its family names, words of `spelling.words` with spaces between."""

    given: str
    family: str
    # All of its letters, in the order they stand.
    joined: str
    # A guess that the given name's second word is a family name. Two guesses prove nothing together.
    guessed: bool

    @classmethod
    def of(cls, given: str, family: str, *, guessed: bool = False) -> "Name":
        """The two parts as a name."""
        return cls(given, family, (given + family).replace(" ", ""), guessed)

    @property
    def letters(self) -> str:
        """All of its letters in the alphabet's order: the same however the words are ordered and parted."""
        return "".join(sorted(self.joined))


@dataclass(slots=True)
class Agreement:
    """How the given and the family names of two agree, and which parts were held side by side.

    `turned` is when one of them has family and given name the other way; then `given` is the part that agrees less.
    """

    given: Level
    family: Level
    turned: bool
    givens: tuple[str, str]
    families: tuple[str, str]

    @property
    def rank(self) -> tuple[int, list[list[str]]]:
        """More is better; of two as good it is always the same one, whichever person comes first."""
        rank = _RANK[self.given] + _RANK[self.family] - self.turned
        return rank, sorted(map(list, zip(self.givens, self.families, strict=True)))


def readings(somebody: Somebody) -> tuple[Name, ...]:
    """The ways to read a person's names, the plain one first; none for somebody without a name."""
    given, family = somebody.given, somebody.family
    whole = somebody.name or f"{given} {family}"
    if not (given or family):
        # Who is known by an email alone has no name yet.
        given, family = ("", "") if "@" in whole else split_name(_bare(whole))
    first = Name.of(_worded(given), _worded(_bare(family)))
    found = {first: None} if first.given or first.family else {}
    if " " in (two := bare_name(given)) and first.family:
        # Two family names, as in Spain: whoever took the name apart may have cut between them.
        one, _, rest = two.partition(" ")
        found.setdefault(Name.of(_worded(one), f"{_worded(rest)} {first.family}".strip(), guessed=True))
    if somebody.also_called or whole.count(" ") > 1 or not _PLAIN.fullmatch(whole):
        for other in _others(somebody, first):
            if (other.given or other.family) and len(found) < _MOST_READINGS:
                found.setdefault(other)
    return tuple(found)


def generation(somebody: Somebody) -> str:
    """ "jr", "sr", "ii", "iii" or "iv" where the name ends so, else nothing."""
    for name in (somebody.name, somebody.family):
        _, space, last = name.rstrip(" .)").rpartition(" ")
        if space and len(last) <= _LONGEST and (found := _GENERATIONS.get(last.lower())):
            return found
    return ""


def agreement(one: tuple[Name, ...], other: tuple[Name, ...]) -> Agreement | None:
    """How two people's names agree in the readings that agree best; None when either has none."""
    if not one or not other:
        return None
    best = _side_by_side(one[0], other[0])
    if len(one) == len(other) == 1 or (best.given == "exact" and best.family == "exact"):
        return best
    for a in one:
        for b in other:
            if not (a.guessed and b.guessed) and (found := _side_by_side(a, b)).rank > best.rank:
                best = found
    return best


@lru_cache(maxsize=65536)
def given_part(a: str, b: str) -> Level:
    """How two given names agree, each of one word or more."""
    return "missing" if not a or not b else "exact" if a == b else _part(a, b, given=True)


@lru_cache(maxsize=65536)
def family_part(a: str, b: str) -> Level:
    """How two family names agree, or a given and a family name; each of one word or more."""
    return "missing" if not a or not b else "exact" if a == b else _part(a, b, given=False)


def _part(a: str, b: str, *, given: bool) -> Level:
    if " " not in a and " " not in b:
        return _of_one_word(a, b, given=given)
    one, other, left, right = a.replace(" ", ""), b.replace(" ", ""), a.split(), b.split()
    if one == other or sorted(left) == sorted(right):
        return "exact"
    return _by_words(left, right, given=given) or _of_one_word(one, other, given=False)


def _of_one_word(a: str, b: str, *, given: bool) -> Level:
    if not given and plain_umlauts(a) == plain_umlauts(b):
        return "exact"
    if sound(a) == sound(b):
        return "spelt"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else "different"
    return "short" if given and related(a, b) else _by_letters(a, b)


def _by_words(left: list[str], right: list[str], *, given: bool) -> Level | None:
    """Agreement in whole words, of which one has several: by initials, in part, by the first word's short forms."""
    few, many = sorted((left, right), key=len)
    if all(len(word) == 1 for word in few) or all(len(word) == 1 for word in many):
        return "initial" if all(word[0] == long[0] for word, long in zip(few, many, strict=False)) else None
    if any(len(word) > 1 and word in many for word in few):
        return "part"
    return "short" if given and related(left[0], right[0]) else None


def _by_letters(one: str, other: str) -> Level:
    short = min(len(one), len(other))
    away = OSA.distance(one, other, score_cutoff=3)
    if (away == 1 and short >= 3) or (away == 2 and short >= 5) or (away == 3 and short >= 9):
        return "near"
    alike = JaroWinkler.similarity(one, other)
    if alike >= 0.9 and short >= 4:
        return "near"
    return "unlike" if alike >= 0.78 else "different"


def _side_by_side(a: Name, b: Name) -> Agreement:
    given = given_part(a.given, b.given) if a.given and b.given else "missing"
    family = family_part(a.family, b.family) if a.family and b.family else "missing"
    straight = Agreement(given, family, turned=False, givens=(a.given, b.given), families=(a.family, b.family))
    if given in _CLOSE and family in _CLOSE:
        return straight
    turned = _turned(a, b)
    return turned if turned and turned.rank > straight.rank else straight


def _turned(a: Name, b: Name) -> Agreement | None:
    """The names read with family and given name the other way in one of the two, or with the words parted otherwise."""
    if a.family and b.family and len(a.joined) == len(b.joined) and _rotated(a, b):
        return Agreement("exact", "exact", turned=True, givens=(a.given, b.family), families=(a.family, b.given))
    if a.given[:1] != b.family[:1] and a.family[:1] != b.given[:1]:
        return None
    crossed = [(family_part(one, other), one, other) for one, other in ((a.given, b.family), (a.family, b.given))]
    crossed.sort(key=lambda each: (_RANK[each[0]], sorted(each[1:])))
    (less, *givens), (more, *families) = crossed
    found = Agreement(less, more, turned=True, givens=(givens[0], givens[1]), families=(families[0], families[1]))
    whole = bool(a.given and a.family and b.given and b.family)
    if less in _CLOSE or (less == "missing" and more in _CERTAIN and not whole):
        return found
    return None


def _rotated(a: Name, b: Name) -> bool:
    return a.joined in b.joined * 2 and (a.joined in _turns(b) or b.joined in _turns(a))


def _turns(name: Name) -> set[str]:
    """Its letters with the words begun at each of them: "xiao ming wang", "ming wang xiao", "wang xiao ming"."""
    parts = f"{name.given} {name.family}".split()
    return {"".join(parts[at:] + parts[:at]) for at in range(len(parts))}


def _worded(part: str) -> str:
    return " ".join(words(bare_name(part)))


def _bare(name: str) -> str:
    """The plain name: without a maiden name after it, what stands in brackets or quotes, a trade after a bar."""
    if name.isalpha():
        return name
    plain = _TRADE.sub("", _ASIDE.sub(" ", _BORN.sub("", name)))
    return _EASTERN.sub(" ", plain) if _LATIN.search(plain) else plain


def _others(somebody: Somebody, first: Name) -> list[Name]:
    """Further readings: what stands in brackets and quotes, a maiden name, and what they are also called."""
    whole = somebody.name or f"{somebody.given} {somebody.family}"
    asides = [found[1] for found in _ASIDE.finditer(_BORN.sub("", whole))]
    if _LATIN.search(whole):
        asides += _EASTERN.findall(_ASIDE.sub(" ", whole))
    if born := _BORN.search(whole):
        asides.append(born[1])
    found = []
    for text in (*asides, *somebody.also_called):
        given, family = map(_worded, split_name(_BORN.sub("", text)))
        if given and family:
            found.append(Name.of(given, family))
        elif word := given or family:
            found += _with_one(word, first)
    if (somebody.given or somebody.family) and somebody.name:
        given, family = map(_worded, split_name(_bare(somebody.name)))
        found.append(Name.of(given, family))
    return found


def _with_one(word: str, first: Name) -> list[Name]:
    """A lone word is another given name when it is known as one, else it may also be another family name."""
    as_given, as_family = Name.of(word, first.family), Name.of(first.given, word)
    return [as_given] if heads(word) else [as_family, as_given]
