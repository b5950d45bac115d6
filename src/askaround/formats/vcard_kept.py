"""Properties that a card's reader kept word for word, on their way back into a card.

One that says what a field of ours says too is written in the place of that field, as long as the field still holds what
it says: who corrected a phone number has the corrected one in the card, not both.
"""

import re
from collections.abc import Iterator

from .records import PersonRecord, Way
from .vcard_card import KEPT, Reading
from .vcard_fields import FIELDS, SERVICES
from .vcard_lines import Head, split_line

_WAYS = frozenset({"EMAIL", "TEL", "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "X-MS-IMADDRESS", "ADR"})
_ALSO = frozenset({"NICKNAME", "X-NICKNAME", "X-MAIDENNAME"})
_PHONETIC = frozenset({"X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME"})
# Written by us, or no property.
_OURS = frozenset({"UID", "BEGIN", "END", "VERSION", "FN", "TITLE", "NOTE"})
_NUMBERED = re.compile(r"item(\d{1,6})\Z")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f]*\Z")
_SPACES = re.compile(r"\s+")


class Kept:
    """The kept properties of a record, each given out once."""

    def __init__(self, record: PersonRecord) -> None:
        self.record = record
        self.names_told: set[str] = set()
        self.towns_told: list[tuple[str, str]] = []
        self.highest_group = 0
        self._lines = list(_kept_lines(record))
        self._written: set[str] = set()
        self._dropped: set[str] = set()
        for head, _, _ in self._lines:
            if found := _NUMBERED.match(head.group):
                self.highest_group = max(self.highest_group, int(found[1]))
        self._told: dict[tuple[str, str], tuple[Head, str, Reading]] = {}
        for head, value, line in self._lines:
            if head.name in _WAYS or _is_service(head.name):
                told = _reading(head, value)
                for _, kind, said, _ in told.ways:
                    self._told.setdefault((kind, _flat(said)), (head, line, told))

    def parts(self) -> str:
        """The N that was kept, if given and family name are still those; else nothing."""
        for head, value, line in self._named("N"):
            told = _reading(head, value)
            if (told.given, told.family) == (self.record.given, self.record.family):
                return self._taken(head, line)
        return ""

    def other_names(self) -> Iterator[str]:
        """Maiden names and readings of the name, while they are still among the others."""
        also = set(self.record.also_called)
        for head, value, line in self._named(*_ALSO):
            if (told := set(_reading(head, value).also)) <= also:
                self.names_told |= told
                yield self._taken(head, line)
        phonetic = Reading()
        for head, value, _ in self._named(*_PHONETIC):
            FIELDS[head.name](phonetic, head, value)
        if phonetic.phonetic and (said := phonetic.spoken()) in also:
            self.names_told.add(said)
            yield from (self._taken(head, line) for head, _, line in self._named(*_PHONETIC))

    def organization(self, name: str) -> str:
        """The ORG that was kept with its departments, if it names this organization; else nothing."""
        for head, value, line in self._named("ORG"):
            if line not in self._written and any(said == name for _, said, _ in _reading(head, value).organizations):
                return self._taken(head, line)
        return ""

    def way(self, way: Way) -> str:
        """The property that was kept of a way, with its own parameters; else nothing."""
        found = self._told.pop((way.kind, _flat(way.value)), None)
        if found is None:
            return ""
        head, line, told = found
        self.towns_told.extend((town, country) for _, town, country in told.addresses)
        return self._taken(head, line)

    def says_town(self, town: str, country: str) -> bool:
        """True when an address that was written says the town; without a town, the country."""
        said = self.towns_told[:1]
        return any((told[0] == town if town else told[1] == country) for told in said)

    def others(self, *, but: str = "") -> Iterator[str]:
        """All that no field of ours says; labels go with the line that they label."""
        alone = _WAYS | _ALSO | _PHONETIC | _OURS | {"N", "ORG", but}
        labels = []
        for head, _, line in self._lines:
            if head.name == "X-ABLABEL":
                labels.append((head, line))
            elif head.name not in alone and not _is_service(head.name):
                yield self._taken(head, line)
            elif line not in self._written:
                self._dropped.add(head.group)
        groups = {head.group for head, _, line in self._lines if line in self._written}
        yield from (line for head, line in labels if head.group in groups or head.group not in self._dropped)

    def _named(self, *names: str) -> list[tuple[Head, str, str]]:
        return [each for each in self._lines if each[0].name in names]

    def _taken(self, head: Head, line: str) -> str:
        self._written.add(line)
        return line


def _kept_lines(record: PersonRecord) -> Iterator[tuple[Head, str, str]]:
    for key, values in record.extra.items():
        if not key.startswith(KEPT):
            continue
        for value in values.split("\n"):
            line = f"{key.removeprefix(KEPT)}:{value}"
            head, said = split_line(line)
            # What a table's column of such a title holds is no property.
            if head is not None and said == value and _PLAIN.match(line):
                yield head, said, line


def _reading(head: Head, value: str) -> Reading:
    """What the one property says."""
    told = Reading()
    FIELDS[head.name](told, head, value)
    return told


def _is_service(name: str) -> bool:
    return name.startswith("X-") and name[2:].lower().removesuffix("-username").removesuffix("-id") in SERVICES


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text)
