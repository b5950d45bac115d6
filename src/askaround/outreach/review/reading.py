# ruff: noqa: E501 (a pattern is easier to read on one line)
"""A letter read once: its words, sentences and questions with their places, for every rule to use."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from .practised import STANDARD, Practised

T = TypeVar("T")

_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!]+[\"')\]]*(?=\s|$)|\n")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|etc|vs|approx|inc|jr|sr|[a-z])\.$")
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|to whom)\b[^.?!]{0,60}$|[^.?!]{1,40},$"
)
_SIGN_OFF = re.compile(
    r"(?:(?:with |my )?(?:best|kind|warm|many|sincere|warmest|kindest)?\s*(?:regards|wishes|thanks|thank you|cheers|sincerely"
    r"|yours|gratefully|best|all the best|warmly|respectfully|cordially|appreciation|gratitude|apologies)(?: (?:again|so much|very much|in advance|truly|sincerely|and best wishes))*)[,.!]?$"
)
_COMMON = frozenset(
    [
        "the",
        "to",
        "and",
        "a",
        "of",
        "i",
        "you",
        "in",
        "for",
        "is",
        "that",
        "it",
        "on",
        "your",
        "with",
        "be",
        "have",
        "we",
        "at",
        "my",
        "would",
        "are",
        "this",
        "as",
        "me",
        "was",
        "about",
        "or",
        "from",
        "not",
        "an",
        "how",
        "do",
        "can",
        "could",
        "if",
        "by",
        "so",
        "what",
        "but",
        "thank",
        "will",
        "our",
        "they",
        "there",
        "who",
        "more",
    ]
)
_FOREIGN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ich",
        "sie",
        "nicht",
        "ist",
        "mit",
        "ein",
        "eine",
        "für",
        "auf",
        "zu",
        "von",
        "dem",
        "den",
        "im",
        "wir",
        "haben",
        "würde",
        "uns",
        "ihre",
        "ihnen",
        "le",
        "la",
        "les",
        "et",
        "je",
        "vous",
        "nous",
        "est",
        "une",
        "des",
        "du",
        "pour",
        "dans",
        "que",
        "qui",
        "avec",
        "sur",
        "pas",
        "mon",
        "votre",
        "el",
        "los",
        "las",
        "y",
        "un",
        "una",
        "por",
        "para",
        "con",
        "su",
        "mi",
        "es",
        "en",
        "lo",
        "se",
        "como",
        "il",
        "di",
        "che",
        "per",
        "sono",
        "mia",
        "del",
        "della",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "com",
        "não",
        "eu",
        "você",
        "het",
        "een",
        "van",
        "ik",
        "niet",
        "met",
        "voor",
        "aan",
        "zijn",
        "ook",
    ]
)
_SAME_LENGTH = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": ";",
    "\u00a0": " ",
    "\t": " ",
    "é": "e",
    "É": "e",
}


@dataclass(frozen=True)
class Span:
    """A piece of the text, as lower-case plain characters, and where it stands."""

    start: int
    end: int
    text: str

    @property
    def is_question(self) -> bool:
        """Whether it ends with a question mark."""
        return self.text.rstrip("\"')] ").endswith("?")


class Reading:
    """The text of a letter with everything the rules ask about it, each worked out once."""

    def __init__(
        self, text: str, *, kind: str, channel: str = "email", subject: str | None = None, facts: object = None,
        practised: Practised = STANDARD,
    ):  # fmt: skip
        self.text, self.kind, self.channel, self.subject, self.facts = text, kind, channel, subject, facts
        self.practised = practised
        self._kept: dict[str, list[Any]] = {}

    @cached_property
    def plain(self) -> str:
        """The text in lower case with straight quotes, character for character in the same place."""
        return fold(self.text)

    @cached_property
    def flat(self) -> str:
        """The folded text without hard line breaks inside a sentence."""
        return unwrapped(self.plain)

    @cached_property
    def plain_subject(self) -> str:
        """The subject, folded as the text is."""
        return fold(self.subject or "")

    @cached_property
    def words(self) -> list[Span]:
        """The words as a person counts them: what stands between spaces and holds a letter or a digit."""
        found = (Span(m.start(), m.end(), m.group()) for m in _WORD.finditer(self.plain))
        return [word for word in found if any(c.isalnum() for c in word.text)]

    @cached_property
    def lines(self) -> list[Span]:
        """Lines that hold something."""
        lines, start = [], 0
        for line in self.plain.split("\n"):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                lines.append(Span(start + lead, start + len(line.rstrip()), line.strip()))
            start += len(line) + 1
        return lines

    @cached_property
    def greeting(self) -> Span | None:
        """The first line, when it greets."""
        first = self.lines[0] if self.lines else None
        return first if first and len(first.text) < 60 and _GREETING.match(first.text) else None

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences between the greeting and the sign-off."""
        start = self.greeting.end if self.greeting else 0
        return list(sentences_of(self.plain, start, self._sign_off))

    @cached_property
    def whole(self) -> list[Span]:
        """Every sentence, greeting and sign-off included."""
        return sentences_of(self.plain)

    @cached_property
    def questions(self) -> list[Span]:
        """The sentences that end with a question mark."""
        return [sentence for sentence in self.sentences if sentence.is_question]

    @cached_property
    def is_english(self) -> bool:
        """Whether the small common words are English rather than German, French, Spanish, Italian, Portuguese or Dutch."""
        letters = [c for c in self.plain if c.isalpha()]
        if sum(c.isascii() for c in letters) < 0.8 * len(letters):
            return False
        tokens = _TOKEN.findall(self.plain)
        return sum(t in _FOREIGN for t in tokens) <= sum(t in _COMMON for t in tokens)

    @cached_property
    def _sign_off(self) -> int:
        """Where the closing lines begin ("Kind regards," and the name), or the end of the text."""
        for line in self.lines[1:][-6:]:
            if _SIGN_OFF.match(line.text):
                return line.start
        last = self.lines[-1] if len(self.lines) > 1 else None
        if last and len(last.text.split()) <= 3 and last.text[-1] not in ".?!":
            return last.start
        return len(self.text)

    def once(self, name: str, work: Callable[["Reading"], Iterable[T]]) -> list[T]:
        """What `work` makes of this text, made once for all rules that share it."""
        if name not in self._kept:
            self._kept[name] = list(work(self))
        return self._kept[name]

    def knows(self, need: str) -> object:
        """A fact by name; None when it is unknown."""
        if need == "subject":
            return self.subject
        return getattr(self.facts, need, None) if self.facts is not None else None


