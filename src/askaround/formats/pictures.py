"""Pictures told by their first bytes: what they are and how large, without decoding them."""

import struct
from dataclasses import dataclass

MOST_BYTES = 1024 * 1024
MOST_PIXELS = 4000


@dataclass(frozen=True, slots=True)
class Picture:
    """What the bytes say: "image/jpeg", "image/png", "image/gif" or "image/webp", and the size in pixels."""

    kind: str
    width: int
    height: int


def sniff(data: bytes) -> Picture | None:
    """What the bytes are; None when they are none of the four kinds, or are cut off before their size."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            return Picture("image/png", *struct.unpack(">II", data[16:24]))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            return Picture("image/gif", *struct.unpack("<HH", data[6:10]))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
    except (struct.error, IndexError):
        return None
    return None


def refusal(data: bytes) -> str:
    """Why the picture is not kept, in a sentence; empty when it is."""
    if len(data) > MOST_BYTES:
        return f"It has {len(data) / 1024 / 1024:.1f} MB; at most 1 MB is kept."
    found = sniff(data)
    if found is None:
        return "It is no JPEG, PNG, GIF or WebP."
    if not (0 < found.width <= MOST_PIXELS and 0 < found.height <= MOST_PIXELS):
        return f"It measures {found.width} × {found.height}; at most {MOST_PIXELS} × {MOST_PIXELS} is kept."
    return ""


def _webp(data: bytes) -> Picture | None:
    form = data[12:16]
    if form == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Picture("image/webp", width, height) if len(data) >= 30 else None
    if form == b"VP8L" and data[20] == 0x2F:
        bits = struct.unpack("<I", data[21:25])[0]
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if form == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(data: bytes) -> Picture | None:
    """The size stands in the first start-of-frame segment; the segments before it are skipped by their length."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Picture("image/jpeg", width, height)
        else:
            at += 2 + max(2, struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
