"""Trains the engine of themes from `training/themes/taught`, and measures it on fields that it was not taught.

`tools/themes.py` writes the weights; `--fields` leaves one field out at a time and says how well that one is grouped;
`--check` makes the weights again from the vectors that are kept and says whether they are those that ship, to four
decimals; `--unseen` measures on `training/themes/unseen-*.tsv`, of which nothing is ever taught or chosen. A field of
your own: `--on FILE.tsv` (interview, kind, theme, stance, text). numpy alone, the same each time.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import numpy as np  # noqa: E402

from askaround.findings.grouping.linkage import link  # noqa: E402
from askaround.findings.grouping.pairs import (  # noqa: E402
    FEATURES,
    WITHOUT,
    Judge,
    Noted,
    Weights,
    features,
    packed,
    unpacked,
)  # fmt: skip
from askaround.findings.grouping.themes import REFERRAL, group  # noqa: E402
from askaround.language.minilm import MiniLM  # noqa: E402

THEMES = ROOT / "training" / "themes"
WEIGHTS = ROOT / "src" / "askaround" / "findings" / "data" / "pairs.json"
VECTORS = THEMES / "vectors.json"
# How many directions vary within themes, how far their spread is believed, how far the weights are held back, and from
# which chance on groups merge: chosen by `--fields`.
DIRECTIONS, BELIEF, STRENGTH = 64, 0.5, 1.0
LEAST = np.arange(0.06, 0.52, 0.02)


@dataclass(frozen=True)
class Field:
    """Notes of one field with the themes that a reader gave them, and their vectors."""

    name: str
    notes: list[Noted]
    themes: list[str]
    vectors: Any

    @property
    def said(self) -> "Field":
        """Without referrals, which go by person."""
        rows = [row for row, note in enumerate(self.notes) if note.kind != REFERRAL]
        return replace(
            self, notes=[self.notes[r] for r in rows], themes=[self.themes[r] for r in rows], vectors=self.vectors[rows]
        )


def read(path: Path, vector: Any) -> Field:
    """A file of notes: interview, kind, theme, stance, text."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
    notes = [Noted(text, kind, talk) for talk, kind, _, _, text in rows]
    return Field(path.stem, notes, [row[2] for row in rows], np.vstack([vector(note.text) for note in notes]))


def kept_vectors() -> dict[str, Any]:
    """The vectors in the repository, by text."""
    kept = json.loads(VECTORS.read_text("utf-8"))
    return dict(zip(kept["texts"], unpacked(kept["vectors"]), strict=True))


def made_vectors() -> dict[str, Any]:
    """Make the vectors of all that teaches, one text at a time, and keep them in steps."""
    model = MiniLM(threads=1)
    texts = list(dict.fromkeys([*codes(), *(text for path in taught() for text in texts_of(path))]))
    made = packed(np.vstack([model.embed([text])[0] for text in texts]))
    VECTORS.write_text(json.dumps({"model": MiniLM.name, "texts": texts, "vectors": made}, ensure_ascii=False) + "\n")
    return kept_vectors()


def taught() -> list[Path]:
    """The files that teach."""
    return sorted((THEMES / "taught").glob("*.tsv"))


def texts_of(path: Path) -> list[str]:
    """The last column."""
    return [line.rsplit("\t", 1)[1] for line in path.read_text("utf-8").splitlines() if line]


def codes() -> list[str]:
    """The example sentences of the codes, code after code."""
    return [line.split("\t")[1] for line in (THEMES / "codes.tsv").read_text("utf-8").splitlines()[1:]]


