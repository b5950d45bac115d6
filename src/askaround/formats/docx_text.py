"""The text of a Word file: its paragraphs as lines. Nothing else of it is read."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from . import FormatError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DAMAGED = "The Word file is damaged. Open it in Word, save it once more, or bring the text."
# Text packs by 20 to 1; what unpacks to more is no transcript.
MOST_BYTES = 100 * 1024 * 1024
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_AS_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a ZIP that holds a Word document."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _MAIN in archive.namelist()
    except (zipfile.BadZipFile, ValueError, IndexError, RuntimeError, OSError):
        return False


def text_of_docx(data: bytes) -> str:
    """The paragraphs, a line each; a line break within one is a line break, a tab a tab. Raises FormatError."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_MAIN).file_size > MOST_BYTES:
                raise FormatError(DAMAGED)
            root = fromstring(archive.read(_MAIN))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError,
            ParseError, DefusedXmlException, zipfile.LargeZipFile, zlib.error):  # fmt: skip
        raise FormatError(DAMAGED) from None
    return "\n".join(_lines(root))


def _lines(root: "Element") -> list[str]:
    """Depth first, without recursion: a hostile file may nest deeper than Python does."""
    lines: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kind = str(element.tag).removeprefix(_W).removeprefix(_STRICT)
        if kind == "pPr":
            continue  # how it looks; the tab stops in it are no tabs
        if kind == "p":
            lines.append("")
        elif lines and kind == "t":
            lines[-1] += element.text or ""
        elif lines and kind in _AS_TEXT:
            lines[-1] += _AS_TEXT[kind]
        waiting += reversed(element)
    return lines
