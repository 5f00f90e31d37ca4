"""The Prefect flow `ingest`: one run over the sources. Retries live here, work does not.

A task is one source, because a task costs 10 ms and a subflow 1.6 s; the work inside goes to the engine's
own worker processes. A source that fails costs itself, not the run.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from pipeline.acquire.items import find_items
from pipeline.ingest import Ingest, Report, open_ingest
from pipeline.model import Counts, Source
from pipeline.settings import read_sources


@task(name="load-source", cache_policy=NO_CACHE, persist_result=False, retries=1, retry_delay_seconds=2)
def load_source(ingest: Ingest, source: Source, base: Path) -> Counts:
    """Load one source."""
    return ingest.load_source(source, find_items(source, base))


@flow(name="ingest", validate_parameters=False, persist_result=False)
def ingest(warehouse: Path, sources: Path, only: list[str]) -> Report:
    """Load what is due from the sources in `sources` into `warehouse`, then check and publish it.

    `only` names sources by id; an empty list means all that are enabled.
    """
    chosen = [each for each in read_sources(sources) if (each.id in only if only else each.enabled)]
    with open_ingest(warehouse, "run") as run:
        for source in chosen:
            state = load_source(run, source, sources.parent, return_state=True)
            if state.is_failed():
                get_run_logger().error("source %s failed: %s", source.id, state.message)
        return run.finish()
