"""Learn what element names tell: a weight for each token, near a block and anywhere above it.

A logistic regression over the tokens of the elements around each block. Only tokens that several publishers use
are learned, so that no weight belongs to a site.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from pipeline.read import hints
from pipeline.read.training.corpus import Example

MIN_PUBLISHERS = 8
STRENGTH = 0.02  # inverse of the L2 penalty
SMALLEST = 0.02  # weights below are left out

Weights = dict[str, tuple[float, float]]


class NameTable:
    """The token counts of every block of the examples, as one sparse matrix."""

    def __init__(self, examples: list[Example]) -> None:
        self.vocabulary = {token: index for index, token in enumerate(_shared_tokens(examples))}
        self.offsets = np.concatenate(([0], np.cumsum([len(example.shares) for example in examples])))
        self.matrix = sparse.vstack([self._rows(example) for example in examples], format="csr")

    def fit(self, rows: NDArray[np.bool_], labels: NDArray[np.int64], importance: NDArray[np.float64]) -> Weights:
        """Token weights learned from the chosen rows."""
        learner = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
        learner.fit(self.matrix[rows], labels[rows], sample_weight=importance[rows])
        values = learner.coef_[0]
        size = len(self.vocabulary)
        pairs = {token: (float(values[at]), float(values[at + size])) for token, at in self.vocabulary.items()}
        return {token: pair for token, pair in pairs.items() if abs(pair[0]) + abs(pair[1]) > SMALLEST}

    def _rows(self, example: Example) -> Any:
        dom, size = example.dom, len(self.vocabulary)
        own = [
            self._known((f"<{tag}>", *hints.tokens_of(hint)))
            for tag, hint in zip(dom.tags, dom.hints, strict=True)
        ]
        paths: list[Counter[int]] = []
        for index, parent in enumerate(dom.parents):
            paths.append((paths[parent] if parent >= 0 else Counter()) + Counter(own[index]))
        starts, columns, counts = [0], list[int](), list[int]()
        for block in dom.blocks:
            inline = self._known(hints.tokens_of(block.inline_hint))
            parent = dom.parents[block.node]
            row = Counter([*own[block.node], *(own[parent] if parent >= 0 else []), *inline])
            for token, count in paths[block.node].items():
                row[token + size] = min(count, 2)
            for token in inline:
                row[token + size] += 1
            columns.extend(row.keys())
            counts.extend(row.values())
            starts.append(len(columns))
        return sparse.csr_matrix(
            (np.asarray(counts, dtype=np.float32), columns, starts), shape=(len(dom.blocks), 2 * size)
        )

    def _known(self, tokens: tuple[str, ...]) -> list[int]:
        return [self.vocabulary[token] for token in tokens if token in self.vocabulary]


def _shared_tokens(examples: list[Example]) -> list[str]:
    publishers: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for tag, hint in set(zip(example.dom.tags, example.dom.hints, strict=True)):
            for token in (f"<{tag}>", *hints.tokens_of(hint)):
                publishers[token].add(example.publisher)
    return sorted(token for token, users in publishers.items() if len(users) >= MIN_PUBLISHERS)
