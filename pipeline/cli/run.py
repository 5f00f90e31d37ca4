"""`newsmill run`: one ingest of the configured sources, as a Prefect flow."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import sources_option, warehouse_option


@click.command("run")
@click.option("--source", "only", multiple=True, help="Only this source (may be given more than once).")
@sources_option
@warehouse_option
def command(only: tuple[str, ...], sources: Path, warehouse: Path) -> None:
    """Load what is due from the sources into the warehouse, and publish it."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.progress import HINTS, bars, summary  # noqa: PLC0415
    from pipeline.settings import read_sources  # noqa: PLC0415

    read_sources(sources)  # a mistake in it is said at once, before Prefect starts
    console = Console()
    ingest = _flow(console, warehouse)
    with bars(console):
        report = ingest(warehouse, sources, list(only))
    summary(report, console)
    console.print("\nWorth trying:", *HINTS, sep="\n  ", highlight=False, soft_wrap=True)


def _flow(console: object, warehouse: Path) -> object:
    """The one door to `flows`: Prefect is imported here, and only here."""
    from flows.server import prepare  # noqa: PLC0415

    console.print(prepare(warehouse))
    from flows.ingest import ingest  # noqa: PLC0415

    return ingest
