"""Rows of a table as people: each column is given a slot, and what stands in a slot finds its place in the record.

A slot says what its column holds. Columns of one group are one thing: an address and its label, a street and its town.
What has no slot, or does not look like what its slot asks for, stays in `extra` by the column's title, word for word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from askaround.plain.text import clean, clean_lines, cut

from .dates import day_of
from .records import HIDDEN, NO_NAME, ORGANIZATION, PersonRecord, Place, Skipped, Way, WayKind
from .tables import Row
from .titles import tie_of
from .vcard_fields import CHILDREN, PARTNERS

_SEVERAL = ":::"
# What may stand between several values in one cell. A phone number may hold a comma: there it is a pause.
# None begins with space: a cell of a hundred thousand spaces would take its square.
_BETWEEN = {
    "email": re.compile(r":::|[;,\n]"),
    "phone": re.compile(r":::|[;\n]|\s/\s"),
    "link": re.compile(r":::|\s+"),
    "message": re.compile(r":::|\n"),
    "date": re.compile(r":::|\n"),
    "labels": re.compile(r":::|[;,|\n]"),
}
# Whether looking for several is worth its time.
_MAY_BE_SEVERAL = {kind: re.compile(r"\s|:::" if kind == "link" else r"[;,\s]|:::").search for kind in _BETWEEN}
_EMAIL = re.compile(r"^(.*<)?(?:mailto:)?([^\s@<>]+@[^\s@<>]+)>?$", re.IGNORECASE)
_DIGITS = re.compile(r"\d\D*\d\D*\d")
_PROFILE = re.compile(r"linkedin\.com/(?:in|pub)/", re.IGNORECASE)
_WAYS: tuple[WayKind, ...] = ("email", "phone", "link", "message", "date")
# Text of several lines, as it was typed; a name or an address of the mail is one line.
_OF_LINES = {"about", "extra", "private", "address", "event", "relation", "custom", "also_called", "labels", *_WAYS}
# What Outlook's desktop writes for a day that nobody told, in several countries.
NO_DAY = ("0/0/00", "00/00/00", "0/0/0000", "0.0.00", "00.00.00", "0-0-00", "00-00-00")
# An address that goes before any name, and is no part of one as "Dr." is.
_SALUTATION = re.compile(
    r"(?:mr|mrs|ms|mx|miss|herr|frau|mme|mlle|m|monsieur|madame|sr|sra|srta|señor|señora|sig|signora?|dhr|mevr)\.?",
    re.IGNORECASE,
)
_NAME = ("prefix", "given", "middle", "family", "suffix")
# What somebody without a name may be called by.
_MAY_CALL = {"email", "phone"}
_PHONETIC = ("phonetic_given", "phonetic_middle", "phonetic_family")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column holds. `part` is "value", "label", or a part of an address or place; `label` is the group's own.

    A value that is one of `unsaid` (in lower case) is what the program writes where nothing was said: it is left out.
    """

    title: str
    field: str
    group: str = ""
    part: str = "value"
    label: str = ""
    unsaid: tuple[str, ...] = ()
    between: re.Pattern[str] | None = None


Told = dict[str, list[tuple[Slot, str]]]


