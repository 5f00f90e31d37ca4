"""What kind of thing a block is, once it is known whether it is kept: from the tags and names of its elements.

A kind says how a line is shown, counted and explained; it never decides whether the line is kept.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.read import hints
from pipeline.read.blocks import Block, Dom

# Elements whose very tag says what is in them.
_BY_TAG = {
    "figcaption": "caption", "caption": "caption", "figure": "caption", "nav": "navigation",
    "footer": "navigation", "button": "navigation", "noscript": "hidden",
}  # fmt: skip
# Most telling first: a share button in a comment's footer is a share button only if nothing says comment.
_BY_NAME = tuple((hints.bit(category), kind) for category, kind in (
    ("consent", "consent"), ("newsletter", "newsletter"), ("paywall", "paywall"),
    ("advertisement", "advertisement"), ("comment", "comment"), ("author-box", "author-box"),
    ("share", "share"), ("caption", "caption"), ("credit", "credit"), ("byline", "byline"), ("tags", "tags"),
    ("related", "related"), ("navigation", "navigation"), ("side", "related"), ("tool", "navigation"),
    ("media", "caption"),
))  # fmt: skip
_BUILT = {**{f"h{level}": "heading" for level in range(1, 7)}, "pre": "code", "td": "table", "th": "table"}
MAX_HEADING_WORDS = 20


class Kinds:
    """The kinds of one page's blocks; what is known of an element is worked out once."""

    def __init__(self, dom: Dom) -> None:
        self.dom = dom
        self._removed: dict[int, tuple[str | None, str | None]] = {}
        self._kept: dict[int, str] = {}

    def of_kept(self, block: Block) -> str:
        """heading, quote, list, table, code, embed or paragraph."""
        if block.node not in self._kept:
            self._kept[block.node] = self._build(block.node)
        kind = self._kept[block.node]
        return "heading" if kind == "paragraph" and _reads_like_heading(block) else kind

    def of_removed(self, block: Block, probability: float) -> tuple[str, str]:
        """(kind, rule) of a block that the judge sets aside."""
        if self.dom.hidden[block.node]:
            return "hidden", "structure:hidden"
        if block.node not in self._removed:
            self._removed[block.node] = self._structure(block.node), self._named(block.node)
        structure, named = self._removed[block.node]
        if structure:
            return _BY_TAG[structure], f"structure:{structure}"
        return _category(block.inline_hint) or named or _by_links(block), f"judge:{probability:.2f}"

    def _build(self, node: int) -> str:
        dom = self.dom
        if dom.tags[node] in _BUILT:
            return _BUILT[dom.tags[node]]
        for _ in range(4):
            if dom.tags[node] == "blockquote":
                return "embed" if hints.categories_of(dom.hints[node]) & hints.bit("embed") else "quote"
            if dom.tags[node] in {"li", "dd", "dt"}:
                return "list"
            node = max(dom.parents[node], 0)
        return "paragraph"

    def _structure(self, node: int) -> str | None:
        while node >= 0:
            if self.dom.tags[node] in _BY_TAG:
                return self.dom.tags[node]
            node = self.dom.parents[node]
        return None

    def _named(self, node: int) -> str | None:
        """The kind that the nearest telling element name gives."""
        for _ in range(7):
            found = _category(self.dom.hints[node])
            if found:
                return found
            node = self.dom.parents[node]
            if node < 0:
                break
        return None


@lru_cache(maxsize=50_000)
def _category(hint: str) -> str | None:
    bits = hints.categories_of(hint) if hint else 0
    if bits:
        for category, kind in _BY_NAME:
            if bits & category:
                return kind
    return None


def _reads_like_heading(block: Block) -> bool:
    text = block.text
    bold = block.bold_characters >= 0.95 * len(text)
    return bold and text.count(" ") < MAX_HEADING_WORDS and text[-1] not in ".!?:,;"


def _by_links(block: Block) -> str:
    linked = block.link_characters > 0.6 * len(block.text)
    if not linked:
        return "boilerplate"
    return "related" if block.text.count(" ") >= 4 else "navigation"
