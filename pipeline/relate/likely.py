"""Which of many vectors are likely to be near to others: the few with the highest cosines. Pure.

An inverted index over vectors as they are at one moment, asked for many at once. What it leaves out is what no
likeness rests on: terms that too many have. How near the few really are is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from pipeline.relate.vectors import Weights

_LEAST = 0.06  # a cosine below which nothing is likely
_DECIMALS = 9  # values that differ by rounding alone are the same
_ASKED_AT_ONCE = 256
_MOST_CELLS = 4_000_000  # of the table of those asked about and those there are: 32 MB

_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.int64]


class Index:
    """Vectors by their terms. They are known by their places in the sequence that was given."""

    def __init__(self, vectors: Sequence[Weights], most: int, *, is_cut: bool = False) -> None:
        """Sort the vectors by their terms.

        Args:
            vectors: of any length.
            most: how many vectors may have a term.
            is_cut: whether of the vectors with a more frequent term the first ones count, and not none.

        """
        owners, terms, weights = _flat(vectors)
        squares = np.bincount(owners, weights * weights, minlength=len(vectors))
        order = np.argsort(terms, kind="stable")
        self._count = len(vectors)
        self._owners = owners[order]
        self._weights = (weights / np.sqrt(np.maximum(squares, 1e-12))[owners])[order]
        self._terms, self._starts, counts = np.unique(terms[order], return_index=True, return_counts=True)
        self._lengths = np.minimum(counts, most) if is_cut else np.where(counts > most, 0, counts)

    def nearest(self, vectors: Sequence[Weights], count: int, *, before: bool = False) -> Iterator[list[int]]:
        """For each vector, which of unit length is taken to be, the places of the nearest ones, the nearest first.

        Args:
            vectors: to compare with those of the index.
            count: how many of each, at most.
            before: whether `vectors` are those of the index, and each is compared with those before it alone.

        """
        step = max(1, min(_ASKED_AT_ONCE, _MOST_CELLS // max(1, self._count)))
        for first in range(0, len(vectors), step):
            asked = vectors[first : first + step]
            found: list[list[int]] = [[] for _ in asked]
            if self._count:
                for asker, owner in self._highest(asked, count, first if before else None):
                    found[asker].append(owner)
            yield from found

    def _highest(self, asked: Sequence[Weights], count: int, first: int | None) -> Iterator[tuple[int, int]]:
        cosines = self._cosines(asked)
        cells = np.flatnonzero(cosines >= _LEAST)
        askers, owners = np.divmod(cells, self._count)
        values = np.round(cosines[cells], _DECIMALS)
        if first is not None:
            earlier = owners < askers + first
            askers, owners, values = askers[earlier], owners[earlier], values[earlier]
        order = np.lexsort((owners, -values, askers))
        askers, owners = askers[order], owners[order]
        is_high = np.arange(len(askers)) - np.searchsorted(askers, askers) < count
        return zip(askers[is_high].tolist(), owners[is_high].tolist(), strict=True)

    def _cosines(self, asked: Sequence[Weights]) -> _Floats:
        """Of each vector asked about with each of the index, one after the other."""
        askers, terms, weights = _flat(asked)
        at = np.minimum(np.searchsorted(self._terms, terms), max(0, len(self._terms) - 1))
        known = self._terms[at] == terms if len(self._terms) else np.zeros(len(terms), bool)
        askers, weights, at = askers[known], weights[known], at[known]
        lengths = self._lengths[at]
        ends = np.cumsum(lengths)
        places = np.arange(lengths.sum()) + np.repeat(self._starts[at] - ends + lengths, lengths)
        cells = np.repeat(askers * self._count, lengths) + self._owners[places]
        values = np.repeat(weights, lengths) * self._weights[places]
        return np.bincount(cells, values, minlength=len(asked) * self._count).astype(np.float64, copy=False)


def _flat(vectors: Sequence[Weights]) -> tuple[_Places, npt.NDArray[np.uint64], _Floats]:
    """The place of its vector, the term and the weight of each entry."""
    lengths = np.fromiter(map(len, vectors), np.int64, len(vectors))
    count = int(lengths.sum())
    terms = np.fromiter(chain.from_iterable(vectors), np.uint64, count)
    weights = np.fromiter(chain.from_iterable(each.values() for each in vectors), np.float64, count)
    return np.repeat(np.arange(len(vectors)), lengths), terms, weights