def train(fields: Sequence[Field], coded: Any) -> Weights:
    """Directions, then the two judges on pairs whose directions came from the other fields alone."""
    whole = shape(fields, coded)
    pairs = [(field, shape([f for f in fields if f is not field], coded)) for field in fields]
    meant = judge(FEATURES, [block(field.said, other, FEATURES) for field, other in pairs])
    lettered = judge(WITHOUT, [block(replace(field.said, vectors=None), other, WITHOUT) for field, other in pairs])
    with_judges = replace(whole, meant=meant, lettered=lettered)
    held_out = [(field.said, replace(other, meant=meant, lettered=lettered)) for field, other in pairs]
    return replace(
        with_judges,
        meant=replace(meant, least=least(held_out)),
        lettered=replace(lettered, least=least([(replace(f, vectors=None), w) for f, w in held_out])),
    )


def shape(fields: Sequence[Field], coded: Any) -> Weights:
    """The usual middle and the directions in which notes of one theme differ: these count less.

    Within-class covariance normalization (Hatch, Kajarekar and Stolcke 2006), held to the largest directions.
    """
    off = []
    for field in (field.said for field in fields):
        themes = np.array(field.themes)
        off += [
            rows - rows.mean(axis=0) for t in sorted(set(field.themes)) if len(rows := field.vectors[themes == t]) > 1
        ]
    spread = np.vstack(off)
    _, sizes, directions = np.linalg.svd(spread / np.sqrt(len(spread)), full_matrices=False)
    level = (1 - BELIEF) * (sizes**2).sum() / spread.shape[1]
    kept = sizes[:DIRECTIONS] ** 2
    shrunk = 1 - np.sqrt(level / (BELIEF * kept + level))
    middle = np.mean([field.said.vectors.mean(axis=0) for field in fields], axis=0)
    none = Judge((), (), 0.0, 0.5)
    return Weights(
        MiniLM.name, none, none, packed(middle[None]), packed(directions[:DIRECTIONS]),
        tuple(round(float(s), 6) for s in shrunk), packed(coded), 3,
    )  # fmt: skip


def block(field: Field, weights: Weights, names: Sequence[str]) -> tuple[Any, Any]:
    """Every pair of a field: its features, and whether a reader put the two into one theme."""
    found = [
        np.stack([each[name] for name in names], axis=-1) for _, each in features(field.notes, field.vectors, weights)
    ]
    above = np.triu_indices(len(field.notes), 1)
    themes = np.array(field.themes)
    return np.concatenate(found)[above].astype(float), (themes[:, None] == themes[None, :])[above].astype(float)


def judge(names: Sequence[str], blocks: Sequence[tuple[Any, Any]]) -> Judge:
    """Logistic regression by Newton's method, each feature held back alike."""
    rows, truth = np.concatenate([rows for rows, _ in blocks]), np.concatenate([truth for _, truth in blocks])
    middle, wide = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    given = np.column_stack([(rows - middle) / wide, np.ones(len(rows))])
    held = np.diag([STRENGTH] * len(names) + [1e-6])
    weights = np.zeros(given.shape[1])
    for _ in range(50):
        sure = 1 / (1 + np.exp(-given @ weights))
        bend = (given * (sure * (1 - sure))[:, None]).T @ given + held
        step = np.linalg.solve(bend, given.T @ (sure - truth) + held @ weights)
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    slopes = weights[:-1] / wide
    bias = float(weights[-1] - slopes @ middle)
    return Judge(tuple(names), tuple(round(float(s), 6) for s in slopes), round(bias, 6), 0.5)


def least(held_out: Sequence[tuple[Field, Weights]]) -> float:
    """From which chance on groups merge: where B-cubed and pairwise F1 together are best on the fields left out."""
    scores = [(round(_score(held_out, float(at)), 4), -round(float(at), 2)) for at in LEAST]
    return -max(scores)[1]


def _score(held_out: Sequence[tuple[Field, Weights]], at: float) -> float:
    found = []
    for field, weights in held_out:
        meant, lettered = replace(weights.meant, least=at), replace(weights.lettered, least=at)
        given = labels(field, replace(weights, meant=meant, lettered=lettered))
        found.append(b_cubed(given, field.themes) + pairwise(given, field.themes))
    return float(np.mean(found))


