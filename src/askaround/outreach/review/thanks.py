# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The thank-you: it names what was really said, keeps what was promised, and wants nothing."""

import re
from collections.abc import Iterable

from .cutting import whole
from .reading import Reading
from .rule import MUST, SHOULD, THANKS, Facts, Finding, Rule, Sample

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "if",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "i",
        "you",
        "he",
        "she",
        "they",
        "we",
        "me",
        "my",
        "your",
        "his",
        "her",
        "their",
        "our",
        "us",
        "them",
        "not",
        "no",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "so",
        "than",
        "then",
        "there",
        "here",
        "what",
        "which",
        "who",
        "how",
        "when",
        "why",
        "would",
        "could",
        "should",
        "can",
        "will",
        "may",
        "might",
        "about",
        "into",
        "over",
        "out",
        "up",
        "down",
        "very",
        "more",
        "most",
        "much",
        "many",
        "just",
        "also",
        "only",
        "own",
        "too",
        "first",
        "get",
        "got",
        "go",
        "goes",
        "going",
        "make",
        "makes",
        "made",
        "said",
        "says",
        "say",
        "tell",
        "told",
    ]
)
_REQUEST = re.compile(
    r"\b(?:could|would|can|may|might|will) (?:you|we|i)\b[^.!\n]*\?|\bplease (?!do say|feel|accept|give my|pass on my thanks|know|don't|do not)\w+|\bi(?:'d| would) (?:love|like|be grateful|appreciate)"
    r"\b[^.!?\n]{0,40}\b(?:if you|another|a second|you to)\b|\bany chance\b|\b(?:are you|do you)\b[^.!\n]*\?"
)
_WHY = "They remember who listened. One or two things they really said show it better than praise does."
_SOURCE = "“Everything you need to know about informational interviews”: mention one or two specific points; Chaim Shapiro, tip 5"
_NOTED = Facts(noted=("Learn to read a query plan before you learn another framework.", "Write the memo first"))
_QUOTES = "Hi Priya,\n\nThank you for your time. “Write the memo first” stayed with me, and I now read a query plan every day.\n\nAlice"


def content(text: str) -> list[str]:
    """The words that carry meaning, cut to their stems, in order."""
    return [_stem(word) for word in _words(text) if word not in _SMALL and len(word) > 1]


def repeats(letter: str, noted: str) -> bool:
    """Whether the letter takes up something noted: two fifths of its words, two at least, close to each other.

    A note of small words alone ("Do what you can.") is taken up where it stands word for word.
    """
    wanted = set(content(noted))
    if not wanted:
        said = _words(noted)
        return bool(said) and f" {' '.join(said)} " in f" {' '.join(_words(letter))} "
    need = min(len(wanted), max(2, 2 * len(wanted) // 5), 4)
    words = content(letter)
    width = max(12, 2 * len(wanted))
    return any(len(wanted & set(words[i : i + width])) >= need for i in range(max(1, len(words) - need + 1)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _stem(word: str) -> str:
    for ending in ("'s", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def taken_up(reading: Reading, name: str) -> tuple[int, int]:
    """How many of the facts the letter takes up, and how many there are."""
    facts = reading.knows(name)
    facts = facts if isinstance(facts, tuple) else ()
    return sum(repeats(reading.plain, fact) for fact in facts), len(facts)


def _quotes_nothing(reading: Reading) -> Iterable[Finding]:
    found, noted = taken_up(reading, "noted")
    if not found:
        message = (
            "Name at least one thing that was said." if noted else "Nothing was noted that this letter could name."
        )
        yield Finding(*_first(reading), message)


def _quotes_one(reading: Reading) -> Iterable[Finding]:
    found, noted = taken_up(reading, "noted")
    if found == 1 and noted > 1:
        yield Finding(*_first(reading), "It names one thing that was said; two are better.")


def _promise(reading: Reading) -> Iterable[Finding]:
    facts = reading.knows("promises")
    missing = [fact for fact in facts if not repeats(reading.plain, fact)] if isinstance(facts, tuple) else []
    if missing:
        yield Finding(*_last(reading), f"You promised something that is not in it: {missing[0]}")


def _request(reading: Reading) -> Iterable[Finding]:
    for sentence in reading.sentences[-2:]:
        match = _REQUEST.search(sentence.text)
        if match:
            message = "A thank-you that closes with a request reads like a bill."
            cut = whole(reading.text, sentence) if len(reading.sentences) > 1 else None
            yield Finding(sentence.start, sentence.end, message, cut=cut)
            return


def _first(reading: Reading) -> tuple[int, int]:
    return (reading.sentences[0].start, reading.sentences[0].end) if reading.sentences else (0, len(reading.text))


def _last(reading: Reading) -> tuple[int, int]:
    return (reading.sentences[-1].start, reading.sentences[-1].end) if reading.sentences else (0, len(reading.text))


RULES = (
    Rule(
        id="thanks-quotes-nothing", level=MUST, find=_quotes_nothing, why=_WHY, source=_SOURCE, kinds=THANKS, needs=("noted",), english=False,
        good=Sample(_QUOTES, facts=_NOTED), bad=Sample("Hi Priya, thank you for your time. It was great.", facts=_NOTED),
    ),
    Rule(
        id="thanks-quotes-one", level=SHOULD, find=_quotes_one, why=_WHY, source=_SOURCE, kinds=THANKS, needs=("noted",), english=False,
        good=Sample(_QUOTES, facts=_NOTED), bad=Sample("Hi Priya, thank you. “Write the memo first” stayed with me.", facts=_NOTED),
    ),
    Rule(
        id="thanks-forgets-promise", level=SHOULD, find=_promise, kinds=THANKS, needs=("promises",), english=False,
        why="Naming what you promised, and by when, shows that you keep it.", source="schofieldstrategies; Yale postdocs, book 741",
        good=Sample("Thank you. I will send you the article on Friday.", facts=Facts(promises=("send the article",))),
        bad=Sample("Thank you for your time.", facts=Facts(promises=("send the article",))),
    ),
    Rule(
        id="thanks-new-request", level=SHOULD, find=_request, kinds=THANKS,
        why="A thank-you stands for itself. A new request waits for its own letter.", source="Grant and Gino, Harvard Gazette, March 2013",
        good=Sample(_QUOTES), bad=Sample("Thank you for the talk. Could you send me the slides?"),
    ),
)  # fmt: skip
