"""Find the feeds and sitemaps of a site, and see whether configured sources work: a few polite requests each.

Writes nothing; what is found can become an entry of `sources.toml`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.acquire.feeds import read_feed
from pipeline.acquire.fetcher import Fetched, Fetcher
from pipeline.acquire.follow import ROLES
from pipeline.acquire.limits import DEFAULT_LIMITS, FetchLimits
from pipeline.acquire.links import Offer, offers, usual_places
from pipeline.acquire.listings import Listing, read_listing
from pipeline.model import Fetch, Source

_MOST_OFFERS = 8  # of what the page names; the first are the site's main feeds
_MOST_GUESSES = 10  # of the usual places, and only where nothing is named


@dataclass(frozen=True, slots=True)
class FoundList:
    """A feed, sitemap or section page that was fetched and has articles."""

    kind: str  # feed, sitemap, page: a source's kind
    url: str
    title: str = ""
    language: str | None = None
    entries: int = 0  # articles listed, or further sitemaps of an index
    newest: datetime | None = None  # aware
    is_news: bool = False  # a sitemap that says title and date of its articles


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a site has, the best first; `reason` says in words why nothing was found."""

    found: tuple[FoundList, ...]
    fetches: tuple[Fetch, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a configured source answered one request."""

    source: Source
    fetch: Fetch
    entries: int = 0
    newest: datetime | None = None  # aware
    fault: str | None = None  # why what came can't be used


def discover(url: str, source: Source, *, limits: FetchLimits = DEFAULT_LIMITS) -> Discovery:
    """Look at an address and at what it leads to; `source` says under which name and limits."""

    async def go() -> Discovery:
        async with Fetcher(limits=limits) as fetcher:
            return await _Search(fetcher, source).run(url)

    return asyncio.run(go())


def check_sources(sources: Iterable[Source], *, limits: FetchLimits = DEFAULT_LIMITS) -> list[Checked]:
    """Ask every web source's list once, all at the same time but for hosts' limits."""

    async def go() -> list[Checked]:
        async with Fetcher(limits=limits) as fetcher:
            return list(await asyncio.gather(*(_check(fetcher, source) for source in sources)))

    return asyncio.run(go())


async def _check(fetcher: Fetcher, source: Source) -> Checked:
    found = await fetcher.fetch(source.location, source, role=ROLES[source.kind])
    if found.fetch.outcome != "fetched":
        return Checked(source, found.fetch)
    listing = _listing(source.kind, found)
    return Checked(source, found.fetch, _count(listing), _newest(listing), listing.fault)


class _Search:
    """One search of a site; remembers what it has looked at."""

    def __init__(self, fetcher: Fetcher, source: Source) -> None:
        self._fetcher = fetcher
        self._source = source
        self._fetches: list[Fetch] = []
        self._seen: set[str] = set()

    async def run(self, url: str) -> Discovery:
        start = await self._fetch(url, "section")
        if start.fetch.outcome != "fetched":
            return Discovery((), tuple(self._fetches), start.fetch.reason)
        base = start.fetch.final_url or url
        if itself := _as_list(start, base):
            return Discovery((itself,), tuple(self._fetches))
        found = await self._look(offers(start.body, base)[:_MOST_OFFERS])
        places = usual_places(base, await self._sitemaps(base))
        named = len(places) - len(usual_places(base))
        found += await self._look(places[: max(0, named)])
        if not found:
            found = await self._look(places[named : named + _MOST_GUESSES])
        section = read_listing("page", start.body, base)
        if not found and section.entries:
            found = [FoundList("page", base, entries=len(section.entries))]
        ordered = sorted(found, key=lambda each: (each.kind != "feed", not each.is_news))
        reason = "" if found else "no feed, no sitemap and no links to articles found there"
        return Discovery(tuple(ordered), tuple(self._fetches), reason)

    async def _look(self, places: Iterable[Offer]) -> list[FoundList]:
        found = []
        for place in places:
            if place.url in self._seen:
                continue
            answer = await self._fetch(place.url, "feed" if place.kind == "feed" else "sitemap")
            if each := _as_list(answer, answer.fetch.moved_to or place.url, place.title):
                found.append(each)
        return found

    async def _fetch(self, url: str, kind: str) -> Fetched:
        self._seen.add(url)
        found = await self._fetcher.fetch(url, self._source, role=ROLES.get(kind, "section"))
        self._fetches.append(found.fetch)
        return found

    async def _sitemaps(self, url: str) -> tuple[str, ...]:
        """What robots.txt names; it has been fetched with the page."""
        kept = self._fetcher.site_files.known_rules(url)
        return kept.sitemaps() if kept else ()


def _as_list(found: Fetched, url: str, title: str = "") -> FoundList | None:
    """What was fetched as a feed or sitemap; None where it is neither, or empty."""
    if found.fetch.outcome != "fetched" or not found.body:
        return None
    feed = read_feed(found.body, url, found.fetch.media_type)
    if feed.entries:
        listing = _listing("feed", found)
        language = (feed.language or "").split("-")[0].lower() or None
        return FoundList("feed", url, feed.title or title, language, len(feed.entries), _newest(listing))
    listing = _listing("sitemap", found)
    if listing.fault or not _count(listing):
        return None
    is_news = any(entry.stated for entry in listing.entries) or "news" in url.rpartition("/")[2].lower()
    return FoundList("sitemap", url, title, None, _count(listing), _newest(listing), is_news)


def _listing(kind: str, found: Fetched) -> Listing:
    return read_listing(kind, found.body, found.fetch.final_url or found.fetch.url, found.fetch.media_type)


def _count(listing: Listing) -> int:
    return len(listing.entries) or len(listing.children)


def _newest(listing: Listing) -> datetime | None:
    return max((entry.at for entry in [*listing.entries, *listing.children] if entry.at), default=None)
