"""Train the block judge: `python -m pipeline.read.training PAGES` with the extra `train` installed.

Cross-validates by publisher, prints the figures of both halves for several thresholds, then trains on everything
and writes the model beside `pipeline/read/judge.py`. Deterministic: the same pages give the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.read import judge
from pipeline.read.decision import decide
from pipeline.read.features import measure
from pipeline.read.headline import head_of
from pipeline.read.layout import size_of
from pipeline.read.name_features import Vocabulary
from pipeline.read.repeats import repeated
from pipeline.read.training.corpus import Example, by_fold, read_examples
from pipeline.read.training.labels import words_of
from pipeline.read.training.names import NameTable, Weights
from pipeline.read.training.trees import fit_trees

FOLDS = 5
THRESHOLDS = (0.30, 0.34, 0.38, 0.42, 0.46)
# How much a page of a set counts: small sets of other languages and templates would drown in the large one.
SET_WEIGHT = {"wcxb": 1.0, "fundus": 1.5, "scrapinghub": 1.5, "zh": 1.5, "trafilatura": 0.7}
KEPT_EASY = 0.35  # share of the short blocks outside the truth that is trained on; most are menu entries


class Training:
    """All examples with their labels, weights and features."""

    def __init__(self, examples: list[Example]) -> None:
        self.examples = examples
        self.offsets = np.concatenate(([0], np.cumsum([len(example.shares) for example in examples])))
        self.labels = (np.concatenate([example.shares for example in examples]) >= 0.5).astype(np.int64)
        self.importance = np.concatenate([_importance(example) for example in examples])
        words = np.concatenate([example.words for example in examples])
        easy = (self.labels == 0) & (words <= 4)
        drawn = np.random.default_rng(1).random(len(words)) < KEPT_EASY
        known = np.concatenate([example.known for example in examples])
        self.used = (~easy | drawn) & known
        self.importance = np.where(easy, self.importance / KEPT_EASY, self.importance)
        self.names = NameTable(examples)
        self.feature_names: tuple[str, ...] = ()
        self.headlines = [-1] * len(examples)

    def rows_of(self, chosen: list[int]) -> NDArray[np.bool_]:
        """A mask over all blocks: those of the chosen examples that are trained on."""
        mask = np.zeros(len(self.labels), dtype=bool)
        for index in chosen:
            mask[self.offsets[index] : self.offsets[index + 1]] = True
        chosen_and_used: NDArray[np.bool_] = mask & self.used
        return chosen_and_used

    def name_weights(self, chosen: list[int]) -> Weights:
        """Name weights learned from the chosen examples."""
        return self.names.fit(self.rows_of(chosen), self.labels, self.importance)

    def measured(self, chosen: list[int], weights: Weights) -> list[NDArray[np.float32]]:
        """The features of the chosen examples with these name weights."""
        vocabulary = Vocabulary(weights)
        tables = [measure(self.examples[i].dom, self.examples[i].stated, vocabulary) for i in chosen]
        self.feature_names = tables[0].names
        for index, table in zip(chosen, tables, strict=True):
            self.headlines[index] = table.headline
        return [table.values for table in tables]


def _importance(example: Example) -> NDArray[np.float64]:
    """A block counts by its words, a page by about one, whatever its length."""
    if example.wanted:
        share = SET_WEIGHT[example.set_name] / max(1, int(example.known.sum()))
        return np.where(example.known, share, 0.0)
    weights: NDArray[np.float64] = (example.words + 2) / (example.truth_words + 60)
    weights *= min(1.0, 3 / weights.sum())
    return weights * SET_WEIGHT[example.set_name]


def cross_validate(training: Training) -> tuple[NDArray[np.float32], list[NDArray[np.float64]]]:
    """(features with held-out name weights, held-out probabilities of each example)."""
    count = len(training.examples)
    features: list[NDArray[np.float32]] = [np.zeros((0, 0), np.float32)] * count
    folds = list(by_fold(training.examples, FOLDS))
    for seen, held in folds:
        for index, values in zip(held, training.measured(held, training.name_weights(seen)), strict=True):
            features[index] = values
    everything = np.concatenate(features)
    chances: list[NDArray[np.float64]] = [np.zeros(0)] * count
    for seen, held in folds:
        rows = training.rows_of(seen)
        trees = fit_trees(everything[rows], training.labels[rows], training.importance[rows])
        for index in held:
            chances[index] = trees.probabilities(features[index])
    return everything, chances


def report(training: Training, chances: list[NDArray[np.float64]]) -> None:
    """Print the figures of each set, both halves, with and without the lead, for each threshold."""
    rows = list(zip(training.examples, chances, training.headlines, strict=True))
    for threshold in THRESHOLDS:
        for name in dict.fromkeys(example.set_name for example in training.examples):
            cells = []
            for half in (0, 1):
                chosen = [row for row in rows if row[0].set_name == name and row[0].half == half]
                texts = [(row[0], *texts_of(*row, threshold)) for row in chosen]
                values = (
                    _measure_body(texts),
                    _measure_body([(e, f"{lead}\n{body}", "") for e, body, lead in texts]),
                )
                cells.append(f"{values[0]:.4f} / {values[1]:.4f}")
            sys.stdout.write(
                f"threshold {threshold:.2f}  {name:12s} body / lead + body: half 0 {cells[0]}, half 1 {cells[1]}\n"
            )


def _measure_body(texts: list[tuple[Example, str, str]]) -> float:
    """The mean 4-gram F1; where the truth is snippets, the F1 over all snippets."""
    if not texts or not texts[0][0].wanted:
        return float(np.mean([_f1(body, example.truth) for example, body, _ in texts] or [0.0]))
    hits = sum(snippet in body for example, body, _ in texts for snippet in example.wanted)
    wrong = sum(snippet in body for example, body, _ in texts for snippet in example.unwanted)
    return 2 * hits / (hits + wrong + sum(len(example.wanted) for example, _, _ in texts))


def texts_of(example: Example, chances: NDArray[np.float64], headline: int, threshold: float) -> tuple[str, str]:
    """(body, lead) of a page as the reader would give them for these probabilities."""
    blocks = example.dom.blocks
    sizes = [size_of(block.text) for block in blocks]
    kept = decide(example.dom, chances.tolist(), sizes, headline, threshold).kept
    repeats = repeated(example.dom.folded, sizes, kept)
    head = head_of(example.dom, example.stated, kept)
    aside = {head.title, *head.copies, *head.leads, *repeats}
    body = "\n".join(block.text for i, block in enumerate(blocks) if kept[i] and i not in aside)
    return body, "\n".join(blocks[i].text for i in head.leads)


def _f1(found: str, wanted: str) -> float:
    left, right = _grams(found), _grams(wanted)
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = words_of(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def main() -> None:
    """Read the pages, print the cross-validated figures, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder of sets, each with truth.jsonl and pages/")
    parser.add_argument("--threshold", type=float, default=0.36)
    parser.add_argument("--out", type=Path, default=Path(judge.__file__).with_name(judge.MODEL_FILE))
    arguments = parser.parse_args()
    training = Training(read_examples(arguments.pages))
    features, chances = cross_validate(training)
    report(training, chances)
    everything = list(range(len(training.examples)))
    rows = training.rows_of(everything)
    trees = fit_trees(features[rows], training.labels[rows], training.importance[rows])
    weights = training.name_weights(everything)
    arguments.out.write_bytes(judge.dump(judge.Model(training.feature_names, weights, trees, arguments.threshold)))


if __name__ == "__main__":
    main()
