"""Where the blocks of a page stand: index arrays, running totals, and the table that features are gathered in.

What is inside an element is a range of blocks (`Dom.first`, `Dom.last`), so a sum over it is a difference of two
running totals, and every measure is taken of all blocks at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read.blocks import Dom

Column = NDArray[np.float32]
Ints = NDArray[np.int64]
LEVELS = 5  # how many surroundings of a block are looked at
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0002ffff]"
)


@dataclass(slots=True)
class Table:
    """The features of one page: `values[i, j]` is feature `names[j]` of block i."""

    names: tuple[str, ...]
    values: NDArray[np.float32]
    layout: Layout
    headline: int = -1  # the block taken for the headline, or -1

    def of(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        """The columns of these features, in this order."""
        place = {name: index for index, name in enumerate(self.names)}
        return self.values.T[[place[name] for name in names]].T  # column by column, as the judge reads them


@dataclass(slots=True)
class Layout:
    """Where the blocks of a page stand: indices that both feature passes use."""

    node: Ints  # of each block: its element
    box: Ints  # of each block: the outermost element that holds nothing else
    levels: tuple[Ints, ...]  # of each block: its surroundings, each larger than the one before
    first: Ints  # of each element
    last: Ints
    parent: Ints
    signature: Ints  # of each block: blocks that are built alike share it
    size: Column  # of each block: words


class Columns:
    """Named columns in the order they are added."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}

    def add(self, name: str, column: object) -> None:
        """Put a column under its name."""
        self._columns[name] = np.asarray(column, dtype=np.float32)

    def add_all(self, names: Sequence[str], rows: object) -> None:
        """Put columns under their names: `rows` has a row a block, with a value a name."""
        self._columns |= zip(names, np.array(rows, dtype=np.float32).T, strict=True)

    def add_levels(self, name: str, rows: NDArray[np.float64]) -> None:
        """Put a column for each surrounding of the blocks: `name_0` is the closest."""
        self._columns |= {f"{name}_{level}": row for level, row in enumerate(rows.astype(np.float32))}

    def __getitem__(self, name: str) -> Column:
        return self._columns[name]

    def table(self, layout: Layout, headline: int) -> Table:
        """All columns side by side."""
        return Table(tuple(self._columns), np.array(list(self._columns.values())).T, layout, headline)


def layout_of(dom: Dom, sizes: Column) -> Layout:
    """The indices of a page's blocks and elements."""
    parent = np.maximum(np.asarray(dom.parents, dtype=np.int64), 0)
    first, last = np.asarray(dom.first, dtype=np.int64), np.asarray(dom.last, dtype=np.int64)
    larger, outermost = _collapse(dom)
    node = np.asarray([block.node for block in dom.blocks], dtype=np.int64)
    box = outermost[node]
    levels = [larger[node]]
    while len(levels) < LEVELS:
        levels.append(larger[levels[-1]])
    return Layout(node, box, tuple(levels), first, last, parent, _signatures(dom), sizes)


def _collapse(dom: Dom) -> tuple[Ints, Ints]:
    """For each element the nearest one around it that holds more blocks, and the outermost that holds the same."""
    count = len(dom.tags)
    larger, outermost = [0] * count, list(range(count))
    first, last, parents = dom.first, dom.last, dom.parents
    for index in range(1, count):
        above = parents[index]
        if first[index] == first[above] and last[index] == last[above]:
            larger[index], outermost[index] = larger[above], outermost[above]
        else:
            larger[index] = above
    return np.asarray(larger, dtype=np.int64), np.asarray(outermost, dtype=np.int64)


def _signatures(dom: Dom) -> Ints:
    known: dict[tuple[str, str, str, str], int] = {}
    of_node: dict[int, int] = {}
    result = []
    for block in dom.blocks:
        node = block.node
        if node not in of_node:
            above = max(dom.parents[node], 0)
            key = (dom.tags[node], dom.hints[node], dom.tags[above], dom.hints[above])
            of_node[node] = known.setdefault(key, len(known))
        result.append(of_node[node])
    return np.asarray(result, dtype=np.int64)


def size_of(text: str) -> float:
    """Words; in scripts without spaces about 1.7 characters count as one."""
    words = float(text.count(" ") + 1)
    return words if text.isascii() else words + 0.6 * len(_UNSPACED.findall(text))


def running(values: Column) -> NDArray[np.float64]:
    """Totals so far, with a leading zero: blocks[a:b] sum up to the difference of entries b and a.

    `values` has one value a block, or several rows of them.
    """
    totals = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, dtype=np.float64, out=totals[..., 1:])
    return totals


def shift(values: Column, by: int, fill: float = 0.0) -> Column:
    """The column, or rows of columns, moved so that place i holds the value of block i + by."""
    result = np.full_like(values, fill)
    if by > 0:
        result[..., :-by] = values[..., by:]
    elif by < 0:
        result[..., -by:] = values[..., :by]
    return result


def depths_of(dom: Dom) -> list[int]:
    """How many elements are around each element."""
    result: list[int] = []
    for parent in dom.parents:
        result.append(result[parent] + 1 if parent >= 0 else 0)
    return result
