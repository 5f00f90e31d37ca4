"""Which blocks of a page are in its true text: the labels that the judge is trained on.

Page and truth are aligned word by word (longest common subsequence, so order counts); a block's label is the
share of its words that take part in a run of agreement. A few words agree with anything by chance, so a short
block counts only where it is a whole line of the truth or stands in a longer run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_BY_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
SHORT = 4  # words
MAX_WORDS = 60_000


def words_of(text: str) -> list[str]:
    """Words, lower case; single characters in scripts that write without spaces."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        found.extend(word) if _BY_CHARACTER.search(word) else found.append(word)
    return found


def label_blocks(texts: Sequence[str], truth: str) -> tuple[NDArray[np.float64], NDArray[np.int64], int]:
    """(share of each block's words that are in the truth, its number of words, the truth's number of words)."""
    owners: list[int] = []
    page: list[str] = []
    for index, text in enumerate(texts):
        words = words_of(text)
        page.extend(words)
        owners.extend([index] * len(words))
    del page[MAX_WORDS:], owners[MAX_WORDS:]
    line_ends, wanted = _truth_words(truth)
    hit = _agreement(page, wanted, np.asarray(owners), line_ends)
    owner = np.asarray(owners, dtype=np.int64)
    counts = np.bincount(owner, minlength=len(texts))
    hits = np.bincount(owner, weights=hit, minlength=len(texts))
    return hits / np.maximum(counts, 1), counts, len(wanted)


def _truth_words(truth: str) -> tuple[set[int], list[str]]:
    """Positions at which lines of the truth begin or end, and its words."""
    edges, wanted = {0}, []
    for line in truth.split("\n"):
        wanted.extend(words_of(line))
        edges.add(len(wanted))
    return edges, wanted


def _agreement(
    page: list[str], wanted: list[str], owner: NDArray[np.int64], edges: set[int]
) -> NDArray[np.float64]:
    """1 for each word of the page that takes part in a believable run of agreement."""
    known: dict[str, int] = {}
    left = [known.setdefault(word, len(known)) for word in page]
    right = [known.setdefault(word, len(known)) for word in wanted]
    hit = np.zeros(len(page))
    for step in LCSseq.opcodes(left, right):
        if step.tag != "equal":
            continue
        long_run = step.src_end - step.src_start >= SHORT
        whole_line = step.dest_start in edges and step.dest_end in edges
        whole_block = _ends_at_blocks(owner, step.src_start, step.src_end)
        if long_run or (whole_line and whole_block):
            hit[step.src_start : step.src_end] = 1
    return hit


def _ends_at_blocks(owner: NDArray[np.int64], start: int, end: int) -> bool:
    before = start == 0 or owner[start - 1] != owner[start]
    after = end >= len(owner) or owner[end] != owner[end - 1]
    return bool(before and after)
