# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Which sentences of a transcript look worth a note, and of which kind. A proposal: nothing is kept unasked.

Cue words of our own, told beside each as its reason. They find the plain cases and miss the rest, so the whole
transcript stands beside them. English only.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FEWEST_WORDS, MOST_WORDS = 6, 60
MOST = 20
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|$)")
_NAME = re.compile(r"\b(?!I\b)[A-Z][a-z’']+(?: (?:van|von|de|da|del|den|der|bin|al))*(?: [A-Z][\w’'-]+)+")
_CUES: tuple[tuple[str, float, str, re.Pattern[str]], ...] = (
    ("referral", 3.0, "says whom to talk to", re.compile(
        r"(?i)\b(?:you (?:should|could|can|might want to|ought to) (?:talk|speak|write|reach out|get in touch|chat)"
        r"|(?:talk|speak|reach out|write|get in touch|connect|chat) (?:to|with) (?!you\b|me\b|us\b|people\b|them\b|customers\b)"
        r"|i(?: can|’ll|'ll| will| could)? introduce you|put you in touch|i(?: can|’ll|'ll| will) connect you"
        r"|i know (?:someone|somebody|a (?:woman|man|person|friend|colleague|guy))|tell (?:her|him|them) i sent you"
        r"|use my name|mention my name)\b")),
    ("advice", 2.5, "gives advice", re.compile(
        r"(?i)\b(?:you should|you shouldn[’']t|if i were you|in your (?:place|shoes|position)|my advice|i(?: would|[’']d) (?:start"
        r"|begin|say|suggest|recommend|advise|tell|learn|read|look|try|focus|build|not|never|always|go|take|ask|skip)"
        r"|i (?:recommend|suggest|advise)|make sure|don[’']t (?:be afraid|worry|forget|wait|try|waste|underestimate|do|go|take|let)"
        r"|(?:start|begin) (?:by|with)|the best thing you can|what helps is|be (?:honest|patient|prepared|curious)|you need to|you have to"
        r"|^never|always (?:ask|bring|write|read|check|say)|learn (?:to|how)|focus on|avoid)\b")),
    ("information", 1.5, "tells what the work is like", re.compile(
        r"(?i)\b(?:most of (?:my|the|our|your) (?:time|day|week|work|job)|a typical|typically|usually|on average|per ?cent|percent|a year"
        r"|the (?:hardest|worst|best|biggest|main|most important|first) (?:part|thing|challenge|problem|surprise|difference|reason)|surpris(?:ed|ing)"
        r"|nobody tells you|what people (?:get wrong|don[’']t)|we (?:use|look for|hire|have|work|spend|pay)|the salary|paid|hours a (?:day|week)"
        r"|when i (?:started|began|joined|moved|was)|it took me|turns out|the reality|in practice|day[ -]to[ -]day|the difference between)\b")),
)  # fmt: skip
_FIGURE = re.compile(r"\d|\b(?:half|twice|third|hundred|thousand)\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that might be a note: in which turn it was said, of which kind, and why it is proposed."""

    turn: int
    text: str
    kind: str
    why: str
    worth: float


def proposals(turns: Iterable[tuple[int, str]]) -> list[Proposal]:
    """Of turns (number, text) that others than the seeker said: at most MOST sentences, in the order they were said."""
    found = [proposal for number, text in turns for proposal in _of_turn(number, text)]
    least = sorted((each.worth for each in found), reverse=True)[:MOST][-1:]
    return [each for each in found if least and each.worth >= least[0]][:MOST]


def _of_turn(number: int, text: str) -> Iterator[Proposal]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS and not sentence.endswith("?"):
            yield from _judged(number, sentence)


def _judged(number: int, sentence: str) -> Iterator[Proposal]:
    """The first kind whose cue it has; a name makes a referral surer, a figure tells more of the work."""
    for kind, worth, why, cue in _CUES:
        if cue.search(sentence):
            more = 1.0 if kind == "referral" and _NAME.search(sentence) else 0.0
            more += 0.5 if kind == "information" and _FIGURE.search(sentence) else 0.0
            yield Proposal(number, sentence, kind, why, worth + more)
            return
