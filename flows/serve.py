"""`newsmill serve`: the flows as Prefect deployments with schedules, run in this process until it is stopped.

The ingest deployment only asks what is due: when a source is polled is decided by `acquire.polling` and kept in
the warehouse, so a restart goes on where it was. One run at a time, because the warehouse has one writer;
a run that would overlap is cancelled, and what was late during a pause is not made up for: the next run does it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy

from flows.ingest import ingest
from flows.maintain import maintain

_ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def serve_forever(warehouse: Path, sources: Path, every: timedelta, maintain_every: timedelta) -> None:
    """Deploy the flows and run what their schedules ask for; returns when the process is told to stop."""
    where = {"warehouse": str(warehouse.absolute())}
    deployments: list[Any] = [  # to_deployment is a coroutine only where a loop is running already
        ingest.to_deployment(
            name="newsmill-ingest",
            interval=every,
            parameters={**where, "sources": str(sources.absolute())},
            concurrency_limit=_ONE_AT_A_TIME,
            description="Poll the sources that are due, read known articles again, load and publish.",
        ),
        maintain.to_deployment(
            name="newsmill-maintain",
            interval=maintain_every,
            parameters=where,
            concurrency_limit=_ONE_AT_A_TIME,
            description="Verify the archive, run all checks, publish.",
        ),
    ]
    # A paused deployment would stay paused after a restart; stopping `serve` only stops running things.
    serve(*deployments, pause_on_shutdown=False, limit=1, print_starting_message=False)
