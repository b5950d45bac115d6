"""Trains the probes of the review from the sentences in `training/`, and writes their weights as JSON beside it.

`tools/probes.py` trains; `--hands` says how each does on the sentences of a hand that it was not taught; `--check`
makes the weights again and says whether they are what the sentences give, to four decimals; `--blind` measures the
whole review on `training/blind`, of which nothing is ever taught or chosen. numpy alone, the same each time.
"""

import base64
import json
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

import numpy as np  # noqa: E402

from askaround.language.minilm import MiniLM  # noqa: E402
from askaround.language.probes import PLACES, STEPS, Probe, likeness, load, stepped, word_values  # noqa: E402
from askaround.outreach.review import Facts, review  # noqa: E402
from askaround.outreach.review.job_meaning import ANY, UNMISTAKABLE, cues  # noqa: E402
from askaround.outreach.review.meaning import WEIGHTS, Meaning  # noqa: E402

TRAINING = ROOT / "training"
NAMES = ("job-ask", "why-you", "generic")
JOB = "job-ask"
# Files of other hands than the one that wrote the rest and the rules: what is chosen is chosen on them.
OTHERS = "hand-"


@dataclass(frozen=True)
class Settings:
    """What likeness, words and cues weigh, how far all are held back, and from which precision on a probe speaks."""

    alike: float
    words: float
    cues: float
    strength: float
    precision: float | None  # on hands not seen; None: where precision and recall meet


SETTINGS = {
    "job-ask": Settings(2.0, 2.5, 0.6, 0.3, 0.97),
    "why-you": Settings(2.0, 0.3, 0.0, 0.3, 0.97),
    "generic": Settings(2.0, 1.0, 0.0, 0.3, None),
}


@dataclass
class Set:
    """Sentences with what they are, whose hand wrote them, their vectors and cues."""

    texts: list[str]
    truth: Any
    hands: Any
    own: Any  # written for this question
    vectors: Any
    cues: list[tuple[str, ...]]

    @property
    def mark(self) -> str:
        """Changes with any sentence or answer."""
        return (
            f"{len(self.texts)}-{zlib.crc32(repr([*zip(self.texts, self.truth.tolist(), strict=True)]).encode()):08x}"
        )


def rows_of(path: Path) -> list[tuple[bool, str]]:
    """The sentences of a file with what they are."""
    rows = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line]
    return [(label in {"yes", "1"}, text) for label, text in rows]


def read(name: str, embed: Callable[[str], Any]) -> Set:
    """All that teaches a probe. A sentence that two hands wrote counts once.

    What was written for the other questions asks for no job.
    """
    seen: dict[str, tuple[bool, str, bool]] = {}
    for path in sorted((TRAINING / name).glob("*.tsv")):
        for truth, text in rows_of(path):
            seen.setdefault(text, (truth, path.stem, True))
    for path in sorted(path for each in NAMES if name == JOB != each for path in (TRAINING / each).glob("*.tsv")):
        for _, text in rows_of(path):
            seen.setdefault(text, (False, path.stem, False))
    texts = list(seen)
    return Set(
        texts,
        np.array([seen[text][0] for text in texts]),
        np.array([seen[text][1] for text in texts]),
        np.array([seen[text][2] for text in texts]),
        stepped(np.vstack([embed(text) for text in texts])).astype(float),
        [cues(text, "ask") if name == JOB else () for text in texts],
    )


def embedder() -> Callable[[str], Any]:
    """One sentence at a time goes through the model, as in the review: company would change the last decimals."""
    model = MiniLM(threads=1)
    return lambda text: model.embed([text])[0]


def kernel(given: Set, chosen: Settings) -> tuple[Any, Any, Any, list[str]]:
    """How alike the sentences are in all; their words; their cues, and what these are called."""
    worded = np.zeros((len(given.texts), PLACES))
    for row, text in enumerate(given.texts):
        for place, value in word_values(text).items():
            worded[row, place] = value
    named = sorted({cue for found in given.cues for cue in found})
    cued = np.array([[float(cue in found) for cue in named] for found in given.cues]).reshape(len(given.texts), -1)
    alike = chosen.alike * likeness(given.vectors, given.vectors)
    return alike + chosen.words * (worded @ worded.T) + chosen.cues * (cued @ cued.T) + 1, worded, cued, named


