"""`newsmill rebuild`: the warehouse anew from the archive alone."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import sources_option, warehouse_option
from pipeline.cli.published import feeds_follow
from pipeline.errors import WarehouseError
from pipeline.wording import counted


@click.command("rebuild")
@click.option("--workers", type=click.IntRange(1), help="Worker processes (default: one a core).")
@sources_option
@warehouse_option
def command(workers: int | None, sources: Path, warehouse: Path) -> None:
    """Read the whole archive again, run by run, and put what comes of it in the place of the warehouse's file."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.progress import bars  # noqa: PLC0415
    from pipeline.rebuild import rebuild  # noqa: PLC0415
    from pipeline.settings import read_sources  # noqa: PLC0415
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    if not (warehouse / "archive").is_dir():
        raise WarehouseError(f"there is no archive in {warehouse} to rebuild from")
    console = Console(highlight=False)
    configured = read_sources(sources) if sources.exists() else ()
    with bars(console):
        done = rebuild(warehouse, configured, workers=workers)
    console.print(
        f"{counted(done.counts.new, 'article')} and {counted(done.counts.changed, 'more revision')} from "
        f"{counted(done.runs, 'run')}; {counted(done.counts.rejected, 'input')} rejected"
    )
    for table, rows in done.carried.items():
        console.print(f"{counted(rows, 'row')} of {table} taken over from the old file: no archive has them")
    for problem in done.problems[:10]:
        console.print(f"missing: {problem.source_id} {problem.uri}: {problem.reason}", style="yellow")
    if done.problems:
        console.print(
            f"{counted(len(done.problems), 'capture')} could not be read from the archive", style="yellow"
        )
    console.print(f"Published {done.published}")
    with Warehouse.open(warehouse):
        feeds_follow(warehouse)
