"""What of a note can be quoted: its own words, in their order, the best stretch first. Plain functions over text."""

import re
from collections.abc import Iterator

from askaround.plain.text import clean, cut

LONGEST = 25  # words
LONGEST_TEXT = 240  # characters
TELLING = 4  # words from which on a sentence says something by itself
TRIED = 80  # stretches of one note
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_CLAUSE = re.compile(r"[;:,(){}\[\]]|\s[-–—]\s|(?<=[.!?…])\s+|[。！？、，]")
_AROUND = " .,;:“”\"'‘’«»„"
_WORDLIKE = re.compile(r"[^\W_]")
# Ever fewer words in a row, for a note whose sentences cannot stand in a letter as they are.
_WINDOWS = (8, 5, 3, 2, 1)


def stretches(text: str) -> Iterator[str]:
    """Stretches of the text word for word, each once: whole sentences, then clauses, then a few words in a row."""
    text, seen = clean(text), set[str]()
    for piece in _pieces(text):
        short = shortened(piece)
        if short not in seen and _WORDLIKE.search(short):
            seen.add(short)
            yield short
        if len(seen) >= TRIED:
            return


def shortened(text: str) -> str:
    """The text without quotation marks around it, or its first words where it is longer than a quote may be."""
    whole = clean(text).strip(_AROUND)
    words = whole.split(" ")
    if len(words) <= LONGEST and len(whole) <= LONGEST_TEXT:
        return whole
    return cut(" ".join(words[:LONGEST]), LONGEST_TEXT).strip(_AROUND)


def sentences(text: str) -> list[str]:
    """The sentences of a text, those first that say something by themselves."""
    return sorted(_SENTENCE.split(clean(text)), key=lambda one: len(one.split()) < TELLING and len(one) < LONGEST)


def _pieces(text: str) -> Iterator[str]:
    yield from sentences(text)
    yield from sorted(_CLAUSE.split(text), key=lambda one: -min(len(one.split()), TELLING))
    words = text.split(" ")
    for size in _WINDOWS:
        for start in range(0, len(words) - size + 1, max(1, size // 2)):
            yield " ".join(words[start : start + size])
