"""The Prefect flow `ingest`: one run over the sources. Retries live here, work does not.

A task is one source on disk, or all web sources together (they share hosts and limits), because a task costs
10 ms and a subflow 1.6 s; the work inside goes to the engine's own processes. A source that fails costs
itself, not the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from flows.guarded import end_with_server
from flows.report import create_artifacts
from pipeline.acquire.follow import FollowOptions
from pipeline.acquire.items import find_items
from pipeline.acquire.listings import Span
from pipeline.ingest import Ingest, Report, open_ingest
from pipeline.ingest_web import load_web
from pipeline.model import Source
from pipeline.settings import read_sources

_ON_THE_WEB = frozenset({"feed", "sitemap", "page"})


@task(name="load-source", cache_policy=NO_CACHE, persist_result=False, retries=1, retry_delay_seconds=2)
def load_source(ingest: Ingest, source: Source, base: Path) -> None:
    """Load one source that is on disk."""
    ingest.load_source(source, find_items(source, base))


@task(name="follow-web-sources", cache_policy=NO_CACHE, persist_result=False, retries=1, retry_delay_seconds=30)
def follow_web_sources(ingest: Ingest, sources: Sequence[Source], options: FollowOptions) -> None:
    """Fetch and load what is new in the web sources that are due."""
    load_web(ingest, sources, options)


@flow(name="ingest", validate_parameters=False, persist_result=False)
def ingest(
    warehouse: str,
    sources: str,
    only: Sequence[str] = (),
    since: datetime | str | None = None,
    until: datetime | str | None = None,
) -> Report:
    """Load what is due from the sources in `sources` into `warehouse`, then check and publish it.

    `only` names sources by id, due or not; empty means all that are enabled. `since` and `until` (aware, or ISO
    8601 as Prefect's page gives it, then UTC unless it says otherwise) ask for a backfill: what sitemaps and feeds
    list of that time.
    """
    end_with_server()
    folder, file = Path(warehouse), Path(sources)  # as text, because Prefect keeps parameters as JSON
    known = read_sources(file)
    chosen = [each for each in known if (each.id in only if only else each.enabled)]
    on_the_web = [each for each in chosen if each.kind in _ON_THE_WEB]
    span = Span(_moment(since), _moment(until)) if since or until else None
    options = FollowOptions(span=span, ignore_schedule=bool(only))
    with open_ingest(folder, "run") as run:
        run.warehouse.register_sources(known)  # those that were disabled, too: nothing waits for them any more
        for source in chosen:
            if source not in on_the_web:
                _note_failure(load_source(run, source, file.parent, return_state=True), source.id)
        if on_the_web:
            _note_failure(follow_web_sources(run, on_the_web, options, return_state=True), "web sources")
        report = run.finish(file)
    if report.feeds and report.feeds.problem:
        get_run_logger().error("feeds: %s", report.feeds.problem)
    for failure in report.told.failures if report.told else ():
        get_run_logger().warning(failure)
    create_artifacts(report)
    return report


def _moment(given: datetime | str | None) -> datetime | None:
    if isinstance(given, str):
        given = datetime.fromisoformat(given)
    return given.replace(tzinfo=UTC) if given and given.tzinfo is None else given


def _note_failure(state: State[None], what: str) -> None:
    if state.is_failed():
        get_run_logger().error("%s failed: %s", what, state.message)
