"""Transcripts in lines: a head with the speaker and the time, the words below; or "Name: words".

Zoom's saved captions, Teams in Word, Google Meet, Otter, Granola, and what people type themselves.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .transcript import Said, Transcript
from .transcript_names import could_be_name, named_cues, split_name

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_HALF = r"(?:\s?[AaPp]\.?[Mm]\.?)?"
# Like “[Priya Raman] 10:03:21”.
_ZOOM = re.compile(rf"^\[(?P<who>[^\]\n]{{1,80}})\]\s+(?P<time>\d{{1,2}}:\d{{2}}:\d{{2}}{_HALF})\s*$")
# Like “10:03:21 From Priya Raman to Everyone: hello”.
_CHAT = re.compile(
    rf"^(?P<time>\d{{1,2}}:\d{{2}}:\d{{2}}{_HALF})\s+From\s+(?P<who>.{{1,80}}?)(?:\s+to\s+[^:]{{1,80}})?\s*:\s*(?P<text>.*)$",
    re.IGNORECASE,
)
# Like “Priya Raman   0:03”, also with a tab or several blanks.
_HEAD = re.compile(rf"^(?P<who>\S[^\t\n]{{0,80}}?)(?:[ \t\u00a0]{{2,}}|\t)(?P<time>{_CLOCK}{_HALF})\s*$")
# A mark between them, like “Priya Raman - 0:03”. Words said may end so too, hence only where they could be a name.
_MARKED = re.compile(rf"^(?P<who>\S[^\t\n]{{0,80}}?)\s?[|·•–-]\s?(?P<time>{_CLOCK}{_HALF})\s*$")
# One blank only, so the words must look like a name.
_TIGHT = re.compile(rf"^(?P<who>\S[^\t\n]{{0,80}}?)[ ][(\[]?(?P<time>{_CLOCK}{_HALF})[)\]]?\s*$")
# Like “Priya Raman (00:01:23): words”; and below, the time before the name.
_AFTER = re.compile(
    rf"^(?P<who>[^\s:\[(][^:\[(\n]{{0,80}}?)\s*[(\[](?P<time>{_CLOCK}{_HALF})[)\]]\s*:?\s*(?P<text>.*)$"
)
_BEFORE = re.compile(rf"^[(\[]?(?P<time>{_CLOCK}{_HALF})[)\]]?\s*[-–|]?\s*(?P<text>\S.*)$")
_ALONE = re.compile(rf"^\s*[(\[]?(?P<time>{_CLOCK}{_HALF})[)\]]?\s*$")
_ENDS = re.compile(r"(?i)^(?:transcri(?:bed by|ption ended after)\b|this editable transcript was computer generated\b)")
_STARTS = re.compile(r"(?i)^.{1,80} (?:started|stopped) transcription$")
_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*)?(?:📖\s*)?(?:Full )?Transcript(?:ion)?\**:?$", re.IGNORECASE)
_GENERATED = "You should review Gemini's notes"


@dataclass(slots=True)
class _Open:
    """The piece that is being read."""

    who: str
    starts: float | None
    lines: list[str] = field(default_factory=list)


def read_lines(lines: list[str], *, shape: str) -> Transcript:
    """The conversation in lines. `shape` is what it is called where the lines show no program's own."""
    for name, form in _FORMS:
        heads = [form(line) for line in lines]
        if _holds(heads):
            return _with_heads(name, lines, heads)
    return _by_names(lines, shape)


@dataclass(frozen=True, slots=True)
class _Head:
    who: str
    time: str
    text: str = ""
    sure: bool = True


def _form(pattern: re.Pattern[str], *, named: bool = False) -> Callable[[str], _Head | None]:
    """A head of that pattern; with `named` only where the words could be a name."""

    def head(line: str) -> _Head | None:
        match = pattern.match(line.strip()) if line.strip() else None
        if match is None:
            return None
        said = match.groupdict()
        who = " ".join(said["who"].strip("*_ :").split())
        if named and not could_be_name(who):
            return None
        return _Head(who, said["time"], (said.get("text") or "").strip())

    return head


def _timed_name(line: str) -> _Head | None:
    """ "00:01:23 Priya Raman: words"."""
    match = _BEFORE.match(line.strip())
    found = split_name(match["text"]) if match else None
    return _Head(found[0], match["time"], found[1]) if match and found else None


_FORMS: tuple[tuple[str, Callable[[str], _Head | None]], ...] = (
    ("Zoom captions", _form(_ZOOM)),
    ("Zoom chat", _form(_CHAT)),
    ("speakers and times", _form(_HEAD)),
    ("speakers and times", _form(_MARKED, named=True)),
    ("speakers and times", _form(_TIGHT, named=True)),
    ("speakers and times", _form(_AFTER, named=True)),
    ("speakers and times", _timed_name),
)


