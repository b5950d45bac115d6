"""Of which kind a note is: advice, information or a referral. A proposal, which a tap corrects.

A logistic regression on what the note means and a few cues, trained by `tools/kinds.py` from `training/themes/taught`
and `training/kinds`. No model, no proposal.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

KINDS = ("advice", "information", "referral")
# How much a cue weighs beside one of the 384 numbers of meaning.
CUE = 0.35
CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (r"^(?:start|learn|read|write|ask|do|don['’]?t|never|always|get|go|take|make|build|show|know|find|work|join|try|talk"
        r"|practi[sc]e|keep|stay|be|avoid|begin|choose|look|use|apply|sit|bring|put|pick|say|spend|save|call|send|visit"
        r"|volunteer|shadow|watch|speciali[sz]e|own|offer|count|leave|skip|prepare|have|let|move|study|follow|think|check"
        r"|carry|wear|rent|buy|test|become|focus)\b"),
        (r"\b(?:should|ought to|must|need to|had better|i(?:'|’)d|if i were|recommend|advise|worth|better to|best to"
        r"|matters? more|beats?)\b"),
        (r"\b(?:talk to|speak to|ask for|call|meet|write to|introduce|introduction|in touch|knows? (?:a|the|every)"
        r"|(?:my|her|his) (?:friend|colleague|old boss)|at [a-z]\w+|contact)\b"),
        r"\d|percent|half|third|quarter|twenty|thirty|forty",
        r"\b(?:is|are|was|were|has|have|takes?|gets?|pays?|earns?)\b",
        r"\b(?:you|your)\b",
        r"\b(?:she|he|they|we|i|her|his|their)\b",
    )
)  # fmt: skip
# Two words with a capital inside a sentence: a person's name, most often.
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+ [A-Z][a-z]+")


@dataclass(frozen=True)
class Suggestion:
    """The likeliest kind, and how likely it is, 0 to 1."""

    kind: str
    chance: float


def cues(text: str) -> list[float]:
    """1 for each cue that the text has, else 0, the name last."""
    return [float(bool(each.search(text))) for each in (*CUES, _NAME)]


def suggested(text: str, meant: Any) -> Suggestion:
    """The kind of a note, from its text and its vector (384 numbers, length 1)."""
    import numpy as np

    kept = _kept()
    row = np.concatenate([np.asarray(meant) - kept["middle"], CUE * np.array(cues(text)), [1.0]])
    total = row @ kept["weights"]
    raised = np.exp(total - total.max())
    best = int(raised.argmax())
    return Suggestion(KINDS[best], float(raised[best] / raised.sum()))


@cache
def _kept() -> dict[str, Any]:
    import numpy as np

    kept = json.loads(files("askaround.language").joinpath("data/kinds.json").read_text(encoding="utf-8"))
    return {name: np.array(kept[name], dtype=np.float64) for name in ("middle", "weights")}
