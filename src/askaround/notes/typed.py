"""Notes from paper, typed in afterwards: one a line, with or without its minute, its kind and its speaker.

Plain functions over text. A line reads "[minute] [kind:] [name:] words"; an indented line goes on with the one above.
Whatever is not one of these stays in the words: nothing is dropped.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from askaround.plain.text import clean

_KINDS = {
    "a": "advice", "advice": "advice", "i": "information", "info": "information", "information": "information",
    "r": "referral", "referral": "referral", "name": "referral",
}  # fmt: skip
_MINUTE = re.compile(r"^(\d{1,3})(?::([0-5]\d))?(?:\s*(?:min\.?|['’′]))?(?:\s*[-–.)]\s*|\s+|$)")
_HEAD = re.compile(r"^([^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,3})\s*:\s*")
_BULLET = re.compile(r"^[-–—*•·]\s+")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{3,})[”“»\"]")
PLAIN = "information"


@dataclass(frozen=True)
class Typed:
    """One note as it was typed: what was said, when (seconds from the start), of which kind, and by whom."""

    text: str
    kind: str = PLAIN
    second: int | None = None
    speaker: str = ""
    told: bool = False  # its kind was written down
    marks: tuple[dict[str, object], ...] = field(default=())


def typed(text: str, *, by_minute: bool = False, speakers: Mapping[str, str] | None = None) -> list[Typed]:
    """The notes of a text. `by_minute`: a number at the beginning of a line is the minute it was said in, 12 or 12:30.

    `speakers` maps a name, in small letters, to whatever stands for that person; "Tom: …" at the beginning names them.
    """
    return [_note(line, speakers or {}, by_minute=by_minute) for line in _lines(text)]


def _lines(text: str) -> Sequence[str]:
    """Non-empty lines; an indented one belongs to the one above."""
    found: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        words = clean(line)
        if not words:
            continue
        if found and line[:1] in {" ", "\t"} and not _BULLET.match(line.strip()):
            found[-1] = f"{found[-1]} {words}"
        else:
            found.append(_BULLET.sub("", words) or words)
    return found


def _note(line: str, speakers: Mapping[str, str], *, by_minute: bool) -> Typed:
    second, rest = _minute(line) if by_minute else (None, line)
    kind, speaker, told = PLAIN, "", False
    for _ in range(2):
        head = _HEAD.match(rest)
        said = head[1].lower() if head else ""
        if head is None or not rest[head.end() :].strip():
            break
        if said in _KINDS and not told:
            kind, told, rest = _KINDS[said], True, rest[head.end() :]
        elif said in speakers and not speaker:
            speaker, rest = speakers[said], rest[head.end() :]
        else:
            break
    return Typed(rest.strip(), kind, second, speaker, told, tuple(_quotes(rest.strip())))


def _minute(line: str) -> tuple[int | None, str]:
    found = _MINUTE.match(line)
    if found is None or not line[found.end() :].strip():
        return None, line
    return int(found[1]) * 60 + int(found[2] or 0), line[found.end() :]


def _quotes(text: str) -> list[dict[str, object]]:
    """Words between quotation marks are words to quote."""
    return [{"kind": "quote", "start": found.start(1), "end": found.end(1)} for found in _QUOTED.finditer(text)]
