"""`newsmill status`: what the warehouse holds, and how the last runs went, on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import warehouse_option


@click.command("status")
@warehouse_option
def command(warehouse: Path) -> None:
    """Show what the warehouse holds, its sources, its last runs and what the checks found."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.store.reading import connect_readonly  # noqa: PLC0415
    from pipeline.store.statements import statement  # noqa: PLC0415

    console = Console(highlight=False)
    with connect_readonly(warehouse) as connection:
        totals = connection.execute(statement("queries/warehouse_totals")).fetchone()
        console.print(_totals(totals, warehouse), markup=False)
        console.print(_table(connection.sql(statement("queries/status_sources"))))
        if (web := _table(connection.sql(statement("queries/status_web")))).row_count:
            console.print(web)
        console.print(_table(connection.sql(statement("queries/status_runs"))))
        for severity, title, rows in connection.execute(statement("queries/last_findings")).fetchall():
            console.print(f"check {severity}: {title}: not so for {rows:,} rows", markup=False)


def _totals(totals: Any, warehouse: Path) -> str:
    articles, revisions, captures, removed, rejected, first, last = totals
    days = f", {first} to {last}" if first else ""
    sizes = ", ".join(f"{name} {_megabytes(warehouse / name)}" for name in ("news.duckdb", "archive", "work"))
    return (
        f"{articles:,} articles ({revisions:,} revisions) from {captures:,} captures{days}; "
        f"{removed:,} lines removed; {rejected:,} inputs rejected\n{sizes}\n"
    )


def _megabytes(path: Path) -> str:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:,.1f} MB"


def _table(relation: Any) -> Any:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name in relation.columns:
        table.add_column(name.replace("_", " "))
    for row in relation.fetchall():
        table.add_row(*(_cell(value) for value in row))
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "hour") else value)
    return f"{value:,}" if isinstance(value, int) else str(value)
