# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The follow-up: shorter than what it follows."""

from collections.abc import Iterable

from .reading import Reading
from .rule import SHOULD, WRITTEN, Facts, Finding, Rule, Sample

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


RULES = (
    Rule(
        id="follow-up-longer", level=SHOULD, find=_longer, kinds=("follow-up",), channels=WRITTEN, needs=("previous",), english=False,
        why="A follow-up reminds. What it repeats is skipped.", source="sfu.ca, “Request an informational interview”",
        good=Sample("Hi Priya, may I ask again for 20 minutes? Thank you.", facts=Facts(previous=_FIRST)),
        bad=Sample(_FIRST + " I am still curious.", facts=Facts(previous=_FIRST)),
    ),
)  # fmt: skip
