"""WordPiece, the way BERT's uncased models cut text into pieces (Wu et al. 2016, arXiv:1609.08144; Devlin 2018)."""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

CLS, SEP, UNKNOWN = 101, 102, 100
_LONGEST_WORD = 100
# Blocks of Chinese characters, each of which is a word by itself. Kana and Hangul are not among them.
_HAN = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def ids(text: str, *, most: int = 256) -> list[int]:
    """The ids of a text's pieces between [CLS] and [SEP], cut to at most `most` in all. Never raises."""
    found: list[int] = []
    for word in _words(text):
        found += _pieces(word)
        if len(found) >= most - 2:
            break
    return [CLS, *found[: most - 2], SEP]


@cache
def vocabulary() -> dict[str, int]:
    """Each piece with its id: 30,522 of them (bert-base-uncased, Apache-2.0)."""
    lines = files("askaround.language").joinpath("data/vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def _words(text: str) -> Iterator[str]:
    """Words in lower case without accents; each mark and each Chinese character by itself."""
    spaced = "".join(map(_spaced, text))
    for word in unicodedata.normalize("NFC", spaced).split():
        bare = unicodedata.normalize("NFD", word.lower())
        yield from _split_at_marks("".join(sign for sign in bare if unicodedata.category(sign) != "Mn"))


def _spaced(sign: str) -> str:
    """Blank for every kind of white space, nothing for a control character, room around a Chinese one."""
    if sign in " \t\n\r" or (category := unicodedata.category(sign)) == "Zs":
        return " "
    if sign in "\0\ufffd" or category in {"Cc", "Cf", "Co", "Cs"}:
        return ""
    point = ord(sign)
    return f" {sign} " if point > 0x33FF and any(low <= point <= high for low, high in _HAN) else sign


def _split_at_marks(word: str) -> Iterator[str]:
    begun = 0
    for at, sign in enumerate(word):
        if _is_mark(sign):
            if begun < at:
                yield word[begun:at]
            yield sign
            begun = at + 1
    if begun < len(word):
        yield word[begun:]


def _is_mark(sign: str) -> bool:
    """Punctuation, and every sign of ASCII that is neither letter nor digit."""
    return (sign.isascii() and sign.isprintable() and not sign.isalnum() and sign != " ") or unicodedata.category(
        sign
    ).startswith("P")


@lru_cache(maxsize=32768)
def _pieces(word: str) -> tuple[int, ...]:
    """The longest piece that the word begins with, then the longest that goes on, to its end; else unknown."""
    known = vocabulary()
    if len(word) > _LONGEST_WORD:
        return (UNKNOWN,)
    found, begun = [], 0
    while begun < len(word):
        for end in range(len(word), begun, -1):
            piece = ("##" if begun else "") + word[begun:end]
            if piece in known:
                found.append(known[piece])
                begun = end
                break
        else:
            return (UNKNOWN,)
    return tuple(found)
