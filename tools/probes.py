"""Trains the probes of the review from the sentences in `training/`, and writes their weights as JSON beside it.

`tools/probes.py` trains with the settings that the weights name; `--tune` first chooses these on the sentences that are
held back for it; `--check` says whether the files are what the sentences give, to four decimals; `--blind` measures on
`training/blind`, which nothing is ever trained or chosen on. numpy alone, the same each time.
"""

import json
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import numpy as np  # noqa: E402

from askaround.language.minilm import MiniLM  # noqa: E402
from askaround.language.probes import PLACES, Probe, load, word_values  # noqa: E402
from askaround.outreach.review import review  # noqa: E402
from askaround.outreach.review.meaning import WEIGHTS  # noqa: E402

TRAINING = ROOT / "training"
NAMES = ("job-ask", "why-you", "generic")
STRENGTHS = (0.03, 0.1, 0.2, 0.4, 0.8)
LOWS = (0.05, 0.15, 0.25, 0.35, 0.45)
SHARES = (0.0, 0.3, 0.5, 0.8, 1.2)


@dataclass
class Set:
    """Sentences with what they are, their vectors, and whether a rule speaks."""

    texts: list[str]
    truth: Any
    vectors: Any
    ruled: Any

    def part(self, kept: Any) -> "Set":
        return Set(
            [t for t, k in zip(self.texts, kept, strict=True) if k],
            self.truth[kept],
            self.vectors[kept],
            self.ruled[kept],
        )

    def features(self, share: float) -> Any:
        worded = np.zeros((len(self.texts), PLACES))
        for row, text in enumerate(self.texts):
            for place, value in word_values(text, share).items():
                worded[row, place] = value
        return np.hstack([self.vectors, worded])


def read(path: Path, name: str, model: MiniLM) -> Set:
    """One sentence at a time goes through the model, as in the review: company would change the last decimals."""
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line]
    texts = [text for _, text in rows]
    vectors = np.vstack([model.embed([text]) for text in texts]).astype(float)
    ruled = np.array([name == "job-ask" and by_rule(text) for text in texts])
    return Set(texts, np.array([label in {"yes", "1"} for label, _ in rows]), vectors, ruled)


def by_rule(text: str) -> bool:
    return any(remark.rule.startswith("job-") for remark in review(text, kind="ask"))


def held_back(texts: list[str]) -> Any:
    """A quarter, by a hash of the sentence: the same sentences whatever is added."""
    return np.array([zlib.crc32(text.encode()) % 4 == 0 for text in texts])


def divided(given: Set) -> tuple[Set, Set]:
    """What teaches and what is held back. Sentences that the rules were written to stay out of the second."""
    known = json.loads((ROOT / "src/askaround/outreach/tests/job_asks.json").read_text("utf-8"))
    seen = {*known["asks"], *known["innocent"]}
    back = held_back(given.texts) & np.array([text not in seen for text in given.texts])
    return given.part(~back), given.part(back)


def fit(given: Set, strength: float, share: float) -> tuple[float, Any]:
    """Bias and weights of a logistic regression held back by `strength`, by Newton's method in the dual."""
    features = given.features(share)
    products = features @ features.T + 1
    signs = np.where(given.truth, 1.0, -1.0)
    dual = np.zeros(len(signs))
    for _ in range(60):
        sums = products @ dual
        sure = 1 / (1 + np.exp(-sums))
        bend = sure * (1 - sure) + 1e-9
        aim = sums + (given.truth - sure) / bend
        new = np.linalg.solve(products + strength * np.diag(1 / bend), aim)
        if np.abs(new - dual).max() < 1e-9:
            break
        dual = new
    return float(dual.sum()), features.T @ dual


def chances(given: Set, share: float, bias: float, weights: Any) -> Any:
    return 1 / (1 + np.exp(-(given.features(share) @ weights + bias)))


