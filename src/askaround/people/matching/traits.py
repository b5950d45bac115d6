"""A record made ready to compare, once: keys instead of texts, names taken apart, the address in its lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from askaround.plain.text import fold

from . import names, ways
from .somebody import Somebody
from .spelling import words

_NOBODY: frozenset[str] = frozenset()
_LINES = re.compile(r"[,;\n]")
_NUMBER = re.compile(r"\d+[a-z]?(?:[-/]\d+[a-z]?)?")
# A street's kind, written out: only where it ends the line ("St James" is no street).
_KINDS = {
    "st": "street", "str": "strasse", "rd": "road", "ave": "avenue", "av": "avenue", "blvd": "boulevard", "dr": "drive",
    "ln": "lane", "ct": "court", "pl": "place", "sq": "square", "cres": "crescent", "cct": "circuit", "hwy": "highway",
}  # fmt: skip


@dataclass(slots=True)
class Traits:
    """What of a record is compared. Empty where it says nothing."""

    somebody: Somebody
    names: tuple[names.Name, ...]
    generation: str
    # Keys of profile pages by site, and of all other pages.
    profiles: dict[str, frozenset[str]]
    pages: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    organizations: frozenset[str]
    number: str
    lines: tuple[str, ...]
    town: str
    postcode: str
    region: str
    country: str
    connected_on: date | None
    # They are one of the people among whom names are frequent or rare.
    counted: bool = False


def traits_of(somebody: Somebody) -> Traits:
    """The record made ready."""
    profiles, pages = _urls(somebody.urls) if somebody.urls else ({}, _NOBODY)
    number, lines = _street(somebody.street) if somebody.street else ("", ())
    return Traits(
        somebody=somebody,
        names=names.readings(somebody),
        generation=names.generation(somebody),
        profiles=profiles,
        pages=pages,
        emails=_keys(map(ways.email_key, somebody.emails)) if somebody.emails else _NOBODY,
        phones=_keys(ways.phone_key(raw, somebody.country) for raw in somebody.phones) if somebody.phones else _NOBODY,
        organizations=frozenset(filter(None, somebody.organizations)) if somebody.organizations else _NOBODY,
        number=number,
        lines=lines,
        town=_compact(somebody.town),
        postcode=_compact(somebody.postcode),
        region=_compact(somebody.region),
        country=somebody.country.lower(),
        connected_on=somebody.connected_on,
    )


def _keys(made: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, made))


def _urls(urls: tuple[str, ...]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    profiles: dict[str, frozenset[str]] = {}
    pages = _NOBODY
    for key in filter(None, map(ways.url_key, urls)):
        if site := ways.profile_site(key):
            profiles[site] = profiles.get(site, _NOBODY) | {key}
        else:
            pages |= {key}
    return profiles, pages


def _street(street: str) -> tuple[str, tuple[str, ...]]:
    """The house number, and the lines without it, each without spaces."""
    number, lines = "", []
    for line in _LINES.split(fold(street)):
        parts = line.split()
        for at in (0, -1):
            if parts and not number and _NUMBER.fullmatch(parts[at]):
                number = parts.pop(at)
        if parts:
            parts[-1] = _KINDS.get(parts[-1].rstrip("."), parts[-1]) if len(parts) > 1 else parts[-1]
            lines.append("".join("".join(words(part)) for part in parts) or "".join(parts))
    return number, tuple(lines)


def _compact(text: str) -> str:
    return "".join(words(text)) or fold(text).replace(" ", "") if text else ""
