# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Asking for a job in words that no rule foresaw, by a probe; and doubt where a rule saw the words without the ask.

The probe knows which rules for jobs spoke in a sentence, and decides; the seeker, who may say that a sentence asks for
no job, has the last word.
"""

from collections.abc import Iterable
from functools import lru_cache

from . import jobs
from .cutting import sentence_at
from .meaning import JOB, SURE, Meaning
from .reading import Reading, Span
from .rule import ALL_CHANNELS, EVERY, MUST, SHOULD, Finding, Remark, Rule, Sample

MEANT = "job-meaning"  # drops out where a rule names the words
ANY = "any"  # the cue that some rule spoke
# Rules that were right wherever they spoke: the probe does not set these aside.
UNMISTAKABLE = frozenset({"job-pitch"})
_LIKELY = 0.8


def original(reading: Reading, sentence: Span) -> str:
    """A sentence as it was typed, on one line."""
    return " ".join(reading.text[sentence.start : sentence.end].split())


@lru_cache(4096)
def cues(sentence: str, kind: str) -> tuple[str, ...]:
    """The rules for jobs that speak in a sentence by itself, for the probe to weigh."""
    reading = Reading(sentence, kind=kind)
    found = tuple(rule.id for rule in jobs.RULES if any(one.part == "body" for one in rule.find(reading)))
    return (*found, ANY) if found else ()


def asks(reading: Reading, sentence: Span, meaning: Meaning) -> bool:
    """Whether a sentence asks for a job, as far as the probe and what the seeker said about it tell."""
    text = original(reading, sentence)
    return text not in _cleared(reading) and meaning.says(JOB, text, cues(text, reading.kind))


def weighed(reading: Reading, remarks: list[Remark]) -> list[Remark]:
    """The remarks, but for those about jobs in sentences that ask for none, by the seeker's word or the probe's."""
    meaning = reading.knows("meaning")
    dropped = []
    for sentence in reading.whole:
        about = [remark for remark in remarks if _about(remark, sentence)]
        if about and (original(reading, sentence) in _cleared(reading) or _doubted(reading, sentence, about, meaning)):
            dropped += about
    return [remark for remark in remarks if remark not in dropped]


def sentence_of(text: str, kind: str, start: int) -> str:
    """The sentence of a letter that stands around an offset, on one line; empty where there is none."""
    reading = Reading(text, kind=kind)
    return next((original(reading, one) for one in reading.whole if one.start <= start < one.end), "")


def _doubted(reading: Reading, sentence: Span, about: list[Remark], meaning: object) -> bool:
    if not isinstance(meaning, Meaning) or not reading.is_english:
        return False
    return not any(one.rule in UNMISTAKABLE for one in about) and not asks(reading, sentence, meaning)


def _cleared(reading: Reading) -> tuple[str, ...]:
    known = reading.knows("no_job_asks")
    return known if isinstance(known, tuple) else ()


def _about(remark: Remark, sentence: Span) -> bool:
    return remark.rule.startswith("job-") and remark.part == "body" and sentence.start <= remark.start < sentence.end


def _find(reading: Reading) -> Iterable[Finding]:
    meaning = reading.knows("meaning")
    if not isinstance(meaning, Meaning):
        return
    for sentence in reading.sentences:
        if asks(reading, sentence, meaning):
            text = original(reading, sentence)
            chance = meaning.chance(JOB, text, cues(text, reading.kind))
            cut = sentence_at(reading, sentence.start) if chance >= SURE else None
            level = "" if chance >= SURE else SHOULD
            yield Finding(sentence.start, sentence.end, _said(chance, meaning.pattern(JOB, text)), cut=cut, level=level)


def _said(chance: float, pattern: str) -> str:
    like = f": it is like {pattern}" if pattern else ""
    if chance >= SURE:
        return f"This will be read as asking for a job{like}."
    return f"This {'is likely' if chance >= _LIKELY else 'may'} {'to ' if chance >= _LIKELY else ''}be read as asking for a job{like}."


RULES = (
    Rule(
        id=MEANT, level=MUST, find=_find, why=jobs.WHY, source=jobs.SOURCE, kinds=EVERY, channels=ALL_CHANNELS,
        needs=("meaning",), title="Asking for a job in other words",
        good=Sample("Thank you. I would like to hear how you came to the theatre."),
        bad=Sample("If your stage crew is ever one short, I would gladly step in."),
    ),
)  # fmt: skip
