"""Measures of where a block stands: what is around it, beside it, before it, and built like it."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from pipeline.read.blocks import Dom
from pipeline.read.layout import Column, Columns, Layout, depths_of, running, shift
from pipeline.read.text_features import STEMS

_DIGITS = re.compile(r"\d+")
MIN_REPEATED = 12  # words that an element must hold to count as one of a row of like ones
_PLAIN = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "br", "pre"))


def add_places(columns: Columns, dom: Dom, layout: Layout, headline: int) -> None:
    """The features of all blocks' places; `headline` is the block taken for it, or -1."""
    sizes, link = layout.size, columns["link_share"]
    prose = np.where((sizes >= 10) & (link < 0.35), sizes, 0).astype(np.float32)
    _surroundings(columns, layout, sizes, link, prose)
    _neighbours(columns, layout, sizes, link, prose)
    _repetition(columns, dom, layout, sizes, headline)
    _between(columns, dom, layout, sizes, link, headline)


def _surroundings(columns: Columns, layout: Layout, sizes: Column, link: Column, prose: Column) -> None:
    totals = running(np.stack((sizes, sizes * link, prose)))
    words, good = totals[0], totals[2]
    all_words, all_good = max(words[-1], 1.0), max(good[-1], 1.0)
    where = np.stack((layout.box, *layout.levels))
    first, last = layout.first[where], layout.last[where]
    held, linked, found = totals[:, last] - totals[:, first]
    held = np.maximum(held, 1.0)
    columns.add_levels("words", np.log1p(held))
    columns.add_levels("word_share", held / all_words)
    columns.add_levels("link_share", linked / held)
    columns.add_levels("prose_share", found / all_good)
    columns.add_levels("prose_density", found / held)
    columns.add_levels("blocks", np.log1p(last - first))
    _alike(columns, layout, sizes, link, prose)
    _core(columns, layout, prose, all_good)
    count = len(sizes)
    columns.add("page_words", np.full(count, np.log1p(all_words)))
    columns.add("page_prose", np.full(count, np.log1p(all_good)))
    columns.add("page_blocks", np.full(count, np.log1p(count)))
    columns.add("position", np.arange(count) / count)
    columns.add("words_before", words[:-1] / all_words)


def _alike(columns: Columns, layout: Layout, sizes: Column, link: Column, prose: Column) -> None:
    """What the blocks built like this one hold together."""
    group = layout.signature
    count = np.bincount(group)
    words = np.maximum(np.bincount(group, weights=sizes), 1)
    columns.add("alike_blocks", np.log1p(count)[group])
    columns.add("alike_words", np.log1p(words)[group])
    columns.add("alike_mean", np.log1p(words / count)[group])
    columns.add("alike_links", (np.bincount(group, weights=sizes * link) / words)[group])
    columns.add("alike_prose", (np.bincount(group, weights=prose) / max(float(prose.sum()), 1.0))[group])


def _core(columns: Columns, layout: Layout, prose: Column, all_good: float) -> None:
    """Where a block stands to the element whose own paragraphs hold most prose."""
    elements = len(layout.first)
    direct = np.bincount(layout.levels[0], weights=prose, minlength=elements)
    direct = direct + 0.5 * np.bincount(layout.levels[1], weights=prose, minlength=elements)
    core = int(direct.argmax())
    start, end = int(layout.first[core]), int(layout.last[core])
    order = np.arange(len(prose))
    columns.add("core", (order >= start) & (order < end))
    columns.add("core_share", np.full(len(prose), direct[core] / all_good))
    columns.add("before_core", np.log1p(np.maximum(start - order, 0)))
    columns.add("after_core", np.log1p(np.maximum(order - end + 1, 0)))
    columns.add("direct_prose", np.log1p(direct)[layout.levels[0]])
    columns.add("direct_share", (direct / max(direct[core], 1.0))[layout.levels[0]])
    good = np.flatnonzero(prose[start:end])
    low, high = (start + int(good[0]), start + int(good[-1])) if len(good) else (start, end)
    columns.add("after_first", np.sign(order - low) * np.log1p(np.abs(order - low)))
    columns.add("after_last", np.sign(order - high) * np.log1p(np.abs(order - high)))


def _neighbours(columns: Columns, layout: Layout, sizes: Column, link: Column, prose: Column) -> None:
    signature = layout.signature.astype(np.float32)
    around = layout.levels[0].astype(np.float32)
    own = np.stack((np.log1p(sizes), link, signature, around, columns["closed"], columns["heading"]))
    for by in (-2, -1, 1, 2):
        size, links, alike, beside, closed, heading = shift(own, by, -1)
        columns.add(f"size_at{by:+}", size)
        columns.add(f"links_at{by:+}", links)
        columns.add(f"alike_at{by:+}", alike == signature)
        columns.add(f"around_at{by:+}", beside == around)
        columns.add(f"closed_at{by:+}", closed)
        columns.add(f"heading_at{by:+}", heading)
    total = running(prose)
    order = np.arange(len(sizes))
    for reach in (3, 8):
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, len(sizes))
        columns.add(f"prose_before_{reach}", np.log1p(total[order] - total[low]))
        columns.add(f"prose_after_{reach}", np.log1p(total[high] - total[order + 1]))
    columns.add("since_prose", np.log1p(_since(prose > 0)))
    columns.add("until_prose", np.log1p(_since(prose[::-1] > 0)[::-1]))


def _since(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many rows ago the flag was last set, before this row; the row's number where it never was."""
    order = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, order, -1))
    return order - np.concatenate(([-1], last[:-1]))


