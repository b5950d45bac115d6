"""What speaks for and against two records being one person."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler

from askaround.plain.text import fold

from .ways import email_key, phone_key, url_key

# From this likeness on two records are shown to the seeker as perhaps one person.
UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a record says of a person. `key` is the caller's own; `organizations` are `naming.organization_key`s."""

    key: Hashable
    name: str = ""
    given: str = ""
    family: str = ""
    also_called: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    town: str = ""
    street: str = ""
    postcode: str = ""
    country: str = ""
    connected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely it is that two are one (0 to 1), whether that is enough to merge unasked, and why."""

    likeness: float
    sure: bool
    reasons: tuple[str, ...]


def compare(a: Somebody, b: Somebody) -> Verdict:
    """The verdict on two records; the same whichever comes first."""
    urls, emails, phones = (_keys(a, kind) & _keys(b, kind) for kind in ("urls", "emails", "phones"))
    alike = _names_alike(a, b)
    if urls:
        return Verdict(0.999, sure=True, reasons=("same profile",))
    if (_keys(a, "urls") and _keys(b, "urls")) or (
        a.connected_on and b.connected_on and a.connected_on != b.connected_on
    ):
        return Verdict(0.2 if alike else 0.0, sure=False, reasons=("different profiles",))
    if emails or phones:
        return Verdict(0.99 if alike else 0.6, sure=alike, reasons=(f"same {'email' if emails else 'phone'}",))
    shared = set(a.organizations) & set(b.organizations)
    if alike and shared:
        return Verdict(0.98, sure=True, reasons=("same name", "same employer"))
    if alike and a.organizations and b.organizations:
        return Verdict(0.5, sure=False, reasons=("same name", "different employers"))
    return Verdict(0.6 if alike else 0.0, sure=False, reasons=("same name",) if alike else ())


class Index:
    """Everybody so far, and who among them may be the one asked for."""

    def __init__(self) -> None:
        self._by: defaultdict[tuple[str, str], list[Somebody]] = defaultdict(list)

    def add(self, somebody: Somebody) -> None:
        """One more who can be found from now on."""
        for key in _blocks(somebody):
            self._by[key].append(somebody)

    def find(self, somebody: Somebody) -> list[tuple[Somebody, Verdict]]:
        """Who may be `somebody`, the likeliest first; only those of likeness UNSURE and more, never the key itself."""
        near = {each.key: each for key in _blocks(somebody) for each in self._by.get(key, ())}
        near.pop(somebody.key, None)
        found = [(each, compare(somebody, each)) for each in near.values()]
        found = [(each, verdict) for each, verdict in found if verdict.likeness >= UNSURE]
        return sorted(found, key=lambda each: (not each[1].sure, -each[1].likeness))


def pairs(people: Iterable[Somebody]) -> Iterator[tuple[Somebody, Somebody, Verdict]]:
    """Every two who may be one, each pair once."""
    index = Index()
    for somebody in people:
        for other, verdict in index.find(somebody):
            yield other, somebody, verdict
        index.add(somebody)


def _keys(somebody: Somebody, kind: str) -> set[str]:
    if kind == "phones":
        return {key for raw in somebody.phones if (key := phone_key(raw, somebody.country))}
    make = url_key if kind == "urls" else email_key
    return {key for raw in getattr(somebody, kind) if (key := make(raw))}


def _name(somebody: Somebody) -> str:
    return " ".join(sorted(fold(somebody.name or f"{somebody.given} {somebody.family}").split()))


def _names_alike(a: Somebody, b: Somebody) -> bool:
    one, other = _name(a), _name(b)
    return bool(one and other) and (one == other or JaroWinkler.similarity(one, other) >= 0.95)


def _blocks(somebody: Somebody) -> set[tuple[str, str]]:
    keys = {(kind, key) for kind in ("urls", "emails", "phones") for key in _keys(somebody, kind)}
    return keys | ({("name", _name(somebody))} if _name(somebody) else set())
