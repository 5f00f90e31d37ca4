"""`newsmill load`: files, folders and archives given on the spot, without Prefect."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click

from pipeline.cli.options import warehouse_option


@click.command("load")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--workers", type=click.IntRange(1), help="Worker processes (default: one a core).")
@warehouse_option
def command(paths: tuple[Path, ...], workers: int | None, warehouse: Path) -> None:
    """Load texts, pages, JSON Lines, WARC files, ZIP and TAR archives, and folders of them, now."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.acquire.items import find_items_at  # noqa: PLC0415
    from pipeline.cli.progress import bars, summary  # noqa: PLC0415
    from pipeline.ingest import open_ingest  # noqa: PLC0415
    from pipeline.model import Source  # noqa: PLC0415

    console = Console()
    items = find_items_at(paths)
    with bars(console), open_ingest(warehouse, f"load {' '.join(map(str, paths))}", workers=workers) as ingest:
        for source_id, found in groupby(items, key=attrgetter("source_id")):
            ingest.load_source(Source(id=source_id, name=source_id, kind="folder", location=str(paths[0])), found)
        report = ingest.finish()
    summary(report, console)
