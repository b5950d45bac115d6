# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The request itself: one question, and how many minutes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .reading import Reading, Span
from .rule import ALL_CHANNELS, ASKS, MUST, SHOULD, WRITTEN, Cut, Finding, Rule, Sample

_NUMBERS = {
    "five": 5, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90, "one": 1, "two": 2, "three": 3, "four": 4,
}  # fmt: skip
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_DURATION = re.compile(
    rf"(?P<half>\bhalf (?:an |a |of an )?hour\b|\bhalf-hour\b)|(?P<quarter>\bquarter (?:of an )?hour\b|\bquarter-hour\b)"
    rf"|(?P<quarters>\b(?:3|three)[ -]quarters? of an hour\b)|(?P<and_half>\b(?:an|one|1) hour and a half\b|\bone and a half hours\b)"
    rf"|(?:\b(?P<low>{_NUMBER}) ?(?:-|to|or) ?)?\b(?P<number>{_NUMBER}|an|a full|a whole)[ -]?(?P<unit>minutes?|mins?|min\b|m\b|'|hours?|hrs?|h\b)"
)
_ELSEWHERE = re.compile(
    r"^[ -]?(?:ago\b|drive|away|from |later|earlier|train|walk|flight|old|video|talk (?:at|on|you)|podcast|episode|read\b|a week|a day"
    r"|per (?:week|day)|each (?:week|day)|every (?:week|day)|course|lecture|before )"
)
_ASKING = re.compile(
    r"\b(?:talk|call|chat|speak|spare|meet|conversation|coffee|your time|ask|time|zoom|phone|video|interview|hear|minutes?|give me)\b"
)
_REQUEST = re.compile(
    r"\b(?:could|would|can|may|might|will) (?:you|we|i|it)\b|\bare you (?:open|free|available|willing|up for)\b"
    r"|\bdo you (?:have|happen to have) (?:time|\d|a few|half|an? )|\bmind (?:if|talking|sharing|speaking|meeting)|\bis (?:there|it possible)\b"
)  # fmt: skip
_MINUTES_WHY = (
    "Somebody who is asked for 20 minutes can say yes at once. Somebody who is asked for “some time” has to think."
)
_MINUTES = "career.berkeley.edu, capd.mit.edu and careers.northeastern.edu on informational interviews"
_ONE_WHY = "A question asks for an answer, a statement does not; and one question is easier to answer than four."
_ONE = "Boomerang, via artscibiz.blogspot.com, February 2016; sfu.ca, “Request an informational interview”"
_OK = "Hi Priya, we both studied at Bonn. Could we talk for 20 minutes? Thank you."


@dataclass(frozen=True)
class Duration:
    """A length of time that the letter names, with its place."""

    start: int
    end: int
    minutes: float


def durations(reading: Reading) -> list[Duration]:
    """What the letter asks for; lengths of talks, drives and weeks left out."""
    text = reading.flat
    named = [d for m in _DURATION.finditer(text) if not _ELSEWHERE.match(text[m.end() :]) for d in (_duration(m),) if d]
    asked = [d for d in named if any(s.start <= d.start < s.end and _asks(s) for s in reading.sentences)]
    return asked or ([] if reading.kind != "ask" else named)


def _asks(sentence: Span) -> bool:
    return sentence.is_question or (
        bool(_ASKING.search(sentence.text)) and not re.search(r"\b(?:spent|took|after|read)\b", sentence.text)
    )


def _duration(match: re.Match[str]) -> Duration | None:
    fixed = {"half": 30, "quarter": 15, "quarters": 45, "and_half": 90}
    for name, minutes in fixed.items():
        if match.group(name):
            return Duration(match.start(), match.end(), minutes)
    number, unit = match.group("number"), match.group("unit")
    if unit == "'" and not number.isdigit():
        return None
    if number in ("an", "a full", "a whole"):
        return Duration(match.start(), match.end(), 60) if unit.startswith("h") else None
    value = _NUMBERS.get(number) or float(number.replace(",", "."))
    return Duration(match.start(), match.end(), value * (60 if unit.startswith("h") else 1))


def _missing(reading: Reading) -> Iterable[Finding]:
    if not reading.once("durations", durations) and reading.words:
        last = (reading.questions or reading.sentences or [Span(0, len(reading.text), "")])[-1]
        yield Finding(last.start, last.end, "Say how many minutes you ask for: 15 to 30.")


