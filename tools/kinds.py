"""Trains what proposes the kind of a note, and measures it on fields that it was not taught.

`tools/kinds.py` writes the weights; `--fields` leaves one field out at a time and says the macro-F1 of each; `--check`
makes the weights again from the vectors that are kept and says whether they are those that ship, to four decimals;
`--unseen` measures on `training/themes/unseen-*.tsv`, of which nothing is ever taught or chosen. numpy alone.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import numpy as np  # noqa: E402

from askaround.findings.grouping.pairs import packed, unpacked  # noqa: E402
from askaround.language.kinds import CUE, KINDS, cues  # noqa: E402
from askaround.language.minilm import MiniLM  # noqa: E402

THEMES, OWN = ROOT / "training" / "themes", ROOT / "training" / "kinds"
WEIGHTS = ROOT / "src" / "askaround" / "language" / "data" / "kinds.json"
# Chosen by `--fields`: how far the weights are held back, and how many steps of descent.
STRENGTH, STEPS = 0.003, 400
Rows = list[tuple[str, str]]


def fields() -> dict[str, Rows]:
    """Every field that teaches: kind and text of each note."""
    found = {path.stem: _themed(path) for path in sorted((THEMES / "taught").glob("*.tsv"))}
    for path in sorted(OWN.glob("*.tsv")):
        found[path.stem] = [(kind, text) for kind, text in map(_pair, _lines(path))]
    return found


def unseen() -> dict[str, Rows]:
    """The fields that teach nothing."""
    return {path.stem: _themed(path) for path in sorted(THEMES.glob("unseen-*.tsv"))}


def kept_vectors() -> dict[str, Any]:
    """The vectors in the repository, by text."""
    found: dict[str, Any] = {}
    for path in (THEMES / "vectors.json", OWN / "vectors.json"):
        kept = json.loads(path.read_text("utf-8"))
        found |= zip(kept["texts"], unpacked(kept["vectors"]), strict=True)
    return found


def keep_vectors() -> None:
    """Make the vectors of this folder's texts, and keep them in steps."""
    model = MiniLM(threads=1)
    texts = [_pair(line)[1] for path in sorted(OWN.glob("*.tsv")) for line in _lines(path)]
    made = packed(np.vstack([model.embed([text])[0] for text in texts]))
    kept = {"model": MiniLM.name, "texts": texts, "vectors": made}
    (OWN / "vectors.json").write_text(json.dumps(kept, ensure_ascii=False) + "\n", "utf-8")


def trained(rows: Rows, vectors: Mapping[str, Any]) -> dict[str, Any]:
    """The middle of the notes and the weights: softmax regression, each kind counting alike, by Nesterov's descent."""
    middle = np.mean([vectors[text] for _, text in rows], axis=0)
    x, y = matrix(rows, vectors, middle), np.eye(len(KINDS))[[KINDS.index(kind) for kind, _ in rows]]
    each = (y @ (len(rows) / (len(KINDS) * y.sum(axis=0))))[:, None]
    step = 1 / (0.25 * np.linalg.norm(x, 2) ** 2 * each.max() / len(rows) + STRENGTH)
    weights = ahead = np.zeros((x.shape[1], len(KINDS)))
    pace = 1.0
    for _ in range(STEPS):
        held = STRENGTH * ahead
        held[-1] = 0
        new = ahead - step * (x.T @ (each * (shares(x @ ahead) - y)) / len(rows) + held)
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, weights, pace = new + (pace - 1) / faster * (new - weights), new, faster
    return {"middle": middle, "weights": weights}


def shares(totals: Any) -> Any:
    """Softmax."""
    raised = np.exp(totals - totals.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def matrix(rows: Rows, vectors: Mapping[str, Any], middle: Any) -> Any:
    """What the regression sees of each note."""
    meant = np.vstack([vectors[text] for _, text in rows]) - middle
    told = CUE * np.array([cues(text) for _, text in rows])
    return np.hstack([meant, told, np.ones((len(rows), 1))])


def macro_f1(rows: Rows, vectors: Mapping[str, Any], kept: Mapping[str, Any]) -> float:
    """The mean of the three kinds' F1."""
    found = (matrix(rows, vectors, kept["middle"]) @ kept["weights"]).argmax(axis=1)
    truth = np.array([KINDS.index(kind) for kind, _ in rows])
    return float(np.mean([_f1(truth == kind, found == kind) for kind in range(len(KINDS))]))


def _f1(truth: Any, found: Any) -> float:
    return float(2 * (truth & found).sum() / max(1, truth.sum() + found.sum()))


def _themed(path: Path) -> Rows:
    return [(parts[1], parts[4]) for parts in (line.split("\t") for line in _lines(path))]


def _pair(line: str) -> tuple[str, str]:
    kind, text = line.split("\t", 1)
    return kind, text


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line]


def _rounded(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: np.round(kept[name], 5).tolist() for name in ("middle", "weights")}


def main(asked: Sequence[str]) -> int:
    """Train and write, or measure, or check."""
    if not asked:
        keep_vectors()
    vectors, known = kept_vectors(), fields()
    every = [row for rows in known.values() for row in rows]
    if "--fields" in asked:
        found = []
        for name, rows in known.items():
            others = [row for other, each in known.items() if other != name for row in each]
            found.append(macro_f1(rows, vectors, trained(others, vectors)))
            print(f"{name:12} {found[-1]:.3f}")
        print(f"{'mean':12} {np.mean(found):.3f}")
        return 0
    kept = trained(every, vectors)
    if "--unseen" in asked:
        model = MiniLM(threads=1)
        for name, rows in unseen().items():
            fresh = {text: model.embed([text])[0] for _, text in rows}
            print(f"{name:20} {macro_f1(rows, fresh, kept):.3f}")
        return 0
    if "--check" in asked:
        shipped = json.loads(WEIGHTS.read_text("utf-8"))
        off = max(float(np.abs(np.array(shipped[name]) - kept[name]).max()) for name in ("middle", "weights"))
        print(f"off by {off:.6f}")
        return int(off > 1e-4)
    WEIGHTS.write_text(json.dumps(_rounded(kept)) + "\n", "utf-8")
    print(f"{len(every)} notes, {macro_f1(every, vectors, kept):.3f} on what it was taught")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
