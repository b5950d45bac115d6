# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Asking for a job, in all its disguises. Openings are the other person's to raise, never the seeker's.

The rules look for requests, not for words: “your job” and “how did you get hired” are blotted out first (`innocent`),
and so is “I am not asking for a job”, which is welcome.
"""

import re
from collections.abc import Iterable
from functools import cache, partial

from .cutting import sentence_at
from .innocent import GAP, JOB, TEAM, without_denials, without_innocent
from .job_phrases import OPENINGS, Phrase
from .job_pleas import PLEAS
from .reading import Reading, sentences_of
from .rule import ALL_CHANNELS, EVERY, MUST, Finding, Rule, Sample

WHY = (
    "An informational interview is a talk to learn from. Whoever is asked for a job feels tricked, and the talk is over. "
    "If there is an opening, it is theirs to raise."
)
SOURCE = "Ian Allan, “What is an informational interview?”; Chaim Shapiro, “Top 5 informational interview tips”, tip 1"

LEFT_OVER = "job-words"  # says less than the others: dropped where another one stands in the same sentence
_SUBJECT = re.compile(
    r"\b(?:jobs?|vacanc(?:y|ies)|openings?|positions?|internships?|applications?|applying|employment|hiring|resume|cv|opportunit(?:y|ies)"
    r"|candidate|referral|open to work|opentowork|work for you|joining your|role at|roles at)\b"
)


def _both(reading: Reading) -> Iterable[tuple[str, str, str]]:
    """The body and the subject, each without denials, and without innocent uses too."""
    first = reading.kind == "ask"
    for part, flat in (("body", reading.flat), ("subject", reading.plain_subject)):
        if flat:
            denied = without_denials(flat)
            yield part, denied, without_innocent(denied, first_letter=first)


def _compiled(phrase: Phrase) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    filled = [
        re.compile("|".join(p.replace("{JOB}", JOB).replace("{GAP}", GAP).replace("{TEAM}", TEAM) for p in patterns))
        if patterns
        else None
        for patterns in (phrase.bare, phrase.plain)
    ]
    return filled[0], filled[1]


def _rule(phrase: Phrase) -> Rule:
    # Compiled at the first letter that has one of the stems: all of them at the start would be a fifth of it.
    patterns = cache(partial(_compiled, phrase))

    def find(reading: Reading) -> Iterable[Finding]:
        for part, plain, bare in reading.once("job texts", _both):
            if not any(stem in plain for stem in phrase.stems):
                continue
            for pattern, text in zip(patterns(), (bare, plain), strict=True):
                for match in pattern.finditer(text) if pattern else ():
                    start = match.start() + len(match.group()) - len(match.group().lstrip(" ,.!?\n"))
                    yield Finding(start, match.end(), phrase.message, part, sentence_at(reading, start, part))

    return Rule(
        id=f"job-{phrase.name}", level=MUST, find=find, why=WHY, source=SOURCE, kinds=EVERY, channels=ALL_CHANNELS,
        good=Sample(phrase.good), bad=Sample(phrase.bad),
    )  # fmt: skip


def _subject_rule() -> Rule:
    def find(reading: Reading) -> Iterable[Finding]:
        for part, _, bare in reading.once("job texts", _both):
            match = _SUBJECT.search(bare) if part == "subject" else None
            if match:
                yield Finding(match.start(), match.end(), "The subject reads like an application.", "subject")

    body = "Hi Priya, could we talk for 20 minutes?"
    return Rule(
        id="job-subject", level=MUST, find=find, why=WHY, source=SOURCE, kinds=EVERY, channels=("email", "inmail"),
        good=Sample(body, subject="Your job at Northwind, two questions"),
        bad=Sample(body, subject="Data engineer position"),
    )  # fmt: skip


_WORDS = re.compile(
    r"\b(?:(?:an?|any|some|new|another|full-time|part-time|junior|suitable|right|future|open|possible|potential|available|current|relevant|entry-level|your|this|that|such) (?:[\w-]+ ){0,2}?"
    r"(?:jobs?|positions?|roles?|traineeship|apprenticeship|placement|gig|candidate|trainee|opportunities|post)\b(?! (?:models?|like yours|titles?|you|that people|they))"
    r"|jobs\b|vacanc(?:y|ies)|openings?|hire|hired|hiring|recruit(?:ing|ment|er|ers)?|internships?|employment|resume\b(?! (?:our|the|this|my))|cv\b"
    r"|(?:appl(?:y|ied|ying) (?:for|to|at|with|there|here|online)|appl(?:y|ying)(?= *[?.,])|my application(?! of)|job application))\b"
)
_ASKS_TO_KNOW = re.compile(
    r"^(?:(?:and|but|so|also|or|finally|first|second|then|in your (?:view|experience|opinion)),? )*(?:what|how|why|which|whom?|where|when did|did|was|were|is it(?! possible| conceivable)|is an?|is the"
    r"|are the|do (?:people|most|employers|companies|teams|you (?:find|think|feel|enjoy|like|miss|use|still|ever (?:miss|regret)))|does|has|have you|many|most|people)\b"
    r"|\b(?:hear|learn|learned|learnt|know|understand|tell me|curious|read|talk|talked|wrote|written|questions?|advice|views?|tips?|insights?|thoughts?|perspective|interested|compare|describe"
    r"|said|saying|explain(?:ed)?|told|see|wonder) (?:[\w']+ ){0,4}?(?:about|how|what|why|which|whether|that|on|into|from|of|in)\b"
)
_MINE = re.compile(
    r"\b(?:i|i'\w+|me|my|myself)\b|\b(?:could|would|can|do|are|will|might) (?:you|your)\b|\bis (?:there|it possible)\b|\bany\b|\bplease\b|\bif you\b"
)


def _words_rule() -> Rule:
    def find(reading: Reading) -> Iterable[Finding]:
        for part, _, bare in reading.once("job texts", _both):
            if part == "subject" or not _WORDS.search(bare):
                continue
            for sentence in sentences_of(bare):
                match = _WORDS.search(sentence.text)
                if match and _MINE.search(sentence.text) and not _ASKS_TO_KNOW.search(sentence.text):
                    at = sentence.start + match.start()
                    yield Finding(at, at + len(match.group()), "In this sentence it reads as if you were after a job.")

    return Rule(
        id=LEFT_OVER, level=MUST, find=find, why=WHY, source=SOURCE, kinds=EVERY, channels=ALL_CHANNELS,
        good=Sample("I would like to hear about your job. How do people in your field get hired?"),
        bad=Sample("A job in your trade has been my wish since school."),
    )  # fmt: skip


RULES = (*(_rule(phrase) for phrase in (*OPENINGS, *PLEAS)), _subject_rule(), _words_rule())