def figures(said: Any, truth: Any) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right = int((said & truth).sum())
    precision, recall = right / max(1, int(said.sum())), right / max(1, int(truth.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def worth(said: Any, truth: Any, weight: float) -> float:
    """The F measure in which recall counts `weight` times as much as precision (van Rijsbergen 1979)."""
    precision, recall, _ = figures(said, truth)
    return (1 + weight**2) * precision * recall / max(1e-9, weight**2 * precision + recall)


def answers(given: Set, sure: Any, threshold: float, low: float) -> Any:
    """What the review says: the probe alone from `threshold`, with a rule from `low` on."""
    return (sure >= threshold) | (given.ruled & (sure >= low))


def tuned(name: str, given: Set) -> tuple[float, float, float, float]:
    """Strength, share and both thresholds: those that do best on the sentences held back."""
    taught, asked = divided(given)
    # A wrong word about jobs says "must" for nothing, so there precision counts twice as much as recall.
    weight = 0.5 if name == "job-ask" else 1.0
    best: tuple[float, float, float, float, float] = (0, 0, 0, 0, 0)
    for share in SHARES:
        for strength in STRENGTHS:
            sure = chances(asked, share, *fit(taught, strength, share))
            # The middle of a stretch of thresholds that do equally well, so that it does not hang on one sentence.
            for threshold in np.arange(0.3, 0.8, 0.05):
                for low in LOWS if name == "job-ask" else (threshold,):
                    near = (
                        [answers(asked, sure, threshold + d, low) for d in (-0.05, 0, 0.05)]
                        if name == "job-ask"
                        else [answers(asked, sure, threshold + d, threshold + d) for d in (-0.05, 0, 0.05)]
                    )
                    value = sum(worth(said, asked.truth, weight) for said in near) / 3
                    if value > best[0] + 1e-6:
                        best = (value, strength, share, float(threshold), float(low))
    print(f"{name}: chosen {[round(each, 3) for each in best]}")
    return best[1:]


def trained(name: str, given: Set, chosen: tuple[float, float, float, float]) -> Probe:
    """On all sentences, with what was chosen."""
    strength, share, threshold, low = chosen
    bias, weights = fit(given, strength, share)
    vector = tuple(round(float(weight), 5) for weight in weights[:-PLACES])
    words = {place: round(float(w), 5) for place, w in enumerate(weights[-PLACES:]) if abs(w) >= 5e-6 and share}
    return Probe(name, MiniLM.name, round(bias, 5), vector, words, round(threshold, 3), round(low, 3), share, strength)


def validated(name: str, given: Set, probe: Probe) -> str:
    """How it does on the sentences held back, when taught on the others alone."""
    taught, asked = divided(given)
    sure = chances(asked, probe.share, *fit(taught, probe.strength, probe.share))
    return told(name, "held back", asked, sure, probe)


def told(name: str, what: str, asked: Set, sure: Any, probe: Probe) -> str:
    precision, recall, both = figures(answers(asked, sure, probe.threshold, probe.low), asked.truth)
    rules = figures(asked.ruled, asked.truth)
    alone = f"; rules alone P {rules[0]:.3f} R {rules[1]:.3f}" if name == "job-ask" else ""
    count = f"{int(asked.truth.sum())} yes, {int((~asked.truth).sum())} no"
    return f"{name}, {what} ({count}): P {precision:.3f} R {recall:.3f} F1 {both:.3f}{alone}"


def blind(name: str, model: MiniLM) -> str:
    """On sentences that somebody else wrote without sight of ours."""
    probe, asked = load(WEIGHTS / f"{name}.json"), read(TRAINING / "blind" / f"{name}.tsv", name, model)
    sure = np.array([probe.chance(text, v) for text, v in zip(asked.texts, asked.vectors.tolist(), strict=True)])
    return told(name, "blind", asked, sure, probe)


def differs(one: Probe, other: Probe) -> bool:
    """Whether two probes differ in the fourth decimal."""
    if replace(one, bias=0, vector=(), words={}) != replace(other, bias=0, vector=(), words={}):
        return True
    gaps = [abs(a - b) for a, b in zip(one.vector, other.vector, strict=True)] + [abs(one.bias - other.bias)]
    gaps += [abs(one.words.get(place, 0) - other.words.get(place, 0)) for place in one.words | other.words]
    return max(gaps) > 1e-4


def write(probe: Probe) -> None:
    kept = {**vars(probe), "vector": list(probe.vector), "words": {str(place): w for place, w in probe.words.items()}}
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / f"{probe.name}.json").write_text(json.dumps(kept) + "\n", "utf-8")


def settings_of(probe: Probe) -> tuple[float, float, float, float]:
    return probe.strength, probe.share, probe.threshold, probe.low


def main(args: list[str]) -> int:
    model = MiniLM()
    if "--blind" in args:
        print("\n".join(blind(name, model) for name in NAMES))
        return 0
    stale = []
    for name in [each for each in NAMES if each in args] or NAMES:
        given = read(TRAINING / f"{name}.tsv", name, model)
        chosen = tuned(name, given) if "--tune" in args else settings_of(load(WEIGHTS / f"{name}.json"))
        probe = trained(name, given, chosen)
        if "--check" in args:
            stale += [name] if differs(probe, load(WEIGHTS / f"{name}.json")) else []
        else:
            write(probe)
            print(validated(name, given, probe))
    if stale:
        print(f"Not what the sentences give: {', '.join(stale)}. Run tools/probes.py.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
