"""Probes: one yes-or-no question about a sentence, answered by logistic regression on its vector and its words.

The weights are data (JSON beside whoever asks), trained by `tools/probes.py` from the sentences in `training/`. The
vector carries the meaning, the words and pairs of words what the vector blurs ("not", "your job" against "a job").
"""

import json
import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

# Places for words and pairs of words, by a hash of each: two that share a place are rare enough.
PLACES = 4096
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[?!]")


@dataclass(frozen=True)
class Probe:
    """A trained question. `embedder` names the model of its vectors, `strength` says how far it was held back."""

    name: str
    embedder: str
    bias: float
    vector: tuple[float, ...]
    words: dict[int, float]
    threshold: float  # from here on it says yes
    low: float  # below it, it contradicts a rule that said yes
    share: float  # what words weigh beside the vector, whose length is 1
    strength: float

    def chance(self, text: str, meant: Sequence[float]) -> float:
        """How sure a yes is, 0 to 1, for a sentence and its vector (by the model that `embedder` names)."""
        said = sum(weight * float(value) for weight, value in zip(self.vector, meant, strict=True))
        worded = sum(self.words.get(place, 0.0) * value for place, value in word_values(text, self.share).items())
        return 1 / (1 + math.exp(-(self.bias + said + worded)))


def load(path: Path) -> Probe:
    """The probe kept in a file of weights."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    words = {int(place): weight for place, weight in kept["words"].items()}
    return Probe(**{**kept, "vector": tuple(kept["vector"]), "words": words})


def word_values(text: str, share: float) -> dict[int, float]:
    """The places of a text's words and pairs of neighbours with their values, which together have length `share`."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    found: dict[int, float] = {}
    for gram in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
        place = zlib.crc32(gram.encode()) % PLACES
        found[place] = found.get(place, 0.0) + 1
    length = math.sqrt(sum(value * value for value in found.values())) or 1
    return {place: share * value / length for place, value in found.items()}
