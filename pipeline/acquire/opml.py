"""Read and write OPML, the lists of feeds that feed readers exchange.

Pure. What newsmill has no use for is kept for them.
http://opml.org/spec2.opml; FreshRSS adds attributes in a namespace of its own, and types of sources that are
no feeds (https://freshrss.github.io/FreshRSS/en/developers/OPML.html). Attributes are named `{namespace}name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from pipeline.acquire.names import free_id
from pipeline.errors import InputError
from pipeline.model import Source

FRESHRSS = "https://freshrss.org/opml"
_FEED_TYPES = {"", "rss", "atom", "feed", "rss1", "rdf", "json"}
_OWN_TYPES = {"sitemap", "page"}  # what newsmill follows besides feeds, as it exports them itself


def read_opml(body: bytes, taken: Iterable[str] = ()) -> tuple[Source, ...]:
    """The feeds of an OPML file as sources, in its order; ids are made of their titles and differ from `taken`.

    What is no feed (FreshRSS's web scraping) becomes a disabled source of kind page, because newsmill looks at
    such pages in its own way. Raises InputError where it is not OPML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not an OPML file: {error}") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise InputError("not an OPML file: its first element is not <opml>")
    ids = set(taken)
    outlines = (element for top in root.iter("body") for element in top.iterchildren("outline"))
    return tuple(source for outline in outlines for source in _sources(outline, (), {}, ids))


def write_opml(sources: Iterable[Source], at: datetime, title: str = "newsmill") -> bytes:
    """An OPML 2.0 file of the web sources, in categories; `at` (aware) is when it was made."""
    root = etree.Element("opml", nsmap={"frss": FRESHRSS}, version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "dateCreated").text = format_datetime(at)
    places: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for source in sources:
        if source.location.startswith(("http://", "https://")):
            place = _place(places, source)
            kind = "rss" if source.kind == "feed" else source.kind
            outline = etree.SubElement(place, "outline", {"text": source.name, "type": kind, "title": source.name})
            outline.set("xmlUrl", source.location)
            for name, value in source.opml:
                if not name[0].isdigit():  # those that begin with a depth belong to a category
                    outline.set(name, value)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _sources(
    outline: etree._Element, category: tuple[str, ...], inherited: dict[str, str], ids: set[str]
) -> Iterator[Source]:
    if "xmlUrl" in outline.attrib:
        if source := _source(outline, category, inherited, ids):
            yield source
        return
    name = outline.get("text") or outline.get("title") or ""
    kept = {f"{len(category)}/{key}": value for key, value in _attributes(outline) if key not in {"text", "title"}}
    for child in outline.iterchildren("outline"):
        yield from _sources(child, (*category, name) if name else category, inherited | kept, ids)


def _source(
    outline: etree._Element, category: tuple[str, ...], inherited: dict[str, str], ids: set[str]
) -> Source | None:
    url = outline.get("xmlUrl", "").strip()
    if not url.startswith(("http://", "https://")):
        return None
    name = (outline.get("text") or outline.get("title") or url).strip() or url
    kind = outline.get("type", "").lower()
    extra = {key: value for key, value in _attributes(outline) if key not in {"text", "xmlUrl"}}
    if extra.get("title") == name:
        del extra["title"]
    if extra.get("type") in {"rss", *_OWN_TYPES}:
        del extra["type"]
    return Source(
        id=free_id(name, ids),
        name=name,
        kind="feed" if kind in _FEED_TYPES else "sitemap" if kind == "sitemap" else "page",
        location=url,
        enabled=kind in _FEED_TYPES | _OWN_TYPES,
        category=category,
        opml=tuple((extra | inherited).items()),
    )


def _attributes(outline: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in outline.attrib.items()]


def _place(places: dict[tuple[str, ...], etree._Element], source: Source) -> etree._Element:
    """The outline of a source's category, made with its ancestors where it is not there yet."""
    for depth in range(len(source.category)):
        path = source.category[: depth + 1]
        if path not in places:
            outline = etree.SubElement(places[path[:-1]], "outline", {"text": path[-1], "title": path[-1]})
            for key, value in source.opml:
                if key.startswith(f"{depth}/"):
                    outline.set(key.removeprefix(f"{depth}/"), value)
            places[path] = outline
    return places[source.category]
