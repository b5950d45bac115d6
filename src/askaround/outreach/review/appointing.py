# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Letters about an agreed talk: a confirmation says when and by whose clock, a move offers times, a cancellation is sorry."""

import re
from collections.abc import Callable, Iterable

from .reading import Reading
from .rule import SHOULD, WRITTEN, Finding, Rule, Sample

_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.|uhr|o'clock)\b|\bnoon\b")
_ZONE = re.compile(
    r"\b(?:time\b(?<!this time)(?<!your time)|your time|my time|utc|gmt|[cew]?e[sd]?t|[cmp][sd]t|bst|ist|jst|[a-z]+/[a-z_]+)\b|\b(?:in|on) your (?:clock|zone|time)"
)
_SORRY = re.compile(r"\bsorry\b|\bapolog|\bregret|\bunfortunately\b|\bforgive\b")
_TIMES = re.compile(r"^[ \t]*[-*•] ", re.MULTILINE)
_DAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur?|sun)(?:day)?\b")
_DAY_BEFORE = (
    "blogs.pugetsound.edu/cesblogs, 7 December 2022; rcelconnect.org: confirm the day before, with the time zone"
)
_TALK = "We talk on Thursday 26 November at 15:30, Berlin time: meet.example/abc. Thank you."


def _lacks(pattern: re.Pattern[str], message: str) -> Callable[[Reading], Iterable[Finding]]:
    def find(reading: Reading) -> Iterable[Finding]:
        if reading.sentences and not pattern.search(reading.plain):
            yield Finding(reading.sentences[0].start, reading.sentences[0].end, message)

    return find


def _no_times(reading: Reading) -> Iterable[Finding]:
    offered = len(_TIMES.findall(reading.plain)) + len(_CLOCK.findall(reading.plain)) + len(_DAY.findall(reading.plain))
    if reading.sentences and offered < 2 and "send me" not in reading.plain:
        last = reading.sentences[-1]
        yield Finding(last.start, last.end, "Offer two or three times, in their zone, or let them name one.")


RULES = (
    Rule(
        id="confirmation-without-time", level=SHOULD, find=_lacks(_CLOCK, "Say the time again."), kinds=("confirm",), channels=WRITTEN, english=False,
        why="Two people with two clocks in mind miss each other. A confirmation says when, where and by whose clock.", source=_DAY_BEFORE,
        title="a confirmation that says no time", good=Sample(_TALK), bad=Sample("Until Thursday! I look forward to it."),
    ),
    Rule(
        id="confirmation-without-zone", level=SHOULD, find=_lacks(_ZONE, "Say whose clock: “15:30, your time”."), kinds=("confirm",), channels=WRITTEN,
        why="Who lives an hour away sits there an hour early.", source=_DAY_BEFORE, title="a confirmation that names no time zone",
        rests=True, good=Sample(_TALK), bad=Sample("We talk on Thursday at 15:30. Thank you."),
    ),
    Rule(
        id="move-without-times", level=SHOULD, find=_no_times, kinds=("reschedule",), channels=WRITTEN,
        why="Whoever moves a talk does the work: times to choose from, no open question.", source="newsletter.weskao.com; susanireland.coach",
        title="another time asked for, and none offered", good=Sample("I am sorry. Would one of these suit you?\n\n- Mon 30 Nov, 10:00\n- Tue 1 Dec, 15:00"),
        bad=Sample("I am sorry, I have to move our talk. Let us find another moment."),
    ),
    Rule(
        id="cancelled-without-sorry", level=SHOULD, find=_lacks(_SORRY, "Say that you are sorry. They had kept the time free."), kinds=("cancel", "reschedule"), channels=WRITTEN,
        why="They set aside time for you. What they remember is how it was given back.", source="vault.com on what kills a reply: no thanks",
        title="cancelled or moved without a word of regret", good=Sample("I am sorry: I have to cancel our talk on Thursday."), bad=Sample("I have to cancel our talk on Thursday."),
    ),
)  # fmt: skip
