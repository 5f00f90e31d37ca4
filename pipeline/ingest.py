"""One run: items become captures, documents, rows. Knows the order of the steps, and none of their work.

Used by `newsmill load` directly and by the Prefect flow in `flows/ingest.py`. What can't be read or is no
article is a row in `rejected`, never the end of the run; what was loaded before is known and skipped.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.acquire.archive import ArchiveWriter
from pipeline.acquire.captures import read_capture
from pipeline.article import article_of, rules_of
from pipeline.clean.templates import NO_TEMPLATES, Templates
from pipeline.engine import Engine, WorkerDied, batched, cores
from pipeline.errors import WarehouseError
from pipeline.feeds.publishing import write_feeds
from pipeline.feeds.report import FeedsReport
from pipeline.model import Article, Capture, Counts, Document, Finding, Item, Rejection, Remembered, Run, Source
from pipeline.notify import Asked, NotifyReport, notify
from pipeline.site import refresh as refresh_site
from pipeline.store.warehouse import Warehouse

_BATCH_COUNT = 64  # documents a worker takes at once: about half a second of work for pages
_LOAD_COUNT = 256  # documents in a transaction: four times the rows a second of 64
BATCH_BYTES = 16_000_000  # or this many bytes, so that memory stays flat with large pages

Progress = Callable[[str, str, int], None]  # stage (read, clean, load, publish), source id, documents
Found = Capture | Rejection

FAILURE = "failure"  # the stage of a rejection that is newsmill's own fault
Outcome = Article | Rejection


class Job(NamedTuple):
    """One document for a worker, with what its source is configured with and known for."""

    source: Source
    found: Found
    templates: Templates = NO_TEMPLATES


_log = logging.getLogger(__name__)
_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, for the person who started it."""

    run: Run
    counts: dict[str, Counts]  # by source id
    rejections: tuple[Rejection, ...]
    findings: tuple[Finding, ...]  # of the checks
    published: Path | None
    held_back: str | None = None  # why nothing was published, in words for a person
    feeds: FeedsReport | None = None  # what became of the feeds, where it was published
    told: NotifyReport | None = None  # what became of the notifications


@contextmanager
def reporting(progress: Progress) -> Iterator[None]:
    """Tell `progress` of every stage that documents go through while the body runs."""
    token = _progress.set(progress)
    try:
        yield
    finally:
        _progress.reset(token)


@contextmanager
def open_ingest(folder: Path, command: str, *, workers: int | None = None) -> Iterator[Ingest]:
    """A run on the warehouse in `folder`; raises `WarehouseError` where it can't be written to."""
    started = datetime.now(UTC)
    with (
        Warehouse.open(folder) as warehouse,
        Engine(workers or cores()) as engine,
    ):
        run = warehouse.begin_run(command, started)
        with ArchiveWriter(folder / "archive", name=run.id, day=started) as archive:
            yield Ingest(warehouse, archive, engine, run, warehouse.templates())


