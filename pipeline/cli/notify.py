"""`newsmill notify`: tell whoever sources.toml names of new rows, or show what they would be told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import DEFAULT_SOURCES, existing_warehouse, warehouse_option

if TYPE_CHECKING:
    from pipeline.notify import Asked


@click.command("notify")
@click.option("--dry-run", is_flag=True, help="Print what would be sent, a JSON document a line; send nothing.")
@click.option("--forget", metavar="NAME", help="Drop the rows that wait for this notification; send nothing.")
@click.option(
    "--sources",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="NEWSMILL_SOURCES",
    help="The file with the notifications (default: that of the last run).",
)
@warehouse_option
def command(dry_run: bool, forget: str | None, sources: Path | None, warehouse: Path) -> None:
    """Tell of new rows now, also receivers that runs leave alone for a while because they failed.

    Runs do the same at their end. Exit code 1 where somebody could not be told; the rows wait for the next time.
    """
    from pipeline.notify import Asked  # noqa: PLC0415 - `--help` pays for none of this

    asked = Asked(existing_warehouse(warehouse), sources, DEFAULT_SOURCES)
    if dry_run:
        _show(asked)
    else:
        _tell(asked, forget)


def _show(asked: Asked) -> None:
    from pipeline.notify import preview  # noqa: PLC0415

    found = list(preview(asked))
    for _, delivery in found:
        click.echo(delivery.text)
    for each in dict.fromkeys(each for each, _ in found):
        rows = sum(delivery.rows for other, delivery in found if other == each)
        click.echo(f'notify "{each.name}": {rows:,} rows would go to {each.target}', err=True)
    if not found:
        click.echo("There is nothing to tell.", err=True)


def _tell(asked: Asked, name: str | None) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from pipeline.errors import NotifyError  # noqa: PLC0415
    from pipeline.notify import forget, notify  # noqa: PLC0415
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    with Warehouse.open(asked.folder) as opened:
        if name is not None:
            click.echo(f"Forgot {forget(asked, name):,} rows.")
            return
        report = notify(replace(asked, checked=opened.connection), insist=True)
    click.echo(str(report))
    if report.failures:
        raise NotifyError("; ".join(report.failures))
