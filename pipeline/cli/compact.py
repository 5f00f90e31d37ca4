"""`newsmill compact`: the warehouse's file without gaps."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import existing_warehouse, warehouse_option
from pipeline.cli.published import feeds_follow


@click.command("compact")
@warehouse_option
def command(warehouse: Path) -> None:
    """Write the warehouse's file anew, without the gaps that years of updates leave; then publish it."""
    from pipeline.store.compaction import compact  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    before, after = compact(existing_warehouse(warehouse))
    click.echo(f"{before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now")
    with Warehouse.open(warehouse) as opened:
        click.echo(f"Published {opened.publish(opened.check())}")
        feeds_follow(warehouse)