@dataclass
class Ingest:
    """An open run: load as many sources as you like, then `finish`."""

    warehouse: Warehouse
    archive: ArchiveWriter
    engine: Engine
    run: Run
    templates: dict[str, Templates] = field(default_factory=dict)  # in use, by source id
    counts: dict[str, Counts] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)

    def load_source(self, source: Source, items: Iterable[Item]) -> Counts:
        """Load one source's items; what it did is kept in `counts` too."""
        started = time.perf_counter()
        counts = self.counts[source.id] = Counts()
        self.warehouse.register_sources([source])
        templates = self.templates.get(source.id, NO_TEMPLATES)
        jobs = (Job(source, found, templates) for found in self._unknown(source, items, counts))
        batches = batched(jobs, _BATCH_COUNT, _weight, BATCH_BYTES)
        ready: list[Document | Rejection] = []
        for batch, outcomes in self.engine.map(outcomes_of, batches):
            tell("clean", source.id, len(batch))
            ready += [document_of(job, outcome) for job, outcome in zip(batch, outcomes, strict=True)]
            if len(ready) >= _LOAD_COUNT or sum(map(_held, ready)) >= BATCH_BYTES:
                self._archive_and_load(ready)
                ready = []
        self._archive_and_load(ready)
        counts.seconds = time.perf_counter() - started
        return counts

    def finish(self, sources: Path | None = None) -> Report:
        """Check the warehouse, publish it with its feeds, tell of new rows, and write down how the run went.

        `sources` is the file that may hold saved searches and notifications; None: that of the last run that had
        one.
        """
        self.warehouse.learn_templates(
            [each for each, counts in self.counts.items() if counts.new + counts.changed]
        )
        self.warehouse.finish_run(self.run, self.counts)
        findings = self.warehouse.check(self.run)
        published, held_back, feeds = None, None, None
        try:
            published = self.warehouse.publish(findings)
            feeds = write_feeds(self.warehouse.places.folder, sources)
            refresh_site(self.warehouse.places.folder)
        except WarehouseError as error:
            held_back = str(error)
        told = notify(Asked(self.warehouse.places.folder, sources, checked=self.warehouse.connection))
        return Report(
            self.run, self.counts, tuple(self.rejections), tuple(findings), published, held_back, feeds, told
        )

    def _unknown(self, source: Source, items: Iterable[Item], counts: Counts) -> Iterator[Found]:
        """What the warehouse does not know yet, read into memory a batch at a time.

        Bytes that were refused before for what they are stay refused: they are known, too.
        """
        for batch in batched((read_capture(item) for item in items), _BATCH_COUNT, _size, BATCH_BYTES):
            tell("read", source.id, len(batch))
            counts.found += len(batch)
            captures = [each for each in batch if isinstance(each, Capture)]
            known = self.warehouse.is_known(source.id, [(each.uri, each.digest) for each in captures])
            refused = self.warehouse.known_rejections([each for each in batch if isinstance(each, Rejection)])
            for each in batch:
                if each in refused if isinstance(each, Rejection) else (each.uri, each.digest) in known:
                    counts.unchanged += 1
                else:
                    yield each

    def load(
        self, documents: list[Document], rejections: list[Rejection], remembered: Remembered | None = None
    ) -> None:
        """Load one batch in one transaction, and count what came of it."""
        loaded = self.warehouse.load(self.run, documents, rejections, remembered=remembered)
        for source_id, counts in loaded.items():
            self.counts[source_id].add(counts)
        self.rejections += rejections + [each.rejection for each in documents if each.rejection]

    def _archive_and_load(self, documents: list[Document | Rejection]) -> None:
        """Bytes are safe on disk before a row points to them."""
        if not documents:
            return
        placed = [each.at(self.archive.append(each.capture)) for each in documents if isinstance(each, Document)]
        self.archive.sync()
        self.load(placed, [each for each in documents if isinstance(each, Rejection)])
        tell("load", documents[0].source_id, len(documents))


def outcomes_of(jobs: list[Job]) -> list[Outcome]:
    """What captures are: articles, or rejections that say why not. Pure; runs in worker processes."""
    return [_outcome_of(job) for job in jobs]


def _outcome_of(job: Job) -> Outcome:
    found = job.found
    if isinstance(found, Rejection):
        return found
    try:
        article = article_of(found, job.source, job.templates)
    except Exception as error:  # noqa: BLE001 - one document never stops a run, whatever it is that it breaks
        _log.debug("reading %s", found.uri, exc_info=True)
        return _rejection(
            found, FAILURE, f"newsmill failed on it, please report it: {type(error).__name__}: {error}"
        )
    if article.kind != "article":
        return _rejection(found, "read", article.kind_reason or f"not an article but {article.kind}")
    return article


def document_of(job: Job, outcome: Outcome | WorkerDied[Job]) -> Document | Rejection:
    """What goes into the warehouse for one capture."""
    found = job.found
    if isinstance(found, Rejection):
        return found
    if isinstance(outcome, WorkerDied):
        outcome = _rejection(found, "read", "reading it ended the worker process (too little memory, or a crash)")
    if isinstance(outcome, Rejection):
        is_ours = outcome.stage == FAILURE  # without its capture it is not known, and tried again by the next run
        return outcome if is_ours else Document(found, article=None, rejection=outcome)
    return Document(found, outcome, rule_set=rules_of(job.source).version)


def _rejection(capture: Capture, stage: str, reason: str) -> Rejection:
    return Rejection(
        capture.source_id, capture.uri, stage, reason, capture.digest, capture.captured_at, len(capture.payload)
    )


def tell(stage: str, source_id: str, count: int) -> None:
    """Tell whoever watches that so many documents went through a stage."""
    progress = _progress.get()
    if progress:
        progress(stage, source_id, count)


def _size(found: Found) -> int:
    return len(found.payload) if isinstance(found, Capture) else 0


def _held(document: Document | Rejection) -> int:
    return len(document.capture.payload) if isinstance(document, Document) else 0


def _weight(job: Job) -> int:
    return _size(job.found)
