"""`newsmill sources`: what `sources.toml` says, and whether it can be used."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import sources_option


@click.group("sources")
def command() -> None:
    """List and check the sources."""


@command.command("list")
@sources_option
def list_(sources: Path) -> None:
    """Show the sources: one line each."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - `--help` pays for none of this
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from pipeline.settings import read_sources  # noqa: PLC0415

    table = Table("source", "name", "kind", "language", "where", "enabled", box=SIMPLE_HEAD, header_style="bold")
    for each in read_sources(sources):
        enabled = "yes" if each.enabled else "no"
        table.add_row(each.id, each.name, each.kind, each.language or "", each.location, enabled)
    Console().print(table)


@command.command("check")
@sources_option
def check(sources: Path) -> None:
    """Say what each enabled source on disk holds now; nothing is loaded."""
    from pipeline.acquire.items import find_items  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.settings import read_sources  # noqa: PLC0415

    for each in read_sources(sources):
        if not each.enabled:
            click.echo(f"{each.id}: not enabled")
            continue
        items = list(find_items(each, sources.parent))
        faults = [item for item in items if item.fault]
        click.echo(
            f"{each.id}: {len(items) - len(faults):,} documents" + (f", {len(faults)} faults" if faults else "")
        )
        for item in faults[:5]:
            click.echo(f"  {item.uri}: {item.fault}")