def _over_30(reading: Reading) -> Iterable[Finding]:
    most = reading.practised.minutes
    for d in reading.once("durations", durations):
        if most < d.minutes <= 60:
            message = f"{d.minutes:g} minutes is a lot to ask. Ask for {most} at most; they may give more."
            yield Finding(d.start, d.end, message, cut=_fewer(reading, d, most))


def _over_60(reading: Reading) -> Iterable[Finding]:
    for d in reading.once("durations", durations):
        if d.minutes > 60:
            yield Finding(
                d.start, d.end, f"{d.minutes:g} minutes is more than an hour. Ask for 20 or 30.", cut=_fewer(reading, d)
            )


def _fewer(reading: Reading, asked: Duration, minutes: int = 30) -> Cut | None:
    """The same request for fewer minutes; “a 45-minute call” stays one word."""
    words = reading.plain[asked.start : asked.end]
    joined = re.search(r"-(?:minute|hour)$", words)
    if reading.channel == "phone" or words.startswith(("half", "quarter")):
        return None
    return Cut(asked.start, asked.end, f"{minutes}-minute" if joined else f"{minutes} minutes")


def _no_question(reading: Reading) -> Iterable[Finding]:
    if reading.sentences and not reading.questions:
        last = next((s for s in reversed(reading.sentences) if _REQUEST.search(s.text)), reading.sentences[-1])
        yield Finding(last.start, last.end, "Nothing is asked. End the request with a question mark.")


def _too_many(reading: Reading) -> Iterable[Finding]:
    most = reading.practised.questions
    if len(reading.questions) > most:
        first_over, asked = reading.questions[most], len(reading.questions)
        best = "one to three" if most == 3 else "one or two" if most == 2 else "one is best"
        yield Finding(first_over.start, first_over.end, f"{asked} questions; {best}. Keep the rest for the talk.")


def _several_asks(reading: Reading) -> Iterable[Finding]:
    asks = [q for q in reading.questions if _REQUEST.search(q.text) and not q.text.startswith(("when", "what"))]
    if len(asks) > 1:
        yield Finding(asks[1].start, asks[1].end, "A second request. Ask for one thing: the talk.")


def _statement(reading: Reading) -> Iterable[Finding]:
    for s in reading.sentences:
        if (
            re.match(r"(?:could|would|can|may|might|are) (?:you|we|i)\b", s.text)
            and s.text.endswith(".")
            and reading.questions
        ):
            cut = Cut(s.end - 1, s.end, "?")
            yield Finding(s.start, s.end, "A request that ends with a full stop. Make it a question.", cut=cut)


RULES = (
    Rule(
        id="minutes-missing", level=SHOULD, find=_missing, why=_MINUTES_WHY, source=_MINUTES, channels=ALL_CHANNELS,
        good=Sample(_OK), bad=Sample("Hi Priya, could we talk some time? Thank you."),
    ),
    Rule(
        id="minutes-over-30", level=SHOULD, find=_over_30, why=_MINUTES_WHY, source=_MINUTES, kinds=ASKS, channels=ALL_CHANNELS,
        good=Sample(_OK), bad=Sample("Hi Priya, could we talk for 45 minutes? Thank you."),
    ),
    Rule(
        id="minutes-over-60", level=MUST, find=_over_60, why=_MINUTES_WHY, source=_MINUTES, kinds=ASKS, channels=ALL_CHANNELS,
        good=Sample(_OK), bad=Sample("Hi Priya, could we talk for two hours? Thank you."),
    ),
    Rule(
        id="question-missing", level=SHOULD, find=_no_question, why=_ONE_WHY, source=_ONE, kinds=ASKS, channels=WRITTEN, english=False,
        good=Sample(_OK), bad=Sample("Hi Priya, it would be nice to talk for 20 minutes. Thank you."),
    ),
    Rule(
        id="questions-over-3", level=SHOULD, find=_too_many, why=_ONE_WHY, source=_ONE, kinds=ASKS, english=False,
        good=Sample(_OK), bad=Sample("Hi Priya, how are you? What is new? What is old? Could we talk for 20 minutes?"),
    ),
    Rule(
        id="several-requests", level=SHOULD, find=_several_asks, why=_ONE_WHY, source=_ONE, kinds=ASKS,
        good=Sample(_OK), bad=Sample("Could we talk for 20 minutes? Would you also read my essay?"),
    ),
    Rule(
        id="request-as-statement", level=SHOULD, find=_statement, why=_ONE_WHY, source=_ONE, kinds=ASKS,
        good=Sample(_OK), bad=Sample("How are you? Could we talk for 20 minutes."),
    ),
)  # fmt: skip
