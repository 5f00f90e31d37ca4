"""Which part of a page's JSON-LD is about this page, and what it states.

A page's scripts describe the article, but also the site, its menu, related articles and their authors. Only
the node about this page is read: schema.org's article types first, then the page types (https://schema.org/Article,
https://schema.org/WebPage). Origins are `json-ld:<property>` for an article node, `json-ld-page:<property>` for
a page node; an author that is declared an organisation has `@Organization` after it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model import Candidate
from pipeline.read.addresses import place_of
from pipeline.read.jsonld_text import parse

MAX_NODES = 3_000
MAX_DEPTH = 12
MAX_ABOUT = 3  # nodes about one page: some publishers describe it twice
MAX_ENTRIES = 40  # of one property
MAX_RAW = 1_500  # characters

_ARTICLE = re.compile(r"(?:article|posting|report|reportage\w*|recipe|review|advertisercontent\w*)$")
_PAGE = frozenset({"creativework", "videoobject", "podcastepisode", "book", "event", "howto"})
# Where nodes about this page are nested. Lists of other articles hang on other properties.
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "mainentityofpage", "article", "@set", "@list")
# A blog's posts: that one of them which names this page.
_LISTS = ("blogPost", "blogPosts")
_TAG = re.compile(r"<[^<>]{1,300}>")

# property: field. The order is the order of preference within a node.
_PLAIN = (
    ("headline", "title"),
    ("name", "title"),
    ("alternativeHeadline", "title"),
    ("datePublished", "published"),
    ("uploadDate", "published"),
    ("dateCreated", "published"),
    ("dateModified", "modified"),
    ("description", "description"),
    ("articleSection", "section"),
    ("keywords", "tags"),
    ("inLanguage", "language"),
    ("isAccessibleForFree", "paywalled"),
    ("url", "canonical_url"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON-LD object with its types in lower case, without their namespace."""

    values: dict[str, Any]
    types: tuple[str, ...]
    listed: bool = False  # among others, in a list of a site's articles

    @property
    def is_article(self) -> bool:
        """Whether schema.org counts its type among articles, or it is written like one."""
        return any(_ARTICLE.search(kind) for kind in self.types) or (not self.types and "headline" in self.values)

    @property
    def is_page(self) -> bool:
        """Whether it stands for the page as a whole."""
        return any(kind in _PAGE or kind.endswith("page") for kind in self.types)


def nodes_of(scripts: Iterable[str]) -> tuple[Node, ...]:
    """All objects of the scripts that may be about the page, in order."""
    found: list[Node] = []
    for text in scripts:
        for value in parse(text):
            _flatten(value, found, 0)
    return tuple(found)


def candidates_of_nodes(
    nodes: tuple[Node, ...], addresses: tuple[str, ...], titles: tuple[str, ...]
) -> Iterator[Candidate]:
    """What the nodes about this page state. `addresses` and `titles` are the page's own, as found elsewhere."""
    by_id = {node.values["@id"]: node for node in nodes if isinstance(node.values.get("@id"), str)}
    articles = [node for node in nodes if node.is_article]
    pages = [node for node in nodes if node.is_page and not node.is_article]
    for node in _about_page(articles, addresses, titles):
        yield from _statements(node, by_id, "json-ld")
    for node in _about_page(pages, addresses, titles):
        yield from _statements(node, by_id, "json-ld-page")
    yield from _site_names(nodes)


def _flatten(value: Any, found: list[Node], depth: int, *, listed: bool = False) -> None:
    if depth > MAX_DEPTH or len(found) >= MAX_NODES:
        return
    if isinstance(value, list):
        for entry in value[:MAX_NODES]:
            _flatten(entry, found, depth + 1, listed=listed)
    elif isinstance(value, dict):
        found.append(Node(value, tuple(_types(value.get("@type", value.get("type")))), listed))
        for key in (*_INTO, *_LISTS):
            if isinstance(value.get(key), (dict, list)):
                _flatten(value[key], found, depth + 1, listed=listed or key in _LISTS)


def _types(value: Any) -> Iterator[str]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            yield re.split(r"[/:#]", entry.strip().lower())[-1]


