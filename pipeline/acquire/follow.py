"""Follow one web source: look at its list, fetch what is new, read again what is due.

Holds no more than a few pages at once. What earlier runs know comes through `Memory`; what happens goes out as
`Visit`s, one a fetch; every response is in the archive before its visit goes out.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from pipeline.acquire.archive import ArchiveWriter
from pipeline.acquire.exchange import Exchange
from pipeline.acquire.feeds import text_of
from pipeline.acquire.fetcher import Fetched, Fetcher
from pipeline.acquire.headers import charset_of
from pipeline.acquire.listings import Listed, Listing, Span, children_to_read, read_listing, wanted
from pipeline.acquire.polling import REREADS, after_fetch, after_poll, is_due, next_poll
from pipeline.model import ArchivePointer, Fetch, FetchRole, Item, PollState, SiteFile, Source, UrlState

ROLES: dict[str, FetchRole] = {"feed": "feed", "sitemap": "sitemap", "page": "section"}
_FULL_TEXT = 600  # characters from which on a feed's content is an article and not a teaser
_LOOKUP = 500  # addresses asked of the memory at once
_DEEPEST = 3  # an index of indexes of sitemaps
Rereads = tuple[timedelta, ...]  # after the first fetch


class Memory(Protocol):
    """What is known from earlier runs. It is asked from the thread in which fetching goes on."""

    def poll_state(self, source_id: str) -> PollState | None:
        """How polling the source went so far."""

    def url_states(self, source_id: str, urls: Sequence[str]) -> Mapping[str, UrlState]:
        """What is remembered of addresses, by address; unknown ones are left out."""

    def due(self, source_id: str, now: datetime, most: int) -> Sequence[UrlState]:
        """Addresses of articles whose `next_at` has come, the oldest first."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch, and all that follows from it: what to load and what to remember."""

    fetch: Fetch
    item: Item | None = None  # an article's bytes
    url_state: UrlState | None = None
    poll_state: PollState | None = None
    site_file: SiteFile | None = None
    pointer: ArchivePointer | None = None  # of the response, where there was one


@dataclass(slots=True)
class _Poll:
    """What polling a source's lists brought."""

    fresh: list[Listed] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FollowOptions:
    """What a run asks for."""

    span: Span | None = None  # a backfill
    ignore_schedule: bool = False  # poll now, due or not
    most_new: int = 1_000  # articles of one source in one run; the rest come with the next
    most_due: int = 500
    longest: timedelta = timedelta(minutes=30)  # after that nothing is begun; slow hosts go on in the next run


