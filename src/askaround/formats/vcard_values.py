"""Values of vCards: escapes, components, quoted-printable, base64 and charsets taken back, and text made a value."""

import base64
import binascii
import codecs
import quopri
import re

from .vcard_lines import Head

_ESCAPE = re.compile(r"\\([nNr,;:\\])")
_ESCAPES = {"n": "\n", "N": "\n", "r": "\n", ",": ",", ";": ";", ":": ":", "\\": "\\"}
_STRANGE = re.compile("[\ud800-\udfff]")
# What mail programs call charsets that Python knows by another name.
_CHARSETS = {
    "unicode-1-1-utf-8": "utf-8",
    "utf8": "utf-8",
    "ansi": "cp1252",
    "windows": "cp1252",
    "ks_c_5601-1987": "cp949",
}
# Written with ASCII letters alone, so that only the charset's name tells.
_SEVEN_BITS = ("iso-2022-", "iso2022", "hz", "utf-7")


def decoded(head: Head, value: str, *, strange: bool) -> str:
    """The value as text: quoted-printable and charset taken back. A value in base64 stays as it is."""
    if head.encoding == "q":
        return _text(quopri.decodestring(_bytes(value)), head.charset)
    if (strange and _STRANGE.search(value)) or head.charset.startswith(_SEVEN_BITS):
        return _text(_bytes(value), head.charset)
    return value


def unescaped(value: str) -> str:
    """Text with its escapes taken back."""
    return _ESCAPE.sub(lambda found: _ESCAPES[found[1]], value) if "\\" in value else value


def components(value: str, at: str = ";") -> list[str]:
    """The parts between unescaped semicolons (or commas), their escapes taken back."""
    if "\\" not in value:
        return value.split(at)
    hidden = value.replace("\\\\", "\x00").replace("\\" + at, "\x01")
    return [unescaped(part.replace("\x01", "\\" + at).replace("\x00", "\\\\")) for part in hidden.split(at)]


def raw_components(value: str, at: str = ";") -> list[str]:
    """The parts between unescaped semicolons, their escapes as they are."""
    if "\\" not in value:
        return value.split(at)
    hidden = value.replace("\\\\", "\x00").replace("\\" + at, "\x01")
    return [part.replace("\x01", "\\" + at).replace("\x00", "\\\\") for part in hidden.split(at)]


def from_base64(value: str) -> bytes | None:
    """The bytes, whatever spaces stand between and however it ends; None when it is no base64."""
    text = re.sub(r"[^A-Za-z0-9+/]", "", value.replace("-", "+").replace("_", "/"))
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None


def escape(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends escaped; other control characters left out."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", text)
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogateescape")


def _text(data: bytes, charset: str) -> str:
    """The bytes in UTF-8 when they are that, else in the charset that is named, else in Windows-1252."""
    if not charset.startswith(_SEVEN_BITS):
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass
    try:
        return data.decode(_known(charset), "replace")
    except (UnicodeError, ValueError):
        # Some of Python's own codecs refuse whatever they are asked to replace.
        return data.decode("cp1252", "replace")


def _known(charset: str) -> str:
    name = _CHARSETS.get(charset, charset)
    # Browsers and mail programs that write Latin-1 mean Windows-1252.
    if name in {"", "us-ascii", "ascii", "utf-8", "iso-8859-1", "latin1", "iso8859-1"}:
        return "cp1252"
    try:
        return name if codecs.lookup(name)._is_text_encoding else "cp1252"
    except (LookupError, ValueError):
        return "cp1252"
