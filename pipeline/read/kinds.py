"""What kind of thing a block is, once it is known whether it is kept: from tags around it and the names of elements.

A kind says how a line is shown, counted and explained; it never decides whether the line is kept.
"""

from __future__ import annotations

from pipeline.read import hints
from pipeline.read.blocks import Block, Dom

_BY_TAG = {
    "figcaption": "caption", "caption": "caption", "figure": "caption", "nav": "navigation", "footer": "navigation",
    "form": "navigation", "button": "navigation", "label": "navigation", "header": "navigation",
}  # fmt: skip
_STRUCTURES = ("figcaption", "caption", "figure", "nav", "footer", "button")
# Most telling first: a share button in a comment's footer is a share button only if nothing says comment.
_BY_NAME = (
    ("consent", "consent"), ("newsletter", "newsletter"), ("paywall", "paywall"), ("advertisement", "advertisement"),
    ("comment", "comment"), ("author-box", "author-box"), ("share", "share"), ("caption", "caption"), ("credit", "credit"),
    ("byline", "byline"), ("tags", "tags"), ("related", "related"), ("navigation", "navigation"), ("side", "related"),
    ("tool", "navigation"), ("media", "caption"),
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MAX_HEADING_WORDS = 20


def kept_kind(dom: Dom, block: Block) -> str:
    """heading, quote, list, table, code, embed or paragraph."""
    node = block.node
    tag = dom.tags[node]
    if tag in _HEADINGS:
        return "heading"
    if tag == "pre":
        return "code"
    if tag in {"td", "th"}:
        return "table"
    for _ in range(4):
        if dom.tags[node] == "blockquote":
            return "embed" if hints.categories_of(dom.hints[node]) & hints.bit("embed") else "quote"
        if dom.tags[node] in {"li", "dd", "dt"}:
            return "list"
        node = max(dom.parents[node], 0)
    bold = block.bold_characters >= 0.95 * len(block.text)
    return "heading" if bold and block.text.count(" ") < MAX_HEADING_WORDS and block.text[-1] not in ".!?:,;" else "paragraph"


def removed_kind(dom: Dom, block: Block, probability: float) -> tuple[str, str]:
    """(kind, rule) of a block that the judge sets aside."""
    if dom.hidden[block.node]:
        return "hidden", "structure:hidden"
    structure = _structure(dom, block.node)
    if structure:
        return _BY_TAG[structure], f"structure:{structure}"
    return _named(dom, block) or _by_links(block), f"judge:{probability:.2f}"


def _structure(dom: Dom, node: int) -> str | None:
    for _ in range(6):
        if dom.tags[node] in _STRUCTURES:
            return dom.tags[node]
        if dom.parents[node] < 0:
            return None
        node = dom.parents[node]
    return None


def _named(dom: Dom, block: Block) -> str | None:
    """The kind that the nearest telling element name gives."""
    bits = hints.categories_of(block.inline_hint)
    node = block.node
    for _ in range(7):
        for category, kind in _BY_NAME:
            if bits & hints.bit(category):
                return kind
        if node < 0:
            break
        bits = hints.categories_of(dom.hints[node])
        node = dom.parents[node]
    return None


def _by_links(block: Block) -> str:
    linked = block.link_characters > 0.6 * len(block.text)
    if not linked:
        return "boilerplate"
    return "related" if block.text.count(" ") >= 4 else "navigation"
