"""Microdata and RDFa: elements with `itemprop` or `property` (https://html.spec.whatwg.org/multipage/microdata.html).

Only what belongs to an article or the page: a property counts where its nearest typed ancestor is one, or where
none is typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Candidate
from pipeline.read.dom import MAX_ANCESTORS, Element, text_of

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
_VALUE_ATTRIBUTES = ("content", "datetime", "title")


def candidates_of_element(element: Element) -> Iterator[Candidate]:
    """What the element's `itemprop` or `property` states about the page."""
    names, origin = element.get("itemprop"), "microdata"
    if not names:
        names, origin = element.get("property"), "rdfa"
    for name in (names or "").lower().split()[:4]:
        key = name.rpartition(":")[2]
        field = _FIELD.get(key)
        if field is None:
            continue
        scope = _scope(element)
        if scope and not scope.endswith(_ARTICLE_ENDINGS):
            continue
        if key == "name" and not scope:
            continue
        for value in _values(element, field):
            yield Candidate(field, value, f"{origin}:{key}")


def _scope(element: Element) -> str:
    """The type of the nearest typed ancestor, in lower case without its namespace."""
    for count, parent in enumerate(element.iterancestors()):
        if count > MAX_ANCESTORS:
            break
        kind = parent.get("itemtype") or parent.get("typeof")
        if kind or parent.get("itemscope") is not None:
            return (kind or "").strip().rstrip("/").lower().rpartition("/")[2].rpartition(":")[2]
    return ""


def _values(element: Element, field: str) -> Iterator[str]:
    if field in {"authors", "publisher"}:
        named = [found for found in element.iterdescendants() if _is_name(found)][:10]
        if named:
            for found in named:
                yield from _own(found, 200)
            return
    yield from _own(element, 300)


def _is_name(element: Element) -> bool:
    return isinstance(element.tag, str) and "name" in (element.get("itemprop") or element.get("property") or "").lower().replace(":", " ").split()


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
