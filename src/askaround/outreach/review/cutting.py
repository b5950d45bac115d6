"""What may be cut or put instead, where that is sure: the words of a remark, or the whole sentence they stand in."""

import re

from .reading import Reading, Span
from .rule import Cut

# A sentence that carries the request itself is never cut: the letter would ask for nothing.
_REQUEST = re.compile(r"\d+ ?min|\bminutes?\b|\bhalf an hour\b|\bcould we (?:talk|speak|meet)\b|\bthank")
_LINE_BREAKS = "\r\n"


def sentence_at(reading: Reading, start: int, part: str = "body") -> Cut | None:
    """The sentence around an offset, to be cut whole; None where it also says something that must stay."""
    found = next((one for one in reading.sentences if one.start <= start < one.end), None)
    if part != "body" or found is None or len(reading.sentences) < 2 or _REQUEST.search(found.text):
        return None
    return whole(reading.text, found)


def whole(text: str, sentence: Span) -> Cut:
    """A sentence with the space that it leaves: before it at the end of a paragraph, behind it elsewhere."""
    start, end = sentence.start, sentence.end
    behind = len(text[end:]) - len(text[end:].lstrip(" "))
    before = len(text[:start]) - len(text[:start].rstrip(" "))
    at_end = end + behind >= len(text) or text[end + behind] in _LINE_BREAKS
    at_start = start - before <= 0 or text[start - before - 1] in _LINE_BREAKS
    if at_start and at_end:  # a paragraph of its own goes with the break behind it
        behind += len(text[end + behind :]) - len(text[end + behind :].lstrip(" " + _LINE_BREAKS))
        return Cut(start, end + behind, "")
    return Cut(start - before, end, "") if at_end else Cut(start, end + behind, "")


def instead(start: int, end: int, words: str) -> Cut:
    """Other words in that place."""
    return Cut(start, end, words)


def applied(text: str, cut: Cut) -> str:
    """The text after the cut."""
    return text[: cut.start] + cut.instead + text[cut.end :]
