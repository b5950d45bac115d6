"""Two records side by side, field by field: what agrees, how far, and what speaks against."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from . import ways
from .names import Agreement, agreement
from .traits import Traits

# "near" is a slip of the hand away; "" is when one of the two says nothing.
Likeness = Literal["same", "near", "different", ""]
# How like two lines of an address are, of 1, to be one with slips of the hand: two letters of eight may differ.
_NEAR_LINE = 0.72
_NEAR_WORD = 0.7


@dataclass(slots=True)
class Evidence:
    """What two records say together. Symmetric: the same whichever of the two comes first."""

    name: Agreement | None
    # Neither of the two has a name.
    nameless: bool
    profile: Literal["same", "different", ""]
    page: frozenset[str]
    email: Literal["same", "mailbox", "shared", "different", ""]
    phone: Literal["same", "end", "different", ""]
    employer: Literal["same", "alike", "different", ""]
    connected: Literal["same", "different", ""]
    generation: Literal["same", "different", "one", ""]
    number: Likeness
    lines: tuple[tuple[str, str, Likeness], ...]
    town: Likeness
    postcode: Likeness
    region: Likeness
    country: Likeness


def evidence(a: Traits, b: Traits) -> Evidence:
    """Everything at once."""
    return Evidence(
        name=agreement(a.names, b.names),
        nameless=not a.names and not b.names,
        profile=_profiles(a, b) if a.profiles and b.profiles else "",
        page=a.pages & b.pages,
        email=_emails(a.emails, b.emails) if a.emails and b.emails else "",
        phone=_phones(a.phones, b.phones) if a.phones and b.phones else "",
        employer=_employers(a.organizations, b.organizations) if a.organizations and b.organizations else "",
        connected=_equal(a.connected_on, b.connected_on),
        generation=_generations(a.generation, b.generation) if a.generation or b.generation else "",
        number=_short(a.number, b.number) if a.number and b.number else "",
        lines=_lines(a.lines, b.lines) if a.lines and b.lines else (),
        town=_word(a.town, b.town) if a.town and b.town else "",
        postcode=_short(a.postcode, b.postcode) if a.postcode and b.postcode else "",
        region=_equal(a.region, b.region),
        country=_equal(a.country, b.country),
    )


def _profiles(a: Traits, b: Traits) -> Literal["same", "different", ""]:
    """Different on any site is different: a person seldom has two pages on one."""
    common = a.profiles.keys() & b.profiles.keys()
    if any(not a.profiles[site] & b.profiles[site] for site in common):
        return "different"
    return "same" if common else ""


def _emails(a: frozenset[str], b: frozenset[str]) -> Literal["same", "mailbox", "shared", "different", ""]:
    if common := a & b:
        return "shared" if all(map(ways.is_shared, common)) else "same"
    boxes = set(map(ways.mailbox, a)) & set(map(ways.mailbox, b))
    if boxes:
        return "shared" if all(map(ways.is_shared, boxes)) else "mailbox"
    return "" if all(map(ways.is_shared, a)) or all(map(ways.is_shared, b)) else "different"


def _phones(a: frozenset[str], b: frozenset[str]) -> Literal["same", "end", "different", ""]:
    if a & b:
        return "same"
    ends = set(map(ways.phone_end, a)) & set(map(ways.phone_end, b)) - {""}
    bare = any(not number.startswith("+") for number in a | b)
    return "end" if ends and bare else "different"


def _employers(a: frozenset[str], b: frozenset[str]) -> Literal["same", "alike", "different"]:
    if a & b:
        return "same"
    return "alike" if any(alike_employers(*sorted((one, other))) for one in a for other in b) else "different"


@lru_cache(maxsize=8192)
def alike_employers(a: str, b: str) -> bool:
    """True for "ibm" and "international business machines", "google" and "google cloud", and slips of the hand."""
    one, other = a.replace(" ", ""), b.replace(" ", "")
    short, long = sorted((a.split(), b.split()), key=len)
    if not short or not long:
        return False
    initials = "".join(word[0] for word in long)
    main = "".join(word[0] for word in long if word not in {"and", "of", "the", "for", "und", "de", "der", "fur"})
    if len(short) == 1 and len(short[0]) >= 2 and short[0] in {initials, main}:
        return True
    if short == long[: len(short)] and len("".join(short)) >= 3:
        return True
    return min(len(one), len(other)) >= 5 and OSA.normalized_similarity(one, other) >= 0.85


def _generations(a: str, b: str) -> Literal["same", "different", "one"]:
    return "one" if not a or not b else "same" if a == b else "different"


def _equal(a: object, b: object) -> Literal["same", "different", ""]:
    return "" if not a or not b else "same" if a == b else "different"


def _short(a: str, b: str) -> Likeness:
    """House numbers and postcodes: near with one sign changed, added or left out, or two side by side exchanged."""
    if a == b:
        return "same"
    return "near" if max(len(a), len(b)) >= 2 and OSA.distance(a, b, score_cutoff=1) <= 1 else "different"


def _word(a: str, b: str) -> Likeness:
    return "same" if a == b else "near" if OSA.normalized_similarity(a, b) >= _NEAR_WORD else "different"


def _lines(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, str, Likeness], ...]:
    """Each line of the one that has fewer with the line of the other that it is most like."""
    if a == b:
        return tuple((line, line, "same") for line in a)
    few, many = sorted((a, b), key=lambda lines: (len(lines), lines))
    left = [line for line in many if line not in few]
    found: list[tuple[str, str, Likeness]] = [(line, line, "same") for line in few if line in many]
    for line in few:
        if line not in many and left:
            best = max(left, key=lambda other: (OSA.normalized_similarity(line, other), other))
            left.remove(best)
            near = OSA.normalized_similarity(line, best) >= _NEAR_LINE
            found.append((line, best, "near" if near else "different"))
    return tuple(found)
