"""`newsmill publish`: bring the published file, and the feeds made from it, up to what the writer has."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import DEFAULT_SOURCES, existing_warehouse, warehouse_option
from pipeline.cli.published import feeds_follow, show_told


@click.command("publish")
@click.option(
    "--sources",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="NEWSMILL_SOURCES",
    help="The file with the saved searches, beside which a folder feeds may hold more of them "
    "(default: that of the last run).",
)
@warehouse_option
def command(warehouse: Path, sources: Path | None) -> None:
    """Check the writer's file and copy it to news.duckdb, unless that is up to date; then write the feeds.

    A feed that fails costs itself: its files stay as they were, the others are written, and the exit code is 1.
    """
    from pipeline.notify import Asked, notify  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.settings import read_notifications  # noqa: PLC0415
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    if sources:
        read_notifications(sources)  # a mistake in what was given is said before anything is done
    with Warehouse.open(existing_warehouse(warehouse)) as opened:
        try:
            click.echo(f"Published {opened.publish(opened.check())}")
            _files_follow(warehouse, sources)
        finally:  # what kept it from being published is what some want to be told of
            show_told(notify(Asked(warehouse, sources, DEFAULT_SOURCES, opened.connection)))


def _files_follow(warehouse: Path, sources: Path | None) -> None:
    try:
        feeds_follow(warehouse, sources, DEFAULT_SOURCES)
    finally:  # the site is no worse for a feed that failed
        _site_follows(warehouse)


def _site_follows(warehouse: Path) -> None:
    from pipeline.site import refresh  # noqa: PLC0415 - `--help` pays for none of this

    if refreshed := refresh(warehouse):
        click.echo(f"Site {refreshed.index}")
