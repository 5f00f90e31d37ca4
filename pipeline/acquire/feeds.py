"""Read feeds: RSS 0.9x, 1.0 and 2.0, Atom, and JSON Feed, well-formed or not, into one shape.

Pure. XML goes through feedparser, which forgives what feeds in the wild get wrong; JSON Feed is read here
(https://www.jsonfeed.org/version/1.1/). Each form has its own small adapter to `Feed`.
"""

from __future__ import annotations

import html
import io
import json
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from pipeline.model import Candidate

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
# A time of day followed by an offset or a zone's letters; without one the source's own zone has to decide.
_HAS_ZONE = re.compile(r"\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d\d:?\d\d|[A-Za-z]{1,5})")
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed, as it states itself."""

    url: str | None
    id: str
    title: str | None = None
    summary: str | None = None  # HTML or text
    content: str | None = None  # HTML, where the feed has the full text
    published: str | None = None  # ISO 8601 where it was understood with its zone, otherwise as found
    updated: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its items in their order; `fault` in words where it can't be read."""

    kind: str = ""  # rss20, atom10, json11, ... as feedparser names them
    title: str | None = None
    home_url: str | None = None
    language: str | None = None
    entries: tuple[FeedEntry, ...] = ()
    ttl: timedelta | None = None  # how long the publisher says it may be kept
    next_url: str | None = None  # older items, RFC 5005
    fault: str | None = None


def read_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """The feed in a response's body; `url` is what relative links start from."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") or "json" in (content_type or ""):
        return _json_feed(body, url)
    return _xml_feed(body, url, content_type)


def stated_by(entry: FeedEntry) -> tuple[Candidate, ...]:
    """What an item says of its article, as candidates beside those of the page."""
    single = (
        ("title", entry.title),
        ("description", text_of(entry.summary)),
        ("published", entry.published),
        ("modified", entry.updated),
        ("language", entry.language),
        ("image_url", entry.image_url),
    )
    many = [("authors", author) for author in entry.authors] + [("tags", tag) for tag in entry.tags]
    return tuple(Candidate(field, value, f"feed:{field}") for field, value in (*single, *many) if value)


def text_of(markup: str | None) -> str | None:
    """HTML or text as plain text on one line."""
    if not markup:
        return None
    plain = html.unescape(_TAG.sub(" ", markup)) if "<" in markup or "&" in markup else markup
    return " ".join(plain.split()) or None


def _xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    import feedparser  # noqa: PLC0415 - costs a tenth of a second

    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        # a stream, because feedparser would fetch what looks like an address
        parsed = feedparser.parse(
            io.BytesIO(_without_leading_noise(body)), response_headers=headers, sanitize_html=False
        )
    except Exception as error:  # noqa: BLE001 - a parser for malformed input has malformed moments
        return Feed(fault=f"not a readable feed: {type(error).__name__}")
    if not parsed.get("version") and not parsed.entries:
        return Feed(fault="not a feed")
    head = parsed.feed
    entries = [_xml_entry(entry, head.get("link") or url, head.get("language")) for entry in parsed.entries]
    if not (parsed.get("version") or "").startswith("atom"):  # where Dublin Core's date is the date of publication
        entries = [replace(entry, published=entry.published or entry.updated) for entry in entries]
    return Feed(
        kind=parsed.get("version") or "unknown",
        title=text_of(head.get("title")),
        home_url=_address(head.get("link"), url),
        language=head.get("language"),
        entries=tuple(_named(entries)),
        ttl=_ttl(head),
        next_url=next(
            (_address(link.get("href"), url) for link in head.get("links", []) if link.get("rel") == "next"), None
        ),
    )


def _without_leading_noise(body: bytes) -> bytes:
    """White space before the XML declaration is an error to strict parsers, and common."""
    return body.lstrip(b" \t\r\n") if body[:1] in b" \t\r\n" else body


def _xml_entry(entry: Any, base: str, language: str | None) -> FeedEntry:
    content = max((part.get("value", "") for part in entry.get("content", [])), key=len, default="")
    link = entry.get("link") or _link_of(entry.get("links", []))
    return FeedEntry(
        url=_address(link, base) or _address(entry.get("id"), ""),
        id=entry.get("id") or "",
        title=text_of(entry.get("title")),
        summary=entry.get("summary") if entry.get("summary") != content else None,
        content=content or None,
        published=_when(entry, "published") or _when(entry, "created"),
        updated=_when(entry, "updated") if "updated" in entry.keys() else None,  # noqa: SIM118 - .get would guess
        authors=_people(entry),
        tags=tuple(
            dict.fromkeys(tag["term"].strip() for tag in entry.get("tags", []) if (tag.get("term") or "").strip())
        ),
        language=entry.get("title_detail", {}).get("language") or language,
        image_url=_image(entry, base),
    )


def _named(entries: Iterable[FeedEntry]) -> Iterable[FeedEntry]:
    """Items need a name: the id, else the address, else the title; those without any are no items."""
    for entry in entries:
        name = entry.id or entry.url or entry.title
        if name:
            yield entry if entry.id else replace(entry, id=name)


def _link_of(links: Iterable[Any]) -> str | None:
    """The first link that is a page: `alternate` before any other, never an enclosure."""
    usable = [
        link for link in links if link.get("href") and link.get("rel", "alternate") in {"alternate", "related"}
    ]
    usable.sort(key=lambda link: (link.get("rel") != "alternate", "html" not in link.get("type", "html")))
    return usable[0]["href"] if usable else None


def _address(link: Any, base: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        found = urljoin(base, link.strip())
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None


def _when(entry: Any, name: str) -> str | None:
    """A date as ISO 8601 in UTC where zone and date are sure, else as the feed wrote it."""
    raw = (entry.get(name) or "").strip()
    parsed: time.struct_time | None = entry.get(f"{name}_parsed")
    if parsed is not None and _HAS_ZONE.search(raw):
        try:
            return datetime(*parsed[:6], tzinfo=UTC).isoformat()
        except ValueError:
            return raw or None
    return raw or None


def _people(entry: Any) -> tuple[str, ...]:
    names = [person.get("name") or person.get("email") or "" for person in entry.get("authors", [])]
    names = names if any(names) else [entry.get("author") or ""]
    return tuple(dict.fromkeys(name for name in map(text_of, names) if name))


def _image(entry: Any, base: str) -> str | None:
    media = [*entry.get("media_content", []), *entry.get("media_thumbnail", [])]
    urls = [part.get("url") for part in media if not part.get("type", "image").startswith(("video", "audio"))]
    urls += [part.get("href") for part in entry.get("enclosures", []) if part.get("type", "").startswith("image")]
    return next(filter(None, (_address(url, base) for url in urls)), None)


def _ttl(head: Any) -> timedelta | None:
    """RSS's `ttl` in minutes, or the period and frequency of the syndication module."""
    minutes = str(head.get("ttl") or "").strip()
    if minutes.isdecimal() and int(minutes[:6]) > 0:
        return timedelta(minutes=int(minutes[:6]))
    hours = _PERIODS.get(str(head.get("sy_updateperiod") or "").strip().lower())
    if hours is None:
        return None
    often = str(head.get("sy_updatefrequency") or "1").strip()
    return timedelta(hours=hours) / max(1, int(often[:6]) if often.isdecimal() else 1)