class Taking:
    """Makes records of rows. `hides` is for LinkedIn, where a row of a date alone is a member who is hidden.

    `tie` is what each row proves, where the file holds others for whom it does not.
    """

    def __init__(self, slots: Sequence[Slot], *, hides: bool = False, tie: str = "") -> None:
        self._slots = [(slot, slot.field in _OF_LINES) if slot.field else None for slot in slots]
        self._width = len(slots)
        self._hides = hides
        self._tie = tie

    def __call__(self, row: Row) -> PersonRecord | Skipped:
        """The person of a row, or why it is none."""
        told: Told = {}
        for at, cell in zip(self._slots, row.cells, strict=False):
            if not cell or at is None:
                continue
            slot, of_lines = at
            if cell.isascii() and cell.isprintable() and "  " not in cell:
                # What most cells are needs no call.
                value = cell.strip()
            else:
                value = clean_lines(cell) if of_lines else clean(cell)
            if value and not (slot.unsaid and value.lower() in slot.unsaid):
                told.setdefault(slot.field, []).append((slot, value))
        if len(row.cells) > self._width:
            surplus = filter(None, map(clean_lines, row.cells[self._width :]))
            told.setdefault("extra", []).extend((_MORE, value) for value in surplus)
        if not told.keys() & _NAMES and (self._hides or not told.keys() & _MAY_CALL or _is_organization(told)):
            return self._skipped(row.line, told)
        return _Person(told).record(row.line, self._tie) or self._skipped(row.line, told)

    def _skipped(self, line: int, told: Told) -> Skipped:
        if self._hides and told.keys() <= {"connected_on"}:
            return Skipped(line, HIDDEN, "")
        shown = [clean(value) for field, pairs in told.items() if field != "connected_on" for _, value in pairs]
        reason = ORGANIZATION if _is_organization(told) and not self._hides else NO_NAME
        return Skipped(line, reason, cut(", ".join(shown), 300))


def _is_organization(told: Told) -> bool:
    return any(slot.part == "organization" for slot, _ in told.get("place", ()))


_MORE = Slot("More", "extra")


