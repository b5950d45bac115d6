"""Properties that a card's reader kept word for word, on their way back into a card.

One that says what a field of ours says too is written in the place of that field, as long as the field still holds what
it says: who corrected a phone number has the corrected one in the card, not both.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .records import PersonRecord, Way
from .vcard_card import KEPT, Reading
from .vcard_fields import FIELDS, SERVICES, label_of, plain_label
from .vcard_lines import Head, split_line

_WAYS = frozenset({"EMAIL", "TEL", "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "X-MS-IMADDRESS", "ADR"})
_ALSO = frozenset({"NICKNAME", "X-NICKNAME", "X-MAIDENNAME"})
_PHONETIC = frozenset({"X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME"})
# Written by us, or no property.
_OURS = frozenset({"UID", "BEGIN", "END", "VERSION", "FN", "TITLE", "NOTE"})
_NUMBERED = re.compile(r"item(\d{1,6})\Z")
_PLAIN = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*\Z")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class _Line:
    """One kept property: the line to write, what it says where our fields know it, and whether it was written."""

    head: Head
    text: str
    told: Reading | None
    written: bool = False


class Kept:
    """The kept properties of a record, each given out once."""

    def __init__(self, record: PersonRecord) -> None:
        self.record = record
        self.names_told: set[str] = set()
        self.towns_told: list[tuple[str, str]] = []
        self._lines = list(_kept_lines(record))
        numbers = (_NUMBERED.match(line.head.group) for line in self._lines)
        self.highest_group = max((int(found[1]) for found in numbers if found), default=0)
        # A way is known by its label, too: the same number may be somebody's at home and at work.
        self._ways: defaultdict[tuple[str, str, str], list[_Line]] = defaultdict(list)
        labels = {line.head.group: plain_label(split_line(line.text)[1]) for line in reversed(self._named("X-ABLABEL"))}
        self._organizations: defaultdict[str, list[_Line]] = defaultdict(list)
        for line in self._lines:
            if line.told and line.head.name == "ORG":
                for _, name, _ in line.told.organizations:
                    self._organizations[name].append(line)
            if line.told and (line.head.name in _WAYS or _is_service(line.head.name)):
                for _, kind, said, head in line.told.ways:
                    label = (labels.get(head.group) if head.group else "") or label_of(kind, head.types)
                    self._ways[kind, _flat(said), label].append(line)

    def ids(self) -> list[str]:
        """The UID as it was kept, if it is still the record's."""
        kept = self._named("UID")
        return (
            [self._taken(line) for line in kept]
            if any(line.told and line.told.uid == self.record.uid for line in kept[:1])
            else []
        )

    def parts(self) -> str:
        """The N that was kept, if given and family name are still those; else nothing."""
        for line in self._named("N"):
            if line.told and (line.told.given, line.told.family) == (self.record.given, self.record.family):
                return self._taken(line)
        return ""

    def other_names(self) -> Iterator[str]:
        """Maiden names and readings of the name, while they are still among the others."""
        also = set(self.record.also_called)
        for line in self._named(*_ALSO):
            if line.told and set(line.told.also) - {self.record.name} <= also:
                self.names_told |= set(line.told.also)
                yield self._taken(line)
        spoken: dict[str, str] = {}
        for line in self._named(*_PHONETIC):
            spoken |= line.told.phonetic if line.told else {}
        said = " ".join(spoken[key] for key in sorted(spoken))
        if said in also or said == self.record.name:
            self.names_told.add(said)
            yield from (self._taken(line) for line in self._named(*_PHONETIC))

    def organization(self, name: str) -> str:
        """The ORG that was kept with its departments, if it names this organization; else nothing."""
        found = self._organizations.get(name)
        return self._taken(found.pop(0)) if found else ""

    def way(self, way: Way) -> list[str]:
        """The properties that were kept of a way, with parameters of their own; more than one may say the same."""
        found = self._ways.pop((way.kind, _flat(way.value), way.label), [])
        for line in found:
            if line.told:
                self.towns_told.extend((town, country) for _, town, country in line.told.addresses)
        return [self._taken(line) for line in found]

    def says_town(self, town: str, country: str) -> bool:
        """True when an address that was written says the town; without a town, the country."""
        said = self.towns_told[:1]
        return any((told[0] == town if town else told[1] == country) for told in said)

    def others(self, *, but: str = "") -> Iterator[str]:
        """All that no field of ours says; labels go with the line that they label."""
        alone = _WAYS | _ALSO | _PHONETIC | _OURS | {"N", "ORG", "X-ABLABEL", but}
        for line in self._lines:
            told = line.told
            # A region alone is no way to write to, and no field holds it.
            region = line.head.name == "ADR" and told is not None and not told.ways
            holds = region and told is not None and all(town == self.record.town for _, town, _ in told.addresses)
            if holds or (line.head.name not in alone and not _is_service(line.head.name)):
                yield self._taken(line)
        groups = {line.head.group for line in self._lines if line.written}
        dropped = {line.head.group for line in self._lines if not line.written and line.head.name != "X-ABLABEL"}
        for line in self._named("X-ABLABEL"):
            if line.head.group in groups or line.head.group not in dropped:
                yield line.text

    def _named(self, *names: str) -> list[_Line]:
        return [line for line in self._lines if line.head.name in names]

    def _taken(self, line: _Line) -> str:
        line.written = True
        return line.text


def _kept_lines(record: PersonRecord) -> Iterator[_Line]:
    for key, values in record.extra.items():
        if not key.startswith(KEPT):
            continue
        for value in values.split("\n"):
            line = f"{key.removeprefix(KEPT)}:{value}"
            head, said = split_line(line)
            # What a table's column of such a title holds is no property.
            if head is not None and said == value and _PLAIN.match(line):
                yield _Line(head, line, _reading(head, said))


def _reading(head: Head, value: str) -> Reading | None:
    """What the one property says, where a field of ours knows it."""
    if (field := FIELDS.get(head.name)) is None:
        return None
    told = Reading()
    field(told, head, value)
    return told


def _is_service(name: str) -> bool:
    return name.startswith("X-") and name[2:].lower().removesuffix("-username").removesuffix("-id") in SERVICES


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text)
