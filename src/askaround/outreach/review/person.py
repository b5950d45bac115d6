"""Whether the letter says why it goes to this person, and what in it could go to anybody: read by probes."""

from collections.abc import Iterable

from .job_meaning import asks, original
from .meaning import GENERIC, WHY, Meaning
from .reading import Reading
from .rule import ASKS, FIRST_LETTERS, SHOULD, WRITTEN, Finding, Rule, Sample

_SOURCE = "capd.mit.edu; “The 2-Hour Job Search”, second edition; wallstreetplaybook, “informational interview e-mail”"
_GOOD = "Hi Priya, you moved from nursing to hospital planning, which is the step I am thinking about. Thank you."
_BAD = "Hi Priya,\n\nI hope this email finds you well. I would love to learn more about your journey.\n\nThank you."


def _no_reason(reading: Reading) -> Iterable[Finding]:
    meaning = reading.knows("meaning")
    if not isinstance(meaning, Meaning) or not reading.sentences:
        return
    if not any(meaning.says(WHY, original(reading, sentence)) for sentence in reading.sentences):
        first = reading.sentences[0]
        yield Finding(first.start, first.end, "No sentence says why you write to them and to nobody else.")


def _generic(reading: Reading) -> Iterable[Finding]:
    meaning = reading.knows("meaning")
    if not isinstance(meaning, Meaning):
        return
    for sentence in reading.sentences:
        text = original(reading, sentence)
        if meaning.says(GENERIC, text) and not asks(reading, sentence, meaning):  # one remark is enough
            yield Finding(sentence.start, sentence.end, "This could go to anybody. Say it of them, or leave it out.")


RULES = (
    Rule(
        id="why-this-person", level=SHOULD, find=_no_reason, kinds=FIRST_LETTERS, channels=WRITTEN, needs=("meaning",),
        why="Who is asked wants to know: why me? One thing about them that you know is reason enough.", source=_SOURCE,
        good=Sample(_GOOD), bad=Sample(_BAD),
    ),
    Rule(
        id="generic-phrase", level=SHOULD, find=_generic, kinds=ASKS, channels=WRITTEN, needs=("meaning",),
        why="Sentences that fit everybody are read as meant for nobody, and the letter is short.", source=_SOURCE,
        good=Sample(_GOOD), bad=Sample(_BAD),
    ),
)  # fmt: skip
