"""The log of runs: begin one, finish one, and mark those that ended without a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import duckdb

from pipeline.model import Counts, Run
from pipeline.store.connection import one_row


def begin(connection: duckdb.DuckDBPyConnection, command: str, started_at: datetime, version: str) -> Run:
    """Note that a run starts, under an id made of its time and a number."""
    stem = f"{started_at.astimezone(UTC):%Y%m%dT%H%M%S}"
    (before,) = one_row(connection, "select count(*) from runs where run_id like ?", [f"{stem}-%"])
    run = Run(f"{stem}-{before + 1}", started_at, command)
    connection.execute(
        "insert into runs values (?, ?, ?, null, 'running', ?)", [run.id, command, started_at, version]
    )
    return run


def finish(
    connection: duckdb.DuckDBPyConnection, run: Run, counts: Mapping[str, Counts], at: datetime, status: str
) -> None:
    """Note how a run ended and what it did for each source."""
    for source_id, done in sorted(counts.items()):  # some tens of rows a run
        connection.execute(
            "insert into run_sources values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                run.id,
                source_id,
                done.found,
                done.new,
                done.changed,
                done.unchanged,
                done.rejected,
                done.lines_removed,
                done.seconds,
            ],
        )
    connection.execute("update runs set finished_at = ?, status = ? where run_id = ?", [at, status, run.id])


def mark_interrupted(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Runs that still stand as running ended unseen: only the holder of the lock can run. Returns their ids."""
    marked = connection.execute(
        "update runs set status = 'interrupted' where status = 'running' returning run_id"
    ).fetchall()
    return [run for (run,) in marked]
