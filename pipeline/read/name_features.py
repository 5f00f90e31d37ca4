"""Measures of what a block is made of: the tags around it, and what the site calls the elements it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.read import hints
from pipeline.read.blocks import Dom
from pipeline.read.layout import Columns, Ints, Layout, depths_of

Key = TypeVar("Key")

CATEGORY_NAMES = tuple(hints.CATEGORIES)
_NEAR = tuple(f"near_{name}" for name in CATEGORY_NAMES)
_FAR = tuple(f"far_{name}" for name in CATEGORY_NAMES)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_BOXES = frozenset(("div", "section", "main", "article", "body", "center", "span", "font"))
_ANCESTORS = (
    "article", "main", "aside", "nav", "header", "footer", "form", "figure", "table", "ul", "ol",
    "blockquote", "button", "address", "dl", "figcaption", "p", "noscript",
)  # fmt: skip


class Vocabulary:
    """Learned weights of name tokens: how much one near a block, or anywhere above it, speaks for the article."""

    def __init__(self, weights: dict[str, tuple[float, float]]) -> None:
        self.weights = weights
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, hint: str, tag: str) -> tuple[float, float]:
        """(near, anywhere) weight of an element with this hint and tag; sums over its tokens."""
        near, anywhere = self.weights.get(f"<{tag}>", (0.0, 0.0))
        if hint:
            for token in hints.tokens_of(hint):
                pair = self.weights.get(token)
                if pair is not None:
                    near += pair[0]
                    anywhere += pair[1]
        return near, anywhere


def add_tags(columns: Columns, dom: Dom) -> None:
    """The features of the elements around each block."""
    tags = [dom.tags[block.node] for block in dom.blocks]
    columns.add_all(_OF_TAG, _each(_of_tag, tags))
    columns.add_all(_OF_INLINE, _each(_of_inline, [block.inline_tags for block in dom.blocks]))
    above = _ancestor_bits(dom)
    bits = np.asarray([above[block.node] for block in dom.blocks], dtype=np.int64)
    columns.add_all(_IN, _bits(bits, len(_ANCESTORS)))
    columns.add("hidden", [dom.hidden[block.node] for block in dom.blocks])
    depth = depths_of(dom)
    columns.add("depth", [depth[block.node] for block in dom.blocks])


def _each(row_of: Callable[[Key], tuple[int, ...]], keys: Sequence[Key]) -> NDArray[np.float32]:
    """The row of each key; a page has few different ones."""
    different = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    rows = np.asarray([row_of(key) for key in different], dtype=np.float32)
    return rows[[different[key] for key in keys]]


_OF_TAG = (
    "is_p", "heading", "is_li", "is_cell", "is_box", "is_button", "is_caption", "is_quote", "is_term", "is_pre",
)  # fmt: skip
_OF_INLINE = ("inline_depth", "inline_small", "inline_em")
_IN = tuple(f"in_{name}" for name in _ANCESTORS)


@lru_cache(maxsize=1_000)
def _of_tag(tag: str) -> tuple[int, ...]:
    return (
        tag == "p",
        _HEADINGS.get(tag, 0),
        tag == "li",
        tag in _CELLS,
        tag in _BOXES,
        tag in {"button", "label", "form", "option"},
        tag in {"figcaption", "caption"},
        tag in {"blockquote", "q"},
        tag in {"dt", "dd"},
        tag == "pre",
    )


@lru_cache(maxsize=1_000)
def _of_inline(tags: tuple[str, ...]) -> tuple[int, ...]:
    return (
        len(tags),
        not {"small", "sub", "sup", "time"}.isdisjoint(tags),
        not {"em", "i", "cite"}.isdisjoint(tags),
    )


def _bits(values: Ints, count: int) -> Ints:
    """Each of the lowest bits of the values as a column."""
    lowest: Ints = (values[:, None] >> np.arange(count)) & 1
    return lowest


_ANCESTOR_BIT = {name: 1 << index for index, name in enumerate(_ANCESTORS)}


def _ancestor_bits(dom: Dom) -> list[int]:
    result: list[int] = []
    for tag, parent in zip(dom.tags, dom.parents, strict=True):
        result.append(_ANCESTOR_BIT.get(tag, 0) | (result[parent] if parent >= 0 else 0))
    return result


def add_names(columns: Columns, dom: Dom, layout: Layout, vocabulary: Vocabulary) -> None:
    """The features of what the site calls those elements."""
    near_bits, far_bits, weights = _hints_of_nodes(dom, vocabulary)
    inline = [_inline(block.inline_hint, vocabulary) for block in dom.blocks]
    node = layout.node
    near = near_bits[node] | np.asarray([bits for bits, _, _ in inline], dtype=np.int64)
    far = far_bits[node] | near
    columns.add_all(_NEAR, _bits(near, len(CATEGORY_NAMES)))
    columns.add_all(_FAR, _bits(far, len(CATEGORY_NAMES)))
    own = weights[node]
    columns.add("names_inline", [weight for _, weight, _ in inline])
    columns.add("names_near", own[:, 0])
    columns.add("names_path", own[:, 1])
    columns.add("names_least", own[:, 2])
    columns.add("names_most", own[:, 3])
    columns.add("names", own[:, 0] + own[:, 1] + [near + far for _, near, far in inline])


def _inline(hint: str, vocabulary: Vocabulary) -> tuple[int, float, float]:
    if not hint:
        return 0, 0.0, 0.0
    near, anywhere = vocabulary.of(hint, "")
    return hints.categories_of(hint), near, anywhere


def _hints_of_nodes(dom: Dom, vocabulary: Vocabulary) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Of each element: categories of it and its parent, of all above; (near, path, least, most) weights."""
    near_bits: list[int] = []
    far_bits: list[int] = []
    weights: list[tuple[float, float, float, float]] = []
    own_near: list[float] = []
    own_bits: list[int] = []
    for tag, hint, parent in zip(dom.tags, dom.hints, dom.parents, strict=True):
        bits = hints.categories_of(hint) if hint else 0
        near, anywhere = vocabulary.of(hint, tag)
        if parent >= 0:
            _, path, least, most = weights[parent]
            weights.append((near + own_near[parent], path + anywhere, min(least, anywhere), max(most, anywhere)))
            near_bits.append(bits | own_bits[parent])
            far_bits.append(bits | far_bits[parent])
        else:
            weights.append((near, anywhere, min(0.0, anywhere), max(0.0, anywhere)))
            near_bits.append(bits)
            far_bits.append(bits)
        own_near.append(near)
        own_bits.append(bits)
    return np.asarray(near_bits, dtype=np.int64), np.asarray(far_bits, dtype=np.int64), np.asarray(weights)
