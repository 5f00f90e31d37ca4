"""`newsmill site`: write the pages to look at, and open them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import warehouse_option
from pipeline.wording import counted


@click.command("site")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Write it here instead of DIR/site.")
@click.option("--open", "show", is_flag=True, help="Open the first page in the browser.")
@warehouse_option
def command(to: Path | None, show: bool, warehouse: Path) -> None:
    """Write the site: pages to look at, which need no server. Once it is there, every run keeps it up to date."""
    from pipeline.site import build  # noqa: PLC0415 - `--help` pays for none of this

    built = build(warehouse, to)
    touched = f"{counted(built.written, 'file')} written, {built.removed:,} removed"
    click.echo(
        f"{built.index}: {counted(built.articles, 'article')}, {touched if built.is_changed else 'up to date'}"
    )
    if show:
        import webbrowser  # noqa: PLC0415

        webbrowser.open(built.index.resolve().as_uri())
