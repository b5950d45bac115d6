"""What sentences mean, by small trained probes on the language model: three questions about each, asked once.

The weights are made by `tools/probes.py` from `training/`. The model is loaded in the background when a letter is first
reviewed; until it is there, and where it is not installed, the rules that need it are skipped and named.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from askaround.language.keeping import Kept
from askaround.language.minilm import MiniLM, ModelMissingError
from askaround.language.probes import Probe, load

WEIGHTS = Path(__file__).parent / "weights"
JOB, WHY, GENERIC = "job-ask", "why-you", "generic"
# From this chance on an ask for a job counts as one; below it, it may be.
SURE = 0.95
# Sentences whose answers are remembered: some hundred letters.
_REMEMBERED = 4096
_STARTING = "The language model is being loaded; the next look has it."


class Meaning:
    """The model with its probes, loaded. What was asked once is remembered. Raises ModelMissingError."""

    def __init__(self) -> None:
        # One thread: a sentence takes 3 ms, and a second one would only take the processor from the pages.
        self._model = MiniLM(threads=1)
        self._probes: dict[str, Probe] = {name: load(WEIGHTS / f"{name}.json") for name in (JOB, WHY, GENERIC)}
        self.vector = lru_cache(_REMEMBERED)(self._vector)
        self.chance = lru_cache(3 * _REMEMBERED)(self._chance)
        for name in self._probes:
            self.chance(name, "ok")

    def says(self, name: str, sentence: str, cues: tuple[str, ...] = ()) -> bool:
        """Whether the probe says yes. `cues` are what rules saw in the sentence."""
        return self.chance(name, sentence, cues) >= self._probes[name].threshold

    def pattern(self, name: str, sentence: str) -> str:
        """What a yes is like, in words; may be empty."""
        return self._probes[name].pattern(self.vector(sentence))

    def _chance(self, name: str, sentence: str, cues: tuple[str, ...] = ()) -> float:
        return self._probes[name].chance(sentence, self.vector(sentence), cues)

    def _vector(self, sentence: str) -> Any:
        """Each sentence runs by itself, as in training: company would change the last decimals of its vector."""
        return self._model.embed([sentence])[0]


@dataclass(frozen=True)
class Nearby:
    """The meaning if it is at hand; else why not, and whether it will be soon."""

    meaning: Meaning | None
    sentence: str = ""
    soon: bool = False


_KEPT = Kept(Meaning)


def nearby(*, wait: float = 0) -> Nearby:
    """The meaning, waiting at most so many seconds for it. It is dropped after ten minutes without a letter."""
    try:
        meaning = _KEPT.get(wait=wait)
    except ModelMissingError as error:
        return Nearby(None, error.sentence)
    return Nearby(meaning) if meaning else Nearby(None, _STARTING, soon=True)