def fit(products: Any, truth: Any, strength: float) -> Any:
    """A kernel logistic regression held back by `strength`, by Newton's method: one number a sentence."""
    dual = np.zeros(len(truth))
    for _ in range(60):
        sums = products @ dual
        sure = 1 / (1 + np.exp(-sums))
        bend = sure * (1 - sure) + 1e-9
        new = np.linalg.solve(products + strength * np.diag(1 / bend), sums + (truth - sure) / bend)
        if np.abs(new - dual).max() < 1e-6:
            break
        dual = new
    return dual


def unseen(given: Set, products: Any, strength: float) -> Any:
    """The sum for each sentence of another hand, by a probe that was taught by all hands but that one."""
    sums = np.full(len(given.texts), np.nan)
    for hand in others_of(given):
        left = given.hands == hand
        dual = fit(products[np.ix_(~left, ~left)], given.truth[~left], strength)
        sums[left] = products[np.ix_(left, ~left)] @ dual
    return sums


def scaled(sums: Any, truth: Any) -> tuple[float, float]:
    """Factor and shift that make chances of sums (Platt 1999), by Newton's method; held near 1 and 0."""
    rows, start = np.column_stack([sums, np.ones(len(sums))]), np.array([1.0, 0.0])
    weights = start
    for _ in range(50):
        sure = 1 / (1 + np.exp(-rows @ weights))
        bend = rows.T @ (rows * (sure * (1 - sure))[:, None]) + 2 * np.eye(2)
        weights = weights + np.linalg.solve(bend, rows.T @ (truth - sure) - 2 * (weights - start))
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def speaks_from(chances: Any, truth: Any, precision: float | None) -> float:
    """The least chance from which on this share of what is said is right; or where as many are missed as wrong."""
    best = 0.5
    if precision is None:
        tried = np.arange(0.4, 0.8, 0.01)  # where all is clear any would do: not one that speaks when in doubt
        gaps = np.array([abs(int((chances >= each).sum()) - int(truth.sum())) for each in tried])
        return round(float(np.median(tried[gaps == gaps.min()])), 3)  # the middle, so as not to hang on one sentence
    for tried in np.arange(0.9, 0.1, -0.01):
        if figures(chances >= tried, truth)[0] >= precision:
            best = float(tried)
    return round(best, 3)


def figures(said: Any, truth: Any) -> tuple[float, float]:
    """Precision and recall."""
    right = int((said & truth).sum())
    return right / max(1, int(said.sum())), right / max(1, int(truth.sum()))


def told(said: Any, truth: Any) -> str:
    precision, recall = figures(said, truth)
    return f"{int(truth.sum())} yes, {int((~truth).sum())} no: P {precision:.3f} R {recall:.3f}"


def trained(name: str, given: Set, scale: tuple[float, float], threshold: float, embed: Callable[[str], Any]) -> Probe:
    """On all sentences."""
    chosen = SETTINGS[name]
    products, worded, cued, named = kernel(given, chosen)
    dual = fit(products, given.truth, chosen.strength)
    words = chosen.words * (worded.T @ dual)
    patterns, pattern_of = patterned(name, given, embed)
    return Probe(
        name=name, embedder=MiniLM.name, taught=given.mark, bias=round(float(dual.sum()), 5),
        words={place: round(float(w), 5) for place, w in enumerate(words) if abs(w) >= 5e-6},
        cues={cue: round(float(w), 5) for cue, w in zip(named, chosen.cues * (cued.T @ dual), strict=True)},
        likeness=tuple(round(float(w), 5) for w in chosen.alike * dual),
        vectors=base64.b64encode(np.rint(given.vectors * STEPS).astype(np.int8).tobytes()).decode(),
        patterns=patterns, pattern_of=pattern_of, scale=scale, threshold=threshold,
    )  # fmt: skip


