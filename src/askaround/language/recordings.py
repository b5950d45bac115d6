"""A recording as numbers: told by its bytes, decoded a few minutes at a time, whatever its length.

Decoded by the FFmpeg that PyAV brings (extra `speech`). It is told which reader to use and is given the bytes, never a
name: a playlist that calls itself a recording opens no other file and no address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from askaround.formats import FormatError

RATE = 16_000
# Decoded at once, in seconds: 4 minutes are 15 MB.
STRETCH = 240.0
# Looked for a quiet place to cut in the last seconds of a stretch, so that no word is cut in two.
_LAST = 20.0
_QUIET = 0.2
NO_RECORDING = (
    "This is no recording that can be heard: it must be M4A, MP3, WAV, WebM, OGG, FLAC, AAC or MP4. "
    "Save it as one of these, or bring its transcript."
)
NO_SOUND = "There is no sound in this file. Was it the video without its audio?"
# No talk takes longer. A small file can hold weeks of silence.
LONGEST = 6 * 3600.0
TOO_LONG = "The recording is longer than six hours. Cut the talk out of it first."
BROKEN = "This recording is damaged: nothing in it can be decoded. Copy it from the device once more."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some minutes of sound: where they begin, in seconds, and one number from -1 to 1 for each 1/16000 second."""

    starts: float
    samples: Any

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / RATE


def kind_of(head: bytes) -> str:
    """The FFmpeg reader for a file that begins with these bytes (16 or more); empty for what is no recording."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "mov"
    known = {b"OggS": "ogg", b"fLaC": "flac", b"\x1a\x45\xdf\xa3": "matroska", b"ID3\x02": "mp3", b"ID3\x03": "mp3"}
    if found := known.get(head[:4]) or ("mp3" if head[:3] == b"ID3" else ""):
        return found
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        # The two bits of the layer. The first layer is nobody's talk, but the mark of UTF-16 text looks like it.
        return {0: "aac", 2: "mp3", 4: "mp3"}.get(head[1] & 0x06, "")
    return ""


def seconds_of(path: Path) -> float:
    """How long the recording is as its head says; 0 where it does not, as browsers' WebM. Raises FormatError."""
    with path.open("rb") as file, _opened(file) as container:
        return float(container.duration or 0) / 1_000_000


def stretches(path: Path, *, longest: float = STRETCH) -> Iterator[Stretch]:
    """The sound, one channel, at most `longest` seconds at a time, cut where it is quiet. Raises FormatError.

    What lies after six hours is refused when it is reached.
    """
    import numpy as np

    held, begun, heard = np.zeros(0, dtype=np.float32), 0, False
    for some in _decoded(path):
        heard = True
        held = np.concatenate([held, some])
        while len(held) >= longest * RATE:
            cut = _quiet_place(held[: int(longest * RATE)])
            yield Stretch(begun / RATE, held[:cut])
            held, begun = held[cut:], begun + cut
            if begun > LONGEST * RATE:
                raise FormatError(TOO_LONG)
    if not heard:
        raise FormatError(BROKEN)
    if len(held):
        yield Stretch(begun / RATE, held)


def _quiet_place(samples: Any) -> int:
    """Where to cut: the middle of the quietest fifth of a second among the last twenty seconds."""
    import numpy as np

    window = int(_QUIET * RATE)
    first = max(len(samples) - int(_LAST * RATE), len(samples) // 2)
    count = (len(samples) - first) // window
    if not count:
        return len(samples)
    loud = np.square(samples[first : first + count * window]).reshape(count, window).sum(axis=1)
    return first + int(loud.argmin()) * window + window // 2


def _decoded(path: Path) -> Iterator[Any]:
    """About half a minute of samples at a time."""
    import av
    import numpy as np

    with path.open("rb") as file, _opened(file) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        some: list[Any] = []
        for frame in _frames(container):
            frame.pts = None
            some += [each.to_ndarray().reshape(-1) for each in resampler.resample(frame)]
            if sum(map(len, some)) > 30 * RATE:
                yield np.concatenate(some).astype(np.float32) / 32768
                some = []
        some += [each.to_ndarray().reshape(-1) for each in resampler.resample(None)] if some else []
        if some:
            yield np.concatenate(some).astype(np.float32) / 32768


def _frames(container: Any) -> Iterator[Any]:
    """Every frame that can be decoded; a packet that cannot is passed over, as a player does."""
    import av

    for packet in container.demux(audio=0):
        try:
            yield from packet.decode()
        except av.error.FFmpegError:
            continue


def _opened(file: IO[bytes]) -> Any:
    """The open file as a container with sound. Raises FormatError."""
    import av

    kind = kind_of(file.read(16))
    file.seek(0)
    if not kind:
        raise FormatError(NO_RECORDING)
    try:
        container: Any = av.open(file, format=kind, metadata_errors="ignore")
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise FormatError(BROKEN) from error
    if not container.streams.audio:
        container.close()
        raise FormatError(NO_SOUND)
    return container
