"""Metadata that a reader of the page can see: headlines, bylines, dates; by tag, class words and link target.

Origins: `visible:h1`, `visible:headline`, `visible:byline`, `visible:author`, `visible:text-byline` (a line
that begins with "By" or its like), `rel:author`, `link:author`, and those of `visible_times`; with `@above`
after a time that stands before the first headline, with `@elsewhere` after what stands in a menu, a footer,
comments or a list of other articles. Links to authors that stand side by side are one candidate, a line
each.
"""

from __future__ import annotations

import re

from pipeline.model import Candidate
from pipeline.read.class_words import AUTHOR, BYLINE, DATE, HEADLINE, NOT_NAME, SUBORDINATE, bits_of
from pipeline.read.dom import Element, is_elsewhere, text_of
from pipeline.read.visible_times import TIME_TAGS, TimeReader

MAX_HEADLINE = 500  # characters
MAX_BYLINE = 300  # longer text is an author's description
MAX_TEXT_BYLINE = 120
MAX_LINK = 120
MAX_BEFORE_NAME = 60  # characters beside a name in a byline; with more the line is a sentence
MAX_EACH = 30  # candidates of one kind
MAX_TRIES = 300  # elements of one kind whose text is looked at

_MEANINGFUL = BYLINE | AUTHOR | DATE | HEADLINE
_CONTAINERS = frozenset({"body", "html", "article", "main", "input", "form", "img"})
_HEADLINE_TAGS = frozenset({"h2", "h3", "div", "span", "p"})
_TEXT_TAGS = frozenset(
    [
        "p",
        "span",
        "div",
        "td",
        "li",
        "small",
        "em",
        "i",
        "b",
        "strong",
        "font",
        "h4",
        "h5",
        "h6",
        "dd",
        "center",
        "label",
    ]
)
_KINDS = ("h1", "headline", "byline", "link", "text-byline")
# Folders below which sites keep their authors' pages.
_AUTHOR_FOLDERS = frozenset(
    [
        "author",
        "authors",
        "autor",
        "autoren",
        "autores",
        "autori",
        "auteur",
        "auteurs",
        "by",
        "people",
        "profile",
        "profiles",
        "writer",
        "writers",
        "journalist",
        "journalists",
        "contributor",
        "contributors",
        "staff",
        "columnist",
        "columnists",
        "yazar",
        "redacteur",
        "redacteurs",
        "reporter",
        "reporters",
        "personal",
        "byline",
        "skribent",
        "person",
    ]
)
_BYLINE_START = re.compile(
    r"\s*(?:(?:written |posted |words |text |story |recipe |authored |article )?by|von|text von|par|por"
    r"|escrito por|door|di|av|af|oleh|yazan|автор|autor(?:in|a)?|author|auteur"
    r"|autore|text|texte|texto|作者|文|記者|记者)\s*(?:[:：]|\s|$)",
    re.IGNORECASE,
)
MAX_FIRST_WORD = 24  # characters in which a byline's first word has ended, with the space before it
_FIRST_WORD_LIST = """
    by von par por escrito door di av af oleh yazan автор autor autorin autora author auteur autore text texte
    texto written posted words story recipe authored article
    作者 文 記者 记者
"""
_FIRST_WORDS = frozenset(_FIRST_WORD_LIST.split())
_INLINE_LABEL = re.compile(r"(?:作者|撰文|作\s者|记者|記者)\s*[:：]\s*[^\s|，。；;,()（）【】\[\]/<>0-9]{2,16}")


