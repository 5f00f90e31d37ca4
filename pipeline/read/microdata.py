"""Microdata and RDFa: elements with `itemprop` or `property` (https://html.spec.whatwg.org/multipage/microdata.html).

Only what belongs to an article or the page: a property counts where its nearest typed ancestor is one, or where
none is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipeline.model import Candidate
from pipeline.read.dom import MAX_ANCESTORS, MAX_NODES, Element, text_of

_FIELD = {
    "headline": "title",
    "name": "title",
    "alternativeheadline": "title",
    "author": "authors",
    "creator": "authors",
    "datepublished": "published",
    "datecreated": "published",
    "uploaddate": "published",
    "datemodified": "modified",
    "publisher": "publisher",
    "articlesection": "section",
    "keywords": "tags",
    "description": "description",
    "inlanguage": "language",
    "isaccessibleforfree": "paywalled",
    "title": "title",
    "created": "published",
    "issued": "published",
    "modified": "modified",
}
_ARTICLE_ENDINGS = ("article", "posting", "report", "recipe", "review", "webpage", "creativework", "post")
MAX_PROPERTIES = 1_000  # that state a field
_VALUE_ATTRIBUTES = ("content", "datetime", "title")


class MicrodataReader:
    """Looks at each element with `itemprop` or `property` once, in document order."""

    def __init__(self) -> None:
        self._articles: list[Element] = []
        self._left = MAX_PROPERTIES

    def look(self, element: Element) -> Iterator[Candidate]:
        """What the element states; `@elsewhere` after the origin if it is about another article than the first."""
        names, origin = element.get("itemprop"), "microdata"
        if not names:
            names, origin = element.get("property"), "rdfa"
        for name in (names or "").lower().split()[:4]:
            key = name.rpartition(":")[2]
            field = _FIELD.get(key)
            if field is None or self._left <= 0:
                continue
            self._left -= 1
            scope, kind = _scope(element)
            if (kind and not kind.endswith(_ARTICLE_ENDINGS)) or (key == "name" and not kind):
                continue
            place = "" if self._is_first(scope, kind) else "@elsewhere"
            for value in _values(element, field):
                yield Candidate(field, value, f"{origin}:{key}{place}")

    def _is_first(self, scope: Element | None, kind: str) -> bool:
        if scope is None or kind.endswith("page"):
            return True
        if not self._articles:
            self._articles.append(scope)
        first = self._articles[0]
        return scope is first or any(parent is scope for parent in first.iterancestors())


def _scope(element: Element) -> tuple[Element | None, str]:
    """The nearest typed ancestor and its type, in lower case without its namespace."""
    for count, parent in enumerate(element.iterancestors()):
        if count > MAX_ANCESTORS:
            break
        kind = parent.get("itemtype") or parent.get("typeof")
        if kind or parent.get("itemscope") is not None:
            return parent, (kind or "").strip().rstrip("/").lower().rpartition("/")[2].rpartition(":")[2]
    return None, ""


def _values(element: Element, field: str) -> Iterator[str]:
    if field in {"authors", "publisher"}:
        named = [found for found in islice(element.iterdescendants(), MAX_NODES) if _is_name(found)][:10]
        if named:
            for found in named:
                yield from _own(found, 200)
            return
    yield from _own(element, 300)


def _is_name(element: Element) -> bool:
    return (
        isinstance(element.tag, str)
        and "name" in (element.get("itemprop") or element.get("property") or "").lower().replace(":", " ").split()
    )


def _own(element: Element, limit: int) -> Iterator[str]:
    """The value as the specification finds it: an attribute for some elements, else the text."""
    for name in _VALUE_ATTRIBUTES[: 3 if element.tag in {"time", "abbr"} else 2]:
        value = (element.get(name) or "").strip()
        if value:
            yield value[:limit]
            return
    text = text_of(element, limit + 1)
    if text and len(text) <= limit:
        yield text
