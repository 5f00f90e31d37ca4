"""`newsmill serve`: the flows as Prefect deployments with schedules, run by this process until it is stopped.

The ingest deployment only asks what is due: when a source is polled is decided by `acquire.polling` and kept in
the warehouse, so a restart goes on where it was. One run at a time, because the warehouse has one writer;
a run that would overlap is cancelled, and what was late during a pause is not made up for: the next run does it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.logging.handlers import APILogHandler
from prefect.runner import Runner
from prefect.states import Crashed

from flows.guarded import SERVED
from flows.ingest import ingest
from flows.maintain import maintain
from pipeline.acquire.names import slug

_ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
_UNENDED = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


def serve_forever(warehouse: Path, sources: Path, every: timedelta, maintain_every: timedelta) -> None:
    """Deploy the flows and run what their schedules ask for; returns when the process is told to stop."""
    os.environ[SERVED] = "1"
    # A paused deployment would stay paused after a restart; stopping `serve` only stops running things.
    runner = Runner(pause_on_shutdown=False, limit=1)
    for deployment in _deployments(warehouse, sources, every, maintain_every):
        runner.add_deployment(deployment)
    _settle_killed_runs(warehouse)
    asyncio.run(_until_stopped(runner))
    APILogHandler().flush()  # before the server is gone


def name_of(warehouse: Path) -> str:
    """What the deployments of a warehouse are called; several warehouses may share a Prefect server."""
    return "-".join(slug(part) for part in warehouse.absolute().parts[-2:])


def _deployments(warehouse: Path, sources: Path, every: timedelta, maintain_every: timedelta) -> list[Any]:
    # to_deployment is a coroutine only where a loop is running already, hence Any
    where = {"warehouse": str(warehouse.absolute())}
    name = name_of(warehouse)
    return [
        ingest.to_deployment(
            name=name,
            interval=every,
            parameters={**where, "sources": str(sources.absolute())},
            concurrency_limit=_ONE_AT_A_TIME,
            description="Poll the sources that are due, read known articles again, load and publish.",
        ),
        maintain.to_deployment(
            name=name,
            interval=maintain_every,
            parameters=where,
            concurrency_limit=_ONE_AT_A_TIME,
            description="Verify the archive, run all checks, publish.",
        ),
    ]


def _settle_killed_runs(warehouse: Path) -> None:
    """Say of runs that were killed with an earlier `serve` that they crashed: they would hold the one place."""
    deployments = DeploymentFilter(name=DeploymentFilterName(any_=[name_of(warehouse)]))
    state = FlowRunFilterState(type=FlowRunFilterStateType(any_=_UNENDED))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            deployment_filter=deployments, flow_run_filter=FlowRunFilter(state=state)
        ):
            client.set_flow_run_state(run.id, Crashed(message="newsmill serve was killed"), force=True)


async def _until_stopped(runner: Runner) -> None:
    """Run the runner until a SIGTERM or SIGINT, which cancels a run that is under way; a second one does not wait.

    Prefect's own handler calls a coroutine without awaiting it, and so leaves the run behind.
    """
    serving = asyncio.ensure_future(runner.start())
    await asyncio.sleep(0)  # in which the runner installs that handler
    stopping: list[asyncio.Task[None]] = []

    def stop() -> None:
        if runner.started and not stopping:
            stopping.append(asyncio.ensure_future(runner.astop()))
        else:
            serving.cancel()

    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop)
    await asyncio.wait([serving])
    await asyncio.gather(*stopping)
    if not serving.cancelled():
        serving.result()