def labels(field: Field, weights: Weights) -> list[int]:
    """The number of the group of each note."""
    found = [0] * len(field.notes)
    for number, each in enumerate(group(field.notes, field.vectors, weights=weights).groups):
        for row in each.rows:
            found[row] = number
    return found


def b_cubed(given: Sequence[object], truth: Sequence[object]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998)."""
    one, other = _alike(given), _alike(truth)
    shared = (one & other).sum(axis=1)
    precision, recall = (shared / one.sum(axis=1)).mean(), (shared / other.sum(axis=1)).mean()
    return float(2 * precision * recall / (precision + recall))


def pairwise(given: Sequence[object], truth: Sequence[object]) -> float:
    """F1 over pairs that belong together."""
    above = np.triu_indices(len(truth), 1)
    one, other = _alike(given)[above], _alike(truth)[above]
    return float(2 * (one & other).sum() / max(1, one.sum() + other.sum()))


def people_off(given: Sequence[int], field: Field) -> float:
    """By how many people the group with most of a theme's notes differs from the theme, on average."""
    off = []
    for theme in dict.fromkeys(field.themes):
        rows = [row for row, each in enumerate(field.themes) if each == theme]
        own = [given[row] for row in rows]
        best = max(own, key=lambda number: (own.count(number), -number))
        found = {field.notes[row].talk for row, each in enumerate(given) if each == best}
        off.append(abs(len(found) - len({field.notes[row].talk for row in rows})))
    return float(np.mean(off))


def _alike(values: Sequence[object]) -> Any:
    numbers = np.array([list(dict.fromkeys(values)).index(value) for value in values])
    return numbers[:, None] == numbers[None, :]


def told(name: str, field: Field, weights: Weights) -> None:
    """One line of figures: the engine, the engine without the model, plain average linkage."""
    ours = labels(field, weights)
    lettered = labels(replace(field, vectors=None), weights)
    plain = link(1 - field.vectors @ field.vectors.T, 0.36)
    print(
        f"{name:14} B-cubed {b_cubed(ours, field.themes):.3f}  pairs {pairwise(ours, field.themes):.3f}  people off "
        f"{people_off(ours, field):.2f}  themes {len(set(ours))} of {len(set(field.themes))}   letters alone "
        f"{b_cubed(lettered, field.themes):.3f}  cosine alone {b_cubed(plain, field.themes):.3f}"
    )


def save(weights: Weights) -> None:
    """Write them as the engine reads them."""
    WEIGHTS.write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """What the arguments say; without any, train and write."""
    vectors = kept_vectors() if {"--check", "--fields"} & {*arguments} else made_vectors()
    fields = [read(path, vectors.__getitem__) for path in taught()]
    coded = np.vstack([vectors[text] for text in codes()])
    if "--fields" in arguments:
        for field in fields:
            told(field.name, field, train([f for f in fields if f is not field], coded))
        return 0
    weights = train(fields, coded)
    if "--check" in arguments:
        kept = json.loads(WEIGHTS.read_text("utf-8"))
        same = _close(json.loads(json.dumps(asdict(weights))), kept)
        print("The weights are what the notes give." if same else "The weights that ship are others.")
        return 0 if same else 1
    save(weights)
    _measure(arguments, weights)
    return 0


def _measure(arguments: Sequence[str], weights: Weights) -> None:
    paths: Iterable[Path] = [Path(each) for each in arguments if each.endswith(".tsv")]
    if "--unseen" in arguments:
        paths = [*paths, *sorted(THEMES.glob("unseen-*.tsv"))]
    model = MiniLM(threads=2)
    for path in paths:
        field = read(path, lambda text: model.embed([text])[0])
        told(field.name, field, weights)


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_close, one, other))
    return abs(one - other) < 5e-5 if isinstance(one, float) else bool(one == other)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