def patterned(name: str, given: Set, embed: Callable[[str], Any]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What a yes may be, in words, and which of these each sentence is most like."""
    if name != JOB:
        return (), ()
    rows = [line.split("\t") for line in (TRAINING / "patterns.tsv").read_text("utf-8").splitlines() if line]
    named = tuple(dict.fromkeys(pattern for pattern, _ in rows))
    near = given.vectors @ np.vstack([embed(text) for _, text in rows]).T
    place = [named.index(rows[at][0]) for at in near.argmax(1)]
    return named, tuple(at if true else -1 for at, true in zip(place, given.truth.tolist(), strict=True))


def others_of(given: Set) -> list[str]:
    """The hands that what is chosen is chosen on."""
    return [hand for hand in sorted(set(given.hands.tolist())) if hand.startswith(OTHERS)]


def chosen_on_hands(name: str, given: Set) -> tuple[tuple[float, float], float]:
    """Scale and threshold, from what it says about hands that it was not taught; and how it does on each."""
    sums = unseen(given, kernel(given, SETTINGS[name])[0], SETTINGS[name].strength)
    others = given.own & np.isin(given.hands, others_of(given))
    scale = scaled(sums[others], given.truth[others])
    chances = 1 / (1 + np.exp(-(scale[0] * sums + scale[1])))
    threshold = speaks_from(chances[others], given.truth[others], SETTINGS[name].precision)
    said = (chances >= threshold) | np.array([bool(UNMISTAKABLE & {*found}) for found in given.cues])
    ruled = np.array([ANY in found for found in given.cues])
    for hand in others_of(given):
        left = given.own & (given.hands == hand)
        print(f"{name}, {hand} not seen: {told(said[left], given.truth[left])}")
    print(
        f"{name}, other hands, each not seen: {told(said[others], given.truth[others])}; "
        f"scale {scale}, from {threshold}"
    )
    if name == JOB:
        print(f"{name}, other hands, rules alone: {told(ruled[others], given.truth[others])}")
        print(f"{name}, said as must: {told((chances >= 0.95)[others], given.truth[others])}")
        foreign = ~given.own & np.isin(given.hands, others_of(given))
        print(f"{name}, said about {int((said & foreign).sum())} of {int(foreign.sum())} sentences of other questions")
    return scale, threshold


def by_review(name: str, text: str, meaning: Meaning | None) -> bool:
    """What the whole review says about a letter of one sentence."""
    found = {remark.rule for remark in review(text, kind="ask", facts=Facts(meaning=meaning))}
    if name == "why-you":
        return "why-this-person" not in found
    return "generic-phrase" in found if name == "generic" else any(rule.startswith("job-") for rule in found)


def blind_figures(name: str, meaning: Meaning | None) -> tuple[float, float]:
    """The whole review on sentences that somebody else wrote without sight of ours: precision and recall, no more."""
    rows = rows_of(TRAINING / "blind" / f"{name}.tsv")
    said = np.array([by_review(name, text, meaning) for _, text in rows])
    return figures(said, np.array([true for true, _ in rows]))


def differs(one: Probe, other: Probe) -> bool:
    """Whether two probes differ in the fourth decimal, or were taught other sentences."""
    bare = {"bias": 0, "words": {}, "cues": {}, "likeness": (), "vectors": ""}
    if replace(one, **bare) != replace(other, **bare):
        return True
    gaps = [abs(one.bias - other.bias), *np.abs(np.subtract(one.likeness, other.likeness))]
    gaps += [abs(one.words.get(place, 0) - other.words.get(place, 0)) for place in one.words | other.words]
    gaps += [abs(one.cues.get(cue, 0) - other.cues.get(cue, 0)) for cue in one.cues | other.cues]
    return bool(max(gaps) > 1e-4)


def made_again(name: str, embed: Callable[[str], Any]) -> bool:
    """Whether the sentences, with the vectors that are kept of them, give the weights that are kept."""
    kept, given = load(WEIGHTS / f"{name}.json"), read(name, embed)
    if given.mark != kept.taught or not np.allclose(given.vectors, kept.known, atol=0.02):
        return False
    # Another processor may round a vector one step otherwise; those that are kept are what taught.
    given.vectors = np.asarray(kept.known, dtype=float)
    return not differs(trained(name, given, kept.scale, kept.threshold, embed), kept)


def write(probe: Probe) -> None:
    kept = {field: getattr(probe, field) for field in probe.__dataclass_fields__}
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / f"{probe.name}.json").write_text(json.dumps(kept) + "\n", "utf-8")


def main(args: list[str]) -> int:
    if "--blind" in args:
        meaning = Meaning()
        for name in NAMES:
            print(f"{name}, blind: P {{:.3f}} R {{:.3f}}".format(*blind_figures(name, meaning)))
        return 0
    embed = embedder()
    names = [each for each in NAMES if each in args] or NAMES
    if "--check" in args:
        stale = [name for name in names if not made_again(name, embed)]
        print(f"Not what the sentences give: {', '.join(stale)}. Run tools/probes.py." if stale else "As kept.")
        return 1 if stale else 0
    for name in names:
        given = read(name, embed)
        scale, threshold = chosen_on_hands(name, given)
        if "--hands" not in args:
            write(trained(name, given, scale, threshold, embed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
