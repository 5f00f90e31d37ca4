"""Process the archive again with today's rules and code: preview what would change, then change it at once.

What the publisher said stays what it was: a reprocessing makes a new processing of the same revisions. A
version that is no article any more keeps the processing it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline import __version__
from pipeline.acquire.bounded import MAX_BYTES
from pipeline.acquire.captures import read_capture
from pipeline.acquire.warcs import warc_items
from pipeline.clean import RULE_SET_VERSION
from pipeline.clean.templates import NO_TEMPLATES, Templates
from pipeline.engine import Engine, cores
from pipeline.ingest import Found, Job, document_of, outcomes_of, tell
from pipeline.model import Item, Rejection, Source
from pipeline.store.reprocessing import Outstanding, Staging, Totals
from pipeline.store.warehouse import Warehouse

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reprocessing would change, or has changed."""

    totals: Totals
    rules: list[tuple[str, str, str, int, int, str]]
    samples: list[tuple[str, int, str, str, list[tuple[str, str, str, str]]]]
    published: Path | None = None


def reprocess(
    folder: Path,
    sources: Sequence[Source],
    *,
    only: str | None = None,
    preview: bool = False,
    most_samples: int = 10,
    workers: int | None = None,
) -> Changes:
    """Read every version's bytes from the archive again, and compare with what the warehouse has.

    `sources` are as configured now (others are taken as runs knew them last); `only` names one of them. With
    `preview` nothing is changed, and what was read is kept so that doing it afterwards costs no second reading.
    Raises `WarehouseError`.
    """
    with Warehouse.open(folder) as warehouse, Engine(workers or cores()) as engine:
        known = {each.id: each for each in (*warehouse.sources(), *sources)}
        templates = warehouse.templates()
        staging = Staging(warehouse, _key(known.values(), templates, only))
        _stage_all(staging, engine, folder / "archive", known, templates, only)
        totals = staging.compare()
        changes = Changes(totals, staging.rule_changes(30), staging.samples(most_samples))
        if preview or not totals.changed:
            staging.close()
            return changes
        now = datetime.now(UTC)
        run = warehouse.begin_run("reprocess", now)
        staging.apply(run, now)
        staging.close(forget=True)
        findings = warehouse.check(run)
        warehouse.finish_run(run, {})
        return replace(changes, published=warehouse.publish(findings))


def _key(sources: Iterable[Source], templates: dict[str, Templates], only: str | None) -> str:
    """What the outcome depends on, beside the archive."""
    known = sorted(map(repr, (*sources, *templates.items())))
    text = repr((__version__, RULE_SET_VERSION, only, known))
    return hashlib.sha256(text.encode()).hexdigest()


def _stage_all(
    staging: Staging,
    engine: Engine,
    archive: Path,
    sources: dict[str, Source],
    templates: dict[str, Templates],
    only: str | None,
) -> None:
    def job(version: Outstanding) -> Job:
        found = _captured(archive, version)
        return Job(sources[version.source_id], found, templates.get(version.source_id, NO_TEMPLATES))

    while versions := staging.outstanding(only, _BATCH * engine.workers * 4):
        batches = [versions[start : start + _BATCH] for start in range(0, len(versions), _BATCH)]
        jobs = ([job(version) for version in batch] for batch in batches)
        for batch, (read, outcomes) in zip(batches, engine.map(outcomes_of, jobs), strict=True):
            tell("clean", "", len(batch))
            made = map(document_of, read, outcomes)
            staging.add(list(zip(batch, made, strict=True)))


def _captured(archive: Path, version: Outstanding) -> Found:
    """A version's bytes as they were received."""
    template = Item(version.source_id, version.uri)
    try:
        with (archive / version.archive_file).open("rb") as stream:
            stream.seek(version.archive_offset)
            item = next(iter(warc_items(stream, template, MAX_BYTES)), None)
    except OSError as error:
        return Rejection(version.source_id, version.uri, "read", f"the archive can't be read: {error}")
    if item is None:
        return Rejection(version.source_id, version.uri, "read", "there is no record in the archive")
    return read_capture(replace(item, uri=version.uri))
