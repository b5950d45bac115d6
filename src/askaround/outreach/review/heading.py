# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The subject."""

import re
from collections.abc import Iterable

from .reading import Reading
from .rule import ASKS, EVERY, SHOULD, Finding, Rule, Sample

_VAGUE = re.compile(
    r"(?:re: ?|fwd?: ?)?(?:hi|hello|hey|hello there|hi there|greetings|(?:virtual )?coffee(?: chat)?|chat|quick (?:chat|question|call|favou?r|ask|request)|(?:an? )?(?:inquiry|enquiry"
    r"|question|request|favou?r|introduction|intro|message|meeting|call|networking|help|informational(?: interview)?|information)(?: request)?|meeting request|"
    r"networking (?:request|call|chat)|request for (?:an? )?informational interview|informational interview request|no subject|\(no subject\)|follow(?:ing)?[- ]up|checking in|touching base)[.!?…]*"
)
_WHY = "The subject decides whether the letter is opened: what links you, and the topic, in a few words."
_SOURCE = "Boomerang, via artscibiz.blogspot.com, February 2016; careers.northeastern.edu"
_BODY = "Hi Priya, could we talk for 20 minutes? Thank you."
_GOOD = Sample(_BODY, subject="Fellow Bonn graduate, a question about data")
_WITH_SUBJECT = ("email", "inmail")


def _missing(reading: Reading) -> Iterable[Finding]:
    if reading.subject is not None and not reading.subject.strip():
        yield Finding(0, 0, "Without a subject few letters are opened.", "subject")


def _long(reading: Reading) -> Iterable[Finding]:
    words = [m for m in re.finditer(r"\S+", reading.subject or "") if any(c.isalnum() for c in m.group())]
    if len(words) > 9:
        yield Finding(
            words[9].start(), words[-1].end(), f"{len(words)} words; up to nine are seen on a phone.", "subject"
        )


def _vague(reading: Reading) -> Iterable[Finding]:
    subject = reading.plain_subject.strip()
    if subject and _VAGUE.fullmatch(subject):
        yield Finding(
            0, len(reading.subject or ""), "This says nothing. Name what links you, and the topic.", "subject"
        )


RULES = (
    Rule(
        id="subject-missing", level=SHOULD, find=_missing, why=_WHY, source=_SOURCE, kinds=EVERY, channels=_WITH_SUBJECT,
        needs=("subject",), english=False, good=_GOOD, bad=Sample(_BODY, subject=""),
    ),
    Rule(
        id="subject-over-9-words", level=SHOULD, find=_long, why=_WHY, source=_SOURCE, kinds=EVERY, channels=_WITH_SUBJECT,
        needs=("subject",), english=False, good=_GOOD, bad=Sample(_BODY, subject="one two three four five six seven eight nine ten"),
    ),
    Rule(
        id="subject-vague", level=SHOULD, find=_vague, why=_WHY, source=_SOURCE, kinds=ASKS, channels=_WITH_SUBJECT,
        needs=("subject",), good=_GOOD, bad=Sample(_BODY, subject="Coffee chat"),
    ),
)  # fmt: skip
