"""Fetching and archiving from a local site beside bare httpx, and a run in which nothing changed.

`python -m tests.bench.web [--pages FOLDER] [--count N] [--runs N]` prints the figures; `measure_web` gives them as
lines of Markdown. With `--whole SOURCES ITEMS` every item of that many sources is found, fetched and archived instead
(100 sources of 1,000 items are 100,000 pages and take minutes), and the memory is told tenth by tenth. The site runs in a process of its own, so the CPU time is the client's alone.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import httpx

from pipeline.acquire.archive import ArchiveWriter
from pipeline.acquire.follow import FollowOptions, Visit
from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.web import crawl
from pipeline.model import Source, UrlState
from tests.bench.corpus import _pages
from tests.newssite import Site

HOST = "127.0.0.2"
CONNECTIONS = 32


@dataclass
class Memory:
    """What one run leaves for the next, in dictionaries."""

    urls: dict = field(default_factory=dict)
    polls: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)

    def poll_state(self, source_id):
        return self.polls.get(source_id)

    def url_states(self, source_id, urls):
        return {url: self.urls[url] for url in urls if url in self.urls}

    def due(self, source_id, now, most):
        return []

    def keep(self, visit):
        if visit.url_state:
            self.urls[visit.url_state.url] = visit.url_state
        if visit.poll_state:
            self.polls[visit.poll_state.source_id] = visit.poll_state
        if visit.site_file:
            self.files[visit.site_file.url] = visit.site_file


class AllKnown(Memory):
    """As if every address had been fetched before."""

    def url_states(self, source_id, urls):
        return {url: UrlState(url, source_id, reads=1) for url in urls if "/page-" in url}


class NothingKnown(Memory):
    """A first run, of which nothing is kept in memory: the warehouse has it on disk."""

    def keep(self, visit):
        pass


def measure_whole(sources: int, items: int) -> Iterator[str]:
    """Memory while `items` pages of each of `sources` sources are found, fetched and archived, line by line."""
    whole = sources * items
    with _site(None, items, sources) as url:
        followed = [_source(f"{url}/feed-{n}", n) for n in range(sources)]
        began = time.perf_counter()
        for done, _ in enumerate(_visits(followed, NothingKnown()), 1):
            if done % max(1, whole // 10) == 0:
                rate = done / (time.perf_counter() - began)
                yield f"{done:,} requests: {_resident():.0f} MB now, {_peak():.0f} MB at the most, {rate:.0f} a second"


def measure_web(pages: Path | None, count: int, runs: int, items: int = 1000) -> list[str]:
    """The figures as lines of Markdown: medians of `runs` runs over `count` pages; memory over lists of `items`."""
    with _site(pages, count) as url:
        bare, first, again = [], [], []
        for _ in range(runs):
            bare.append(_timed(lambda: asyncio.run(_bare(url, count))))
            memory = Memory()
            first.append(_timed(lambda memory=memory: _follow(url, memory)))
            again.append(_timed(lambda memory=memory: _follow(url, memory)))
    middle = [
        tuple(statistics.median(each[n] for each in samples) for n in (0, 1)) for samples in (bare, first, again)
    ]
    (bare_wall, bare_cpu), (wall, cpu), (_, idle) = middle
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as fresh:
        sizes = {(1, 1): 0.0, (count // 4, 1): 0.0, (count, 1): 0.0, (10, items): 0.0, (100, items): 0.0}
        for size in sizes:
            work = (_peak_of_pages, size[0]) if size[1] == 1 else (_peak_of_lists, *size)
            sizes[size] = fresh.submit(*work).result()
    return [
        f"| {CONNECTIONS} connections to a local site | pages/s | CPU ms a page |",
        "|---|---|---|",
        f"| bare httpx, bodies thrown away | {count / bare_wall:.0f} | {1000 * bare_cpu / count:.2f} |",
        f"| newsmill, with robots.txt, states and archive | {count / wall:.0f} | {1000 * cpu / count:.2f} |",
        "",
        f"A second run in which nothing changed takes {100 * idle / cpu:.1f} % of the first one's CPU time.",
        (
            f"Peak memory of fetching {count // 4:,} pages: {sizes[count // 4, 1]:.0f} MB, of {count:,}: "
            f"{sizes[count, 1]:.0f} MB (of one: {sizes[1, 1]:.0f} MB); of polling 10 sources with {items:,} known items "
            f"each: {sizes[10, items]:.0f} MB, of 100: {sizes[100, items]:.0f} MB."
        ),
    ]


def _peak_of_pages(count: int) -> float:
    with _site(None, count) as url:
        _follow(url, Memory())
    return _peak()


def _peak_of_lists(sources: int, items: int) -> float:
    with _site(None, items) as url:
        _follow(url, AllKnown(), sources)
    return _peak()


def _peak() -> float:
    """What this process held at the most, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    """What this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


async def _bare(url: str, count: int) -> None:
    bounds = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    places = asyncio.Semaphore(CONNECTIONS)
    async with httpx.AsyncClient(limits=bounds, trust_env=False, http2=True, timeout=30) as client:

        async def one(number: int) -> None:
            async with places:
                answer = await client.get(f"{url}/page-{number}")
                assert answer.status_code == 200

        await asyncio.gather(*map(one, range(count)))


def _follow(url: str, memory: Memory, count: int = 1) -> None:
    for visit in _visits([_source(f"{url}/feed", n) for n in range(count)], memory):
        memory.keep(visit)


def _source(feed: str, number: int) -> Source:
    return Source(f"bench-{number}", "Bench", "feed", feed, allow_addresses=(f"{HOST}/32",))


def _visits(sources: list[Source], memory: Memory) -> Iterator[Visit]:
    limits = FetchLimits(host_interval=0, connections=CONNECTIONS, connections_per_host=CONNECTIONS)
    options = FollowOptions(ignore_schedule=True, most_new=1_000_000)
    with (
        tempfile.TemporaryDirectory() as folder,
        ArchiveWriter(Path(folder), name="r", day=datetime.now(UTC)) as archive,
    ):
        known = memory.files.values()
        yield from crawl(sources, memory, archive, limits=limits, options=options, site_files=known)


@contextmanager
def _site(pages: Path | None, count: int, sources: int = 0):
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, pages, count, sources))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join()


def _serve(pipe, pages: Path | None, count: int, sources: int) -> None:
    bodies = [gzip.compress(body) for _, body in _pages(pages) if len(body) < 500_000]
    with Site(HOST) as site:
        for place in ["", *(f"-{n}" for n in range(sources))]:
            items = "".join(
                f"<item><title>Page {n}</title><link>/page{place}-{n}</link></item>" for n in range(count)
            )
            feed = (
                f'<rss version="2.0"><channel><title>Bench</title><link>{site.url}/</link>{items}</channel></rss>'
            )
            site.page(f"/feed{place}", feed, kind="application/rss+xml", etag='"bench"')
            for number, body in enumerate(islice(cycle(bodies), count)):
                site.page(f"/page{place}-{number}", body, Content_Encoding="gzip")
        pipe.send(site.url)
        pipe.recv()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--whole", type=int, nargs=2, metavar=("SOURCES", "ITEMS"))
    args = parser.parse_args()
    if args.whole:
        for line in measure_whole(*args.whole):
            print(line, flush=True)
        sys.exit()
    sys.stdout.write("\n".join(measure_web(args.pages, args.count, args.runs)) + "\n")
