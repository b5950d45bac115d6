"""Two versions of one event made one: what we changed is put into what somebody else made of it, line by line.

Nothing else of theirs is touched: their alarms, categories, guests and notes stay as they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# What we write into an event. The time is one thing: who moved the begin has moved the end.
_TIME = ("DTSTART", "DTEND", "DURATION")
_FIELDS = ("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS")
_NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(slots=True)
class _Block:
    """A component: its own lines, unfolded, and the components in it, in order."""

    name: str
    parts: "list[str | _Block]" = field(default_factory=list)

    def lines(self, *names: str) -> list[str]:
        """Its own lines of these properties."""
        return [part for part in self.parts if isinstance(part, str) and _name(part) in names]

    def blocks(self, name: str) -> "list[_Block]":
        """The components of that name right in it."""
        return [part for part in self.parts if isinstance(part, _Block) and part.name == name]


def merged(theirs: bytes, *, before: bytes, after: bytes) -> bytes | None:
    """What lies on the server with what differs between `before` (which we put) and `after` (which we want) put in.

    The higher SEQUENCE stands. None when theirs holds no event of our UID, which is then not ours to write.
    """
    there, wanted = _read(theirs), _read(after)
    ours, event = _event(wanted, _uid(wanted)), _event(there, _uid(wanted))
    if ours is None or event is None:
        return None
    had = _event(_read(before), _uid(wanted)) or _Block("VEVENT")
    for names in (_TIME, *((each,) for each in _FIELDS)):
        if had.lines(*names) != ours.lines(*names):
            _replace(event, names, ours.lines(*names))
    if had.lines(*_TIME) != ours.lines(*_TIME):
        _bring_zones(there, wanted)
    _replace(event, ("SEQUENCE",), [f"SEQUENCE:{max(_number(event), _number(ours))}"])
    _replace(event, ("DTSTAMP",), ours.lines("DTSTAMP"))
    return "".join(f"{_folded(line)}\r\n" for block in there.parts for line in _written(block)).encode()


def called_off(theirs: bytes, *, uid: str) -> bytes | None:
    """What lies on the server, marked as cancelled and otherwise as it stands; None when it holds no event of ours."""
    there = _read(theirs)
    event = _event(there, uid)
    if event is None:
        return None
    _replace(event, ("STATUS",), ["STATUS:CANCELLED"])
    _replace(event, ("SEQUENCE",), [f"SEQUENCE:{_number(event) + 1}"])
    return "".join(f"{_folded(line)}\r\n" for block in there.parts for line in _written(block)).encode()


def same(one: bytes, other: bytes) -> bool:
    """Whether two versions of an event say the same in all that we write."""
    uid = _uid(_read(one))
    first, second = _event(_read(one), uid), _event(_read(other), uid)
    names = (*_TIME, *_FIELDS, "SEQUENCE")
    return first is not None and second is not None and sorted(first.lines(*names)) == sorted(second.lines(*names))


def _read(data: bytes) -> _Block:
    root = _Block("")
    open_ones = [root]
    for line in _unfolded(data.decode("utf-8", "replace")):
        begins, _, name = line.partition(":")
        if begins.upper() == "BEGIN":
            made = _Block(name.strip().upper())
            open_ones[-1].parts.append(made)
            open_ones.append(made)
        elif begins.upper() == "END" and len(open_ones) > 1:
            open_ones.pop()
        else:
            open_ones[-1].parts.append(line)
    return root


def _unfolded(data: str) -> Iterator[str]:
    held = ""
    for line in _BREAK.split(data.lstrip("\ufeff")):
        if line[:1] in {" ", "\t"} and held:
            held += line[1:]
            continue
        if held:
            yield held
        held = line if line.strip() else ""
    if held:
        yield held


def _folded(line: str) -> str:
    """At most 75 bytes a line, cut between letters."""
    found, size = "", 0
    for letter in line:
        long = len(letter.encode())
        if size + long > 75:
            found, size = found + "\r\n ", 1
        found, size = found + letter, size + long
    return found


def _written(part: "str | _Block") -> Iterator[str]:
    if isinstance(part, str):
        yield part
        return
    yield f"BEGIN:{part.name}"
    for each in part.parts:
        yield from _written(each)
    yield f"END:{part.name}"


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[1].upper() if found else ""


def _uid(root: _Block) -> str:
    for calendar in root.blocks("VCALENDAR"):
        for event in calendar.blocks("VEVENT"):
            for line in event.lines("UID"):
                return line.partition(":")[2].strip()
    return ""


def _event(root: _Block, uid: str) -> _Block | None:
    """The event itself, not one occurrence of it."""
    for calendar in root.blocks("VCALENDAR"):
        for event in calendar.blocks("VEVENT"):
            told = [line.partition(":")[2].strip() for line in event.lines("UID")]
            if uid and told == [uid] and not event.lines("RECURRENCE-ID"):
                return event
    return None


def _replace(event: _Block, names: tuple[str, ...], lines: list[str]) -> None:
    """These lines for those that stand there, at the place of the first of them."""
    there = [place for place, part in enumerate(event.parts) if isinstance(part, str) and _name(part) in names]
    at = there[0] if there else next(
        (place for place, part in enumerate(event.parts) if isinstance(part, _Block)), len(event.parts)
    )  # fmt: skip
    kept = [part for place, part in enumerate(event.parts) if place not in there]
    event.parts = [*kept[:at], *lines, *kept[at:]]


def _bring_zones(there: _Block, wanted: _Block) -> None:
    """The zones that our times name, unless they stand there already."""
    for calendar in there.blocks("VCALENDAR")[:1]:
        known = {line for zone in calendar.blocks("VTIMEZONE") for line in zone.lines("TZID")}
        ours = [zone for each in wanted.blocks("VCALENDAR") for zone in each.blocks("VTIMEZONE")]
        new = [zone for zone in ours if not known.intersection(zone.lines("TZID"))]
        at = next((place for place, part in enumerate(calendar.parts) if isinstance(part, _Block)), 0)
        calendar.parts[at:at] = new


def _number(event: _Block) -> int:
    told = [line.partition(":")[2].strip() for line in event.lines("SEQUENCE")]
    return int(told[0]) if told and told[0].isdecimal() and len(told[0]) < 10 else 0
