"""Which blocks of a page a source's own selectors name. Judges nothing; `html` says what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from lxml import etree

from pipeline.model import Line
from pipeline.read.blocks import INLINE, MAX_ELEMENTS, UNSEEN, Dom
from pipeline.selectors import xpath_of

KEEP_RULE = "source:keep-selector"
REMOVE_RULE = "source:remove-selector"


def as_configured(
    root: Any, dom: Dom, lines: Sequence[Line], keep: Sequence[str], remove: Sequence[str]
) -> tuple[Line, ...]:
    """The lines, those set aside that stand outside all of `keep`, or inside any of `remove`.

    Line i is block i of the page. The headline stays wherever it stands; and where no selector of `keep` finds
    anything, as after a publisher has rebuilt the site, the page is read as if there were none.
    """
    inside = blocks_in(root, dom, keep) if keep else frozenset()
    removed = blocks_in(root, dom, remove) if remove else frozenset()

    def configured(index: int, line: Line) -> Line:
        if line.rule is not None or line.kind == "title":
            return line
        if index in removed:
            return replace(line, kind="boilerplate", rule=REMOVE_RULE)
        if inside and index not in inside:
            return replace(line, kind="boilerplate", rule=KEEP_RULE)
        return line

    return tuple(configured(index, line) for index, line in enumerate(lines))


def blocks_in(root: Any, dom: Dom, selectors: Iterable[str]) -> frozenset[int]:
    """The blocks inside the elements that selectors name.

    Of an element in a line of text, such as a span, a block counts where the element holds all of its text.
    """
    find: Any = root.xpath
    named = [element for selector in selectors for element in find(xpath_of(selector))]
    if not named:
        return frozenset()
    boxes = _boxes(root, dom)
    found: set[int] = set()
    for element in named:
        box = boxes.get(element)
        if box is not None:
            found.update(range(dom.first[box], dom.last[box]))
        elif element.tag in INLINE:
            found.update(_filled_by(element, boxes, dom))
    return frozenset(found)


def _boxes(root: Any, dom: Dom) -> dict[Any, int]:
    """The number in `Dom` of every box element that holds text, counted as `read_dom` counts."""
    boxes: dict[Any, int] = {}
    numbers = {place: number for number, place in enumerate(dom.places)}
    places = count()
    walker = etree.iterwalk(root, events=("start",))
    for elements, (_, element) in enumerate(walker, start=1):
        tag = element.tag
        if elements > MAX_ELEMENTS:
            break
        if tag in UNSEEN and not (tag == "template" and "shadowrootmode" in element.attrib):
            walker.skip_subtree()
        elif isinstance(tag, str) and tag not in INLINE and tag != "br":
            place = next(places)
            if place in numbers:
                boxes[element] = numbers[place]
    return boxes


def _filled_by(element: Any, boxes: dict[Any, int], dom: Dom) -> Iterable[int]:
    around = next((boxes[above] for above in element.iterancestors() if above in boxes), None)
    if around is None:
        return []
    text = " ".join("".join(map(str, element.itertext())).split())
    blocks = range(dom.first[around], dom.last[around])
    return [index for index in blocks if dom.blocks[index].node == around and dom.blocks[index].text == text]
