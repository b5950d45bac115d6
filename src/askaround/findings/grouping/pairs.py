"""How sure it is that two notes say the same: a logistic regression on what the pair has in common.

Eight numbers a pair, weighed by what `tools/themes.py` learned from the notes in `training/themes/taught`, and fewer
without the language model. No rule written by hand, which would fail on notes that its author has not seen.
"""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

# With the model, and without it.
FEATURES = ("centred", "profile", "letters", "same kind", "figures", "same talk", "nearest", "field")
WITHOUT = ("letters", "same kind", "figures", "same talk", "nearest")
# Places for runs of letters, by a hash of each.
PLACES = 4096
# The mean of few notes is no middle: so many of what is usual weigh in.
USUAL = 20
SOFT = 0.08
STEPS = 400
_BLOCK = 512
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FIGURE = re.compile(
    r"(?i)\d|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|percent|half|third|quarter)\b"
)


@dataclass(frozen=True)
class Noted:
    """A note as the engine takes it: what was said, of which kind, in which talk."""

    text: str
    kind: str = ""
    talk: str = ""


@dataclass(frozen=True)
class Judge:
    """A trained judgment of pairs: a weight for each feature, what is added, and from which chance on groups merge."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    least: float

    @property
    def stop(self) -> float:
        """The distance up to which groups become one."""
        return 1 - float(self.least**0.5)


@dataclass(frozen=True)
class Weights:
    """All that was learned: two judges, the usual middle, the directions in which one theme varies, the codes."""

    model: str
    meant: Judge
    lettered: Judge
    usual: str
    directions: str
    shrunk: tuple[float, ...]  # by how much each direction counts less
    codes: str
    examples: int  # sentences a code

    @cached_property
    def middle(self) -> Any:
        """The mean of the notes that taught."""
        return unpacked(self.usual)[0]

    @cached_property
    def varying(self) -> Any:
        """One direction a row, of length 1."""
        return unpacked(self.directions)

    @cached_property
    def coded(self) -> Any:
        """The example sentences' vectors, code after code."""
        return unpacked(self.codes)


@cache
def shipped() -> Weights:
    """The weights that come with Askaround."""
    kept = json.loads(files("askaround.findings").joinpath("data/pairs.json").read_text(encoding="utf-8"))
    for name in ("meant", "lettered"):
        judge = kept[name]
        kept[name] = Judge(tuple(judge["features"]), tuple(judge["weights"]), judge["bias"], judge["least"])
    return Weights(**{**kept, "shrunk": tuple(kept["shrunk"])})


def chances(notes: Sequence[Noted], vectors: Any | None, weights: Weights | None = None) -> Any:
    """How sure it is of each two that they say the same: n × n, float32, 0 to 1.

    `vectors` are the texts' vectors, one row of length 1 each; None judges by letters alone, clearly worse. Memory is
    about 4 n² bytes and blocks on top.
    """
    import numpy as np

    weights = weights or shipped()
    judge = weights.lettered if vectors is None else weights.meant
    found = np.empty((len(notes), len(notes)), dtype=np.float32)
    for rows, block in features(notes, vectors, weights):
        total = np.full(block[judge.features[0]].shape, judge.bias, dtype=np.float32)
        for name, weight in zip(judge.features, judge.weights, strict=True):
            total += np.float32(weight) * block[name]
        found[rows] = 1 / (1 + np.exp(-total))
    return found


def features(notes: Sequence[Noted], vectors: Any | None, weights: Weights) -> Iterator[tuple[slice, dict[str, Any]]]:
    """What each two have in common, in blocks of rows: the rows, and by feature's name an array of rows × n."""
    import numpy as np

    sides = _Sides(notes, vectors, weights)
    nearest = np.concatenate([sides.nearest(rows) for rows in _blocks(len(notes))]) if notes else np.zeros(0)
    for rows in _blocks(len(notes)):
        yield rows, sides.block(rows, nearest)


def packed(vectors: Any) -> str:
    """Vectors as text: whole numbers of -127 to 127, in steps of 1/400, base64."""
    import numpy as np

    return base64.b64encode(np.clip(np.rint(np.asarray(vectors) * STEPS), -127, 127).astype(np.int8).tobytes()).decode()


