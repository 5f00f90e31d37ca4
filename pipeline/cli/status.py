"""`newsmill status`: what the warehouse holds, and how the last runs went, on one screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import warehouse_option
from pipeline.wording import counted

_NUMBERS = frozenset({"integer", "bigint", "hugeint", "double"})


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
        for name in ("status_sources", "status_web", "status_runs"):
            _print(console, connection.sql(statement(f"queries/{name}")))
        for severity, title, rows in connection.execute(statement("queries/last_findings")).fetchall():
            console.print(f"check {severity}: {title}: not so for {counted(rows, 'row')}", markup=False)


def _totals(totals: Any, warehouse: Path) -> str:
    articles, revisions, captures, removed, rejected, first, last = totals
    days = f", {first} to {last}" if first else ""
    sizes = ", ".join(f"{name} {_megabytes(warehouse / name)}" for name in ("news.duckdb", "archive", "work"))
    return (
        f"{counted(articles, 'article')} ({counted(revisions, 'revision')}) "
        f"from {counted(captures, 'capture')}{days}; "
        f"{counted(removed, 'line')} removed; {counted(rejected, 'input')} rejected\n{sizes}\n"
    )


def _megabytes(path: Path) -> str:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:,.1f} MB"


def _print(console: Any, relation: Any) -> None:
    from pipeline.cli.tables import print_table  # noqa: PLC0415

    heads = [name.replace("_", " ") for name in relation.columns]
    rows = [[_cell(value) for value in row] for row in relation.fetchall()]
    numbers = [head for head, kind in zip(heads, relation.types, strict=True) if kind.id in _NUMBERS]
    if rows:
        print_table(console, heads, rows, texts=("source id", "command", "reason"), right=numbers)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "hour") else value)
    return f"{value:,}" if isinstance(value, int) else str(value)
