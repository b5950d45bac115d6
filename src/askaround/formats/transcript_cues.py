"""Transcripts in cues: WebVTT, SRT and SBV, with what Zoom, Teams and YouTube make of them.

Read line by line and leniently: a byte order mark, hours left out, a comma for a point, voice tags never closed, a cue
without its time, STYLE and NOTE blocks, a WebVTT file without its first line. What is not markup is kept.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .transcript import Said

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_START = re.compile(rf"^\s*{_TIME}(?=\s|$)")
_ARROW = re.compile(r"^\s*\d[\w:.,]{3,15}\s*--?>")
_SBV = re.compile(r"^\d{1,3}:\d{2}:\d{2}\.[\da-z]{1,3},\d{1,3}:\d{2}:\d{2}\.[\da-z]{1,3}\s*$")
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)(?:[ \t].*)?$")
_TELLS = re.compile(r"^(?:WEBVTT|NOTE\b)")
_NUMBER = re.compile(r"^\d{1,7}$")
# The id that Teams gives a cue: 18 letters and digits in groups, a slash, two numbers.
_TEAMS_ID = re.compile(r"^[A-Za-z0-9-]+/\d+-\d+$")
# An id that is a heading: two words of letters, or a script that may write without blanks.
_HEADING = re.compile(r"[^\W\d_]{2,}\s.*?[^\W\d_]{2,}|[^\x00-\x7f]")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,200})>")
# A letter after "<" is a tag only where nothing or an attribute follows: "a<b x > y" is what somebody said.
_TAG = re.compile(
    r"</?(?:v|lang|font|span)(?:[.\s][^<>\n]{0,300})?/?>"
    r"|</?(?:c|i|b|u|s|ruby|rt|em|strong)(?:\.[^<>\s]{0,100})?(?:\s+[\w-]{1,20}=[^<>\n]{0,200})?\s?/?>"
    r"|<(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}>",
    re.IGNORECASE,
)
_SETTING = re.compile(r"^[A-Za-z]\w{0,20}:[^\s:]+$")
_PLACING = re.compile(r"\{\\an?\d[^}\n]{0,40}\}")


@dataclass(slots=True)
class _Cue:
    starts: float | None
    ends: float | None
    lines: list[str] = field(default_factory=list)


def is_in_cues(lines: list[str]) -> bool:
    """Whether the text has cues: the WebVTT head, or a line with two times."""
    head = next((line for line in lines if line.strip()), "")
    return head.startswith("WEBVTT") or any(_is_timing(line) for line in lines)


def shape_of(lines: list[str]) -> str:
    """ "WebVTT", "Teams", "SRT" or "SBV", as far as the lines tell."""
    if any(_TEAMS_ID.match(line) for line in lines[:400]):
        return "Teams"
    if lines and lines[0].startswith("WEBVTT"):
        return "WebVTT"
    if any(_SBV.match(line) for line in lines[:400]):
        return "SBV"
    return "SRT" if any("," in line and "-->" in line for line in lines[:400]) else "WebVTT"


def pieces_of(lines: list[str]) -> Iterator[Said]:
    """Each cue, by voice. A cue that says nothing is left out."""
    for cue in _cues(lines):
        text = _PLACING.sub("", "\n".join(cue.lines))
        for speaker, said in _by_voice(text):
            words = " ".join(html.unescape(_TAG.sub("", said)).split())
            if words:
                yield Said(" ".join(html.unescape(speaker).split()), words, cue.starts, cue.ends)


def about_of(lines: Iterable[str]) -> Iterator[str]:
    """What is no cue: the words after WEBVTT, the notes, and headings that stand where a cue has its id."""
    telling = in_cue = False
    before = last = ""
    for line in lines:
        timing = _is_timing(line)
        if timing and not telling and not in_cue and not before.strip() and _HEADING.search(last):
            yield last.strip()
        in_cue, before, last = timing or (in_cue and bool(line.strip())), last, line
        begins = _TELLS.match(line)
        telling = bool(begins) or (telling and bool(line.strip()) and not timing)
        words = (line[begins.end() :] if begins else line).strip(" \t-")
        if telling and words:
            yield words


def _cues(lines: list[str]) -> Iterator[_Cue]:
    """Cues in order. Text outside of any, as where a time is missing, makes a cue without time."""
    cue: _Cue | None = None
    block: list[str] = []
    skipping = bool(lines) and lines[0].startswith("WEBVTT")
    for line in lines:
        if _is_timing(line):
            yield from _finished(cue, _without_id(block, in_cue=cue is not None))
            cue, block, skipping = _Cue(*_times(line), _beside(line)), [], False
        elif line.strip():
            skipping = skipping or (cue is None and not block and bool(_BLOCK.match(line)))
            if not skipping:
                block.append(line)
        elif block or skipping:  # A blank line right below the times ends nothing yet.
            yield from _finished(cue, block)
            cue, block, skipping = None, [], False
    yield from _finished(cue, block)


def _without_id(block: list[str], *, in_cue: bool) -> list[str]:
    """The lines above a line of times without the id of the next cue; below other lines, only what surely is one."""
    if not block:
        return block
    sure = _NUMBER.match(block[-1].strip()) or _TEAMS_ID.match(block[-1].strip())
    return block[:-1] if sure or (len(block) == 1 and not in_cue) else block


def _finished(cue: _Cue | None, block: list[str]) -> Iterator[_Cue]:
    """The cue with its lines, and what stood outside of it as one without time."""
    if cue is not None:
        cue.lines += block
        yield cue
    elif words := [line for line in block if not _NUMBER.match(line.strip())]:
        yield _Cue(None, None, words)


def _is_timing(line: str) -> bool:
    return bool(_ARROW.match(line) or _SBV.match(line))


def _times(line: str) -> tuple[float | None, float | None]:
    starts, _, ends = line.replace("-->", "\0").replace("->", "\0").partition("\0")
    if not ends:
        starts, _, ends = line.partition(",")
    begins, stops = _seconds(starts), _seconds(ends)
    # An end before its beginning is a slip of the program; the beginning is what the order of the talk hangs on.
    return begins, stops if stops is None or begins is None or stops >= begins else None


def _beside(line: str) -> list[str]:
    """Words on the line of the times, as some write them there; settings such as "align:start" are none."""
    rest = line.replace("-->", "->").partition("->")[2].split()
    rest = rest[1:] if rest and rest[0][0].isdigit() else rest
    return [" ".join(rest)] if any(not _SETTING.match(each) for each in rest) else []


def _seconds(text: str) -> float | None:
    found = _START.match(text)
    if not found:
        return None
    hours, minutes, seconds, part = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int((part or "0").ljust(3, "0")) / 1000


def _by_voice(text: str) -> Iterator[tuple[str, str]]:
    """The text by its voice tags; what stands before the first has no voice of its own."""
    parts = _VOICE.split(text)
    yield "", parts[0]
    yield from zip(parts[1::2], parts[2::2], strict=True)
