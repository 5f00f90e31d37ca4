"""Which block of a page is its headline, which repeat it, and which is its standfirst (lead).

Works on the page's own evidence: titles and descriptions it states, tags, the names of elements. Says nothing
about the rest of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read import hints
from pipeline.read.blocks import Dom
from pipeline.read.layout import size_of
from pipeline.read.stated import Stated, described, same_title

MAX_LEAD_WORDS = 120
MIN_LEAD_WORDS = 5
MAX_HEADLINE_WORDS = 50
LEAD_REACH = 25  # blocks after the headline in which a standfirst may come

MAX_BYLINE_WORDS = 6

BOX_LEVELS = 4
MAX_BOX = 8  # blocks in an author's box; what holds more is the article's head

_BOX = hints.bit("author-box") | hints.bit("tool")
_LEAD = hints.bit("lead")
# What stands in these speaks to the reader: an offer, a request for money, how a page earns.
_APPEALS = frozenset(("cta", "donate", "donation", "disclosure", "disclaimer"))
# A name with "lead" or "summary" in one of these is about another article, a picture or the author.
_NOT_LEAD = (
    hints.bit("related") | hints.bit("side") | hints.bit("navigation") | hints.bit("caption")
    | hints.bit("author-box") | hints.bit("comment") | hints.bit("newsletter") | hints.bit("byline")
    | hints.bit("tags") | hints.bit("share")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """Indices of blocks."""

    title: int | None = None
    copies: frozenset[int] = frozenset()
    leads: tuple[int, ...] = ()


def head_of(dom: Dom, stated: Stated, kept: Sequence[bool]) -> Head:
    """The headline, its copies and the standfirst; `kept` is what the judge would keep."""
    folded = dom.folded
    body = _first_paragraph(dom, kept, folded, stated)
    title = _find_title(dom, stated, folded, body)
    copies = _copies(folded, title, stated, kept)
    leads = _find_leads(dom, stated, folded, kept, title, body, copies)
    return Head(title, copies, leads)


def _first_paragraph(dom: Dom, kept: Sequence[bool], folded: list[str], stated: Stated) -> int:
    """The first kept block that is running text; the number of blocks where there is none."""
    for index, (block, keep) in enumerate(zip(dom.blocks, kept, strict=True)):
        if (
            keep
            and size_of(block.text) >= 12
            and dom.tags[block.node][0] != "h"
            and not same_title(folded[index], stated.titles)
        ):
            return index
    return len(dom.blocks)


def _find_title(dom: Dom, stated: Stated, folded: list[str], body: int) -> int | None:
    """The h1 that agrees with a stated title, else another heading that does, else the last h1 before the text."""
    headings = [
        index
        for index, block in enumerate(dom.blocks)
        if dom.tags[block.node] in {"h1", "h2", "h3"}
        and not dom.hidden[block.node]
        and size_of(block.text) <= MAX_HEADLINE_WORDS
    ]
    agreeing = [index for index in headings if same_title(folded[index], stated.titles)]
    for tag in ("h1", "h2", "h3"):
        found = [index for index in agreeing if dom.tags[dom.blocks[index].node] == tag]
        if found:
            return found[0]
    loose = [
        index
        for index in range(min(body, len(folded)))
        if len(folded[index]) > 15 and same_title(folded[index], stated.titles)
    ]
    plain = [index for index in headings if dom.tags[dom.blocks[index].node] == "h1" and index <= body]
    if loose and not plain:
        return loose[-1]
    return plain[-1] if plain else None


def _copies(folded: list[str], title: int | None, stated: Stated, kept: Sequence[bool]) -> frozenset[int]:
    if title is None:
        return frozenset()
    same = folded[title]
    return frozenset(
        index
        for index, text in enumerate(folded)
        if index != title and text and (text == same or (kept[index] and len(text) > 15 and text in stated.titles))
    )


def _find_leads(
    dom: Dom,
    stated: Stated,
    folded: list[str],
    kept: Sequence[bool],
    title: int | None,
    body: int,
    copies: frozenset[int],
) -> tuple[int, ...]:
    """Blocks between headline and text that a description repeats or whose name says standfirst."""
    start = 0 if title is None else title + 1
    usual = _usual_build(dom, kept)
    found: list[int] = []
    for index in range(start, min(start + LEAD_REACH, body + 2, len(dom.blocks))):
        if index in copies or not _may_be_lead(dom, index):
            continue
        block = dom.blocks[index]
        named = bool(_bits(dom, index) & _LEAD) and not _introduces_author(dom, start, index)
        agrees = described(folded[index], stated.descriptions) >= 0.6
        distinct = _build(dom, block.node) != usual
        if distinct and (agrees or (named and (not found or found[-1] == index - 1))):
            found.append(index)
            if agrees and not named:
                break
        elif found or (kept[index] and size_of(block.text) >= 25):
            break
    return tuple(found)


def _may_be_lead(dom: Dom, index: int) -> bool:
    block = dom.blocks[index]
    words = size_of(block.text)
    return (
        MIN_LEAD_WORDS <= words <= MAX_LEAD_WORDS
        and block.link_characters < 0.5 * len(block.text)
        and dom.tags[block.node] not in {"li", "td", "th", "figcaption", "button"}
        and not dom.hidden[block.node]
        and not (_bits(dom, index) & _NOT_LEAD)
        and not _in_box(dom, block.node)
        and not _appeals(dom, block.node)
    )


def _appeals(dom: Dom, node: int) -> bool:
    """Whether the element or the one around it is called an offer to readers and the like."""
    names = dom.hints[node], dom.hints[max(dom.parents[node], 0)]
    return not all(_APPEALS.isdisjoint(hints.tokens_of(name)) for name in names)


def _introduces_author(dom: Dom, start: int, index: int) -> bool:
    """Whether it begins with somebody whom a short line below the headline names: “By Mara Lind”, “Mara is …”.

    What the headline itself names is the article's subject.
    """
    first = dom.blocks[index].text.split(None, 1)[0]
    above = [block.text.split() for block in dom.blocks[start:index]]
    headline = dom.blocks[start - 1].text.split() if start else []
    return (
        first[:1].isupper()
        and first not in headline
        and any(first in line[:-1] for line in above if len(line) <= MAX_BYLINE_WORDS)
    )


def _in_box(dom: Dom, node: int) -> bool:
    """Whether a small part of the page around it is called an author's box, a tooltip and the like."""
    for _ in range(BOX_LEVELS):
        node = max(dom.parents[node], 0)
        if dom.last[node] - dom.first[node] > MAX_BOX:
            return False
        if hints.categories_of(dom.hints[node]) & _BOX:
            return True
    return False


def _bits(dom: Dom, index: int) -> int:
    block = dom.blocks[index]
    parent = max(dom.parents[block.node], 0)
    return (
        hints.categories_of(dom.hints[block.node])
        | hints.categories_of(dom.hints[parent])
        | hints.categories_of(block.inline_hint)
    )


def _build(dom: Dom, node: int) -> tuple[str, str, int]:
    return dom.tags[node], dom.hints[node], dom.parents[node]


def _usual_build(dom: Dom, kept: Sequence[bool]) -> tuple[str, str, int] | None:
    """How the element of most kept words is built."""
    words: dict[tuple[str, str, int], float] = {}
    for block, keep in zip(dom.blocks, kept, strict=True):
        if keep:
            build = _build(dom, block.node)
            words[build] = words.get(build, 0.0) + size_of(block.text)
    return max(words, key=lambda build: words[build], default=None)