def _json_feed(body: bytes, url: str) -> Feed:
    try:
        data = json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError):
        return Feed(fault="not a feed: JSON that can't be read")
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return Feed(fault="not a feed: JSON without a list of items")
    base = _address(data.get("home_page_url"), url) or url
    entries = [_json_entry(item, base, data) for item in data["items"] if isinstance(item, dict)]
    version = _string(data.get("version")) or ""
    return Feed(
        kind="json11" if version.endswith("1.1") else "json1",
        title=text_of(_string(data.get("title"))),
        home_url=_address(data.get("home_page_url"), url),
        language=_string(data.get("language")),
        entries=tuple(_named(entries)),
        next_url=_address(data.get("next_url"), url),
    )


def _json_entry(item: dict[str, Any], base: str, feed: dict[str, Any]) -> FeedEntry:
    text = _string(item.get("content_text"))
    names = _json_names(item) or _json_names(feed)
    tags = item.get("tags")
    return FeedEntry(
        url=_address(item.get("url"), base)
        or _address(item.get("id"), "")
        or _address(item.get("external_url"), base),
        id=_string(item.get("id")) or "",
        title=text_of(_string(item.get("title"))),
        summary=_string(item.get("summary")),
        content=_string(item.get("content_html")) or (f"<p>{html.escape(text)}</p>" if text else None),
        published=_string(item.get("date_published")),
        updated=_string(item.get("date_modified")),
        authors=names,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_string(item.get("language")) or _string(feed.get("language")),
        image_url=_address(item.get("image") or item.get("banner_image"), base),
    )


def _json_names(holder: dict[str, Any]) -> tuple[str, ...]:
    """Version 1.1 has a list of authors, version 1 one author."""
    authors = holder.get("authors")
    people = authors if isinstance(authors, list) and authors else [holder.get("author")]
    names = [_string(person.get("name")) for person in people if isinstance(person, dict)]
    return tuple(dict.fromkeys(filter(None, names)))


def _string(value: Any) -> str | None:
    """Text, or a number as text: ids are often numbers."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
