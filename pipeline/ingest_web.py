"""Web sources in a run: what fetching hands out is judged and loaded while the next pages are on their way.

A batch of visits is loaded in one transaction with all that they leave behind, so that a run that dies has
fetched nothing twice and lost nothing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain

from pipeline.acquire.captures import read_capture
from pipeline.acquire.follow import FollowOptions, Visit
from pipeline.acquire.limits import DEFAULT_LIMITS, FetchLimits
from pipeline.acquire.web import Pages, crawl
from pipeline.clean.templates import NO_TEMPLATES
from pipeline.engine import batched
from pipeline.ingest import BATCH_BYTES, Found, Ingest, Job, document_of, outcomes_of, tell
from pipeline.model import ArchivePointer, Capture, Counts, Document, Rejection, Remembered, Source
from pipeline.store.web import WebMemory

_BATCH_VISITS = 32


def load_web(
    ingest: Ingest,
    sources: Sequence[Source],
    options: FollowOptions | None = None,
    limits: FetchLimits = DEFAULT_LIMITS,
) -> None:
    """Follow the web sources that are due; what was done is added to `ingest.counts`."""
    _carry(ingest, sources, sources, options, limits)


def load_pages(ingest: Ingest, pages: Sequence[Pages], limits: FetchLimits = DEFAULT_LIMITS) -> None:
    """Fetch single pages and load them; one that can't be had is a rejection, because somebody asked for it."""
    _carry(ingest, [each.source for each in pages], pages, None, limits)


def _carry(
    ingest: Ingest,
    sources: Sequence[Source],
    wanted: Sequence[Source | Pages],
    options: FollowOptions | None,
    limits: FetchLimits,
) -> None:
    started = time.perf_counter()
    by_id = {source.id: source for source in sources}
    ingest.counts.update({source.id: Counts() for source in sources})
    ingest.warehouse.register_sources(sources)
    memory = WebMemory(ingest.warehouse.connection)
    now = datetime.now(UTC)
    visits = crawl(
        wanted,
        memory,
        ingest.archive,
        limits=limits,
        options=options,
        site_files=memory.site_files(now),
        holds=memory.holds(now),
    )
    asked_for = {(each.source.id, url) for each in wanted if isinstance(each, Pages) for url in each.urls}
    waiting: deque[list[Visit]] = deque()
    jobs = _jobs(ingest, by_id, batched(visits, _BATCH_VISITS, _size, BATCH_BYTES), waiting)
    for batch, outcomes in ingest.engine.map(outcomes_of, jobs):
        documents = [document_of(job, outcome) for job, outcome in zip(batch, outcomes, strict=True)]
        visited = waiting.popleft()
        refused = [_refused(visit) for visit in visited if _is_missed(visit, asked_for)]
        _load(ingest, visited, [*documents, *refused])
    for source in sources:
        ingest.counts[source.id].seconds = time.perf_counter() - started


def _is_missed(visit: Visit, asked_for: Collection[tuple[str, str]]) -> bool:
    is_had = visit.fetch.outcome in {"fetched", "unchanged"}
    return not is_had and (visit.fetch.source_id, visit.fetch.url) in asked_for


def _refused(visit: Visit) -> Rejection:
    fetch = visit.fetch
    return Rejection(fetch.source_id, fetch.url, "fetch", fetch.reason, captured_at=fetch.started_at)


def _jobs(
    ingest: Ingest, sources: Mapping[str, Source], batches: Iterable[list[Visit]], waiting: deque[list[Visit]]
) -> Iterator[list[Job]]:
    """The captures of each batch that the warehouse does not know yet; its visits wait for their turn."""
    for batch in batches:
        waiting.append(batch)
        found = [read_capture(visit.item) for visit in batch if visit.item]
        yield list(chain.from_iterable(_unknown(ingest, source, found) for source in sources.values()))
        for visit in batch:
            counts = ingest.counts[visit.fetch.source_id]
            counts.found += visit.fetch.role == "page"
            counts.unchanged += visit.fetch.role == "page" and visit.fetch.outcome == "unchanged"


def _unknown(ingest: Ingest, source: Source, found: Iterable[Found]) -> Iterator[Job]:
    mine = [each for each in found if each.source_id == source.id]
    captures = [(each.uri, each.digest) for each in mine if isinstance(each, Capture)]
    known = ingest.warehouse.is_known(source.id, captures) if captures else set()
    tell("read", source.id, len(mine))
    for each in mine:
        if isinstance(each, Capture) and (each.uri, each.digest) in known:
            ingest.counts[source.id].unchanged += 1
        else:
            yield Job(source, each, ingest.templates.get(source.id, NO_TEMPLATES))


def _load(ingest: Ingest, visits: Sequence[Visit], documents: Sequence[Document | Rejection]) -> None:
    """Load what a batch of visits brought. Responses are in the archive already; texts out of feeds are not."""
    places = {(visit.item.source_id, visit.item.uri): visit.pointer for visit in visits if visit.item}
    placed = [_placed(ingest, each, places) for each in documents if isinstance(each, Document)]
    ingest.archive.sync()
    rejections = [each for each in documents if isinstance(each, Rejection)]
    ingest.load(placed, rejections, _remembered(visits))


def _placed(
    ingest: Ingest, document: Document, places: Mapping[tuple[str, str], ArchivePointer | None]
) -> Document:
    capture = document.capture
    return document.at(places[capture.source_id, capture.uri] or ingest.archive.append(capture))


def _remembered(visits: Sequence[Visit]) -> Remembered:
    return Remembered(
        fetches=tuple((visit.fetch, visit.pointer) for visit in visits),
        url_states=tuple(visit.url_state for visit in visits if visit.url_state),
        poll_states=tuple(visit.poll_state for visit in visits if visit.poll_state),
        site_files=tuple(visit.site_file for visit in visits if visit.site_file),
    )


def _size(visit: Visit) -> int:
    return len(visit.item.payload or b"") if visit.item else 0
