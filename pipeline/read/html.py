"""An HTML page as judged lines: what of it is the article, what is not and why, and what it states about itself.

One parse, one pass over the tree, one look of a trained judge at all blocks. Never raises: a page that can't be
read is a page without lines, with the reason. What the fields' values are is `normalise`'s affair, phrases are
`clean`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.model import Line, Page
from pipeline.read.blocks import Dom, parse, read_dom
from pipeline.read.charset import decode
from pipeline.read.decision import THIN, Decision, decide
from pipeline.read.features import measure
from pipeline.read.headline import Head, head_of
from pipeline.read.judge import model
from pipeline.read.kinds import Kinds
from pipeline.read.layout import size_of
from pipeline.read.metadata import candidates_of
from pipeline.read.name_features import Vocabulary
from pipeline.read.page_kind import kind_of
from pipeline.read.repeats import repeated
from pipeline.read.selected import as_configured
from pipeline.read.stated import Stated, stated_of
from pipeline.read.unseen import lines_of_stated_body, lines_without_structure, markup_in_scripts

MAX_BYTES = 10_000_000  # of a page; what lies beyond is not read
SAMPLE = 20_000  # characters that tell text from other data
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\ufffd]")


def read_page(
    html: bytes,
    url: str | None = None,
    *,
    charset: str | None = None,
    keep: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Page:
    """The lines and statements of a page.

    `url` is where it was fetched from and `charset` what the server stated, if that is known; `keep` and `remove`
    are CSS selectors of the article's parts, and of what is never the article, as its source is configured.
    """
    markup = decode(html[:MAX_BYTES], charset, html=True)
    if _is_binary(markup):
        return Page(kind="error", kind_reason="its bytes are not text")
    root = parse(markup)
    if root is None:
        return Page(kind="empty", kind_reason="there is no text in it")
    candidates = candidates_of(root, url)
    stated = stated_of(root)
    dom = read_dom(root)
    lines = judged_lines(dom, stated)
    if keep or remove:
        lines = as_configured(root, dom, lines, keep, remove)
    lines = _with_unseen(root, stated, lines) or lines_without_structure(markup)
    scripts = sum(1 for _ in root.iter("script"))
    type_ = next((each.raw.strip().lower() for each in candidates if each.field == "kind"), None)
    kind, reason = kind_of(lines, stated.raw_titles, url, scripts, stated=type_)
    return Page(lines=lines, candidates=candidates, kind=kind, kind_reason=reason)


def _is_binary(markup: str) -> bool:
    """Whether a twentieth of the beginning is characters that no text holds."""
    beginning = markup[:SAMPLE]
    return len(_NO_TEXT.findall(beginning)) > 0.05 * len(beginning)


def judged_lines(dom: Dom, stated: Stated) -> tuple[Line, ...]:
    """Every block as a line, with its kind, and with the rule of those that are not the article."""
    if not dom.blocks:
        return ()
    judgement = _judge(dom, stated)
    return tuple(judgement.line(index) for index in range(len(dom.blocks)))


def _with_unseen(root: Any, stated: Stated, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, and where they hold next to no text those that the page keeps in scripts."""
    kept = _kept_words(lines)
    if kept >= THIN and 4 * kept >= size_of(stated.raw_body):
        return lines
    group = lines[-1].group + 1 if lines else 0
    for markup in markup_in_scripts(root) if kept < THIN else ():
        inner = parse(markup)
        found = judged_lines(read_dom(inner), stated) if inner is not None else ()
        if _kept_words(found) > max(THIN, 2 * kept):
            return (*lines, *found)
    if size_of(stated.raw_body) > max(THIN, 4 * kept):
        return (*lines, *lines_of_stated_body(stated.raw_body, group))
    return lines


def _kept_words(lines: tuple[Line, ...]) -> float:
    return sum(size_of(line.text) for line in lines if line.rule is None and line.kind != "title")


@dataclass(slots=True)
class _Judgement:
    """What was found out about a page's blocks."""

    dom: Dom
    kinds: Kinds
    chances: list[float]
    decision: Decision
    head: Head
    repeats: frozenset[int]

    def line(self, index: int) -> Line:
        block = self.dom.blocks[index]
        kind, rule = self._verdict(index)
        row = self.dom.row_of(block.node) if kind == "table" else None
        return Line(block.text, kind, rule, block.group, block.link_characters / len(block.text), row)

    def _verdict(self, index: int) -> tuple[str, str | None]:
        block = self.dom.blocks[index]
        if index == self.head.title:
            return "title", None
        if index in self.head.leads:
            return "lead", None
        if index in self.head.copies:
            return "duplicate", "duplicate:headline"
        if index in self.repeats:
            return "duplicate", "duplicate:text"
        if index in self.decision.aside:
            return self.decision.aside[index]
        if self.decision.kept[index]:
            return self.kinds.of_kept(block), None
        return self.kinds.of_removed(block, self.chances[index])


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(model().name_weights)


def _judge(dom: Dom, stated: Stated) -> _Judgement:
    shipped = model()
    table = measure(dom, stated, _vocabulary())
    chances = shipped.trees.probabilities(table.of(shipped.feature_names)).tolist()
    sizes = table.layout.size.tolist()
    decision = decide(dom, chances, sizes, table.headline, shipped.threshold)
    repeats = repeated(dom.folded, sizes, decision.kept)
    head = head_of(dom, stated, decision.kept)
    return _Judgement(dom, Kinds(dom), chances, decision, head, repeats)
