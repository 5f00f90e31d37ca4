"""How likely each block of a page belongs to the article: a small trained model, evaluated with numpy.

The model is a sum of symmetric decision trees (every node of one level asks the same question), so that one
comparison of all rows with all questions and one look-up a tree give the score of a whole page. How it is
trained, and on what, `pipeline.read.training` shows; the file beside this one is its result. Method:
L. Prokhorenkova et al., "CatBoost: unbiased boosting with categorical features", NeurIPS 2018 (symmetric trees).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import numpy as np
from numpy.typing import NDArray

MODEL_FILE = "judge.npz"
ROWS_AT_A_TIME = 512  # bounds the memory of a page with very many blocks


@dataclass(frozen=True)
class Trees:
    """Symmetric trees of one depth: leaf = the bits of `row[feature] > border`, lowest first."""

    features: NDArray[np.int64]  # (trees, depth)
    borders: NDArray[np.float32]  # (trees, depth)
    leaves: NDArray[np.float32]  # (trees, 2 ** depth)
    bias: float

    @cached_property
    def _questions(self) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """Features and borders of the questions, each once, and which of them each level of each tree asks."""
        pairs = np.stack((self.features.T.ravel().astype(np.float64), self.borders.T.ravel()))
        different, asked = np.unique(pairs, axis=1, return_inverse=True)
        features, borders = different
        return features.astype(np.int64), borders.astype(np.float32), asked.reshape(self.features.T.shape)

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of each row, between 0 and 1."""
        parts = [
            self._margins(rows[start : start + ROWS_AT_A_TIME]) for start in range(0, len(rows), ROWS_AT_A_TIME)
        ]
        margins = np.concatenate(parts) if parts else np.zeros(0)
        result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(margins, -30, 30)))
        return result

    def _margins(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        trees, depth = self.features.shape
        features, borders, asked = self._questions
        answers = (np.ascontiguousarray(rows.T).take(features, axis=0) > borders[:, None]).view(np.uint8)
        bits = answers.take(asked[-1], axis=0)
        for level in range(depth - 2, -1, -1):
            bits += bits
            bits |= answers.take(asked[level], axis=0)
        leaf = bits + (np.arange(trees, dtype=np.int32) << depth)[:, None]
        result: NDArray[np.float64] = self.leaves.ravel().take(leaf).sum(axis=0, dtype=np.float64) + self.bias
        return result


@dataclass(frozen=True, slots=True)
class Model:
    """What training leaves behind."""

    feature_names: tuple[str, ...]
    name_weights: dict[str, tuple[float, float]]
    trees: Trees
    threshold: float


@cache
def model() -> Model:
    """The shipped model; read once."""
    payload = resources.files("pipeline.read").joinpath(MODEL_FILE).read_bytes()
    return load(payload)


def load(payload: bytes) -> Model:
    """A model from its file's bytes."""
    with np.load(io.BytesIO(payload), allow_pickle=False) as parts:
        tokens = parts["tokens"].tobytes().decode("utf-8").split("\n")
        weights = parts["weights"].astype(np.float64).tolist()
        return Model(
            feature_names=tuple(parts["names"].tobytes().decode("utf-8").split("\n")),
            name_weights={token: (near, path) for token, (near, path) in zip(tokens, weights, strict=True)},
            trees=Trees(
                parts["features"].astype(np.int64),
                parts["borders"],
                parts["leaves"].astype(np.float32),
                float(parts["bias"]),
            ),
            threshold=float(parts["threshold"]),
        )


def _as_bytes(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode("utf-8"), dtype=np.uint8)


def dump(shipped: Model) -> bytes:
    """The file's bytes of a model; `load` gives it back but for the rounding of weights and leaves."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        names=_as_bytes(shipped.feature_names),
        tokens=_as_bytes(shipped.name_weights),
        weights=np.asarray(list(shipped.name_weights.values()), dtype=np.float16),
        features=shipped.trees.features.astype(np.uint16),
        borders=shipped.trees.borders.astype(np.float32),
        leaves=shipped.trees.leaves.astype(np.float16),
        bias=np.float64(shipped.trees.bias),
        threshold=np.float64(shipped.threshold),
    )
    return buffer.getvalue()
