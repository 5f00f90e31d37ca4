"""Count and weigh the words of texts: what the search index stores of each. Pure; numbers in, numbers out.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) without its share of rarity, which is
left to the query: 255 · tf / (tf + k1 · (1 - b + b · length / average)). The average is set, so that what is
stored stays right when other texts come.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

K1, B, AVERAGE_LENGTH = 1.2, 0.75, 450
_TERM, _DOC = 35, 3  # bits right of them in a key; weights take three

Numbers = npt.NDArray[np.integer]


def postings_of(terms: Numbers, docs: Numbers, weights: Numbers) -> pa.Table:
    """One row per term and text, sorted: term, doc, impact (1 to 255).

    Args:
        terms: the term of each word of the texts.
        docs: the text it stands in.
        weights: what one occurrence counts, 1 to 7.

    """
    keys = terms.astype(np.uint64) << np.uint64(_TERM) | docs.astype(np.uint64) << np.uint64(_DOC)
    keys |= weights.astype(np.uint64)
    keys.sort()
    pairs = keys >> np.uint64(_DOC)
    starts = np.flatnonzero(np.diff(pairs, prepend=np.uint64(2**64 - 1)))
    weighted = np.add.reduceat((keys & np.uint64(7)).astype(np.float64), starts) if len(starts) else np.empty(0)
    pairs = pairs[starts]
    found = (pairs & np.uint64(2**32 - 1)).astype(np.uint32)
    lengths = np.bincount(docs) if len(docs) else np.zeros(1, np.int64)
    normal = K1 * (1 - B + B * lengths[found] / AVERAGE_LENGTH)
    impacts = np.maximum(1, np.round(255 * weighted / (weighted + normal)))
    return pa.table(
        {
            "term": pa.array((pairs >> np.uint64(_TERM - _DOC)).astype(np.uint32)),
            "doc": pa.array(found),
            "impact": pa.array(impacts.astype(np.uint8)),
        }
    )
