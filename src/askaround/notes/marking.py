"""Marks: the spans of a note worth keeping apart. Plain functions over the text and its code points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

KINDS = ("quote", "skill", "name", "opening", "promise")


class MarkError(ValueError):
    """A mark that fits no words of the text; `sentence` says what is wrong."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, with the kinds of mark that lie over it."""

    text: str
    kinds: tuple[str, ...] = ()


def checked(marks: Iterable[Any], text: str) -> list[dict[str, Any]]:
    """The marks in order, each once; raises MarkError for a kind or a span that is none."""
    found = set()
    for mark in marks:
        if not isinstance(mark, Mapping) or mark.get("kind") not in KINDS:
            raise MarkError(f"A mark is one of {', '.join(KINDS)}.")
        start, end = mark.get("start"), mark.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise MarkError("A mark lies over words that the note has.")
        found.add((start, end, str(mark["kind"])))
    return [{"kind": kind, "start": start, "end": end} for start, end, kind in sorted(found)]


def spans(text: str, phrases: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """Marks over the words named for each kind, wherever they first stand; case does not matter.

    Raises MarkError for words that the text does not hold.
    """
    marks = []
    for kind, wanted in phrases.items():
        for phrase in filter(None, map(str.strip, wanted)):
            start = _place(text, phrase)
            if start < 0:
                raise MarkError(f"The note does not hold the words “{phrase}”.")
            marks.append({"kind": kind, "start": start, "end": start + len(phrase)})
    return checked(marks, text)


def likely(text: str, phrases: Any) -> list[dict[str, Any]]:
    """Marks over those of the words that the text holds; the others, and what names no kind, are left out.

    For marks that come with a note from a device: the words said must never be refused for a mark's sake.
    """
    found: list[dict[str, Any]] = []
    for kind, wanted in phrases.items() if isinstance(phrases, Mapping) else ():
        for phrase in wanted if kind in KINDS and isinstance(wanted, list) else ():
            if isinstance(phrase, str) and _place(text, phrase.strip()) >= 0:
                found += spans(text, {kind: [phrase]})
    return checked(found, text)


def by_kind(marks: Iterable[Mapping[str, Any]], text: str) -> dict[str, list[str]]:
    """The words that marks lie over, kind by kind."""
    marks = list(marks)
    return {kind: said for kind in KINDS if (said := words(marks, text, kind))}


def words(marks: Iterable[Mapping[str, Any]], text: str, kind: str) -> list[str]:
    """The words that marks of one kind lie over."""
    return [text[mark["start"] : mark["end"]] for mark in marks if mark["kind"] == kind]


def kept(marks: Iterable[Mapping[str, Any]], old: str, new: str) -> list[dict[str, Any]]:
    """The marks of the old text that still find their words in the new one."""
    found = []
    for mark in marks:
        phrase = old[mark["start"] : mark["end"]]
        start = new.find(phrase)
        if phrase and start >= 0:
            found.append({"kind": mark["kind"], "start": start, "end": start + len(phrase)})
    return checked(found, new)


def pieces(text: str, marks: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """The text cut where a mark begins or ends, so that a page can show what lies over each stretch."""
    marks = list(marks)
    cuts = sorted({0, len(text), *(mark["start"] for mark in marks), *(mark["end"] for mark in marks)})
    return [
        Piece(text[a:b], tuple(k for k in KINDS if any(_over(mark, k, a, b) for mark in marks)))
        for a, b in pairwise(cuts)
    ]


def _over(mark: Mapping[str, Any], kind: str, start: int, end: int) -> bool:
    return bool(mark["kind"] == kind and mark["start"] <= start and end <= mark["end"])


def _place(text: str, phrase: str) -> int:
    exact = text.find(phrase)
    if exact >= 0:
        return exact
    lowered = text.lower()
    # Lowering may lengthen a text ("İ"): then places in it are not places in the text.
    return lowered.find(phrase.lower()) if len(lowered) == len(text) and len(phrase.lower()) == len(phrase) else -1
