"""Fit the judge's trees and turn them into the arrays that `pipeline.read.judge` evaluates."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from pipeline.read.judge import Trees

DEPTH = 6
SETTINGS: dict[str, Any] = {
    "iterations": 500, "depth": DEPTH, "learning_rate": 0.08, "l2_leaf_reg": 6, "border_count": 64, "rsm": 0.35,
    "bootstrap_type": "Bernoulli", "subsample": 0.7, "boosting_type": "Plain", "random_seed": 1, "thread_count": 2,
    "verbose": 0, "allow_writing_files": False,
}  # fmt: skip


def fit_trees(rows: NDArray[np.float32], labels: NDArray[np.int64], importance: NDArray[np.float64]) -> Trees:
    """Trees that tell the labels from the rows; the same for the same input."""
    learner = CatBoostClassifier(**SETTINGS)
    learner.fit(rows, labels, sample_weight=importance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        learner.save_model(str(path), format="json")
        return _trees_of(json.loads(path.read_text(encoding="utf-8")))


def _trees_of(described: dict[str, Any]) -> Trees:
    depth = DEPTH
    grown = described["oblivious_trees"]
    features = np.zeros((len(grown), depth), dtype=np.int64)
    borders = np.full((len(grown), depth), np.inf, dtype=np.float32)  # a level that asks nothing is never passed
    leaves = np.zeros((len(grown), 2**depth), dtype=np.float32)
    for number, tree in enumerate(grown):
        for level, split in enumerate(tree["splits"] or ()):
            features[number, level] = split["float_feature_index"]
            borders[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale_and_bias = described["scale_and_bias"]
    return Trees(features, borders, leaves, float(scale_and_bias[1][0]))
