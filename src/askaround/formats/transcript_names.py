"""Which words before a colon are a speaker's name. Never invented: in doubt they stay part of what was said."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .transcript import Said

# A name and a colon, as “Dr. Lena Vogt (Acme): …”; or a name in brackets, as “(Priya) …”.
_COLON = re.compile(
    r"^(?P<who>[^\s:<>\[\]{}\"“”?!;][^:<>\n\"“”?!;]{0,79}?)\s?[:：](?!//|\d\d\b)[ \t\u3000]*(?P<text>.*)$", re.DOTALL
)
_ROUND = re.compile(r"^[(\[](?P<who>[^()\[\]\d][^()\[\]\n]{0,79})[)\]]:?[ \t]+(?P<text>.+)$", re.DOTALL)
_MOST_WORDS = 7
# A name may hold these in small letters, and begin with some of them.
_BEGINS_SMALL = frozenset(
    ["de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "al", "el", "bin", "ibn"]
)
_PARTICLES = _BEGINS_SMALL | {
    "do",
    "dos",
    "das",
    "del",
    "della",
    "zu",
    "af",
    "av",
    "e",
    "y",
    "i",
    "and",
    "the",
    "of",
    "at",
}
# What people and programs write before a colon that names nobody.
_NO_NAMES = frozenset(
    ["note", "notes", "question", "answer", "example", "ps", "p.s", "nb", "n.b", "warning", "tip", "summary", "agenda",
     "action", "actions", "action items", "todo", "to do", "link", "url", "date", "time", "subject", "topic", "title",
     "result", "so", "well", "first", "second", "third", "finally", "also", "because", "then", "but", "and", "yes",
     "no", "http", "https", "re", "fw", "kind", "language", "attendees", "participants", "duration", "recording",
     "location", "music", "laughter", "laughs", "applause", "inaudible", "crosstalk", "silence", "pause", "noise",
     "foreign"]
)  # fmt: skip
# Heard once it may be a figure of speech; a file that names most of its pieces names all.
_MOSTLY = 0.6


def named_cues(pieces: Sequence[Said]) -> list[Said]:
    """Pieces whose text begins with their speaker's name, with the name taken out of the text.

    A name counts when it comes twice, or when most pieces of the file have one.
    """
    found = [None if piece.speaker else split_name(piece.text) for piece in pieces]
    times = Counter(each[0] for each in found if each)
    bare = sum(1 for piece in pieces if not piece.speaker)
    mostly = bare > 0 and sum(1 for each in found if each) >= _MOSTLY * bare
    return [
        replace(piece, speaker=each[0], text=each[1]) if each and (mostly or times[each[0]] > 1) and each[1] else piece
        for piece, each in zip(pieces, found, strict=True)
    ]


def split_name(text: str) -> tuple[str, str] | None:
    """What may be a speaker's name at the beginning, and the rest; None where there is none."""
    match = _COLON.match(text) or _ROUND.match(text)
    if match is None:
        return None
    who = " ".join(match["who"].strip("*_ ").split())
    return (who, match["text"].strip().removeprefix("**").strip()) if could_be_name(who) else None


def could_be_name(text: str) -> bool:
    """Whether the words could name somebody: at most seven, each with a capital, a figure, or of a script without."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or text.lower().strip(".") in _NO_NAMES:
        return False
    if not any(letter.isalpha() for letter in text) or words[0].lower() in _PARTICLES - {
        "de",
        "da",
        "van",
        "von",
        "al",
        "el",
    }:
        return False
    return all(_is_part(word) for word in words)


def _is_part(word: str) -> bool:
    bare = word.strip("().,'’|/-·")
    if not bare or bare.isdigit() or bare.lower() in _PARTICLES:
        return True
    return bare[0].isupper() or not bare[0].islower()
