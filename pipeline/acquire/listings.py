"""One shape for whatever lists articles: feeds, sitemaps and section pages.

Pure. Also decides which of the listed addresses a source wants at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from pipeline.acquire import feeds, sitemaps
from pipeline.acquire.links import article_links
from pipeline.model import Candidate, Source

_RECENT = timedelta(days=7)  # older entries of a sitemap are history, which only a backfill asks for
_CHILDREN = 5  # sitemaps of an index that one poll looks into


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's address, and what the list says of it."""

    url: str
    stated: tuple[Candidate, ...] = ()
    at: datetime | None = None  # aware; published or, failing that, changed
    content: str | None = None  # HTML of the full text, where a feed carries it


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list holds; `children` are further sitemaps, `fault` says in words why it can't be read."""

    entries: tuple[Listed, ...] = ()
    children: tuple[Listed, ...] = ()
    ttl: timedelta | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days a backfill asks for: from `since` up to but not with `until`, both aware."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, moment: datetime | None) -> bool:
        """Whether a time lies in it; an unknown one may."""
        if moment is None:
            return True
        return not ((self.since and moment < self.since) or (self.until and moment >= self.until))


def read_listing(kind: str, body: bytes, url: str, content_type: str | None = None) -> Listing:
    """The list in a response's body, read as a source's kind says: feed, sitemap or page."""
    if kind == "feed":
        return _of_feed(feeds.read_feed(body, url, content_type))
    if kind == "sitemap":
        found = sitemaps.read_sitemap(body, url)
        if found.fault and not found.entries:  # a feed may serve as a sitemap
            feed = _of_feed(feeds.read_feed(body, url, content_type))
            return feed if feed.entries else Listing(fault=found.fault)
        return Listing(_of_sitemap(found.entries), _of_sitemap(found.children))
    links = article_links(body, url)
    entries = tuple(Listed(link.url) for link in links)
    return Listing(entries, fault=None if links else "no links to articles found on the page")


def wanted(entries: Iterable[Listed], source: Source, now: datetime, span: Span | None = None) -> Iterator[Listed]:
    """The entries a source wants: its patterns, and the days asked for; of a sitemap else the recent ones."""
    days = span or (Span(since=now - _RECENT) if source.kind == "sitemap" else Span())
    seen: set[str] = set()
    for entry in entries:
        if entry.url not in seen and days.holds(entry.at) and _matches(entry.url, source):
            seen.add(entry.url)
            yield entry


def children_to_read(listing: Listing, span: Span | None = None) -> tuple[Listed, ...]:
    """Which sitemaps of an index to look into: those changed since a backfill's begin, or the few newest."""
    if span is not None:
        return tuple(
            child for child in listing.children if not (span.since and child.at and child.at < span.since)
        )
    ordered = sorted(
        listing.children,
        key=lambda child: (child.at or datetime.min.replace(tzinfo=UTC), "news" in child.url.lower()),
        reverse=True,
    )
    return tuple(ordered[:_CHILDREN])


def _matches(url: str, source: Source) -> bool:
    if any(fnmatchcase(url, pattern) for pattern in source.exclude):
        return False
    return not source.include or any(fnmatchcase(url, pattern) for pattern in source.include)


def _of_feed(feed: feeds.Feed) -> Listing:
    entries = tuple(
        Listed(entry.url, feeds.stated_by(entry), moment(entry.published or entry.updated), entry.content)
        for entry in feed.entries
        if entry.url
    )
    return Listing(entries, ttl=feed.ttl, fault=feed.fault)


def _of_sitemap(entries: Iterable[sitemaps.SitemapEntry]) -> tuple[Listed, ...]:
    return tuple(
        Listed(entry.url, sitemaps.stated_by(entry), moment(entry.published or entry.modified))
        for entry in entries
    )


def moment(text: str | None) -> datetime | None:
    """A date of ISO 8601 as a point in time, UTC where it has no zone; None where it is something else."""
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None