class _Person:
    """What one row tells, put where it belongs."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.extra: dict[str, str] = {}
        self.private: dict[str, str] = {}

    def record(self, line: int, tie: str = "") -> PersonRecord | None:
        """None when there is nothing to call them by: no name, and no address that may stand for one."""
        told = self.told
        ways, town, country = self._ways()
        given, family = self._joined("given"), self._joined("family")
        also = tuple(dict.fromkeys(self._also_called())) if told.keys() & _ALSO else ()
        name = self._name(given, family)
        if not (name or given or family):
            if not also and not (ways and ways[0].kind in _MAY_CALL):
                return None
            name, also = (also[0], also[1:]) if also else (ways[0].value, ())
        for slot, value in told.get("extra", ()):
            _add(self.extra, slot.title, value)
        for slot, value in told.get("private", ()):
            _add(self.private, slot.title, value)
        return PersonRecord(
            line, name, given, family, also, ways, self._places(), self._one("town") or town,
            self._one("country") or country, self._joined("about", "\n"), self._labels() if "labels" in told else (),
            self._day("connected_on"), self._one("uid"), None, self.private, self.extra, self._tie() or tie,
        )  # fmt: skip

    def _one(self, field: str) -> str:
        """The first value; the others stay beside it."""
        pairs = self.told.get(field)
        if not pairs:
            return ""
        for slot, value in pairs[1:]:
            if value != pairs[0][1]:
                _add(self.extra, slot.title, value)
        return pairs[0][1]

    def _joined(self, field: str, by: str = " ") -> str:
        pairs = self.told.get(field)
        if not pairs:
            return ""
        return pairs[0][1] if len(pairs) == 1 else by.join(dict.fromkeys(value for _, value in pairs))

    def _name(self, given: str, family: str) -> str:
        """The name in one, where the file gives it or holds more of it than given and family name."""
        told = self.told
        name = self._one("name")
        if not told.keys() & {"prefix", "middle", "suffix"}:
            return name
        if not name and (given or family or "middle" in told):
            self._keep_salutation()
            name = " ".join(filter(None, map(self._joined, _NAME)))
            return "" if name == f"{given} {family}".strip() else name
        for field in ("prefix", "middle", "suffix"):
            for slot, value in told.get(field, ()):
                if not _said_in(name, value):
                    _add(self.extra, slot.title, value)
        return name

    def _keep_salutation(self) -> None:
        for slot, value in self.told.get("prefix", ()):
            if _SALUTATION.fullmatch(value):
                _add(self.extra, slot.title, value)
        if "prefix" in self.told:
            said = [(slot, value) for slot, value in self.told["prefix"] if not _SALUTATION.fullmatch(value)]
            self.told["prefix"] = said

    def _also_called(self) -> Iterator[str]:
        for _, value in self.told.get("also_called", ()):
            yield from filter(None, map(clean, value.split("\n")))
        if phonetic := " ".join(filter(None, map(self._joined, _PHONETIC))):
            yield phonetic

    def _labels(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for slot, value in self.told["labels"]:
            for label in map(str.strip, (slot.between or _BETWEEN["labels"]).split(value)):
                if label and label.lower() not in slot.unsaid:
                    found.setdefault(clean(label.removeprefix("* ")))
        return tuple(found)

    def _day(self, field: str) -> date | None:
        if field not in self.told:
            return None
        day = day_of(self._one(field))
        if day is None:
            slot, value = self.told[field][0]
            _add(self.extra, slot.title, value)
        return day

    def _places(self) -> tuple[Place, ...]:
        pairs = self.told.get("place")
        if not pairs:
            return ()
        # What has nothing on one side of it parts nothing.
        parts = {slot.part: value for slot, value in pairs if not slot.group and _SEVERAL not in value.strip(": ")}
        if len(parts) == len(pairs):
            return (Place(parts.get("organization", ""), parts.get("title", ""), parts.get("department", "")),)
        return tuple(
            Place(things.get("organization", ""), things.get("title", ""), things.get("department", ""))
            for things in _things(pairs)
        )

    def _keep_labelled(self) -> None:
        """Google's events, relations and custom fields: what each is, its label says."""
        for field in _LABELLED & self.told.keys():
            for things in _things(self.told[field]):
                label, value = _label(things), things.get("value", "")
                if not value:
                    _add(self.extra, things["column"], label)
                elif field == "custom":
                    _add(self.extra, label or things["column"], value)
                elif field == "event" and label.lower() not in {"birthday", "anniversary"}:
                    day = Slot(things["column"], "date", things["column"], label=label)
                    self.told.setdefault("date", []).append((day, value))
                elif title := _FAMILY.get(label.lower()):
                    _add(self.private, title, value)
                else:
                    _add(self.extra, f"Relation: {label or 'other'}", value)

    def _tie(self) -> str:
        said = self._one("tie")
        kind = tie_of(said)
        if said and not kind:
            _add(self.extra, self.told["tie"][0][0].title, said)
        return kind

    def _ways(self) -> tuple[tuple[Way, ...], str, str]:
        """Ways to reach them, a starred one first; and where their first address is, work before home."""
        if self.told.keys() & _LABELLED:
            self._keep_labelled()
        told, ways = self.told, []
        for kind in _WAYS:
            if kind in told:
                found = self._of_kind(kind)
                ways += found if len(found) < 2 else sorted(found, key=_later)
        if "address" not in told:
            return tuple(ways), "", ""
        addresses = sorted(_things(told["address"]), key=lambda parts: "work" not in _label(parts).lower())
        for parts in addresses:
            if value := _address(parts):
                ways.append(Way("address", value, _label(parts)))
            elif label := parts.get("label"):
                _add(self.extra, parts["column"], label)
        there = next((parts for parts in addresses if parts.get("town") or parts.get("country")), {})
        return tuple(ways), clean(there.get("town", "")), clean(there.get("country", ""))

    def _of_kind(self, kind: WayKind) -> list[Way]:
        ways: list[Way] = []
        for things in _things(self.told[kind]):
            label = _label(things)
            if "value" not in things:
                _add(self.extra, things["column"], label)
                continue
            told = things["value"]
            for value in map(str.strip, _BETWEEN[kind].split(told)) if _MAY_BE_SEVERAL[kind](told) else (told,):
                if not value:
                    continue
                way = _way(kind, clean(value), label)
                if way:
                    ways.append(way)
                if way is None or (kind == "email" and "<" in value):
                    said = f" ({clean(things['label'])})" if things.get("label") else ""
                    _add(self.extra, things["column"] + said, value)
        return ways


_OF_A_WORD = r"[^\s,;|*/<>:()]"
_LABELLED = {"event", "relation", "custom"}
_FAMILY = (
    dict.fromkeys(PARTNERS, "Spouse")
    | dict.fromkeys(CHILDREN, "Children")
    | {"birthday": "Birthday", "anniversary": "Anniversary"}
)
_NAMES = {"name", "given", "middle", "family", "also_called", *_PHONETIC}
_ALSO = {"also_called", *_PHONETIC}


