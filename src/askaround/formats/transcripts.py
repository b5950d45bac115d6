"""Transcripts in every shape that meeting programs write: told by their content, with nothing lost.

WebVTT (Zoom cloud, Teams, YouTube), SRT and SBV; Zoom's saved captions; Teams in a Word file or copied from the page;
Google Meet; Otter; Granola; and any text of "Name: words" lines. A speaker is never invented: what might be a name and
might be a word stays part of the text.
"""

import re

from . import FormatError
from .docx_text import is_docx, text_of_docx
from .html_text import text_of
from .transcript import Transcript
from .transcript_cues import about_of, is_in_cues, pieces_of, shape_of
from .transcript_lines import read_lines
from .transcript_names import named_cues

LARGEST = 20 * 1024 * 1024
TOO_LARGE = "The file is larger than 20 MB. A transcript of a whole day has less than one: is this the recording?"
NOT_TEXT = "This is no transcript: it is {what}. Bring the text (WebVTT, SRT, TXT or a Word file)."
EMPTY = "Nobody says anything in this file. Export the transcript once more, with its text."
_MAGIC = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"ID3", "a recording"),
    (b"OggS", "a recording"), (b"RIFF", "a recording"), (b"fLaC", "a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x1aE\xdf\xa3", "a video"), (b"{\\rtf", "an RTF file"), (b"\x1f\x8b", "a packed file"), (b"PK\x03\x04", "a ZIP"),
)  # fmt: skip
_HTML = re.compile(r"(?is)^\s*(?:<!doctype html|<html|<body|<div|<ul|<p[ >]|<table|<span)")


def read_transcript(data: bytes) -> Transcript:
    """The conversation in a file of any known shape. Raises FormatError with a sentence for what is none."""
    if len(data) > LARGEST:
        raise FormatError(TOO_LARGE)
    if is_docx(data):
        return _filled(read_lines(_split(text_of_docx(data)), shape="Word file"))
    text = _text(data)
    if _HTML.match(text):
        return _filled(read_lines(_split(text_of(text)), shape="web page"))
    lines = _split(text)
    if is_in_cues(lines):
        return _filled(Transcript(shape_of(lines), tuple(named_cues(list(pieces_of(lines)))), tuple(about_of(lines))))
    if lines and lines[0].startswith("WEBVTT"):
        raise FormatError(EMPTY)
    return _filled(read_lines(lines, shape="plain text"))


def _filled(found: Transcript) -> Transcript:
    if not any(letter.isalpha() for piece in found.pieces for letter in piece.text):
        raise FormatError(EMPTY)
    return found


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")


def _text(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252, told by the bytes. Refuses what is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise FormatError(NOT_TEXT.format(what=what))
    if data[4:8] == b"ftyp":
        raise FormatError(NOT_TEXT.format(what="a recording"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise FormatError(NOT_TEXT.format(what="no text"))
    try:
        return data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").replace("\0", "")
