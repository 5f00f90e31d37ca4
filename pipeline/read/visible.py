"""Metadata that a reader of the page can see: headlines, bylines, dates; by tag, class words and link target.

Origins: `visible:h1`, `visible:headline`, `visible:byline`, `visible:author`, `rel:author`, `link:author`,
`time:published`, `time:modified`, `time:plain`, `visible:date`; with `@elsewhere` after it if the element stands in a
menu, a footer, comments or a list of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Candidate
from pipeline.read.dom import Element, is_elsewhere, text_of, words_of

MAX_BYLINE = 300  # characters; longer text is an author's description
MAX_DATE = 80

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
_MODIFIED = frozenset({"updated", "modified", "update", "modify", "lastmod", "aktualisiert", "edited", "lastupdate", "refresh"})
_PUBLISHED = frozenset({"published", "pubdate", "publish", "publication", "posted", "created", "entry", "post", "article"})
_HEADLINE = frozenset({"headline", "title", "titel", "titre", "titulo", "heading", "titolo", "overskrift", "rubrik", "baslik", "judul"})
_SUBORDINATE = frozenset({"sub", "subtitle", "subtitel", "subheadline", "kicker", "site", "widget", "section", "page", "subheading", "card", "block", "module"})
_AUTHOR_PATH = re.compile(r"/(?:authors?|autor(?:en|es|i)?|auteurs?|by|people|profiles?|writers?|journalists?|contributors?|staff|columnists?|yazar|redacteurs?|reporters?|personal|byline|skribent|person)/[^/?#]{2,}", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TIMES = ("datetime", "data-datetime", "data-timestamp", "data-time", "data-date", "content", "data-published", "data-utime", "title")


class VisibleReader:
    """Looks at each element once, in document order; keeps what class attributes meant already."""

    def __init__(self) -> None:
        self._meaning: dict[str, tuple[bool, bool, bool, bool, bool]] = {}
        self._headings = 0
        self._bylines = 0
        self._dates = 0

    def look(self, element: Element, tag: str) -> Iterator[Candidate]:
        """Candidates that this element itself stands for."""
        if tag == "h1" and self._headings < 8:
            self._headings += 1
            yield from _text(element, "title", "visible:h1", 500)
        elif tag in {"time", "relative-time", "time-ago"} and self._dates < 40:
            self._dates += 1
            yield from self._time(element)
        elif tag == "a":
            yield from self._link(element)
        classes = element.get("class")
        identity = element.get("id")
        if classes or identity:
            yield from self._classed(element, tag, f"{classes or ''} {identity or ''}")

    def _classed(self, element: Element, tag: str, attribute: str) -> Iterator[Candidate]:
        meaning = self._meaning.get(attribute)
        if meaning is None:
            meaning = self._meaning[attribute] = _meaning_of(words_of(attribute))
        byline, author, date, modified, headline = meaning
        if headline and tag in {"h2", "h3", "div", "span", "p"} and self._headings < 8:
            self._headings += 1
            yield from _text(element, "title", "visible:headline", 300)
        if (byline or author) and self._bylines < 30 and tag not in {"body", "html", "img", "input", "article", "main"}:
            self._bylines += 1
            yield from _text(element, "authors", "visible:byline" if byline else "visible:author", MAX_BYLINE)
        if date and self._dates < 40 and tag not in {"time", "body", "html", "article", "main", "input", "img", "a"}:
            yield from self._dated(element, "modified" if modified else "published")

    def _dated(self, element: Element, field: str) -> Iterator[Candidate]:
        text = element.get("datetime") or element.get("data-datetime") or element.get("data-timestamp") or text_of(element, MAX_DATE + 1)
        if len(text) <= MAX_DATE and _DIGIT.search(text):
            self._dates += 1
            yield Candidate(field, text, _placed(element, "visible:date"))

    def _time(self, element: Element) -> Iterator[Candidate]:
        words = words_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        parent = element.getparent()
        if parent is not None and not words & (_MODIFIED | _PUBLISHED):
            words |= words_of(parent.get("class") or "")
        label = _label(element).lower()
        modified = bool(words & _MODIFIED) and not words & {"published", "pubdate"}
        origin = "time:modified" if modified else "time:plain"
        if not modified and (words & _PUBLISHED or element.get("pubdate") is not None):
            origin = "time:published"
        values = [value for name in _TIMES if (value := element.get(name)) and _DIGIT.search(value)]
        text = text_of(element, MAX_DATE)
        for value in values[:1] or [text]:
            if _DIGIT.search(value):
                raw = f"{label}\n{value}" if label else value
                yield Candidate("modified" if modified else "published", raw, _placed(element, origin))

    def _link(self, element: Element) -> Iterator[Candidate]:
        if self._bylines >= 30:
            return
        origin = None
        if "author" in (element.get("rel") or "").lower().split():
            origin = "rel:author"
        elif _AUTHOR_PATH.search(element.get("href") or ""):
            origin = "link:author"
        if origin:
            self._bylines += 1
            yield from _text(element, "authors", origin, 120)


def _meaning_of(words: frozenset[str]) -> tuple[bool, bool, bool, bool, bool]:
    byline = bool(words & _BYLINE)
    author = bool(words & _AUTHOR) and not words & _NOT_NAME
    return byline, author, bool(words & _DATE), bool(words & _MODIFIED), bool(words & _HEADLINE) and not words & _SUBORDINATE


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


def _text(element: Element, field: str, origin: str, limit: int) -> Iterator[Candidate]:
    text = text_of(element, limit + 1)
    if text and len(text) <= limit:
        yield Candidate(field, text, _placed(element, origin))


def _placed(element: Element, origin: str) -> str:
    return f"{origin}@elsewhere" if is_elsewhere(element) else origin
