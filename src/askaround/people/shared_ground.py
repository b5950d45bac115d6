"""What the seeker and a contact have in common, each with where it comes from. Plain: no rows, nothing invented.

Employers, schools and associations agree when their `naming.organization_key` does, or when they hold the same words
in another order ("Lund University", "University of Lund"); a likeness of letters alone is never enough.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from askaround.plain.text import fold

from .naming import organization_key

EMPLOYER, SCHOOL, ASSOCIATION, TOWN, SKILL = "employer", "school", "association", "town", "skill"
ORDER = (EMPLOYER, SCHOOL, ASSOCIATION, TOWN, SKILL)
_LITTLE = frozenset({"of", "the", "at", "for", "de", "la", "le", "du", "des", "di", "der", "van", "and", "und", "in"})
_SHORT = {"univ": "university", "uni": "university", "universitat": "university", "universite": "university",
          "universita": "university", "universidad": "university", "universidade": "university",
          "universiteit": "university"}  # fmt: skip
_AWAY = re.compile(r"\s*(?:[,;|·•\n]| at | @ | bei | chez )\s*")
_KINDS = {"position": EMPLOYER, "education": SCHOOL, "association": ASSOCIATION}
_NOWHERE = frozenset({"remote", "various", "freelance", "self employed", "selbststandig", "independent", "none", "n a"})


@dataclass(frozen=True, slots=True)
class Stay:
    """Time at an organization: dates are "2019", "2019-06" or empty; `source` says where this is written."""

    name: str
    began: str = ""
    ended: str = ""
    current: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The seeker's own ground. `stays` are by kind: employer, school, association."""

    stays: tuple[tuple[str, Stay], ...] = ()
    skills: tuple[str, ...] = ()
    town: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What is known of a contact. `said` are texts and where they stand: research notes, ties, "about".

    `studied` are those of them that tell of a school they went to.
    """

    first_name: str
    roles: tuple[Stay, ...] = ()
    studied: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    town: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing in common: the sentence, and where each half of it is written. `together`: there at the same time?"""

    kind: str
    name: str
    fact: str
    yours: str
    theirs: str
    together: bool | None = field(default=None)


def own_ground(pieces: Iterable[tuple[str, str, str, str, str]], town: str = "", country: str = "") -> Own:
    """The seeker's ground from their evidence: (kind, text, detail, began, ended) each, and where they live.

    "Analyst, Northwind" and "BSc Economics" with the detail "Elbe University" each name a place among other words.
    """
    stays: list[tuple[str, Stay]] = []
    skills: list[str] = []
    for kind, text, detail, began, ended in pieces:
        if kind == "skill":
            skills.append(text)
        elif kind in _KINDS:
            facts = (began, ended, bool(began) and not ended, f"your {kind} “{text}”")
            stays.extend((_KINDS[kind], Stay(name, *facts)) for name in _names(text, detail))
    return Own(tuple(stays), tuple(skills), town, country)


def shared(own: Own, theirs: Theirs) -> list[Ground]:
    """What the two have in common, the strongest first, each once."""
    found: dict[tuple[str, str], Ground] = {}
    for ground in (*_stays(own, theirs), *_town(own, theirs), *_skills(own, theirs)):
        key = (ground.kind, place_key(ground.name))
        if key not in found or (ground.together and not found[key].together):
            found[key] = ground
    return sorted(found.values(), key=lambda each: (not each.together, ORDER.index(each.kind)))


@lru_cache(maxsize=16384)
def place_key(name: str) -> str:
    """A place's name to compare by: without legal form, little words, case and order of words."""
    words = (_SHORT.get(word, word) for word in organization_key(name).split())
    return " ".join(sorted(word for word in words if word not in _LITTLE))


def _stays(own: Own, theirs: Theirs) -> Iterator[Ground]:
    for kind, mine in own.stays:
        for role in theirs.roles:
            if place_key(role.name) == place_key(mine.name):
                said, together = _when(mine, role, theirs.first_name)
                yield Ground(kind, role.name, said, mine.source, role.source, together)
        for text, source in theirs.studied if kind == SCHOOL else ():
            if _mentions(text, mine.name):
                yield Ground(kind, mine.name, f"You both studied at {mine.name}.", mine.source, source)
        for text, source in theirs.said:
            if _mentions(text, mine.name):
                # A talk given there is no degree from there.
                yield Ground(kind, mine.name, f"You both have to do with {mine.name}.", mine.source, source)


def _when(mine: Stay, role: Stay, first_name: str) -> tuple[str, bool | None]:
    said = f"You both were at {role.name}"
    if not mine.began or not role.began:
        return f"{said}.", None
    spans = f"{said}, you {_span(mine)}, {first_name} {_span(role)}"
    together = _overlap(mine, role)
    if together is None:
        return f"{spans}.", None
    return f"{spans}: {'at the same time' if together else 'not at the same time'}.", together


def _overlap(a: Stay, b: Stay) -> bool | None:
    """Was there a time when both were there? None where a year alone leaves it open."""
    end_a, end_b = a.ended or "9999", b.ended or ("9999" if b.current else "")
    if not end_b or (not a.ended and not a.current):
        return None
    sure = max(a.began.ljust(7, "~"), b.began.ljust(7, "~")) < min(end_a, end_b)
    if sure:
        return True
    never = end_a.ljust(7, "~") < b.began or end_b.ljust(7, "~") < a.began
    return False if never else None


def _span(stay: Stay) -> str:
    if stay.ended:
        return f"{stay.began} to {stay.ended}"
    return f"since {stay.began}" if stay.current else f"from {stay.began}"


def _town(own: Own, theirs: Theirs) -> Iterator[Ground]:
    mine, other = (fold(town.partition(",")[0]) for town in (own.town, theirs.town))
    abroad = own.country and theirs.country and own.country != theirs.country
    if mine and mine == other and not abroad and mine not in _NOWHERE:
        name = theirs.town.partition(",")[0]
        yield Ground(TOWN, name, f"You both live in {name}.", "your profile", f"{theirs.first_name}’s town")


def _skills(own: Own, theirs: Theirs) -> Iterator[Ground]:
    for skill in own.skills:
        source = next((source for text, source in theirs.said if _mentions(text, skill)), "")
        if source:
            yield Ground(SKILL, skill, f"You both work with {skill}.", f"your skill “{skill}”", source)


def _mentions(text: str, name: str) -> bool:
    """Does the text hold the name, word for word? Names of one letter are no proof."""
    words = organization_key(name).split()
    if len("".join(words)) < 2 or " ".join(words) in _NOWHERE:
        return False
    return f" {' '.join(words)} " in f" {' '.join(_plain_words(text))} "


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(text).replace("&", " and ").replace("+", " plus ").replace("'", "")))


def _names(text: str, detail: str) -> Iterator[str]:
    """What may name a place: each part of the text but a first one that others follow, and a short detail."""
    parts = [part for part in _AWAY.split(text) if part.strip()]
    parts = parts[1:] if len(parts) > 1 else parts
    first = detail.partition("\n")[0].strip()
    if first and len(first) <= 80 and not first.endswith("."):
        parts += [part for part in _AWAY.split(first) if part]
    for part in parts:
        if len(place_key(part)) > 2 and organization_key(part) not in _NOWHERE:
            yield part
