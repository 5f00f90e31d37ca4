"""Follow many web sources at once, and hand out what happens as an iterator.

The network has a thread and an event loop of its own, so that it goes on while pages are cleaned and loaded; a
short queue between the two keeps memory flat: who fetches waits for who loads.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import random
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.acquire.archive import ArchiveWriter
from pipeline.acquire.fetcher import Fetcher, host_of
from pipeline.acquire.follow import Follower, FollowOptions, Memory, Visit
from pipeline.acquire.limits import DEFAULT_LIMITS, FetchLimits
from pipeline.acquire.sitefiles import SiteFiles
from pipeline.errors import NewsmillError
from pipeline.model import Fetch, SiteFile, Source

_QUEUE = 64  # visits between fetching and loading
_SOURCES = 50  # followed at once; hosts have their own limits

_log = logging.getLogger(__name__)


def crawl(
    sources: Iterable[Source | Pages],
    memory: Memory,
    archive: ArchiveWriter,
    *,
    limits: FetchLimits = DEFAULT_LIMITS,
    options: FollowOptions | None = None,
    site_files: Iterable[SiteFile] = (),
    holds: Mapping[str, datetime] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    chance: Callable[[], float] = random.random,
) -> Iterator[Visit]:
    """Follow the sources that are due, and yield one `Visit` a fetch; of `Pages` just these are fetched.

    `site_files` and `holds` come from earlier runs: hosts' files that have not expired, and until when (aware)
    hosts asked to be left alone with Retry-After, by `Fetch.host`.

    Stopping early (closing the iterator) stops the fetching. Raises what the archive raises, such as
    WarehouseError on a full disk; what sources and servers do never raises.
    """
    between = _Between()

    async def run() -> None:
        async with Fetcher(limits=limits, site_files=SiteFiles(site_files, now), now=now) as fetcher:
            for host, until in (holds or {}).items():
                fetcher.gate.hold(host, (until - now()).total_seconds())
            follower = Follower(fetcher, memory, archive, now, between.give, options or FollowOptions(), chance)
            await between.until_stopped(_follow_all(follower, list(sources)))

    worker = threading.Thread(target=between.carry, args=(run,), name="newsmill-web", daemon=True)
    worker.start()
    try:
        yield from between.receive()
    finally:
        between.stopped.set()
        worker.join()


@dataclass(frozen=True, slots=True)
class Pages:
    """Addresses that somebody asked for; `source` says under which name and limits."""

    source: Source
    urls: tuple[str, ...]


class _Between:
    """The queue between the thread that fetches and the one that loads."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._queue: queue.Queue[Visit | BaseException | None] = queue.Queue(_QUEUE)

    async def give(self, visit: Visit) -> None:
        """Put a visit in, waiting while the queue is full."""
        while True:
            try:
                self._queue.put_nowait(visit)
            except queue.Full:
                await asyncio.sleep(0.01)
            else:
                return

    def receive(self) -> Iterator[Visit]:
        """Take visits out until the end; raises what ended the fetching."""
        while (visit := self._queue.get()) is not None:
            if isinstance(visit, BaseException):
                raise visit
            yield visit

    async def until_stopped(self, work: Coroutine[None, None, None]) -> None:
        """Do the work, unless the receiver stops before."""
        task = asyncio.ensure_future(work)
        while not task.done():
            await asyncio.wait([task], timeout=0.2)
            if self.stopped.is_set():
                task.cancel()
        if not task.cancelled():
            task.result()

    def carry(self, run: Callable[[], Coroutine[None, None, None]]) -> None:
        """The thread: an event loop for the run, then the end or what ended it."""
        end: BaseException | None = None
        try:
            asyncio.run(run())
        except BaseException as error:  # noqa: BLE001 - it is raised again on the other side
            end = _first(error)
        while not self.stopped.is_set():
            try:
                self._queue.put(end, timeout=0.2)
            except queue.Full:
                continue
            return


async def _follow_all(follower: Follower, wanted: list[Source | Pages]) -> None:
    places = asyncio.Semaphore(_SOURCES)

    async def one(each: Source | Pages) -> None:
        source = each.source if isinstance(each, Pages) else each
        async with places:
            try:
                if isinstance(each, Pages):
                    await follower.visit(source, each.urls)
                else:
                    await follower.follow(source)
            except Exception as error:
                if isinstance(_first(error), NewsmillError):
                    raise
                # a fault of newsmill's own ends one source, not the run
                _log.exception("source %s could not be followed", source.id)
                await follower.give(Visit(_fault(source, _first(error), follower.now())))

    async with asyncio.TaskGroup() as group:
        for each in wanted:
            group.create_task(one(each))


def _fault(source: Source, error: BaseException, now: datetime) -> Fetch:
    reason = f"newsmill could not follow it: {type(error).__name__}: {error}"
    return Fetch(source.id, source.location, "feed", host_of(source.location), now, "broken", reason)


def _first(error: BaseException) -> BaseException:
    """The first real exception inside the groups that tasks raise."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
