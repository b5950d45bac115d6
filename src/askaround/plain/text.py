"""Text as people type it: cleaned for keeping, folded for comparing."""

import re
import unicodedata

# Letters that Unicode does not take apart, as a reader without them on the keyboard would type them.
_PLAINER = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
# Marks that are set over or under a letter: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs.
# Vowel signs of Indic and Thai scripts stay: without them the word is another.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u065f\u0670]")
# Control characters but tab and line ends, lone halves of surrogate pairs, non-characters, the byte order mark.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029|\x85")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """One line of text as it is kept: NFC, no control characters, single spaces, nothing around it."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else _SPACES.sub(" ", text).strip()
    text = _UNKEEPABLE.sub("", _LINE_END.sub(" ", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_lines(text: str) -> str:
    """Text of several lines as it is kept: NFC, `\\n` between lines, no control characters, nothing around it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNKEEPABLE.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """Text to compare by: without case, accents, width and surplus space. "Müller " and "MULLER" are the same."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip().lower()
    # Case first and last: taking letters apart can bring capitals forth ("㎏" does).
    taken_apart = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_PLAINER)
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", taken_apart))
    return _SPACES.sub(" ", _UNKEEPABLE.sub("", folded)).strip()


def cut(text: str, length: int) -> str:
    """At most `length` characters, never ending in half an emoji or a letter without its accent."""
    if len(text) <= length:
        return text
    while length and _joins(text[length]):
        length -= 1
    return text[:length].rstrip("\u200d ")


def _joins(character: str) -> bool:
    return bool(unicodedata.combining(character)) or character in "\u200d\ufe0f" or "🏻" <= character <= "🏿"
