"""Whether one text is a copy of another, from the shingles of both. Pure.

What two texts share has to be spread over one of them: a paragraph that two different articles have in common
(a background, a notice) is in one place, what an editor has shortened and reworded is everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.relate.shingles import Shingles

_STRETCH = 16  # shingles
_LEAST_STRETCHES = 4  # of a short text
_LEAST_IN_STRETCH = 0.18  # of a stretch that is shared: it was copied, and edited
_LEAST_SPREAD = 0.6  # of one text's stretches
_LEAST_CONTAINED = 0.3
_MOSTLY_CONTAINED = 0.6  # then it matters little where


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts have in common; all shares are of different shingles, 0 to 1."""

    similarity: float  # shared, of all that either has (Jaccard)
    containment: float  # shared, of those of the first
    other_containment: float  # shared, of those of the second
    spread: float  # stretches of one that the other has, of the one that is covered more

    @property
    def is_copy(self) -> bool:
        """Whether one was made from the other, or both from the same text."""
        contained = max(self.containment, self.other_containment)
        spread = self.spread >= _LEAST_SPREAD or contained >= _MOSTLY_CONTAINED
        return contained >= _LEAST_CONTAINED and spread


def overlap(first: Shingles, second: Shingles) -> Overlap:
    """Compare two texts."""
    one, other = np.unique(first), np.unique(second)
    shared = np.intersect1d(one, other, assume_unique=True)
    if not len(shared):
        return Overlap(0.0, 0.0, 0.0, 0.0)
    return Overlap(
        similarity=len(shared) / (len(one) + len(other) - len(shared)),
        containment=len(shared) / len(one),
        other_containment=len(shared) / len(other),
        spread=max(_spread(first, shared), _spread(second, shared)),
    )


def _spread(text: Shingles, shared: Shingles) -> float:
    """The share of a text's stretches that were copied; `shared` is in order."""
    places = np.searchsorted(shared, text)
    hits = shared[np.minimum(places, len(shared) - 1)] == text
    count = max(_LEAST_STRETCHES, round(len(hits) / _STRETCH))
    stretch = np.arange(len(hits)) * count // len(hits)
    lengths = np.bincount(stretch)
    copied = np.bincount(stretch, hits)[lengths > 0] >= _LEAST_IN_STRETCH * lengths[lengths > 0]
    return float(copied.mean())
