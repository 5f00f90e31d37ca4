"""Read sitemaps: lists and indexes, gzipped or not, as XML or plain text, with the news extension.

Pure. https://www.sitemaps.org/protocol.html and Google's news extension. Broken XML gives what can be read of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from pipeline.acquire.bounded import BrokenGzipError, TooLargeError, gunzip_bounded
from pipeline.model import Candidate

MAX_BYTES = 52_428_800  # the protocol's own limit for one file
MAX_ENTRIES = 50_000  # and for its entries

_READ = frozenset(
    [(parent, name) for parent in ("url", "sitemap") for name in ("loc", "lastmod")]
    + [("news", "title"), ("news", "publication_date"), ("news", "keywords")]
    + [("publication", "name"), ("publication", "language")]
)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address, and what the sitemap says of it."""

    url: str
    modified: str | None = None  # as written
    title: str | None = None  # from here on: the news extension
    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap's entries, or an index's further sitemaps; `fault` in words where it is neither."""

    entries: tuple[SitemapEntry, ...] = ()
    children: tuple[SitemapEntry, ...] = ()
    fault: str | None = None


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The sitemap in a response's body; `url` is what relative addresses start from."""
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gunzip_bounded(io.BytesIO(body), MAX_BYTES)
        except TooLargeError:
            return Sitemap(fault="larger than 50 MB when decompressed")
        except BrokenGzipError as error:
            return Sitemap(fault=f"broken gzip data: {error}")
    if b"<" not in body[:1000]:
        return _text_sitemap(body)
    return _xml_sitemap(body, url)


def stated_by(entry: SitemapEntry) -> tuple[Candidate, ...]:
    """What a sitemap says of an article, as candidates beside those of the page.

    `lastmod` is left out: of too many sites it is the time at which the sitemap was made.
    """
    single = (
        ("title", entry.title),
        ("published", entry.published),
        ("language", entry.language),
        ("publisher", entry.publisher),
    )
    values = [*single, *(("tags", tag) for tag in entry.tags)]
    return tuple(Candidate(field, value, f"sitemap:{field}") for field, value in values if value)


def _text_sitemap(body: bytes) -> Sitemap:
    lines = body.decode("utf-8-sig", errors="replace").split()
    urls = [line for line in lines if line.startswith(("http://", "https://"))]
    if not urls:
        return Sitemap(fault="not a sitemap")
    return Sitemap(tuple(SitemapEntry(url) for url in dict.fromkeys(urls[:MAX_ENTRIES])))


def _xml_sitemap(body: bytes, url: str) -> Sitemap:
    entries: list[SitemapEntry] = []
    children: list[SitemapEntry] = []
    root: str | None = None
    try:
        for event, element in etree.iterparse(
            io.BytesIO(body.lstrip() if body[:1].isspace() else body),
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
        ):
            name = _local(element)
            root = root or name
            if event == "end" and name in {"url", "sitemap"}:
                entry = _entry(element, url)
                element.clear()
                if entry:
                    (entries if name == "url" else children).append(entry)
                if len(entries) + len(children) >= MAX_ENTRIES:
                    break
    except etree.XMLSyntaxError:
        if not entries and not children:
            return Sitemap(fault="not a sitemap: XML that can't be read")
    if root not in {"urlset", "sitemapindex"} and not entries and not children:
        return Sitemap(fault="not a sitemap")
    return Sitemap(tuple(entries), tuple(children))


def _entry(element: etree._Element, base: str) -> SitemapEntry | None:
    values: dict[str, str] = {}
    for child in element.iter():
        name, parent = _local(child), _local(child.getparent())
        # the extensions for pictures and videos have elements of the same names
        if (parent, name) in _READ and (text := "".join(map(str, child.itertext())).strip()):
            values.setdefault(name, text)
    try:
        address = urljoin(base, values.get("loc", ""))
    except ValueError:
        return None
    if not values.get("loc") or not address.startswith(("http://", "https://")):
        return None
    return SitemapEntry(
        url=address.partition("#")[0],
        modified=values.get("lastmod"),
        title=values.get("title"),
        published=values.get("publication_date"),
        language=values.get("language"),
        publisher=values.get("name"),
        tags=tuple(tag.strip() for tag in values.get("keywords", "").split(",") if tag.strip()),
    )


def _local(element: etree._Element | None) -> str:
    """An element's name without its namespace, which half the sitemaps in the wild get wrong."""
    if element is None:
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
