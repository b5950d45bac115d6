"""The peers of `bench.duplicates`, on the same labelled records and fields: recordlinkage and Splink.

Run by the Python of `.venv-bench` (`make bench` makes it), a process for each peer and set: the folder of the data, the
peer, the set. Prints what it found as JSON. Neither sees a label of the set it is tried on.

- recordlinkage: sorted neighbourhoods and exact blocks, Jaro-Winkler on names and lines; then the sum of what agrees
  or one of its classifiers trained on FEBRL1's labels, whichever does best on FEBRL1.
- splink: the comparisons of its library with frequencies of values, blocked on the same, trained by expectation
  maximisation on the set without labels; pairs from a probability of a half on.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

FIELDS = ("given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state")
SETS = {"febrl1": ("dataset1",), "febrl3": ("dataset3",), "febrl4": ("dataset4a", "dataset4b")}


def frames(folder: Path, name: str) -> list[Any]:
    """The set as one data frame or two, with nothing but names and address."""
    import pandas

    read = []
    for file in SETS[name]:
        frame = pandas.read_csv(folder / f"{file}.csv", skipinitialspace=True, dtype=str, index_col="rec_id")
        frame.columns = [column.strip() for column in frame.columns]
        read.append(frame[list(FIELDS)].apply(lambda column: column.str.strip()).replace("", None))
    return read


def entity(key: str) -> str:
    """Whom a record is of: the number in "rec-12-dup-0"."""
    return key.split("-")[1]


def scored(pairs: set[tuple[str, str]], labelled: int) -> dict[str, float]:
    """Precision, recall and F1 of pairs of keys."""
    right = sum(entity(a) == entity(b) for a, b in pairs)
    precision, recall = right / max(len(pairs), 1), right / labelled
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


def labels_of(frames_of: list[Any]) -> int:
    """How many pairs of one person there are."""
    from collections import Counter

    counts = [Counter(map(entity, frame.index)) for frame in frames_of]
    if len(counts) == 2:
        return sum(many * counts[1][key] for key, many in counts[0].items())
    return sum(many * (many - 1) // 2 for many in counts[0].values())


def recordlinkage_pairs(folder: Path, name: str) -> set[tuple[str, str]]:
    """What recordlinkage calls one person, by whichever of its ways does best on FEBRL1."""
    import recordlinkage

    def compared(of: list[Any]) -> Any:
        indexer, compare = recordlinkage.Index(), recordlinkage.Compare()
        for field in ("given_name", "surname", "address_1"):
            indexer.sortedneighbourhood(field, window=9)
        for field in ("address_2", "suburb", "postcode"):
            indexer.block(field)
        for field in ("given_name", "surname", "address_1", "address_2", "suburb"):
            compare.string(field, field, method="jarowinkler", threshold=0.85)
        for field in ("postcode", "street_number"):
            compare.string(field, field, method="damerau_levenshtein", threshold=0.7)
        compare.exact("state", "state")
        return compare.compute(indexer.index(*of), *of)

    learning = frames(folder, "febrl1")
    alike = compared(learning)
    known = alike.index[[entity(a) == entity(b) for a, b in alike.index]]
    ways: list[Any] = [lambda pairs, least=least: pairs.index[pairs.sum(axis=1) >= least] for least in (3, 4, 5, 6)]
    for kind in ("LogisticRegression", "NaiveBayes", "SVM"):
        classifier = getattr(recordlinkage, f"{kind}Classifier")()
        classifier.fit(alike, known)
        ways.append(classifier.predict)
    best = max(ways, key=lambda way: scored(set(way(alike)), labels_of(learning))["f1"])
    return set(best(compared(frames(folder, name))))


def splink_pairs(folder: Path, name: str) -> set[tuple[str, str]]:
    """What Splink thinks more likely one person than two."""
    import logging

    import splink.comparison_library as library
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    data = [frame.reset_index(names="unique_id") for frame in frames(folder, name)]
    blocks = [
        block_on("given_name", "surname"), block_on("surname", "postcode"), block_on("given_name", "postcode"),
        block_on("given_name", "suburb"), block_on("surname", "suburb"), block_on("address_1"), block_on("address_2"),
        block_on("street_number", "postcode"), block_on("street_number", "suburb"), block_on("suburb", "postcode"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only" if len(data) == 1 else "link_only",
        comparisons=[
            library.NameComparison("given_name").configure(term_frequency_adjustments=True),
            library.NameComparison("surname").configure(term_frequency_adjustments=True),
            library.JaroWinklerAtThresholds("address_1", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            library.JaroWinklerAtThresholds("address_2", [0.9, 0.8]).configure(term_frequency_adjustments=True),
            library.JaroWinklerAtThresholds("suburb", [0.9]).configure(term_frequency_adjustments=True),
            library.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
            library.DamerauLevenshteinAtThresholds("street_number", [1]),
            library.ExactMatch("state"),
        ],
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker(data if len(data) > 1 else data[0], settings, DuckDBAPI())
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "postcode"), block_on("address_1", "suburb", "surname")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("given_name", "surname"), block_on("address_1"), block_on("postcode", "suburb")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    return set(zip(found["unique_id_l"], found["unique_id_r"], strict=True))


PEERS = {"recordlinkage": recordlinkage_pairs, "splink": splink_pairs}


def main(folder: str, peer: str, name: str) -> None:
    """Time one peer on one set, and print how well it did."""
    labelled = labels_of(frames(Path(folder), name))
    begun = time.perf_counter()
    pairs = PEERS[peer](Path(folder), name)
    took = time.perf_counter() - begun
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    most = (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024
    print(json.dumps(scored(pairs, labelled) | {"seconds": took, "mb": most}))


if __name__ == "__main__":
    main(*sys.argv[1:])
