"""Small questions about elements of a parsed page: their text and where they stand. Changes nothing."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from typing import Any

from pipeline.read.class_words import ELSEWHERE, bits_of

Element = Any  # lxml's element class; its stubs don't know all that is used here

MAX_ANCESTORS = 40
MAX_HEADINGS = 10
MAX_NODES = 400  # of an element whose text is taken; what has more is no headline and no byline
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select"})
# Elements inside a run of text; at the edge of any other element the text breaks.
_INLINE = frozenset(
    [
        "b",
        "i",
        "em",
        "strong",
        "font",
        "u",
        "s",
        "abbr",
        "acronym",
        "small",
        "big",
        "sub",
        "sup",
        "mark",
        "wbr",
        "q",
        "cite",
        "code",
        "bdi",
        "bdo",
        "ins",
        "del",
        "nobr",
    ]
)
# These join what stands beside them only where there is a space.
_LOOSE = frozenset({"span", "a", "time", "label", "address"})
_NEVER_ARTICLE = frozenset({"nav", "footer"})
_LANDMARKS = frozenset({"aside", "form"})


def text_of(element: Element, limit: int = 400) -> str:
    """The element's visible text with runs of space collapsed; a line feed where blocks or parts meet."""
    pieces: list[str] = []
    size = 0
    for piece in _pieces(element):
        pieces.append(piece)
        size += len(piece)
        if size > limit * 2:
            break
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line)[:limit]


def _pieces(element: Element) -> Iterator[str]:
    """Text nodes in document order, with NUL for a break; lazily, as what follows may be the whole page."""
    node = element
    for _ in range(MAX_NODES):
        if node is not element:
            yield from _edge(node)
        if isinstance(node.tag, str) and node.tag not in _UNSEEN:
            yield _plain(node.text)
            if len(node):
                node = node[0]
                continue
        following = None
        while following is None:
            if node is element:
                return
            yield from _edge(node)
            yield _plain(node.tail)
            following = node.getnext()
            if following is None:
                node = node.getparent()
        node = following


def _plain(text: str | None) -> str:
    return text.replace("\0", " ") if text else ""


def _edge(node: Element) -> Iterator[str]:
    """What stands at an element's edge: nothing for inline elements and comments, a break for blocks.

    Parts such as spans and links break only where no space separates them from the part before.
    """
    if not isinstance(node.tag, str) or node.tag in _INLINE or node.tag in _UNSEEN:
        return
    if node.tag not in _LOOSE:
        yield "\0"
        return
    before = node.getprevious()
    if before is not None and isinstance(before.tag, str) and before.tag in _LOOSE and not before.tail:
        yield "\0"


def headline_of(tree: Element) -> Element | None:
    """The first first-level heading that stands in no menu and no footer."""
    headings = islice(tree.iter("h1"), MAX_HEADINGS)
    return next(
        (h for h in headings if not any(parent.tag in _NEVER_ARTICLE for parent in h.iterancestors())), None
    )


def is_elsewhere(element: Element, around: Container[Element] = ()) -> bool:
    """Whether the element stands in a menu, a footer, a form, comments or a list of other articles.

    Elements in `around` are known to hold the article.
    """
    for count, parent in enumerate(element.iterancestors()):
        if count > MAX_ANCESTORS or parent.tag in {"body", "html"} or parent in around:
            return False
        if parent.tag in _NEVER_ARTICLE:
            return True
        if parent.tag in _LANDMARKS:
            return True
        attribute = parent.get("class")
        if attribute and bits_of(attribute) & ELSEWHERE and parent.tag != "article":
            return True
    return False