def fold(text: str) -> str:
    """Lower case, straight quotes, plain spaces; a single line break inside a paragraph counts as a space."""
    folded = "".join(_SAME_LENGTH.get(c) or (c.lower() if len(c.lower()) == 1 else c) for c in text)
    return re.sub(r"\r(?=\n)", " ", folded)


def unwrapped(text: str) -> str:
    """Hard line breaks inside a sentence become spaces, so that a phrase is found across them."""
    return re.sub(r"(?<=[^\n.?!:,])\n(?=[^\n\-*•])|(?<=,)\n(?=[a-z])", " ", text)


def sentences_of(plain: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of folded text with their places."""
    end = len(plain) if end is None else end
    flat = unwrapped(plain)
    found: list[Span] = []
    for match in _SENTENCE_END.finditer(flat, start, end):
        if match.group() == "." and _ABBREVIATION.search(flat, max(start, match.end() - 8), match.end()):
            continue
        _keep(found, flat, start, match.end())
        start = match.end()
    _keep(found, flat, start, end)
    return found


def _keep(found: list[Span], flat: str, start: int, end: int) -> None:
    piece = flat[start:end]
    if any(c.isalnum() for c in piece):
        lead = len(piece) - len(piece.lstrip())
        found.append(Span(start + lead, start + len(piece.rstrip()), piece.strip()))
