"""Measures of each block and of its surroundings, one numeric row a block.

No text is judged here and nothing depends on a language: sizes count words, and characters where a script
writes without spaces. Columns are computed over all blocks of a page at once; what is inside an element is a
range of blocks (`Dom.first`, `Dom.last`), so a sum over it is a difference of two running totals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read import hints
from pipeline.read.blocks import Block, Dom
from pipeline.read.stated import Stated, fold

Column = NDArray[np.float32]
Ints = NDArray[np.int64]

CATEGORY_NAMES = tuple(hints.CATEGORIES)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset(("td", "th"))
_BOXES = frozenset(("div", "section", "main", "article", "body", "center", "span", "font"))
_ANCESTORS = (
    "article", "main", "aside", "nav", "header", "footer", "form", "figure", "table", "ul", "ol", "blockquote", "button",
    "address", "dl", "figcaption", "p",
)  # fmt: skip
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0002ffff]"
)
_STOP = re.compile(r"[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026]")
_COMMA = re.compile(r"[,;\uff0c\u3001\u060c\uff1b]")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?:^|\s)[^\W\d_a-z]")
_QUOTE = re.compile('["\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f]')
_CLOSING = re.compile(
    "[.!?\u3002\uff01\uff1f\u061f\u06d4\u0964\u2026][\"'\u201c\u201d\u2019\u00bb\u300d\u300f)\\]\\s]*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_MARKS = re.compile("[|\u2022\u00b7\u203a\u00bb\u2192\u25b6>\u2190\u2713]")
_NEVER_IN_PROSE = re.compile("[\u00a9\u00ae@]|https?:|www\\.")
MAX_READ = 4_000  # characters of one block that its marks are counted in


@dataclass(slots=True)
class Table:
    """The features of one page: `values[i, j]` is feature `names[j]` of block i."""

    names: tuple[str, ...]
    values: NDArray[np.float32]
    layout: Layout

    def of(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        """The columns of these features, in this order."""
        place = {name: index for index, name in enumerate(self.names)}
        return self.values[:, [place[name] for name in names]]


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
        self.names: list[str] = []
        self.columns: list[Column] = []

    def add(self, name: str, column: object) -> None:
        self.names.append(name)
        self.columns.append(np.asarray(column, dtype=np.float32))

    def table(self, layout: Layout) -> Table:
        return Table(tuple(self.names), np.column_stack(self.columns), layout)


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


LEVELS = 5


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


def measure(dom: Dom, stated: Stated, vocabulary: Vocabulary) -> Table:
    """All first-pass features of a page that has at least one block."""
    columns = Columns()
    sizes = np.asarray([size_of(block.text) for block in dom.blocks], dtype=np.float32)
    layout = layout_of(dom, sizes)
    link = _text_columns(columns, dom.blocks, sizes)
    _tag_columns(columns, dom)
    _hint_columns(columns, dom, layout, vocabulary)
    prose = np.where((sizes >= 10) & (link < 0.35), sizes, 0).astype(np.float32)
    _surroundings(columns, layout, sizes, link, prose)
    _neighbours(columns, layout, sizes, link, prose)
    headline = _agreement(columns, dom, stated, sizes)
    _repetition(columns, dom, layout, sizes, headline)
    _between(columns, dom, layout, sizes, link, headline)
    return columns.table(layout)


class Vocabulary:
    """Learned weights of name tokens: how much a token near a block, or anywhere above it, speaks for the article."""

    def __init__(self, weights: dict[str, tuple[float, float]]) -> None:
        self.weights = weights
        self._sums: dict[str, tuple[float, float]] = {}

    def of(self, hint: str, tag: str) -> tuple[float, float]:
        """(near, anywhere) weight of an element with this hint and tag; sums over its tokens."""
        near, anywhere = self.weights.get(f"<{tag}>", (0.0, 0.0))
        if hint:
            for token in hints.tokens_of(hint):
                pair = self.weights.get(token)
                if pair is not None:
                    near += pair[0]
                    anywhere += pair[1]
        return near, anywhere


def _text_columns(columns: Columns, blocks: list[Block], sizes: Column) -> Column:
    rows = np.asarray([_text_row(block) for block in blocks], dtype=np.float32)
    for index, name in enumerate(_TEXT_NAMES):
        columns.add(name, rows[:, index])
    words = np.maximum(sizes, 1)
    columns.add("size", np.log1p(sizes))
    columns.add("commas_per_word", rows[:, 2] / words)
    columns.add("stops_per_word", rows[:, 1] / words)
    columns.add("capitals_per_word", rows[:, 3] / words)
    columns.add("links_per_word", rows[:, 5] / words)
    return rows[:, 4]


_TEXT_NAMES = (
    "characters", "stops", "commas", "capitals", "link_share", "links", "bold_share", "word_length", "digit_share", "quotes",
    "closed", "colon_end", "lower_start", "all_capitals", "marks", "odd", "year", "clock", "question", "ellipsis",
    "first_is_digit", "first_is_quote",
)  # fmt: skip


def _text_row(block: Block) -> tuple[float, ...]:
    text = block.text
    head = text[:MAX_READ]
    length = len(text)
    start, end = text[0], text[-1]
    return (
        np.log1p(length),
        len(_STOP.findall(head)),
        len(_COMMA.findall(head)),
        len(_CAPITAL.findall(head)),
        block.link_characters / length,
        block.links,
        block.bold_characters / length,
        length / (text.count(" ") + 1),
        len(_DIGIT.findall(head)) / length,
        len(_QUOTE.findall(head)),
        _CLOSING.search(text, max(0, length - 6)) is not None,
        end in ":\uff1a",
        start.islower(),
        text.isupper(),
        len(_MARKS.findall(head)),
        _NEVER_IN_PROSE.search(head) is not None,
        _YEAR.search(head) is not None,
        _CLOCK.search(head) is not None,
        end in "?\uff1f\u061f",
        text.endswith(("...", "\u2026", "[\u2026]", "[...]")),
        start.isdigit(),
        start in "\"\u201c\u201e\u00ab\u300c'\u2018",
    )


def _tag_columns(columns: Columns, dom: Dom) -> None:
    tags = [dom.tags[block.node] for block in dom.blocks]
    columns.add("is_p", [tag == "p" for tag in tags])
    columns.add("heading", [_HEADINGS.get(tag, 0) for tag in tags])
    columns.add("is_li", [tag == "li" for tag in tags])
    columns.add("is_cell", [tag in _CELLS for tag in tags])
    columns.add("is_box", [tag in _BOXES for tag in tags])
    columns.add("is_button", [tag in {"button", "label", "form", "option"} for tag in tags])
    columns.add("is_caption", [tag in {"figcaption", "caption"} for tag in tags])
    columns.add("is_quote", [tag in {"blockquote", "q"} for tag in tags])
    columns.add("is_term", [tag in {"dt", "dd"} for tag in tags])
    columns.add("is_pre", [tag == "pre" for tag in tags])
    columns.add("inline_depth", [len(block.inline_tags) for block in dom.blocks])
    columns.add(
        "inline_small", [not {"small", "sub", "sup", "time"}.isdisjoint(block.inline_tags) for block in dom.blocks]
    )
    columns.add("inline_em", [not {"em", "i", "cite"}.isdisjoint(block.inline_tags) for block in dom.blocks])
    above = _ancestor_bits(dom)
    bits = np.asarray([above[block.node] for block in dom.blocks], dtype=np.int64)
    for index, name in enumerate(_ANCESTORS):
        columns.add(f"in_{name}", (bits >> index) & 1)
    columns.add("hidden", [dom.hidden[block.node] for block in dom.blocks])
    depth = _depths(dom)
    columns.add("depth", [depth[block.node] for block in dom.blocks])


_ANCESTOR_BIT = {name: 1 << index for index, name in enumerate(_ANCESTORS)}


def _ancestor_bits(dom: Dom) -> list[int]:
    result: list[int] = []
    for tag, parent in zip(dom.tags, dom.parents, strict=True):
        result.append(_ANCESTOR_BIT.get(tag, 0) | (result[parent] if parent >= 0 else 0))
    return result


def _depths(dom: Dom) -> list[int]:
    result: list[int] = []
    for parent in dom.parents:
        result.append(result[parent] + 1 if parent >= 0 else 0)
    return result


def _hint_columns(columns: Columns, dom: Dom, layout: Layout, vocabulary: Vocabulary) -> None:
    near_bits, far_bits, weights = _hints_of_nodes(dom, vocabulary)
    inline = [_inline(block.inline_hint, vocabulary) for block in dom.blocks]
    node = layout.node
    near = near_bits[node] | np.asarray([bits for bits, _, _ in inline], dtype=np.int64)
    far = far_bits[node] | near
    for index, name in enumerate(CATEGORY_NAMES):
        columns.add(f"near_{name}", (near >> index) & 1)
        columns.add(f"far_{name}", (far >> index) & 1)
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
    """Of each element: categories of it and its parent, of all above, and (near, path, least, most) name weights."""
    near_bits, far_bits = [], []
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


def running(values: Column) -> NDArray[np.float64]:
    """Running totals with a leading zero: the sum over blocks[a:b] is `running(v)[b] - running(v)[a]`."""
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def _inside(total: NDArray[np.float64], layout: Layout, where: Ints) -> NDArray[np.float64]:
    result: NDArray[np.float64] = total[layout.last[where]] - total[layout.first[where]]
    return result


def _surroundings(columns: Columns, layout: Layout, sizes: Column, link: Column, prose: Column) -> None:
    words, linked, good = running(sizes), running(sizes * link), running(prose)
    all_words, all_good = max(words[-1], 1.0), max(good[-1], 1.0)
    for level, where in enumerate((layout.box, *layout.levels)):
        inside = np.maximum(_inside(words, layout, where), 1.0)
        blocks = layout.last[where] - layout.first[where]
        columns.add(f"words_{level}", np.log1p(inside))
        columns.add(f"word_share_{level}", inside / all_words)
        columns.add(f"link_share_{level}", _inside(linked, layout, where) / inside)
        columns.add(f"prose_share_{level}", _inside(good, layout, where) / all_good)
        columns.add(f"prose_density_{level}", _inside(good, layout, where) / inside)
        columns.add(f"blocks_{level}", np.log1p(blocks))
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
    direct += 0.5 * np.bincount(layout.levels[1], weights=prose, minlength=elements)
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


def shift(values: Column, by: int, fill: float = 0.0) -> Column:
    """The column moved so that row i holds the value of block i + by."""
    result = np.full_like(values, fill)
    if by > 0:
        result[:-by] = values[by:]
    elif by < 0:
        result[-by:] = values[:by]
    return result


def _neighbours(columns: Columns, layout: Layout, sizes: Column, link: Column, prose: Column) -> None:
    logs = np.log1p(sizes)
    closed = columns.columns[columns.names.index("closed")]
    heading = columns.columns[columns.names.index("heading")]
    signature = layout.signature.astype(np.float32)
    around = layout.levels[0].astype(np.float32)
    for by in (-2, -1, 1, 2):
        columns.add(f"size_at{by:+}", shift(logs, by, -1))
        columns.add(f"links_at{by:+}", shift(link, by, -1))
        columns.add(f"alike_at{by:+}", shift(signature, by, -1) == signature)
        columns.add(f"around_at{by:+}", shift(around, by, -1) == around)
        columns.add(f"closed_at{by:+}", shift(closed, by, -1))
        columns.add(f"heading_at{by:+}", shift(heading, by, -1))
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


def _agreement(columns: Columns, dom: Dom, stated: Stated, sizes: Column) -> int:
    folded = [fold(block.text) for block in dom.blocks]
    counts: dict[str, int] = {}
    for text in folded:
        counts[text] = counts.get(text, 0) + 1
    titled = [same_title(text, stated.titles) for text in folded]
    columns.add("copies", [counts[text] for text in folded])
    columns.add("is_title", titled)
    columns.add("title_words", [_title_share(block.text, stated) for block in dom.blocks])
    columns.add("described", [described(text, stated.descriptions) for text in folded])
    columns.add("body_stated", np.full(len(folded), bool(stated.body)))
    columns.add("in_stated_body", [len(text) > 3 and text[:400] in stated.body for text in folded])
    headline = _headline(columns, titled)
    order = np.arange(len(folded))
    columns.add("has_headline", np.full(len(folded), headline >= 0))
    columns.add("after_headline", np.sign(order - headline) * np.log1p(np.abs(order - headline)))
    total = running(sizes)
    columns.add("words_after_headline", np.log1p(np.maximum(total[:-1] - total[max(headline, 0)], 0)))
    return headline


_DIGITS = re.compile(r"\d+")
MIN_REPEATED = 12  # words that an element must hold to count as one of a row of like ones


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


_PLAIN = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "br", "pre"))


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
    depth = np.asarray(_depths(dom))
    columns.add("shared_depth", depth[of_node])


def _between(columns: Columns, dom: Dom, layout: Layout, sizes: Column, link: Column, headline: int) -> None:
    """What lies between blocks, and between headline and block."""
    order = np.arange(len(sizes))
    heading = columns.columns[columns.names.index("heading")]
    for name, flags in (("h1", heading == 1), ("h2", heading == 2), ("headings", heading > 0)):
        total = running(flags)
        columns.add(f"{name}_since_headline", total[:-1] - total[max(headline + 1, 0)])
    linked, words = running(sizes * link), running(sizes)
    for reach in (3, 8):
        low, high = np.maximum(order - reach, 0), np.minimum(order + reach + 1, len(sizes))
        columns.add(f"links_before_{reach}", (linked[order] - linked[low]) / np.maximum(words[order] - words[low], 1))
        columns.add(f"links_after_{reach}", (linked[high] - linked[order + 1]) / np.maximum(words[high] - words[order + 1], 1))
        for name in ("year", "clock", "colon_end", "closed"):
            total = running(columns.columns[columns.names.index(name)])
            columns.add(f"{name}_within_{reach}", (total[high] - total[low]) / (high - low))
    media = np.asarray([block.media for block in dom.blocks], dtype=np.float32)
    controls = np.asarray([block.controls for block in dom.blocks], dtype=np.float32)
    columns.add("media_before", media)
    columns.add("media_after", shift(media, 1))
    columns.add("controls_before", controls)
    columns.add("controls_after", shift(controls, 1))
    fields = running(controls)
    for level, where in enumerate(layout.levels[:3]):
        columns.add(f"controls_{level}", fields[layout.last[where]] - fields[layout.first[where]])
    group = np.asarray([block.group for block in dom.blocks])
    _, inverse, counts = np.unique(group, return_inverse=True, return_counts=True)
    columns.add("lines", counts[inverse])
    texts = [block.text[:400].casefold() for block in dom.blocks]
    for name, pattern in _STEMS.items():
        found = [pattern.search(text) is not None for text in texts]
        columns.add(f"says_{name}", found)
    node = layout.levels[0]
    for name in _STEMS:
        total = running(columns.columns[columns.names.index(f"says_{name}")])
        columns.add(f"around_says_{name}", (total[layout.last[node]] - total[layout.first[node]]) / np.maximum(layout.last[node] - layout.first[node], 1))


# Stems that most languages of the Web share; words of single languages are the cleaner's.
_STEMS = {
    "cookie": re.compile("cookie|gdpr|javascript|consent|datenschutz|privacy|privac|политик|隐私"),
    "social": re.compile("facebook|twitter|whatsapp|instagram|telegram|linkedin|youtube|tiktok|pinterest|reddit|微信|微博"),
    "letter": re.compile("newsletter|e-?mail|subscri|abonn|suscr|iscriv|登录|订阅|подпис"),
    "rights": re.compile("copyright|all rights reserved|©|\\(c\\)|版权|转载"),
    "photo": re.compile(r"\b(?:photo|foto|bild|image|getty|afp|reuters|dpa|shutterstock|epa|imago|ap photo)\b|图片|摄|写真|фото"),
    "comment": re.compile("comment|kommentar|coment|комментар|评论|コメント"),
}


def _headline(columns: Columns, titled: list[bool]) -> int:
    """The block that is the headline: the first h1 that agrees with a stated title, any agreeing heading, any h1."""
    heading = columns.columns[columns.names.index("heading")]
    agrees = np.asarray(titled)
    for wanted in ((heading == 1) & agrees, (heading > 0) & agrees, heading == 1, agrees):
        found = np.flatnonzero(wanted)
        if len(found):
            return int(found[0])
    return -1


def same_title(folded: str, titles: tuple[str, ...]) -> bool:
    """Whether a folded text is one of the titles, or most of one (the rest is the site's name)."""
    if len(folded) < 4:
        return folded in titles
    return any(
        folded == title
        or (folded in title and len(folded) > 0.5 * len(title))
        or (len(title) > 15 and title in folded and len(title) > 0.6 * len(folded))
        for title in titles
    )


def described(folded: str, descriptions: tuple[str, ...]) -> float:
    """How far a folded text and a description agree: the shared beginning's share of the shorter one, from 0 to 1."""
    if len(folded) < 15:
        return 0.0
    best = 0.0
    for description in descriptions:
        reach = min(len(folded), len(description))
        if reach >= 15 and (
            folded[:reach] == description[:reach] or (reach > 40 and (folded[:40] in description))
        ):
            best = max(best, reach / len(folded))
    return best


def _title_share(text: str, stated: Stated) -> float:
    words = text[:400].casefold().split()
    return sum(word in stated.title_words for word in words) / len(words) if words else 0.0
