"""`newsmill reprocess`: what would today's rules make of the archive, and making it so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import existing_warehouse, sources_option, warehouse_option
from pipeline.cli.published import feeds_follow

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.reprocess import Changes


@click.command("reprocess")
@click.option("--preview", is_flag=True, help="Show what would change; change nothing.")
@click.option("--source", "only", help="Only this source.")
@click.option("--samples", default=10, show_default=True, help="Articles to show as diffs.")
@sources_option
@warehouse_option
def command(preview: bool, only: str | None, samples: int, sources: Path, warehouse: Path) -> None:
    """Process every archived document again with today's rules, as a new processing of the same revisions."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.progress import bars  # noqa: PLC0415
    from pipeline.reprocess import reprocess  # noqa: PLC0415
    from pipeline.settings import read_sources  # noqa: PLC0415
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415

    console = Console(highlight=False)
    configured = read_sources(sources) if sources.exists() else ()
    existing_warehouse(warehouse)
    with bars(console):
        changes = reprocess(warehouse, configured, only=only, preview=preview, most_samples=samples)
    _show(changes, console, preview=preview)
    if changes.published:
        with Warehouse.open(warehouse):
            feeds_follow(warehouse)


def _show(changes: Changes, console: Console, *, preview: bool) -> None:
    totals = changes.totals
    would = "would change" if preview else "changed"
    console.print(
        f"{totals.changed:,} of {totals.versions:,} versions {would}: text of {totals.changed_text:,}, "
        f"fields of {totals.changed_fields:,}; {totals.lines_removed:,} more lines removed, "
        f"{totals.lines_kept:,} brought back; {totals.lines_at_risk:,} of the removed look like sentences."
    )
    if totals.problems:
        console.print(
            f"{totals.problems:,} versions are no article any more and stay as they are.", style="yellow"
        )
    for change, kind, rule, lines, at_risk, example in changes.rules:
        risk = f", {at_risk:,} like sentences" if at_risk else ""
        mark, style = ("-", "red") if change == "removed" else ("+", "green")
        console.print(f"{mark} {lines:,} {kind} · {rule}{risk}: {example[:80]}", style=style, markup=False)
    for article, revision, source, title, verdicts in changes.samples:
        console.print(
            f"\n{article} · {source} · revision {revision} · {title or 'no title'}", style="bold", markup=False
        )
        for change, text, kind, rule in verdicts[:20]:
            mark, style = ("-", "red") if change == "removed" else ("+", "green")
            console.print(f"{mark} {text.strip()}   {kind} · {rule}", style=style, markup=False)
    if changes.published:
        console.print(f"\nPublished {changes.published}")
