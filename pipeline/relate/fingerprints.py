"""Fingerprints of texts that find copies without comparing every text with every other one. Pure.

MinHash (Broder, "On the resemblance and containment of documents", 1997) by rensa, cut into bands
(locality-sensitive hashing). Texts that share at least `LEAST_SHARED` bands are worth comparing: at a
resemblance of .2 that is seven pairs in ten, at .3 all but two in a hundred, at .01 two in a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.relate.shingles import Shingles

LEAST_SHINGLES = 12  # shorter texts say too little to be copies of one another
LEAST_SHARED = 2
_BANDS, _ROWS, _SEED = 64, 2, 42
_BAND_BITS = 26  # of a key's 32; the others number the band

Keys = npt.NDArray[np.uint32]


def method() -> str:
    """Names how fingerprints are made; those made otherwise can't be compared."""
    from rensa import RMinHash  # noqa: PLC0415 - needed only where texts are compared

    return f"rensa-{RMinHash.ALGORITHM_VERSION}/{_BANDS}x{_ROWS}"


def keys_of(texts: Sequence[Shingles]) -> Keys:
    """One row per text: the key of each of its bands, with the band's number in it."""
    from rensa import RMinHash  # noqa: PLC0415 - needed only where texts are compared

    if not texts:
        return np.empty((0, _BANDS), np.uint32)
    matrix = RMinHash.digest_matrix_from_token_hash_sets(list(texts), num_perm=_BANDS * _ROWS, seed=_SEED)
    digests = np.array(matrix.to_rows(), np.uint64).reshape(len(texts), _BANDS, _ROWS)
    mixed = (digests[:, :, 0] * np.uint64(0x9E3779B97F4A7C15)) ^ (digests[:, :, 1] * np.uint64(0xC2B2AE3D27D4EB4F))
    bands = np.arange(_BANDS, dtype=np.uint64) << np.uint64(_BAND_BITS)
    keys: Keys = ((mixed >> np.uint64(64 - _BAND_BITS)) | bands).astype(np.uint32)
    return keys
