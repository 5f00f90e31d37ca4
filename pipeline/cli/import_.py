"""`newsmill import`: take over an export or another warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import warehouse_option
from pipeline.cli.published import feeds_follow
from pipeline.wording import counted


@click.command("import")
@click.argument("given", type=click.Path(exists=True, path_type=Path))
@warehouse_option
def command(given: Path, warehouse: Path) -> None:
    """Take over GIVEN: a folder that newsmill export wrote, another warehouse's folder, or its file.

    Where both have an article, their versions become one history. The same import twice changes nothing.
    """
    from pipeline.store.importing import import_from  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    with Warehouse.open(warehouse) as opened:
        done = import_from(opened, given)
        published = opened.publish(opened.check())
        click.echo(
            f"{counted(done.articles, 'article')}, {counted(done.revisions, 'revision')} and "
            f"{counted(done.captures, 'capture')} taken over; "
            f"{counted(done.archive_files, 'archive file')} copied"
        )
        click.echo(f"Published {published}")
        feeds_follow(warehouse)
