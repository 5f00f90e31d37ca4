"""Metadata that a reader of the page can see: headlines, bylines, dates; by tag, class words and link target.

Origins: `visible:h1`, `visible:headline`, `visible:byline`, `visible:author`, `rel:author`, `link:author`,
`time:published`, `time:modified`, `time:plain`, `visible:date`, `visible:text-date` (a line that is only a date); with
`@above` after it if the element stands before the first headline, with `@elsewhere` if it stands in a menu, a footer,
comments or a list of other articles. Links to authors that stand side by side are one candidate, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Candidate
from pipeline.read.dom import Element, is_elsewhere, text_of, words_of

MAX_BYLINE = 300  # characters; longer text is an author's description
MAX_DATE = 120
MAX_TEXT_DATE = 60  # characters of a line that is only a date
MAX_TEXT_BYLINE = 120
MAX_EACH = 30  # candidates of one kind

_BYLINE = frozenset({"byline", "bylines", "authorship", "autorzeile", "signature", "dateline", "contributors"})
_AUTHOR = frozenset({
    "author", "authors", "autor", "autoren", "auteur", "auteurs", "autore", "autori", "writer", "writers", "journalist",
    "journalists", "reporter", "columnist", "redaktor", "redacteur", "contributor", "forfatter", "skribent", "penulis",
    "yazar", "muharrir", "redator", "firma", "postedby", "writtenby", "avtor", "byauthor", "authorname", "creator",
})  # fmt: skip
_NOT_NAME = frozenset({
    "bio", "biography", "image", "avatar", "photo", "img", "picture", "description", "social", "follow", "about", "box",
    "comment", "comments", "related", "links", "more", "icon", "share", "twitter", "email", "thumb", "count", "published",
    "desc", "job", "role", "title", "position", "posts", "url", "wrapper", "info", "meta", "content", "text", "date", "time",
    "photographer", "illustrator", "gravatar", "pic", "archive", "search", "form", "ad", "page",
})  # fmt: skip
_DATE = frozenset({
    "date", "dates", "datetime", "time", "timestamp", "published", "pubdate", "publish", "publication", "datum", "fecha",
    "posted", "created", "updated", "modified", "update", "dateline", "tarih", "tanggal", "calendar", "day", "dato", "postdate",
    "postmeta", "timeago", "data", "posttime", "pubtime", "publishtime", "publishdate", "releasedate", "byline", "meta",
})  # fmt: skip
_MODIFIED = frozenset(
    {"updated", "modified", "update", "modify", "lastmod", "aktualisiert", "edited", "lastupdate", "refresh"}
)
_PUBLISHED = frozenset(
    {"published", "pubdate", "publish", "publication", "posted", "created", "entry", "post", "article"}
)
_HEADLINE = frozenset(
    {
        "headline",
        "title",
        "titel",
        "titre",
        "titulo",
        "heading",
        "titolo",
        "overskrift",
        "rubrik",
        "baslik",
        "judul",
    }
)
_SUBORDINATE = frozenset(
    {
        "sub",
        "subtitle",
        "subtitel",
        "subheadline",
        "kicker",
        "site",
        "widget",
        "section",
        "page",
        "subheading",
        "card",
        "block",
        "module",
    }
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|by|people|profiles?|writers?|journalists?|contributors?|staff|columnists?|yazar|redacteurs?|reporters?|personal|byline|skribent|person)/[^/?#]{2,}",
    re.IGNORECASE,
)
_TIME_TAGS = frozenset({"time", "relative-time", "time-ago"})
_CONTAINERS = frozenset({"body", "html", "article", "main", "input", "form"})
_TEXT_TAGS = frozenset({"p", "span", "div", "td", "li", "small", "em", "i", "b", "strong", "font", "h4", "h5", "h6", "dd", "center", "label"})
_NOT_DATE = frozenset({"event", "events", "today", "current", "clock", "now", "countdown", "copyright", "picker", "comment", "comments"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)")
_BYLINE_START = re.compile(
    r"\s*(?:(?:written |posted |words |text |story |recipe |authored |article )?by|von|text von|par|por|escrito por|door|di|av|af|oleh|yazan|автор|autor(?:in|a)?|author|auteur|autore|text|texte|texto|作者|文|記者|记者)\s*(?:[:：]|\s|$)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIMES = (
    "datetime",
    "data-datetime",
    "data-timestamp",
    "data-time",
    "data-date",
    "content",
    "data-published",
    "data-utime",
    "title",
)


class VisibleReader:
    """Looks at each element once, in document order; keeps what class attributes meant already."""

    def __init__(self, headline: Element | None) -> None:
        self._meaning: dict[str, Meaning] = {}
        self._left = dict.fromkeys(("h1", "headline", "byline", "link", "date", "text-date", "text-byline"), MAX_EACH)
        self._headline_passed = False
        # What holds the first headline holds the article: its class may say "sidebar" all the same.
        self._around = frozenset(headline.iterancestors()) if headline is not None else frozenset()
        self._links: list[tuple[Element, Element, str, list[str]]] = []

    def look(self, element: Element, tag: str) -> Iterator[Candidate]:
        """Candidates that this element itself stands for."""
        if tag == "h1":
            found = list(self._text(element, "title", "h1", "visible:h1", 500))
            self._headline_passed = self._headline_passed or any(not c.origin.endswith("@elsewhere") for c in found)
            yield from found
        elif tag in _TIME_TAGS:
            yield from self._time(element)
        elif tag == "a":
            self._link(element)
        classes = element.get("class")
        identity = element.get("id")
        if classes or identity:
            yield from self._classed(element, tag, f"{classes or ''} {identity or ''}")
        if tag not in _TIME_TAGS:
            yield from self._text_date(element, tag)
        if self._headline_passed and tag in _TEXT_TAGS and element.text:
            yield from self._text_byline(element, element.text)

    def links(self) -> Iterator[Candidate]:
        """The links to authors, once the whole page was seen."""
        for element, _, origin, names in self._links:
            yield Candidate("authors", "\n".join(names), self._placed(element, origin))

    def _classed(self, element: Element, tag: str, attribute: str) -> Iterator[Candidate]:
        meaning = self._meaning.get(attribute)
        if meaning is None:
            meaning = self._meaning[attribute] = Meaning.of(words_of(attribute))
        if tag in _CONTAINERS or not meaning.any:
            return
        if meaning.headline and tag in {"h2", "h3", "div", "span", "p"}:
            yield from self._text(element, "title", "headline", "visible:headline", 300)
        if (meaning.byline or meaning.author) and tag != "img":
            origin = "visible:byline" if meaning.byline else "visible:author"
            yield from self._text(element, "authors", "byline", origin, MAX_BYLINE)
        if meaning.date and tag not in {"time", "a", "img"}:
            yield from self._dated(element, "modified" if meaning.modified else "published")

    def _text(self, element: Element, field: str, what: str, origin: str, limit: int) -> Iterator[Candidate]:
        if self._left[what] <= 0:
            return
        text = text_of(element, limit + 1)
        if text and len(text) <= limit:
            self._left[what] -= 1
            yield Candidate(field, text, self._placed(element, origin))

    def _dated(self, element: Element, field: str) -> Iterator[Candidate]:
        stated = next((value for name in _TIMES[:3] if (value := element.get(name))), None)
        yield from self._moment(element, field, "visible:date", stated or text_of(element, MAX_DATE + 1))

    def _time(self, element: Element) -> Iterator[Candidate]:
        words = words_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        parent = element.getparent()
        if parent is not None and not words & (_MODIFIED | _PUBLISHED):
            words |= words_of(parent.get("class") or "")
        modified = bool(words & _MODIFIED) and not words & {"published", "pubdate"}
        origin = "time:modified" if modified else "time:plain"
        if not modified and (words & _PUBLISHED or element.get("pubdate") is not None):
            origin = "time:published"
        values = [value for name in _TIMES if (value := element.get(name)) and _DIGIT.search(value)]
        value = values[0] if values else text_of(element, MAX_DATE)
        label = _label(element)
        yield from self._moment(element, "modified" if modified else "published", origin, f"{label}\n{value}" if label else value)

    def _text_date(self, element: Element, tag: str) -> Iterator[Candidate]:
        """A line of its own that says little more than a date, whatever its class."""
        text = element.text
        if text and 6 <= len(text) <= MAX_TEXT_DATE * 3 and tag in _TEXT_TAGS and _YEAR.search(text):
            text = " ".join(text.split())
            if len(text) <= MAX_TEXT_DATE:
                yield from self._moment(element, "published", "visible:text-date", text, "text-date")
        tail = element.tail
        if tail and 6 <= len(tail) <= MAX_TEXT_DATE * 3 and _YEAR.search(tail):
            tail = " ".join(tail.split())
            if len(tail) <= MAX_TEXT_DATE:
                yield from self._moment(element, "published", "visible:text-date", tail, "text-date")

    def _text_byline(self, element: Element, text: str) -> Iterator[Candidate]:
        """A short line that begins with a word such as "By", whatever its class."""
        match = _BYLINE_START.match(text)
        if match and len(text) <= MAX_TEXT_BYLINE * 3:
            yield from self._text(element, "authors", "text-byline", "visible:text-byline", MAX_TEXT_BYLINE)

    def _moment(self, element: Element, field: str, origin: str, raw: str, what: str = "date") -> Iterator[Candidate]:
        if self._left[what] <= 0 or len(raw) > MAX_DATE or not _DIGIT.search(raw):
            return
        self._left[what] -= 1
        placed = self._placed(element, origin)
        yield Candidate(field, raw, placed if self._headline_passed or placed != origin else f"{origin}@above")

    def _placed(self, element: Element, origin: str) -> str:
        return f"{origin}@elsewhere" if is_elsewhere(element, self._around) else origin

    def _link(self, element: Element) -> None:
        origin = None
        if "author" in (element.get("rel") or "").lower().split():
            origin = "rel:author"
        elif _AUTHOR_PATH.search(element.get("href") or ""):
            origin = "link:author"
        text = text_of(element, 121) if origin and self._left["link"] > 0 else ""
        if not origin or not text or len(text) > 120:
            return
        self._left["link"] -= 1
        parent = element.getparent()
        above = parent.getparent() if parent is not None else None
        if self._links:
            last, last_above, last_origin, names = self._links[-1]
            beside = parent is last.getparent() or (above is not None and above is last_above and parent.tag in {"span", "li"})
            if beside and last_origin == origin:
                names.append(text)
                return
        self._links.append((element, above, origin, [text]))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a class attribute say an element is."""

    byline: bool
    author: bool
    date: bool
    modified: bool
    headline: bool
    any: bool

    @staticmethod
    def of(words: frozenset[str]) -> Meaning:
        """The meaning of these words."""
        byline = bool(words & _BYLINE)
        author = bool(words & _AUTHOR) and not words & _NOT_NAME
        date = bool(words & _DATE) and not words & _NOT_DATE
        headline = bool(words & _HEADLINE) and not words & _SUBORDINATE
        return Meaning(byline, author, date, bool(words & _MODIFIED), headline, byline or author or date or headline)


def _label(element: Element) -> str:
    """The few words before a time, such as "Updated"."""
    before = element.getprevious()
    if before is not None:
        text = before.tail or ""
        if not text.strip() and isinstance(before.tag, str):
            text = text_of(before, 40)
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    text = " ".join(text.split())
    return text if len(text) <= 30 and not _DIGIT.search(text) else ""
