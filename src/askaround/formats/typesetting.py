"""Pages set for paper: a typst template and facts become a PDF with tags, that can be read aloud and copied from.

Facts reach the template as JSON and are never read as markup, so nothing that somebody wrote can change the page. Our
own fonts hold Latin with Vietnamese, Greek and Cyrillic; every other script comes from the machine's fonts. What no
font can show is told, not printed as boxes.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import FormatError

if TYPE_CHECKING:
    from typst import Fonts

A4, LETTER = "a4", "us-letter"
PAPERS = (A4, LETTER)
FONTS = Path(__file__).parent / "fonts"
NOT_INSTALLED = "PDFs need one more package. Stop Askaround, run: pip install 'askaround[print]', and start it again."
# Where letters are written on Letter paper; the rest of the world has A4 (ISO 216).
_ON_LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR", "SV", "NI", "HN"})
_NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The PDF, and the letters that no font on this machine can show; of each its first few."""

    pdf: bytes
    missing: tuple[str, ...] = ()

    @property
    def scripts(self) -> str:
        """The scripts of what is missing, in words: "Arabic and Chinese, Japanese or Korean"."""
        names = dict.fromkeys(_script(letter) for text in self.missing for letter in text)
        return " and ".join(names)


def typeset(template: Path, facts: Mapping[str, Any], *, paper: str = A4) -> Sheet:
    """The template filled with the facts. Raises FormatError with a sentence where typst is not installed."""
    try:
        from typst import Compiler, TypstError
    except ImportError:
        raise FormatError(NOT_INSTALLED) from None
    told = {"facts": json.dumps(facts, default=str), "paper": paper if paper in PAPERS else A4}
    compiler = Compiler(template, font_paths=_fonts(), sys_inputs=told)
    try:
        # PDF/UA-1 refuses letters that would come out as boxes; that is how we learn of them.
        return Sheet(_bytes(compiler.compile(format="pdf", pdf_standards="ua-1")))
    except TypstError as error:
        missing = tuple(dict.fromkeys(_NOT_SHOWN.findall(str(error.diagnostic))))
        if not missing:
            raise
    said = json.dumps([*missing][:40])
    return Sheet(_bytes(compiler.compile(format="pdf", sys_inputs=told | {"missing": said})), missing)


def paper_of(country: str) -> str:
    """The paper of a country (two letters, ISO 3166): "us-letter" or "a4"."""
    return LETTER if country.upper() in _ON_LETTER else A4


@lru_cache(maxsize=1)
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[FONTS])


def _bytes(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one run of bytes")
    return made


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ", maxsplit=1)[0]
    return "Chinese, Japanese or Korean" if name in _ASIAN else name.capitalize() or "symbols"
