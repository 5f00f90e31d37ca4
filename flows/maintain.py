"""The Prefect flow `maintain`: what a warehouse needs now and then, beside new articles."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.guarded import end_with_server
from pipeline.acquire.archive import verify
from pipeline.feeds.publishing import write_feeds
from pipeline.notify import Asked, notify
from pipeline.site import refresh as refresh_site
from pipeline.store.warehouse import Warehouse


@task(name="verify-archive", cache_policy=NO_CACHE, persist_result=False)
def verify_archive(warehouse: Path) -> list[str]:
    """Records of the archive that are not what they were, in words."""
    records = verify(warehouse / "archive")
    return [f"{each.pointer.file} at {each.pointer.offset}: {each.problem}" for each in records if each.problem]


@task(name="check-and-publish", cache_policy=NO_CACHE, persist_result=False)
def check_and_publish(warehouse: Path) -> list[str]:
    """Findings of the checks; without an error among them the warehouse is published, with its feeds."""
    with Warehouse.open(warehouse) as opened:
        findings = opened.check()
        problems = [str(finding) for finding in findings]
        if not any(finding.is_error for finding in findings):
            opened.publish(findings)
            feeds = write_feeds(warehouse)
            problems += [feeds.problem] if feeds.problem else []
            refresh_site(warehouse)
        problems += notify(Asked(warehouse, checked=opened.connection)).failures
    return problems


@flow(name="maintain", persist_result=False)
def maintain(warehouse: str) -> None:
    """Verify the archive, run all checks, publish; the findings are an artifact of the run."""
    end_with_server()
    folder = Path(warehouse)
    problems = [*verify_archive(folder), *check_and_publish(folder)]
    for problem in problems:
        get_run_logger().warning(problem)
    body = "\n".join(f"- {problem}" for problem in problems) or "Nothing is wrong."
    create_markdown_artifact(f"# Maintenance\n\n{body}\n", key="newsmill-maintenance")
