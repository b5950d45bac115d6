"""Asking for a job in words that no rule foresaw, by a probe; and doubt where a rule saw the words without the ask."""

from collections.abc import Iterable

from .jobs import SOURCE, WHY
from .meaning import JOB, Meaning
from .reading import Reading, Span
from .rule import ALL_CHANNELS, EVERY, MUST, Finding, Remark, Rule, Sample

MEANT = "job-meaning"  # drops out where a rule names the words


def original(reading: Reading, sentence: Span) -> str:
    """A sentence as it was typed, on one line."""
    return " ".join(reading.text[sentence.start : sentence.end].split())


def without_doubted(reading: Reading, remarks: list[Remark]) -> list[Remark]:
    """The remarks, but for job remarks in sentences that the probe is sure ask for no job."""
    meaning = reading.knows("meaning")
    if not isinstance(meaning, Meaning) or not reading.is_english:
        return remarks
    doubted = [
        sentence
        for sentence in reading.whole
        if any(_about(remark, sentence) for remark in remarks) and meaning.doubts(JOB, original(reading, sentence))
    ]
    return [remark for remark in remarks if not any(_about(remark, sentence) for sentence in doubted)]


def _about(remark: Remark, sentence: Span) -> bool:
    return remark.rule.startswith("job-") and remark.part == "body" and sentence.start <= remark.start < sentence.end


def _find(reading: Reading) -> Iterable[Finding]:
    meaning = reading.knows("meaning")
    if not isinstance(meaning, Meaning):
        return
    for sentence in reading.sentences:
        if meaning.says(JOB, original(reading, sentence)):
            yield Finding(sentence.start, sentence.end, "This can be read as asking for a job. Look at it once more.")


RULES = (
    Rule(
        id=MEANT, level=MUST, find=_find, why=WHY, source=SOURCE, kinds=EVERY, channels=ALL_CHANNELS,
        needs=("meaning",),
        good=Sample("Thank you. I would like to hear how you came to the theatre."),
        bad=Sample("If your stage crew is ever one short, I would gladly step in."),
    ),
)  # fmt: skip
