"""Fill a warehouse as runs do, and measure loading, indexing, checking and publishing. Relates nothing."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median

import duckdb

from pipeline.model import Run
from pipeline.store import search_index
from pipeline.store.connection import STORAGE_VERSION
from pipeline.store.publishing import publish_copy
from pipeline.store.warehouse import Warehouse
from tests.bench.generated import SOURCES, Generator
from tests.bench.table import Figure, ms, timed

_PARTS = 10
_NEXT = 1000
_LOADED = "loaded.json"
_SHARE_OF_LOADING = 0.5  # of the time there is: indexing, checking and asking take the rest


def fill(folder: Path, articles: int, batch: int, seed: int, memory: str, minutes: float) -> list[Figure]:
    """Make the warehouse, or go on with one that was cut short while loading; generating articles is not counted.

    Articles are fewer than wanted where loading alone would take more than half of `minutes`: the machine is too slow,
    or busy with something else.
    """
    ends, parts = time.monotonic() + _SHARE_OF_LOADING * 60 * minutes, _loaded(folder)
    with Warehouse.open(folder, memory_limit=memory) as warehouse:
        warehouse.register_sources(SOURCES)
        run = warehouse.begin_run("bench-large")
        share = articles // _PARTS
        while len(parts) < _PARTS and (not parts or time.monotonic() < ends):
            generator = Generator(seed + len(parts), made=share * len(parts))
            parts.append(_load(warehouse, run, generator, share, batch))
            (folder / _LOADED).write_text(json.dumps(parts), encoding="utf-8")
        generator = Generator(seed + _PARTS, made=share * len(parts))
        wanted, articles = articles, articles // _PARTS * len(parts)
        if articles < wanted:
            _say(f"going on with {articles:,} of {wanted:,} articles: there is no time for more")
        checkpoint, _ = timed(lambda: warehouse.connection.execute("checkpoint"))
        loaded, loading_cpu = (
            sum(wall for wall, _ in parts) + checkpoint,
            median(cpu for _, cpu in parts if cpu) / share,
        )
        begun = time.process_time()
        indexing, indexed = timed(lambda: search_index.bring_up_to_date(warehouse.connection))
        indexing_cpu = (time.process_time() - begun) / indexed
        _say(f"indexed in {indexing:.0f} s")
        warehouse.finish_run(run, {})
        next_runs = [warehouse.begin_run("bench-large") for _ in range(5)]
        next_ones = [_next(warehouse, each, generator) for each in next_runs]
        for each in next_runs:
            warehouse.finish_run(each, {})
        checking_run, _ = timed(lambda: warehouse.check(next_runs[-1]))
        checking, findings = timed(warehouse.check)
        _say(f"checked in {checking:.0f} s")
        places = warehouse.places
    # Copied as a publication does, but without relating: that takes hours for so many (`large_related`).
    with duckdb.connect(str(places.work), config={"memory_limit": memory}) as work:
        work.execute("checkpoint")
    published = places.published
    publishing, copying = _publish(places.work, published)
    size, free = published.stat().st_size, _free(published)
    plain_rate, plain_size = _plain_load(published, folder / "plain.duckdb", memory)
    next_ones.sort(key=lambda each: each[0] + each[1])
    (loading_next, indexing_next, cpu_next), slowest = next_ones[len(next_ones) // 2], sum(next_ones[-1][:2])
    return [
        Figure("loading, without the index", f"{articles / loaded:,.0f} articles/s ({1000 * loading_cpu:.2f} ms CPU each, median of the tenths)", "5,000/s", f"{plain_rate:,.0f}/s (same rows, from a file)"),
        Figure("the same, tenth by tenth", ", ".join(f"{articles / len(parts) / wall:,.0f}" for wall, _ in parts), "as fast at the end"),
        Figure("loading, with the index (copies, terms and stories not counted)", f"{1 / (loaded / articles + indexing / indexed):,.0f} articles/s ({1000 * (loading_cpu + indexing_cpu):.2f} ms CPU each)", "1,500/s"),
        Figure(f"the next {_NEXT:,} articles", f"{loading_next + indexing_next:.2f} s ({cpu_next:.2f} s): loading {ms(loading_next)}, indexing {ms(indexing_next)}; slowest of five {slowest:.2f} s", "1 s"),
        Figure(f"checks of the run that brought {_NEXT:,} articles", f"{checking_run:.1f} s"),
        Figure("checks of everything", f"{checking:.1f} s; {len(findings)} found something"),
        Figure("size of the file", f"{size / 1e9:.2f} GB, of which {free / 1e9:.2f} GB is free for what comes", "2.2 GB a million", f"{plain_size / 1e9:.2f} GB (articles alone)"),
        Figure("publishing", f"{publishing:.1f} s, {size / publishing / 1e6:,.0f} MB/s", "80 % of cp", f"cp and sync: {copying:.1f} s, {size / copying / 1e6:,.0f} MB/s"),
    ]  # fmt: skip


def _loaded(folder: Path) -> list[tuple[float, float]]:
    """What each tenth took that was loaded before."""
    kept = folder / _LOADED
    return [tuple(each) for each in json.loads(kept.read_text(encoding="utf-8"))] if kept.exists() else []


def _free(published: Path) -> int:
    with duckdb.connect(str(published), read_only=True) as client:
        [(block, blocks)] = client.execute("select block_size, free_blocks from pragma_database_size()").fetchall()
    return int(block * blocks)


def _load(warehouse: Warehouse, run: Run, generator: Generator, count: int, batch: int) -> tuple[float, float]:
    """Seconds and CPU seconds that loading takes; generating is not counted."""
    wall, cpu, documents = 0.0, 0.0, generator.documents(count)
    while several := list(islice(documents, batch)):
        begun, started = time.process_time(), time.perf_counter()
        warehouse.load(run, several)
        wall, cpu = wall + time.perf_counter() - started, cpu + time.process_time() - begun
    _say(f"loaded {count:,} at {count / wall:,.0f}/s")
    return wall, cpu


def _next(warehouse: Warehouse, run: Run, generator: Generator) -> tuple[float, float, float]:
    """Seconds of loading and indexing, and of the CPU for both."""
    documents, begun = list(generator.documents(_NEXT)), time.process_time()
    loading, _ = timed(lambda: warehouse.load(run, documents))
    indexing, _ = timed(lambda: search_index.bring_up_to_date(warehouse.connection))
    return loading, indexing, time.process_time() - begun


def _publish(work: Path, published: Path) -> tuple[float, float]:
    """Seconds of publishing, and of copying the same file: the medians of three, by turns, after one that does not count."""
    copy = published.with_name("copy.duckdb")
    _plain_copy(work, copy)
    turns = [
        (timed(lambda: _plain_copy(work, copy))[0], timed(lambda: publish_copy(work, published))[0])
        for _ in range(3)
    ]
    return median(publishing for _, publishing in turns), median(copying for copying, _ in turns)


def _plain_copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    descriptor = os.open(target, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    target.unlink()


def _plain_load(published: Path, target: Path, memory: str) -> tuple[float, int]:
    """The rows of a load, inserted by DuckDB from another file: no Python, no index, no question whether they are known."""
    with duckdb.connect(str(target), config={"storage_compatibility_version": STORAGE_VERSION, "memory_limit": memory}) as plain:  # fmt: skip
        plain.execute(f"attach '{published}' as filled (read_only)")
        seconds = 0.0
        for table in ("captures", "revisions", "removed_lines", "field_evidence"):
            plain.execute(f"create table {table} as from filled.{table} limit 0")
            took, _ = timed(lambda table=table: plain.execute(f"insert into {table} from filled.{table}"))  # type: ignore[misc]
            seconds += took
        [(rows,)] = plain.execute("select count(*) from revisions").fetchall()
    size = target.stat().st_size
    target.unlink()
    return rows / seconds, size


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