@dataclass(slots=True)
class Follower:
    """Everything that following sources needs, shared by all of them."""

    fetcher: Fetcher
    memory: Memory
    archive: ArchiveWriter
    now: Callable[[], datetime]
    give: Callable[[Visit], Awaitable[None]]  # waits while the receiver is behind
    options: FollowOptions = field(default_factory=FollowOptions)
    chance: Callable[[], float] = random.random
    _until: datetime | None = None

    async def follow(self, source: Source) -> None:
        """Poll a source if it is due, then fetch its new articles and those to be read again.

        The visits of its lists go out last: if the run dies before, nothing remembers that the lists were seen,
        and the next run finds in them what this one did not fetch.
        """
        self._until = self._until or self.now() + self.options.longest
        due = self.memory.due(source.id, self.now(), self.options.most_due)
        poll = await self._poll(source) if self._is_due(source) else _Poll()
        again = {state.url: (Listed(state.url, state.stated), state) for state in due if not state.gone}
        fresh = ((entry, _new_state(source, entry)) for entry in poll.fresh if entry.url not in again)
        if not await self._articles(source, [*fresh, *again.values()]):
            poll.visits = [_forgetting(visit) for visit in poll.visits]
        await self._give_site_files()
        for visit in poll.visits:
            await self.give(visit)

    async def visit(self, source: Source, urls: Sequence[str]) -> None:
        """Fetch single articles that somebody asked for, known or not; they are not read again on their own."""
        known = self.memory.url_states(source.id, urls)
        states = [known.get(url) or UrlState(url, source.id) for url in dict.fromkeys(urls)]
        await self._articles(source, [(Listed(state.url, state.stated), state) for state in states], rereads=())
        await self._give_site_files()

    async def _articles(
        self, source: Source, wanted: Iterable[tuple[Listed, UrlState]], rereads: Rereads = REREADS
    ) -> bool:
        """Fetch articles, a few at a time; whether all were begun before the run's time was over."""
        jobs = iter(wanted)
        is_complete = True

        async def work() -> None:
            nonlocal is_complete
            for entry, state in jobs:  # one iterator for all workers: each takes the next
                if self._is_over():
                    is_complete = False
                    return
                await self._article(source, entry, state, rereads)

        async with asyncio.TaskGroup() as group:
            for _ in range(max(4, self.fetcher.limits.connections_per_host)):
                group.create_task(work())
        return is_complete

    def _is_over(self) -> bool:
        return self._until is not None and self.now() >= self._until

    def _is_due(self, source: Source) -> bool:
        is_asked = self.options.ignore_schedule or self.options.span is not None
        return is_asked or is_due(self.memory.poll_state(source.id), self.now())

    async def _poll(self, source: Source) -> _Poll:
        """Fetch a source's lists, and find what is new in them."""
        state = self.memory.poll_state(source.id) or PollState(source.id)
        found, listing = await self._list(source, source.location)
        poll = _Poll()
        entries = list(wanted(listing.entries, source, self.now(), self.options.span))
        if listing.children:
            async for child, more in self._children(source, listing, 1):
                entries += wanted(more.entries, source, self.now(), self.options.span)
                poll.visits.append(self._visit_of(source, child, keep=more.fault is None))
        unknown = self._unknown(source, entries)
        poll.fresh = unknown[: self.options.most_new]
        now = self.now()
        published = [entry.at or now for entry in poll.fresh]
        after = after_poll(state, found.fetch, now, published=published, ttl=listing.ttl, fault=listing.fault)
        after = replace(after, next_at=next_poll(source, after, now, self.chance()))
        is_done = len(unknown) == len(poll.fresh)
        if not is_done:  # the rest is fetched by the next runs, which must see the whole lists again
            poll.visits = [_forgetting(visit) for visit in poll.visits]
        visit = self._visit_of(source, found, keep=is_done and listing.fault is None)
        poll.visits.append(replace(visit, poll_state=after))
        return poll

    async def _list(self, source: Source, url: str) -> tuple[Fetched, Listing]:
        state = self.memory.url_states(source.id, [url]).get(url)
        if state is not None and state.gone:
            return _retired(source, url, self.now()), Listing()
        role = ROLES[source.kind]
        target = (state.moved_to if state else None) or url
        found = await self.fetcher.fetch(target, source, role=role, state=state)
        if target != url:
            found = replace(found, fetch=replace(found.fetch, url=url, final_url=found.fetch.final_url or target))
        if found.fetch.outcome != "fetched" and not found.body:
            return found, Listing()
        base = found.fetch.final_url or url
        kind = found.exchanges[-1].header("Content-Type") if found.exchanges else None
        # parsing a large sitemap takes seconds, in which other connections would stand still
        return found, await asyncio.to_thread(read_listing, source.kind, found.body, base, kind)

    async def _children(
        self, source: Source, index: Listing, depth: int
    ) -> AsyncIterator[tuple[Fetched, Listing]]:
        for child in children_to_read(index, self.options.span):
            found, listing = await self._list(source, child.url)
            yield found, listing
            if listing.children and depth < _DEEPEST:
                async for more in self._children(source, listing, depth + 1):
                    yield more

    def _unknown(self, source: Source, entries: list[Listed]) -> list[Listed]:
        fresh = []
        for start in range(0, len(entries), _LOOKUP):
            part = entries[start : start + _LOOKUP]
            known = self.memory.url_states(source.id, [entry.url for entry in part])
            fresh += [entry for entry in part if entry.url not in known]
        return fresh

    async def _article(self, source: Source, entry: Listed, state: UrlState, rereads: Rereads) -> None:
        found = await self.fetcher.fetch(state.moved_to or entry.url, source, state=state)
        fetch = replace(found.fetch, url=entry.url)
        now = self.now()
        after = after_fetch(state, fetch, now, self.chance(), rereads)
        pointer = self._archived([replace(each, stated=entry.stated) for each in found.exchanges])
        item = None
        if fetch.outcome == "fetched":
            item = Item(
                source_id=source.id,
                uri=after.uri or fetch.url,
                url=fetch.final_url or fetch.url,
                payload=found.body,
                captured_at=found.exchanges[-1].at if found.exchanges else now,
                media_type=fetch.media_type,
                charset=charset_of(found.exchanges[-1].header("Content-Type")) if found.exchanges else None,
                stated=entry.stated,
                pointer=pointer,
            )
        elif state.reads == 0 and fetch.outcome not in {"tdm", "deferred"}:
            item = _from_feed(source, entry, now)
        await self.give(Visit(fetch, item, after, pointer=pointer))
        await self._give_site_files()

    def _visit_of(self, source: Source, found: Fetched, *, keep: bool) -> Visit:
        """The visit of a list; its validators are kept only where it need not come whole the next time."""
        url, now = found.fetch.url, self.now()
        state = self.memory.url_states(source.id, [url]).get(url) or UrlState(url, source.id)
        after = replace(after_fetch(state, found.fetch, now, self.chance(), ()), next_at=None)
        visit = Visit(found.fetch, url_state=after, pointer=self._archived(found.exchanges))
        return visit if keep else _forgetting(visit)

    async def _give_site_files(self) -> None:
        fetches = self.fetcher.site_files.take_fetches()
        files = {file.url: file for file in self.fetcher.site_files.take_new()}
        for found in fetches:
            pointer = self._archived(found.exchanges)
            await self.give(Visit(found.fetch, site_file=files.get(found.fetch.url), pointer=pointer))

    def _archived(self, exchanges: Iterable[Exchange]) -> ArchivePointer | None:
        pointer = None
        for exchange in exchanges:
            pointer = self.archive.append_exchange(exchange)
        return pointer


def _new_state(source: Source, entry: Listed) -> UrlState:
    """What is known of an address that was never fetched. What lists say is kept, because they move on."""
    return UrlState(entry.url, source.id, stated=entry.stated)


def _forgetting(visit: Visit) -> Visit:
    """The same visit without validators, so that the list comes whole the next time."""
    if visit.url_state is None:
        return visit
    return replace(visit, url_state=replace(visit.url_state, etag=None, last_modified=None, digest=None))


def _from_feed(source: Source, entry: Listed, now: datetime) -> Item | None:
    """The article as the feed carries it, for a page that could not be had."""
    if not entry.content or len(text_of(entry.content) or "") < _FULL_TEXT:
        return None
    return Item(
        source_id=source.id,
        uri=entry.url,
        url=entry.url,
        payload=entry.content.encode(),
        captured_at=now,
        media_type="text/html",
        charset="utf-8",
        stated=entry.stated,
    )


def _retired(source: Source, url: str, now: datetime) -> Fetched:
    reason = "was gone for good (410) and is not asked for again"
    return Fetched(Fetch(source.id, url, ROLES[source.kind], "", now, "gone", reason, status=410))
