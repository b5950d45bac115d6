"""What sentences mean, by small trained probes on the language model: three questions about each, asked once.

The weights are made by `tools/probes.py` from `training/`. The model is loaded in the background when a letter is first
reviewed; until it is there, and where it is not installed, the rules that need it are skipped and named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from askaround.language.keeping import Kept
from askaround.language.minilm import MiniLM, ModelMissingError
from askaround.language.probes import Probe, load

WEIGHTS = Path(__file__).parent / "weights"
JOB, WHY, GENERIC = "job-ask", "why-you", "generic"
# Sentences whose answers are remembered: some hundred letters.
_REMEMBERED = 4096
_STARTING = "The language model is being loaded; the next look has it."


class Meaning:
    """The model with its probes, loaded. What was asked once is remembered. Raises ModelMissingError."""

    def __init__(self) -> None:
        # One thread: a sentence takes 3 ms, and a second one would only take the processor from the pages.
        self._model = MiniLM(threads=1)
        self._probes: dict[str, Probe] = {name: load(WEIGHTS / f"{name}.json") for name in (JOB, WHY, GENERIC)}
        self._model.embed(["ok"])
        self.chances = lru_cache(_REMEMBERED)(self._chances)

    def says(self, name: str, sentence: str) -> bool:
        """Whether the probe says yes."""
        return self.chances(sentence)[name] >= self._probes[name].threshold

    def doubts(self, name: str, sentence: str) -> bool:
        """Whether the probe says no so surely that a rule's yes is set aside."""
        return self.chances(sentence)[name] < self._probes[name].low

    def _chances(self, sentence: str) -> Mapping[str, float]:
        """Each sentence runs by itself, as in training: company would change the last decimals of its vector."""
        meant = self._model.embed([sentence])[0].tolist()
        return {name: probe.chance(sentence, meant) for name, probe in self._probes.items()}


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
