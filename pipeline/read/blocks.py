"""A parsed page as flat arrays: its box elements in document order, and the text blocks that stand in them.

Does not judge anything: what a block is, `features` measures and `judge` decides. The tree is only read, never
changed, and never walked recursively, so depth costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from pipeline.read.called import names_of
from pipeline.read.depth import flattened
from pipeline.read.stated import fold

# Elements that stand in a line of text. Everything else begins and ends a block.
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "math", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
# Elements whose text no reader sees as text. (`noscript` is read: unclosed ones hold whole pages.)
UNSEEN = frozenset((
    "head", "script", "style", "template", "svg", "iframe", "object", "embed", "applet", "audio", "video",
    "canvas", "map", "select", "datalist", "textarea", "input", "meta", "link", "title", "noframes",
    "frameset", "param", "source", "track", "area", "base", "img", "picture", "amp-img",
))  # fmt: skip
_MEDIA = frozenset((
    "img", "picture", "video", "audio", "iframe", "object", "embed", "amp-img", "svg",
))  # fmt: skip
_CONTROLS = frozenset((
    "input", "textarea", "select",
))  # fmt: skip
MAX_ELEMENTS = 200_000  # a page beyond this is a dump; its first elements are read
_BOLD = frozenset(("b", "strong"))


@dataclass(slots=True)
class Block:
    """A run of text between two box boundaries or line breaks."""

    text: str  # white space folded
    node: int  # the innermost box element around it, an index into `Dom`'s arrays
    group: int  # blocks parted only by one line break share it
    link_characters: int = 0
    links: int = 0
    bold_characters: int = 0
    media: int = 0  # pictures and players since the block before
    controls: int = 0  # form fields since the block before
    inline_hint: str = ""  # what the inline elements are called that it begins in
    inline_tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Dom:
    """Box elements that hold text (parallel arrays, parents before children), and the blocks in document order."""

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)  # what the site's own attributes call the element
    hidden: list[bool] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # how many box elements the page has before this one
    first: list[int] = field(default_factory=list)  # the blocks inside element i are blocks[first[i]:last[i]]
    last: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)  # of each block: letters and digits of its text, case folded
    elements: int = 0
    truncated: bool = False  # whether the page has more elements than are read

    def row_of(self, node: int) -> int | None:
        """The table row that an element stands in, as an index into these arrays."""
        while node > 0 and self.tags[node] != "tr":
            node = self.parents[node]
        return node if node > 0 else None


def parse(markup: str) -> Any | None:
    """The tree of a page, or None where there is nothing to parse. Never raises for any text.

    What nests too deeply for the parser is read without its deepest containers.
    """
    root, complete = _parsed(markup)
    return root if complete else _parsed(flattened(markup))[0]


def _parsed(markup: str) -> tuple[Any | None, bool]:
    """(the tree, whether the parser read the markup to its end)."""
    # lxml.html's own parser would ask Python for the class of each element, each time one is looked at.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=False)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    last = parser.error_log.last_error
    return root, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


def read_dom(root: Any) -> Dom:
    """Flatten a tree in one pass over its elements."""
    reader = _Reader()
    dom, begin, finish = reader.dom, reader.begin, reader.finish
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            dom.elements += 1
            if dom.elements > MAX_ELEMENTS:
                dom.truncated = True
                break
            if tag in UNSEEN and not (tag == "template" and "shadowrootmode" in element.attrib):
                walker.skip_subtree()
                reader.media += tag in _MEDIA
                reader.controls += tag in _CONTROLS
            elif isinstance(tag, str):
                begin(tag, element)
        else:
            if isinstance(tag, str) and tag not in UNSEEN:
                finish(tag)
            tail = element.tail
            if tail:
                reader.add(tail)
    return reader.close()


class _Reader:
    """The state of one pass: open boxes and inline elements, and the text gathered since the last boundary."""

    def __init__(self) -> None:
        self.dom = Dom()
        self.boxes: list[int] = []  # around the last block; those opened since hold no text so far
        self.opened: list[tuple[str, Any, int]] = []  # tag, element, place
        self.places = 0
        self.inlines: list[tuple[str, Any]] = []  # tag, element
        self.pieces: list[str] = []
        self.links = self.link_characters = self.bold_characters = 0
        self.link_depth = self.bold_depth = 0
        self.start: tuple[tuple[str, Any], ...] = ()
        self.group = 0
        self.breaks = 0
        self.media = self.controls = 0
        self.seen = (0, 0)  # media and controls before the block that is being gathered

    def begin(self, tag: str, element: Any) -> None:
        if tag in INLINE:
            self._open_inline(tag, element)
        elif tag == "br":
            self._line_break()
        else:
            self._open_box(tag, element)
        text = element.text
        if text:
            self.add(text)

    def finish(self, tag: str) -> None:
        if tag in INLINE:
            self._close_inline(tag)
        elif tag != "br":
            self.flush()
            self.group += 1
            if self.opened:
                self.opened.pop()
            else:
                self.dom.last[self.boxes.pop()] = len(self.dom.blocks)

    def close(self) -> Dom:
        """The result, also where the pass was broken off."""
        self.flush()
        self.dom.folded = [fold(block.text) for block in self.dom.blocks]
        for box in self.boxes:
            self.dom.last[box] = len(self.dom.blocks)
        return self.dom

    def _open_inline(self, tag: str, element: Any) -> None:
        self.inlines.append((tag, element))
        if tag == "a":
            self.links += 1
            self.link_depth += 1
        elif tag in _BOLD:
            self.bold_depth += 1

    def _close_inline(self, tag: str) -> None:
        self.inlines.pop()
        if tag == "a":
            self.link_depth -= 1
        elif tag in _BOLD:
            self.bold_depth -= 1

    def _open_box(self, tag: str, element: Any) -> None:
        self.flush()
        self.group += 1
        self.opened.append((tag, element, self.places))
        self.places += 1

    def _enter(self) -> None:
        """The boxes opened since the last block hold text now."""
        dom = self.dom
        for tag, element, place in self.opened:
            parent = self.boxes[-1] if self.boxes else -1
            self.boxes.append(len(dom.tags))
            dom.tags.append(tag)
            dom.parents.append(parent)
            names, hidden = names_of(element)
            dom.hints.append(names)
            dom.first.append(len(dom.blocks))
            dom.last.append(-1)
            dom.hidden.append(hidden or (parent >= 0 and dom.hidden[parent]))
            dom.places.append(place)
        self.opened = []

    def _line_break(self) -> None:
        if self.pieces:
            self.flush()
            self.breaks = 1
        else:
            self.breaks += 1
            if self.breaks == 2:  # an empty line ends the paragraph
                self.group += 1

    def add(self, text: str) -> None:
        if text.isspace():
            if self.pieces:
                self.pieces.append(" ")
            return
        if not self.pieces:
            self.start = tuple(self.inlines)
            self.seen = (self.media, self.controls)
            self.media = self.controls = 0
        self.pieces.append(text)
        if self.link_depth:
            self.link_characters += len(text)
        if self.bold_depth:
            self.bold_characters += len(text)

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            self.pieces = []
            if text:
                self._store(text)
        self.links = self.link_depth
        self.link_characters = self.bold_characters = 0
        self.breaks = 0

    def _store(self, text: str) -> None:
        if self.opened:
            self._enter()
        size = len(text)
        hints = [names_of(element)[0] for _, element in self.start]
        self.dom.blocks.append(
            Block(
                text=text,
                node=self.boxes[-1] if self.boxes else 0,
                group=self.group,
                link_characters=min(self.link_characters, size),
                links=self.links,
                bold_characters=min(self.bold_characters, size),
                media=self.seen[0],
                controls=self.seen[1],
                inline_hint=" ".join(filter(None, hints)),
                inline_tags=tuple([tag for tag, _ in self.start]),
            )
        )