def _repetition(columns: Columns, dom: Dom, layout: Layout, sizes: Column, headline: int) -> None:
    """Rows of elements that are built alike: comments, teasers, the articles of an endless page."""
    words = running(sizes)
    inside = (words[layout.last] - words[layout.first]).tolist()
    count = len(dom.tags)
    keys: dict[tuple[int, str, str], int] = {}
    row, place = [-1] * count, [0] * count
    members: list[int] = []
    for node in range(1, count):
        if inside[node] < MIN_REPEATED or dom.tags[node] in _PLAIN:
            continue
        key = (dom.parents[node], dom.tags[node], _DIGITS.sub("", dom.hints[node]))
        row[node] = keys.setdefault(key, len(keys))
        if row[node] == len(members):
            members.append(0)
        place[node] = members[row[node]]
        members[row[node]] += 1
    longest, where, depth = [1] * count, [0] * count, [0] * count
    for node in range(1, count):
        above = dom.parents[node]
        own = members[row[node]] if row[node] >= 0 else 1
        if own > longest[above]:
            longest[node], where[node], depth[node] = own, place[node], 0
        else:
            longest[node], where[node], depth[node] = longest[above], where[above], depth[above] + 1
    at = layout.node
    columns.add("row_length", np.log1p(np.asarray(longest))[at])
    columns.add("row_place", np.log1p(np.asarray(where))[at])
    columns.add("row_depth", np.asarray(depth)[at])
    _shared(columns, dom, layout, sizes, headline)


def _shared(columns: Columns, dom: Dom, layout: Layout, sizes: Column, headline: int) -> None:
    """The smallest element around both block and headline."""
    chain = set()
    node = dom.blocks[headline].node if headline >= 0 else 0
    while node >= 0:
        chain.add(node)
        node = dom.parents[node]
    count = len(dom.tags)
    shared, steps = [0] * count, [0] * count
    for node in range(1, count):
        if node in chain:
            shared[node] = node
        else:
            above = dom.parents[node]
            shared[node], steps[node] = shared[above], steps[above] + 1
    words = running(sizes)
    of_node = np.asarray(shared, dtype=np.int64)[layout.node]
    columns.add("shared_words", (words[layout.last[of_node]] - words[layout.first[of_node]]) / max(words[-1], 1.0))
    columns.add("shared_steps", np.asarray(steps)[layout.node])
    depth = np.asarray(depths_of(dom))
    columns.add("shared_depth", depth[of_node])
    _articles(columns, dom, layout, chain, words)


def _articles(columns: Columns, dom: Dom, layout: Layout, chain: set[int], words: NDArray[np.float64]) -> None:
    """Whether the nearest article element around a block is also around the headline, and how large it is."""
    nearest: list[int] = []
    for node, (tag, parent) in enumerate(zip(dom.tags, dom.parents, strict=True)):
        nearest.append(node if tag == "article" else nearest[parent] if parent >= 0 else -1)
    main = max((node for node in chain if dom.tags[node] == "article"), default=-1)
    around = np.asarray(nearest, dtype=np.int64)[layout.node]
    with_headline = np.asarray([node in chain for node in range(len(dom.tags))])[around]
    columns.add("article_state", np.where(around < 0, 0, np.where(with_headline, 1, 2 if main >= 0 else 3)))
    held = np.where(around >= 0, words[layout.last[around]] - words[layout.first[around]], 0)
    columns.add("article_words", np.log1p(held))


def _between(columns: Columns, dom: Dom, layout: Layout, sizes: Column, link: Column, headline: int) -> None:
    """What lies between blocks, and between headline and block."""
    order = np.arange(len(sizes))
    heading = columns["heading"]
    for name, flags in (("h1", heading == 1), ("h2", heading == 2), ("headings", heading > 0)):
        total = running(flags.astype(np.float32))
        columns.add(f"{name}_since_headline", total[:-1] - total[max(headline + 1, 0)])
    near = ("year", "clock", "colon_end", "closed")
    totals = running(np.stack((sizes * link, sizes, *(columns[name] for name in near))))
    for reach in (3, 8):
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, len(sizes))
        linked, words = totals[:2, order] - totals[:2, low]
        columns.add(f"links_before_{reach}", linked / np.maximum(words, 1))
        linked, words = totals[:2, high] - totals[:2, order + 1]
        columns.add(f"links_after_{reach}", linked / np.maximum(words, 1))
        shares = (totals[2:, high] - totals[2:, low]) / (high - low)
        columns.add_all([f"{name}_within_{reach}" for name in near], shares.T)
    media = np.asarray([block.media for block in dom.blocks], dtype=np.float32)
    controls = np.asarray([block.controls for block in dom.blocks], dtype=np.float32)
    columns.add("media_before", media)
    columns.add("media_after", shift(media, 1))
    columns.add("controls_before", controls)
    columns.add("controls_after", shift(controls, 1))
    fields = running(controls)
    where = np.stack(layout.levels[:3])
    columns.add_levels("controls", fields[layout.last[where]] - fields[layout.first[where]])
    group = np.asarray([block.group for block in dom.blocks])
    _, inverse, counts = np.unique(group, return_inverse=True, return_counts=True)
    columns.add("lines", counts[inverse])
    node = layout.levels[0]
    said = running(np.stack([columns[f"says_{name}"] for name in STEMS]))
    first, last = layout.first[node], layout.last[node]
    shares = (said[:, last] - said[:, first]) / np.maximum(last - first, 1)
    columns.add_all([f"around_says_{name}" for name in STEMS], shares.T)
