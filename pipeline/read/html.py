"""An HTML page as judged lines: what of it is the article, what is not and why, and what it states about itself.

One parse, one pass over the tree, one look of a trained judge at all blocks. Never raises: a page that can't be read
is a page without lines, with the reason. What the fields' values are is `normalise`'s affair, phrases are `clean`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Candidate, Line, Page
from pipeline.read.blocks import Block, Dom, parse, read_dom
from pipeline.read.charset import decode
from pipeline.read.features import Vocabulary, measure
from pipeline.read.headline import Head, head_of
from pipeline.read.judge import model
from pipeline.read.kinds import kept_kind, removed_kind
from pipeline.read.metadata import candidates_of
from pipeline.read.stated import stated_of


def read_page(html: bytes, url: str | None = None) -> Page:
    """The lines and statements of a page. `url` is where it was fetched from, if that is known."""
    root = parse(decode(html, html=True))
    if root is None:
        return Page(kind="empty", kind_reason="there is no text in it")
    candidates = candidates_of(root, url)
    dom = read_dom(root)
    if not dom.blocks:
        return Page(candidates=candidates, kind="empty", kind_reason="there is no text in it")
    return Page(lines=_lines(dom, root), candidates=candidates)


def _lines(dom: Dom, root: object) -> tuple[Line, ...]:
    stated = stated_of(root)
    shipped = model()
    table = measure(dom, stated, Vocabulary(shipped.name_weights))
    chances = shipped.trees.probabilities(table.of(shipped.feature_names)).tolist()
    kept = [chance >= shipped.threshold for chance in chances]
    head = head_of(dom, stated, kept)
    return tuple(_line(dom, index, chances[index], kept[index], head) for index in range(len(dom.blocks)))


def _line(dom: Dom, index: int, chance: float, keep: bool, head: Head) -> Line:
    block = dom.blocks[index]
    kind, rule = _verdict(dom, index, chance, keep, head)
    return Line(block.text, kind, rule, block.group, block.link_characters / len(block.text))


def _verdict(dom: Dom, index: int, chance: float, keep: bool, head: Head) -> tuple[str, str | None]:
    block = dom.blocks[index]
    if index == head.title:
        return "title", None
    if index in head.leads:
        return "lead", None
    if index in head.copies:
        return "duplicate", "duplicate:headline"
    if keep:
        return kept_kind(dom, block), None
    return removed_kind(dom, block, chance)
