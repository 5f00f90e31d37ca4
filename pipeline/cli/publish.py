"""`newsmill publish`: bring the published file up to what the writer has."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import existing_warehouse, warehouse_option


@click.command("publish")
@warehouse_option
def command(warehouse: Path) -> None:
    """Check the writer's file and copy it to news.duckdb, unless that is up to date."""
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415 - `--help` pays for none of this

    with Warehouse.open(existing_warehouse(warehouse)) as opened:
        click.echo(f"Published {opened.publish(opened.check())}")
    from pipeline.site import refresh  # noqa: PLC0415

    if refreshed := refresh(warehouse):
        click.echo(f"Site {refreshed.index}")
