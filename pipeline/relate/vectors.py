"""Weighted terms by number, as articles and clusters are compared by. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from math import sqrt

Weights = Mapping[int, float]

_ROUNDING = 1e-8
_DECIMALS = 9


def unit(vector: Weights) -> dict[int, float]:
    """The vector with a length of one."""
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def heaviest(vector: Weights, count: int) -> dict[int, float]:
    """The terms that weigh most; of those whose weights differ by rounding alone, the lowest numbers."""
    least = min(heapq.nlargest(count, vector.values()), default=0.0) - _ROUNDING
    likely = sorted((-round(weight, _DECIMALS), term) for term, weight in vector.items() if weight >= least)
    return {term: vector[term] for _, term in likely[:count]}
