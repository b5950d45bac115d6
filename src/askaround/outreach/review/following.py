# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The follow-up: shorter than what it follows."""

import re
from collections.abc import Iterable

from .reading import Reading
from .rule import SHOULD, WRITTEN, Cut, Facts, Finding, Rule, Sample

_FIRST = (
    "Hi Priya, we both studied at Bonn, and you moved from operations to data. Could we talk for 20 minutes? Thank you."
)


def _longer(reading: Reading) -> Iterable[Finding]:
    previous = reading.knows("previous")
    if not isinstance(previous, str) or not previous.strip():
        return
    before, words = len(previous.split()), reading.words
    if len(words) >= before:
        yield Finding(
            words[-1].start, words[-1].end, f"{len(words)} words; the first letter had {before}. Make it shorter."
        )


def _new_thread(reading: Reading) -> Iterable[Finding]:
    earlier = reading.knows("earlier_subject")
    subject = reading.subject
    if isinstance(earlier, str) and earlier.strip() and subject is not None and _bare(subject) != _bare(earlier):
        same = f"Re: {_again(earlier)}"
        yield Finding(0, len(subject), f"Answer in the same thread: “{same}”.", "subject", Cut(0, len(subject), same))


def _again(subject: str) -> str:
    return re.sub(r"^(?:re: *)+", "", subject.strip(), flags=re.IGNORECASE)


def _bare(subject: str) -> str:
    return " ".join(_again(subject).lower().split())


RULES = (
    Rule(
        id="follow-up-longer", level=SHOULD, find=_longer, kinds=("follow-up",), channels=WRITTEN, needs=("previous",), english=False,
        why="A follow-up reminds. What it repeats is skipped.", source="sfu.ca, “Request an informational interview”",
        good=Sample("Hi Priya, may I ask again for 20 minutes? Thank you.", facts=Facts(previous=_FIRST)),
        bad=Sample(_FIRST + " I am still curious.", facts=Facts(previous=_FIRST)),
    ),
    Rule(
        id="follow-up-new-thread", level=SHOULD, find=_new_thread, kinds=("follow-up",), channels=("email",),
        needs=("earlier_subject", "subject"), english=False, title="a follow-up under another subject",
        why="In the same thread your first letter stands below, and you need not say it again.",
        source="wallstreetplaybook, “informational interview e-mail”",
        good=Sample(_FIRST, subject="Re: Fellow Bonn graduate", facts=Facts(earlier_subject="Fellow Bonn graduate")),
        bad=Sample(_FIRST, subject="Once more", facts=Facts(earlier_subject="Fellow Bonn graduate")),
    ),
)  # fmt: skip
