"""Probes: one yes-or-no question about a sentence, answered from its likeness to sentences that were judged.

A kernel logistic regression: what a sentence means is compared with every sentence that the probe was taught, its words
and pairs of words weigh in for what meaning blurs ("not", "your job" against "a job"), and so do cues that whoever asks
has found by rules. The weights are data (JSON beside whoever asks), trained by `tools/probes.py` from `training/`.
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

# Places for words and pairs of words, by a hash of each: two that share a place are rare enough.
PLACES = 4096
# A vector of length 1 is kept in whole numbers of -127 to 127, in steps of 1/400.
STEPS = 400
# How fast likeness falls with distance.
NARROW = 2.0
_NEAREST = 7
_CLEAR = 0.5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[?!]")


@dataclass(frozen=True)
class Probe:
    """A trained question. `embedder` names the model of its vectors, `taught` what it was made from."""

    name: str
    embedder: str
    taught: str
    bias: float
    words: dict[int, float]
    cues: dict[str, float]
    likeness: tuple[float, ...]  # what each sentence that it was taught says, weighed by how alike the two are
    vectors: str  # theirs: bytes, in base64
    patterns: tuple[str, ...]  # what a yes may be, in words
    pattern_of: tuple[int, ...]  # each taught sentence's place among them; -1 for a no
    scale: tuple[float, float]  # factor and shift that turn a sum into a chance, from sentences of hands not seen
    threshold: float  # from this chance on it says yes

    @cached_property
    def known(self) -> Any:
        """The vectors of the sentences that it was taught, one row each."""
        import numpy as np

        rows = np.frombuffer(base64.b64decode(self.vectors), dtype=np.int8)
        return rows.reshape(len(self.likeness), -1).astype(np.float32) / STEPS

    def chance(self, text: str, meant: Sequence[float], cues: Iterable[str] = ()) -> float:
        """How sure a yes is, 0 to 1, for a sentence, its vector (by the model that `embedder` names) and its cues."""
        factor, shift = self.scale
        return 1 / (1 + math.exp(-(factor * self.total(text, meant, cues) + shift)))

    def total(self, text: str, meant: Sequence[float], cues: Iterable[str] = ()) -> float:
        """The sum behind the chance."""
        worded = sum(self.words.get(place, 0.0) * value for place, value in word_values(text).items())
        return float(self.bias + self._alike(meant) @ self._weights + worded + sum(self.cues.get(c, 0.0) for c in cues))

    def pattern(self, meant: Sequence[float]) -> str:
        """What it is most like among what it was taught to say yes to, in words; empty where that is not clear."""
        if not self.patterns:
            return ""
        alike = self._alike(meant)
        nearest = [row for row in alike.argsort()[::-1] if self.pattern_of[row] >= 0][:_NEAREST]
        votes = [0.0] * len(self.patterns)
        for row in nearest:
            votes[self.pattern_of[row]] += float(alike[row]) ** 4
        return self.patterns[votes.index(max(votes))] if max(votes) >= _CLEAR * sum(votes) else ""

    @cached_property
    def _weights(self) -> Any:
        import numpy as np

        return np.array(self.likeness)

    def _alike(self, meant: Sequence[float]) -> Any:
        return likeness(self.known, stepped(meant))


def load(path: Path) -> Probe:
    """The probe kept in a file of weights."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    words = {int(place): weight for place, weight in kept["words"].items()}
    lists = {name: tuple(kept[name]) for name in ("likeness", "patterns", "pattern_of", "scale")}
    return Probe(**{**kept, **lists, "words": words})


def stepped(vectors: Any) -> Any:
    """Vectors in the steps in which they are kept, so that a sentence that was taught is exactly like itself."""
    import numpy as np

    return np.clip(np.rint(np.asarray(vectors, dtype=np.float32) * STEPS), -127, 127) / STEPS


def likeness(some: Any, other: Any) -> Any:
    """How alike vectors in steps are, 0 to 1: a row for each of `some`, a column for each of `other`."""
    import numpy as np

    return np.exp(NARROW * (some @ other.T - 1))


def word_values(text: str) -> dict[int, float]:
    """The places of a text's words and pairs of neighbours with their values, which together have length 1."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    found: dict[int, float] = {}
    for gram in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
        place = zlib.crc32(gram.encode()) % PLACES
        found[place] = found.get(place, 0.0) + 1
    length = math.sqrt(sum(value * value for value in found.values())) or 1
    return {place: value / length for place, value in found.items()}
