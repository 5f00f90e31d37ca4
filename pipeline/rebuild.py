"""Make the warehouse anew from its archive alone: run by run, as it came to be.

Beside it the old file is read once more, where it can be: for what no archive has (decisions on templates, what
web sources were last like). The old file stays until the new one is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.acquire.bounded import MAX_BYTES
from pipeline.acquire.captures import read_capture
from pipeline.acquire.warcs import warc_items
from pipeline.clean.templates import NO_TEMPLATES
from pipeline.engine import Engine, batched, cores
from pipeline.errors import WarehouseError
from pipeline.ingest import BATCH_BYTES, Found, Job, document_of, outcomes_of, tell
from pipeline.model import Capture, Counts, Document, Item, Rejection, Source
from pipeline.store import archive_index, remains
from pipeline.store.archive_index import Indexed, IndexedRun
from pipeline.store.lock import WriterLock
from pipeline.store.places import Places
from pipeline.store.warehouse import Warehouse

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it."""

    runs: int
    counts: Counts
    problems: tuple[Rejection, ...]  # captures whose bytes the archive does not give any more
    carried: Mapping[str, int]  # rows taken over from the old file, by table
    published: Path


def rebuild(folder: Path, sources: Sequence[Source], *, workers: int | None = None) -> Rebuilt:
    """Read the whole archive of a warehouse folder again and put what comes of it in the place of its file.

    `sources` are as configured now; others are taken as the runs knew them. Raises `WarehouseError`; the warehouse
    is as it was then.
    """
    places, archive = Places(folder), folder / "archive"
    remains.index_what_is_not(places, archive)
    runs = archive_index.read(archive)
    if not runs:
        raise WarehouseError(f"there is nothing to rebuild from in {archive}")
    scratch = places.work_folder / "rebuild"
    shutil.rmtree(scratch, ignore_errors=True)
    lock = WriterLock(places.lock)
    try:
        with Warehouse.open(scratch) as warehouse, Engine(workers or cores()) as engine:
            again = _Again(warehouse, engine, archive, {source.id: source for source in sources})
            again.begin(places)
            for run in runs:
                again.follow(run)
            carried = again.carried
        _put_in_place(scratch, places)
    finally:
        lock.release()
        shutil.rmtree(scratch, ignore_errors=True)
    with Warehouse.open(folder) as warehouse:
        published = warehouse.publish(warehouse.check())
    return Rebuilt(len(runs), again.counts, tuple(again.problems), carried, published)


class _Again:
    """A warehouse that is being filled once more."""

    def __init__(self, warehouse: Warehouse, engine: Engine, archive: Path, sources: Mapping[str, Source]) -> None:
        self._warehouse = warehouse
        self._engine = engine
        self._archive = archive
        self._sources = sources
        self.counts = Counts()
        self.problems: list[Rejection] = []
        self.carried: Mapping[str, int] = {}

    def begin(self, old: Places) -> None:
        """Take over what the archive does not have."""
        self.carried = remains.carry_over(self._warehouse.connection, old)

    def follow(self, indexed: IndexedRun) -> None:
        """Do one run again: what it loaded, what was learned from it."""
        sources = {source.id: self._sources.get(source.id, source) for source in indexed.sources}
        self._warehouse.register_sources(sources.values())
        run = self._warehouse.begin_run(indexed.command, indexed.started_at)
        templates = self._warehouse.templates()
        jobs = (
            Job(sources[each.source_id], self._found(each), templates.get(each.source_id, NO_TEMPLATES))
            for each in indexed.captures()
        )
        done: dict[str, Counts] = {}
        for batch, outcomes in self._engine.map(outcomes_of, batched(jobs, _BATCH, _weight, BATCH_BYTES)):
            tell("clean", "", len(batch))
            made = [document_of(job, outcome) for job, outcome in zip(batch, outcomes, strict=True)]
            self.problems += [each for each in made if isinstance(each, Rejection)]
            documents = [_placed(each) for each in made if isinstance(each, Document)]
            for source, counts in self._warehouse.load(run, documents).items():
                done.setdefault(source, Counts()).add(counts)
            tell("load", "", len(batch))
        self._warehouse.learn_templates([source for source, counts in done.items() if counts.new + counts.changed])
        self._warehouse.finish_run(run, done, indexed=False)
        for counts in done.values():
            self.counts.add(counts)

    def _found(self, indexed: Indexed) -> Found:
        item = next(self._items(indexed), None)
        if item is None:
            return Rejection(indexed.source_id, indexed.uri, "read", "there is no such page in the archive")
        return read_capture(
            replace(
                item,
                uri=indexed.uri,
                url=indexed.url,
                captured_at=indexed.captured_at,
                pointer=indexed.pointer,
            )
        )

    def _items(self, indexed: Indexed) -> Iterator[Item]:
        try:
            with (self._archive / indexed.pointer.file).open("rb") as stream:
                stream.seek(indexed.pointer.offset)
                yield from warc_items(stream, Item(indexed.source_id, indexed.uri), MAX_BYTES)
        except OSError as error:
            yield Item(indexed.source_id, indexed.uri, fault=f"the archive can't be read: {error}")


def _placed(document: Document) -> Document:
    pointer = document.capture.pointer
    return document.at(pointer) if pointer else document


def _weight(job: Job) -> int:
    return len(job.found.payload) if isinstance(job.found, Capture) else 0


def _put_in_place(scratch: Path, places: Places) -> None:
    """The new file takes the old one's name; the old one's log of unwritten changes goes first."""
    places.work.with_name(places.work.name + ".wal").unlink(missing_ok=True)
    Places(scratch).work.replace(places.work)