def _about_page(nodes: list[Node], addresses: tuple[str, ...], titles: tuple[str, ...]) -> list[Node]:
    """The nodes that name this page's address or headline; if none does, the first that has a headline."""
    if len(nodes) < 2 and not any(node.listed for node in nodes):
        return nodes
    here = {place_of(address) for address in addresses} - {None}
    called = {_fold(title) for title in titles} - {""}
    placed = [node for node in nodes if any(place_of(own) in here for own in _addresses(node))]
    titled = [node for node in placed or nodes if _is_called(node, called)]
    if titled or placed:
        return (titled or placed)[:MAX_ABOUT]
    nodes = [node for node in nodes if not node.listed]
    first = [node for node in nodes if "headline" in node.values or "author" in node.values] or nodes
    return first[:1]


def _is_called(node: Node, titles: set[str]) -> bool:
    return any(_fold(text) in titles for key in ("headline", "name") for text in _texts(node.values.get(key)))


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage", "mainentityofpage"):
        for value in _listed(node.values.get(key)):
            address = value.get("@id", value.get("url")) if isinstance(value, dict) else value
            if isinstance(address, str):
                yield address


def _statements(node: Node, by_id: dict[str, Node], origin: str) -> Iterator[Candidate]:
    for key, field in _PLAIN:
        # A page's "name" is a title; a video's or an event's belongs to something on the page.
        for text in _texts(node.values.get(key)):
            yield Candidate(field, text, f"{origin}:{key}")
    for address in _addresses(node):
        yield Candidate("canonical_url", address[:MAX_RAW], f"{origin}:url")
    for key in ("author", "authors", "creator"):
        for value in _listed(node.values.get(key)):
            yield from _people(value, by_id, f"{origin}:{key}", 0)
    for value in _listed(node.values.get("publisher")):
        for name, _ in _names(value, by_id, 0):
            yield Candidate("publisher", name, f"{origin}:publisher")
    for value in _listed(node.values.get("image", node.values.get("thumbnailUrl"))):
        image = value.get("url", value.get("contentUrl")) if isinstance(value, dict) else value
        for text in _texts(image):
            yield Candidate("image_url", text, f"{origin}:image")


def _people(value: Any, by_id: dict[str, Node], origin: str, depth: int) -> Iterator[Candidate]:
    for name, kind in _names(value, by_id, depth):
        organisation = kind.endswith(("organization", "corporation", "website", "brand"))
        yield Candidate("authors", name, f"{origin}@Organization" if organisation else origin)


def _names(value: Any, by_id: dict[str, Node], depth: int) -> Iterator[tuple[str, str]]:
    """(name, type) of what stands for a person or organisation: a text, an object or a reference to one."""
    if isinstance(value, str):
        yield from ((text, "") for text in _texts(value))
    if not isinstance(value, dict) or depth > MAX_DEPTH:
        return
    named = list(_texts(value.get("name")))
    if not named and isinstance(value.get("familyName"), str):
        named = [f"{value.get('givenName') or ''} {value['familyName']}".strip()]
    for name in named:
        yield name, next(_types(value.get("@type")), "")
    target = by_id.get(value["@id"]) if isinstance(value.get("@id"), str) and not named else None
    if target is not None and target.values is not value:
        yield from _names(target.values, by_id, depth + 1)


def _site_names(nodes: tuple[Node, ...]) -> Iterator[Candidate]:
    for node in nodes:
        if any(kind == "website" or kind.endswith("organization") for kind in node.types):
            for text in _texts(node.values.get("name")):
                yield Candidate("publisher", text, f"json-ld-site:{node.types[0]}")


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return [entry for part in value[:MAX_ENTRIES] for entry in (part if isinstance(part, list) else [part])]
    return [] if value is None else [value]


def _texts(value: Any) -> Iterator[str]:
    """The texts of a property, without mark-up; JSON's true and false as words."""
    for entry in _listed(value):
        if isinstance(entry, dict):
            entry = entry.get("@value", entry.get("name", entry.get("alternateName")))  # noqa: PLW2901
        if isinstance(entry, (bool, int)):
            entry = str(entry).lower()  # noqa: PLW2901
        if isinstance(entry, str):
            text = _TAG.sub("", html.unescape(entry[:MAX_RAW])).strip()
            if text:
                yield text
