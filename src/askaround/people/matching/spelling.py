"""Names of every script made comparable in Latin letters: transliterated, taken into words, reduced to how they sound.

The tables (letters.txt) are our own. Cyrillic follows the passport's way (ICAO 9303), Hangul the Revised Romanization
but for the surnames whose usual spelling differs, kana Hepburn, Han the pinyin of common surnames and given names; a
character that no table has stays as it is.
"""

import re
from functools import lru_cache

from askaround.plain.text import fold

from .scripts import letters

_WORDS = re.compile(r"[^\W_]+(?:['’`ʼ][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’`ʼʹʺ")
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(0x30A1, 0x30F7)}
_LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_TAILS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
# What is left sounds much the same in English, German, French, Spanish and the Slavic languages.
_SOUNDS = {
    "tsch": "C", "tch": "C", "cz": "C", "ch": "C", "shch": "s", "sch": "s", "sh": "s", "chr": "kr", "chl": "kl",
    "ph": "f", "kh": "h", "zh": "s", "ck": "k", "dt": "t", "th": "t", "tz": "s", "ts": "s", "z": "s", "x": "ks",
    "qu": "k", "q": "k", "w": "v",
    "ce": "se", "ci": "si", "cy": "si", "ca": "ka", "co": "ko", "cu": "ku", "cl": "kl", "cr": "kr", "y": "i",
    "j": "i", "ae": "a", "oe": "o", "ue": "u", "ee": "i", "oo": "u", "ou": "u", "ei": "ai", "ey": "ai",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SILENT = re.compile(r"(?<=.)h|(.)\1+")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters without accents: "Müller-Ötz" is ("muller", "otz")."""
    folded = fold(text)
    if folded.isalpha() and folded.isascii():
        return (folded,)
    if not folded.isascii():
        folded = fold(latin(folded))
    return tuple(word.translate(_APOSTROPHES) for word in _WORDS.findall(folded))


def latin(folded: str) -> str:
    """Folded text with Cyrillic, Greek, Korean, Japanese and Chinese letters written in Latin ones."""
    known = letters()
    folded = folded.translate(_HIRAGANA)
    for pair, written in known.pairs:
        folded = folded.replace(pair, written)
    # A given name has two syllables, mostly; one alone is a family name, and so is the first of three.
    if len(folded) != 2 and folded[:1] in known.families:
        folded = known.families[folded[0]] + " " + folded[1:]
    return "".join(_letter(letter) for letter in folded)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """How a word of `words` sounds, roughly: "schmidt" and "schmitt", "julia" and "yuliya" are the same."""
    heard = _SOUND.sub(lambda found: _SOUNDS[found[0]], word)
    return _SILENT.sub(lambda found: found[1] or "", heard)


@lru_cache(maxsize=4096)
def plain_umlauts(word: str) -> str:
    """A word with ae, oe and ue as a, o and u: "mueller" is "muller", as "Müller" is."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if "\uac00" <= letter <= "\ud7a3":
        lead, rest = divmod(ord(letter) - 0xAC00, 588)
        vowel, tail = divmod(rest, 28)
        return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
    return letters().single.get(letter, letter)
