"""Kept blocks that say what another kept block says: second copies, and whole texts once more in one piece.

Pages carry their text twice for search engines, for print, or for narrow screens. Short lines are left alone: a
refrain or a score may rightly come twice.
"""

from __future__ import annotations

from collections.abc import Sequence

MIN_COPY_WORDS = 12
FURNITURE = 3  # copies of which none is kept, as of a notice in place of each embedded thing
MIN_WHOLE_WORDS = 80
COVERED = 0.8  # of a block's characters that other blocks hold, for it to be their sum
MIN_PART = 30  # folded characters that count as a part
MAX_PARTS = 2_000


def repeated(folded: Sequence[str], sizes: Sequence[float], kept: Sequence[bool]) -> frozenset[int]:
    """Indices of kept blocks to set aside: of two copies the later, of more all (unless that is
    most of the page); the sum of other blocks, not these.
    """
    whole = _sums(folded, sizes, kept)
    places: dict[str, list[int]] = {}
    for index, text in enumerate(folded):
        if kept[index] and index not in whole and sizes[index] >= MIN_COPY_WORDS:
            places.setdefault(text, []).append(index)
    later = {index for found in places.values() for index in found[1:]}
    notices = {found[0] for found in places.values() if len(found) >= FURNITURE}
    words = sum(size for size, keep in zip(sizes, kept, strict=True) if keep)
    furniture = later | notices if 2 * sum(sizes[index] for index in later | notices) < words else later
    return frozenset(whole | furniture)


def _sums(folded: Sequence[str], sizes: Sequence[float], kept: Sequence[bool]) -> set[int]:
    large = [index for index, size in enumerate(sizes) if kept[index] and size >= MIN_WHOLE_WORDS]
    if not large:
        return set()
    parts = [i for i, text in enumerate(folded) if kept[i] and len(text) >= MIN_PART][:MAX_PARTS]
    return {index for index in large[:50] if _covered(index, folded, parts) >= COVERED}


def _covered(index: int, folded: Sequence[str], parts: Sequence[int]) -> float:
    """The share of a block's characters that shorter kept blocks hold."""
    text = folded[index]
    found = {
        folded[part]
        for part in parts
        if part != index and len(folded[part]) < 0.9 * len(text) and folded[part] in text
    }
    return sum(map(len, found)) / len(text)