def _holds(heads: list[_Head | None]) -> bool:
    """Two heads at least; or one, where the file has hardly a line more."""
    found = sum(1 for head in heads if head)
    return found > 1 or (found == 1 and len(heads) <= 12)


def _with_heads(shape: str, lines: list[str], heads: list[_Head | None]) -> Transcript:
    about: list[str] = []
    pieces: list[_Open] = []
    first = next((_seconds(head.time) for head in heads if head), 0.0)
    clock = _Clock(first if shape.startswith("Zoom") else 0.0)
    for line, head in zip(lines, heads, strict=True):
        alone = _ALONE.match(line) if pieces else None
        if head:
            pieces.append(_Open(head.who, clock.at(head.time), [head.text] if head.text else []))
        elif alone:
            pieces.append(_Open("", clock.at(alone["time"])))
        elif _ENDS.match(line.strip()) or _STARTS.match(line.strip()) or not pieces:
            about += [line.strip()] if line.strip() else []
        elif line.strip():
            pieces[-1].lines.append(line.strip())
    said = tuple(_said(pieces))
    # Who is announced and then says nothing is told beside: perhaps no name, but the end of a sentence.
    heard = {piece.speaker for piece in said}
    about += dict.fromkeys(piece.who for piece in pieces if piece.who not in heard)
    return Transcript(_told(shape, about), said, tuple(about))


def _said(pieces: list[_Open]) -> Iterator[Said]:
    for piece in pieces:
        if text := " ".join(" ".join(piece.lines).split()):
            yield Said(piece.who, text, piece.starts)


class _Clock:
    """Times of day or of the recording, as seconds from the start. Past midnight the count goes on."""

    def __init__(self, first: float) -> None:
        self._first, self._last, self._days = first, 0.0, 0

    def at(self, time: str) -> float:
        moment = _seconds(time) - self._first + self._days * 86400
        if self._first and moment < self._last - 43200:
            self._days += 1
            moment += 86400
        self._last = max(moment, 0.0)
        return self._last


def _seconds(time: str) -> float:
    half = re.search(r"([AaPp])\.?[Mm]", time)
    parts = [float(part) for part in re.sub(r"[^\d:.]", "", time.replace(",", ".")).strip(".").split(":")]
    total = 0.0
    for part in parts:
        total = total * 60 + part
    if half and len(parts) > 1:
        hours = int(parts[0]) if len(parts) == 3 else 0
        total += 43200 if half[1] in "Pp" and hours < 12 else -43200 if half[1] in "Aa" and hours == 12 else 0
    return total


def _told(shape: str, about: list[str]) -> str:
    """The program, where its own words tell it."""
    text = "\n".join(about).lower()
    return "Otter" if "otter.ai" in text else "Teams" if "transcription" in text and "started" in text else shape


def _by_names(lines: list[str], shape: str) -> Transcript:
    """ "Name: words", with marks of time between; else each line is a piece of nobody's."""
    start = next((number + 1 for number, line in enumerate(lines) if _MARKS.match(line.strip())), 0)
    about = [line.strip() for line in lines[:start] if line.strip()]
    pieces: list[Said] = []
    moment: float | None = None
    names = _names(lines[start:])
    for line in lines[start:]:
        alone = _ALONE.match(line)
        text = line.strip()
        if alone:
            moment = _seconds(alone["time"])
        elif _ENDS.match(text) or text.startswith(_GENERATED):
            about.append(text)
        elif text:
            pieces.append(_piece(text, names, pieces, moment))
    meet = start and any(_ENDS.match(line) for line in about)
    return Transcript("Google Meet" if meet else shape, tuple(pieces if names else named_cues(pieces)), tuple(about))


def _names(lines: list[str]) -> frozenset[str]:
    """Who stands before a colon twice, or in most lines."""
    found = [each[0] for each in map(split_name, map(str.strip, lines)) if each]
    times = Counter(found)
    written = sum(1 for line in lines if line.strip() and not _ALONE.match(line))
    return frozenset(who for who, count in times.items() if count > 1 or len(found) >= 0.6 * written)


def _piece(text: str, names: frozenset[str], before: list[Said], moment: float | None) -> Said:
    found = split_name(text)
    if found and found[0] in names:
        return Said(found[0], found[1], moment)
    # A line without a name goes on with what was said, once somebody has spoken.
    return Said(before[-1].speaker if before and names else "", text, moment)