def _way(kind: WayKind, value: str, label: str) -> Way | None:
    """The way, if the value looks like one."""
    if kind == "email":
        found = _EMAIL.match(value)
        return Way(kind, found[2], label) if found else None
    if kind == "phone" and not _DIGITS.search(value):
        return None
    return Way(kind, value, label)


def _later(way: Way) -> int:
    """Starred first, faxes and pagers last; LinkedIn profiles before other links."""
    if way.kind == "link":
        return 0 if _PROFILE.search(way.value) else 1
    if way.kind == "phone":
        return 1 if re.search(r"fax|pager|telex|isdn|callback", way.label, re.IGNORECASE) else 0
    return 0


def _label(things: Mapping[str, str]) -> str:
    label = things.get("label", "")
    return clean(label.removeprefix("*")) if label else things["of group"]


def _things(pairs: list[tuple[Slot, str]]) -> Iterator[dict[str, str]]:
    """The groups of columns, each by its parts; a starred group first. Cells with several values are several things."""
    if len(pairs) == 1 and _SEVERAL not in pairs[0][1]:
        slot, value = pairs[0]
        yield {"column": slot.title, "of group": slot.label, slot.part: value}
        return
    groups: dict[str, dict[str, str]] = {}
    several = False
    for slot, value in pairs:
        parts = groups.setdefault(slot.group, {"column": slot.title, "of group": slot.label})
        if slot.part == "value":
            parts["column"] = slot.title
        told_before = slot.part in parts and slot.part != "label"
        parts[slot.part] = f"{parts[slot.part]}\n{value}" if told_before else value
        several = several or _SEVERAL in value
    found = list(groups.values())
    if len(found) > 1:
        found.sort(key=_unstarred)
    for parts in found:
        yield from _apart(parts) if several else (parts,)


def _unstarred(parts: Mapping[str, str]) -> bool:
    return not parts.get("label", "").startswith("*")


def _apart(parts: dict[str, str]) -> list[dict[str, str]]:
    """ "Acme ::: Beta" with "Baker ::: Cook" are two things; a label said once is said of both."""
    group = {part: parts[part] for part in ("column", "of group")}
    lists = {
        part: [each.strip() for each in value.split(_SEVERAL)] for part, value in parts.items() if part not in group
    }
    said_once = {"label": parts["label"]} if len(lists.get("label", ())) == 1 else {}
    found = [
        {part: value for part, value in zip(lists, values, strict=True) if value}
        for values in zip_longest(*lists.values(), fillvalue="")
    ]
    return [group | said_once | one for one in found if one] or [group | said_once]


def _address(parts: Mapping[str, str]) -> str:
    """The address in lines: as the file has it in one, and whatever part that lacks."""
    whole = parts.get("whole", "")
    lines = [whole] if whole else []
    flat = clean(whole)
    town = " ".join(filter(None, (parts.get("postcode", ""), parts.get("town", ""))))
    rest = (parts.get(part, "") for part in ("value", "street", "more", "box", "quarter"))
    lines += [
        line
        for line in (*rest, town, parts.get("region", ""), parts.get("country", ""))
        if line and not _said_in(flat, clean(line)) and not (line == town and _both_in(parts, flat))
    ]
    return "\n".join(lines)


def _both_in(parts: Mapping[str, str], flat: str) -> bool:
    return all(_said_in(flat, clean(parts.get(part, ""))) for part in ("postcode", "town"))


def _said_in(text: str, words: str) -> bool:
    """Whether the text has these words; "0" is none of those of "00"."""
    return words in text and bool(re.search(rf"(?<!{_OF_A_WORD}){re.escape(words)}(?!{_OF_A_WORD})", text))


def _add(kept: dict[str, str], title: str, value: str) -> None:
    """Beside what stands there already."""
    kept[title] = f"{kept[title]}\n{value}" if title in kept and kept[title] != value else value