def unpacked(text: str, width: int = 384) -> Any:
    """The vectors of `packed`."""
    import numpy as np

    return np.frombuffer(base64.b64decode(text), dtype=np.int8).reshape(-1, width).astype(np.float32) / STEPS


class _Sides:
    """What is known of each note by itself; a block of pairs is made of products of these."""

    def __init__(self, notes: Sequence[Noted], vectors: Any | None, weights: Weights) -> None:
        import numpy as np

        self.meant = vectors is not None and len(notes) > 0
        self.letters = _letters([note.text for note in notes])
        self.kind = _numbered([note.kind for note in notes])
        self.talk = _numbered([note.talk for note in notes])
        self.figure = np.array([bool(_FIGURE.search(note.text)) for note in notes], dtype=np.float32)
        if self.meant:
            given = np.asarray(vectors, dtype=np.float32)
            off = given - (given.sum(axis=0) + USUAL * weights.middle) / (len(given) + USUAL)
            self.centred = _of_length_1(off)
            along = off @ weights.varying.T
            self.field = _of_length_1(off - (along * np.array(weights.shrunk, dtype=np.float32)) @ weights.varying)
            self.profile = profiles(given, weights)

    def nearest(self, rows: slice) -> Any:
        """How alike each is to the one that is most like it."""
        import numpy as np

        alike = self._alike(rows)
        alike[np.arange(len(alike)), np.arange(rows.start, rows.start + len(alike))] = -1
        return alike.max(axis=1)

    def block(self, rows: slice, nearest: Any) -> dict[str, Any]:
        """Every feature of these rows with all."""
        import numpy as np

        alike = self._alike(rows)
        found = {
            "letters": self.letters[rows] @ self.letters.T,
            "same kind": _same(self.kind, rows),
            "figures": np.minimum(self.figure[rows, None], self.figure[None, :]),
            "same talk": _same(self.talk, rows),
            "nearest": alike - (nearest[rows, None] + nearest[None, :]) / 2,
        }
        if self.meant:
            found |= {"centred": alike, "profile": self.profile[rows] @ self.profile.T}
            found["field"] = self.field[rows] @ self.field.T
        return found

    def _alike(self, rows: slice) -> Any:
        side = self.centred if self.meant else self.letters
        return side[rows] @ side.T


def profiles(vectors: Any, weights: Weights) -> Any:
    """How much each text is of each code (pay, hours, hiring …), as a vector of length 1: the likeness to the code's
    nearest example, sharpened."""
    import numpy as np

    alike = (vectors @ weights.coded.T).reshape(len(vectors), -1, weights.examples).max(axis=2)
    raised = np.exp((alike - alike.max(axis=1, keepdims=True)) / SOFT)
    return _of_length_1(raised)


def _letters(texts: Sequence[str]) -> Any:
    """Runs of three to five letters, by TF-IDF (Salton and Buckley 1988), as vectors of length 1."""
    import numpy as np

    found = np.zeros((len(texts), PLACES), dtype=np.float32)
    for row, text in enumerate(texts):
        plain = f" {' '.join(_WORD.findall(text.lower()))} "
        for size in (3, 4, 5):
            for at in range(len(plain) - size + 1):
                found[row, zlib.crc32(plain[at : at + size].encode(errors="replace")) % PLACES] += 1
    heard = (found > 0).sum(axis=0)
    np.log1p(found, out=found)
    found *= (np.log((1 + len(texts)) / (1 + heard)) + 1).astype(np.float32)
    return _of_length_1(found)


def _numbered(words: Sequence[str]) -> Any:
    """A number for each word; what says nothing (an empty one) is like no other, not even another empty one."""
    import numpy as np

    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(word, len(numbers)) if word else -1 - row for row, word in enumerate(words)])


def _same(numbers: Any, rows: slice) -> Any:
    import numpy as np

    return (numbers[rows, None] == numbers[None, :]).astype(np.float32)


def _of_length_1(rows: Any) -> Any:
    import numpy as np

    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _blocks(count: int) -> Iterator[slice]:
    for start in range(0, count, _BLOCK):
        yield slice(start, min(start + _BLOCK, count))
