"""Run the checks of `sql/checks/`: each selects the rows that are wrong, and none is right.

A check is one query; its header names its severity and what must hold:

    -- severity: error
    -- title: each article has one current revision

`getvariable('run_id')` is the run the checks follow, or null when they are asked for by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from pipeline.model import Finding
from pipeline.store.connection import one_row
from pipeline.store.statements import sql_files, statement

__all__ = ["Check", "Finding", "all_checks", "run_checks"]

_HEADER = re.compile(r"^-- (severity|title): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold in the warehouse."""

    name: str
    severity: Literal["error", "warning"]
    title: str
    query: str


def all_checks() -> tuple[Check, ...]:
    """Every check, by name."""
    return tuple(_read(path) for path in sql_files("checks"))


def _read(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    severity: Literal["error", "warning"] = "error" if header["severity"] == "error" else "warning"
    return Check(path.stem, severity, header["title"], text.rstrip().rstrip(";"))


def run_checks(
    connection: duckdb.DuckDBPyConnection, run_id: str | None, at: datetime, *, keep: bool = True
) -> list[Finding]:
    """Run every check and return what was found; `keep` writes all outcomes into `check_results`."""
    connection.execute("set variable run_id = ?", [run_id])
    outcomes = [_run(connection, check) for check in all_checks()]
    if keep:
        _keep(connection, outcomes, run_id, at)
    return [outcome for outcome in outcomes if outcome.rows]


def _run(connection: duckdb.DuckDBPyConnection, check: Check) -> Finding:
    rows, examples = one_row(connection, statement("load/count_offending").replace("{check}", check.query))
    return Finding(check.name, check.severity, check.title, rows, examples)


def _keep(
    connection: duckdb.DuckDBPyConnection, outcomes: Sequence[Finding], run_id: str | None, at: datetime
) -> None:
    for outcome in outcomes:
        connection.execute(
            "insert into check_results values (?, ?, ?, ?, ?, ?, ?)",
            [outcome.check, run_id, at, outcome.severity, outcome.title, outcome.rows, outcome.examples],
        )