class VisibleReader:
    """Looks at each element once, in document order, and adds to `found`."""

    def __init__(self, headline: Element | None) -> None:
        self.found: list[Candidate] = []
        self._left = dict.fromkeys(_KINDS, MAX_EACH)
        self._tries = dict.fromkeys(_KINDS, MAX_TRIES)
        self._bits: dict[str, int] = {}
        self._headline_passed = False
        # What holds the first headline holds the article: its class may say "sidebar" all the same.
        self._around = frozenset(headline.iterancestors()) if headline is not None else frozenset()
        self._links: list[tuple[Element, Element, str, list[str]]] = []
        self._times = TimeReader(self.found, self._place_of_time)

    def look(self, element: Element, tag: str) -> None:
        """Take what this element itself stands for."""
        if tag == "h1":
            self._headline(element)
        elif tag == "a":
            self._link(element)
        elif tag in TIME_TAGS:
            self._times.time(element)
        name = element.get("class") or element.get("id")
        if name:
            bits = self._bits.get(name)
            if bits is None:
                bits = self._bits[name] = bits_of(name)
            if bits & _MEANINGFUL and tag not in _CONTAINERS:
                self._classed(element, tag, bits)
        text, tail = element.text, element.tail
        if text and not text.isspace():
            self._inside(element, tag, text)
        if tail and not tail.isspace():
            self._behind(element, tail)

    def _inside(self, element: Element, tag: str, text: str) -> None:
        if tag in _TEXT_TAGS:
            self._times.line(element, text)
            if len(text) <= MAX_TEXT_BYLINE:
                self._text_byline(element, text)
        elif tag == "a":
            self._times.line(element, text, "visible:link-date")

    def _behind(self, element: Element, text: str) -> None:
        self._times.line(element, text)
        if len(text) <= MAX_TEXT_BYLINE and not text.isascii():
            self._inline_byline(element, text)

    def finish(self) -> list[Candidate]:
        """All candidates, once the whole page was seen."""
        for element, _, origin, names in self._links:
            self.found.append(Candidate("authors", "\n".join(names), self._place(element, origin)))
        return self.found

    def _headline(self, element: Element) -> None:
        self._text(element, "title", "h1", "visible:h1", MAX_HEADLINE)
        if self.found and self.found[-1].origin == "visible:h1":
            self._headline_passed = True

    def _classed(self, element: Element, tag: str, bits: int) -> None:
        if bits & HEADLINE and not bits & SUBORDINATE and tag in _HEADLINE_TAGS:
            self._text(element, "title", "headline", "visible:headline", MAX_BYLINE)
        if bits & BYLINE:
            self._text(element, "authors", "byline", "visible:byline", MAX_BYLINE)
        elif bits & AUTHOR and not bits & NOT_NAME:
            self._text(element, "authors", "byline", "visible:author", MAX_BYLINE)
        if tag not in TIME_TAGS:
            self._times.classed(element, tag, bits)

    def _text_byline(self, element: Element, text: str) -> None:
        """A short line that begins with a word such as "By", whatever its class; in Chinese anywhere."""
        if not text.isascii():
            self._inline_byline(element, text)
        if not self._headline_passed:
            return
        first = text[:MAX_FIRST_WORD].split(None, 1)
        if first and first[0].rstrip(":：").lower() in _FIRST_WORDS and (match := _BYLINE_START.match(text)):
            alone = match.end() == len(text) and not len(element)
            parent = element.getparent() if alone else None
            holder = parent if parent is not None and parent.tag not in _CONTAINERS else element
            self._text(holder, "authors", "text-byline", "visible:text-byline", MAX_TEXT_BYLINE)

    def _inline_byline(self, element: Element, text: str) -> None:
        match = _INLINE_LABEL.search(text)
        if match:
            self._found(element, "authors", "text-byline", "visible:text-byline", match.group())

    def _text(self, element: Element, field: str, kind: str, origin: str, limit: int) -> None:
        if self._left[kind] <= 0 or self._tries[kind] <= 0:
            return
        self._tries[kind] -= 1
        text = text_of(element, limit + 1)
        if text and len(text) <= limit:
            self._found(element, field, kind, origin, text)

    def _found(self, element: Element, field: str, kind: str, origin: str, text: str) -> None:
        if self._left[kind] > 0:
            self._left[kind] -= 1
            self.found.append(Candidate(field, text, self._place(element, origin)))

    def _place(self, element: Element, origin: str) -> str:
        if origin.endswith("@elsewhere"):
            return origin
        return f"{origin}@elsewhere" if is_elsewhere(element, self._around) else origin

    def _place_of_time(self, element: Element, origin: str) -> str:
        placed = self._place(element, origin)
        return placed if self._headline_passed or placed != origin else f"{origin}@above"

    def _link(self, element: Element) -> None:
        origin = _link_kind(element) if self._left["link"] > 0 else None
        if origin is None:
            return
        text = text_of(element, MAX_LINK + 1)
        if not text or len(text) > MAX_LINK:
            return
        self._left["link"] -= 1
        parent = element.getparent()
        if origin == "link:author" and _in_sentence(element, parent):
            self._found(element, "authors", "link", "link:author@elsewhere", text)
            return
        above = parent.getparent() if parent is not None else None
        if self._links:
            last, last_above, last_origin, names = self._links[-1]
            wrapped = above is not None and above is last_above and parent.tag in {"span", "li"}
            if last_origin == origin and (wrapped or parent is last.getparent()):
                names.append(text)
                return
        self._links.append((element, above, origin, [text]))


def _in_sentence(element: Element, parent: Element | None) -> bool:
    """Whether a link stands in running text: it leads to somebody whom the text is about."""
    if parent is None or parent.tag != "p":
        return False
    return len(parent.text or "") > MAX_BEFORE_NAME or len(element.tail or "") > MAX_BEFORE_NAME


def _link_kind(element: Element) -> str | None:
    """The origin of a link to an author; None for any other link."""
    if "author" in (element.get("rel") or "").lower():
        return "rel:author"
    folders = (element.get("href") or "")[:MAX_BYLINE].lower().split("/")
    # An author's page is below such a folder, not the folder itself.
    if not _AUTHOR_FOLDERS.isdisjoint(folders[:-1]) and (folders[-1] or folders[-2] not in _AUTHOR_FOLDERS):
        return "link:author"
    return None
