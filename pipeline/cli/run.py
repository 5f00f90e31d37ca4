"""`newsmill run`: one ingest of the configured sources, as a Prefect flow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import sources_option, warehouse_option
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.ingest import Report


_DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.command("run")
@click.option("--source", "only", multiple=True, help="Only this source (may be given more than once).")
@click.option("--since", type=_DAY, help="Backfill: what sitemaps and feeds list from this day on (UTC).")
@click.option("--until", type=_DAY, help="Backfill: up to and without this day (UTC).")
@sources_option
@warehouse_option
def command(
    only: tuple[str, ...], since: datetime | None, until: datetime | None, sources: Path, warehouse: Path
) -> None:
    """Load what is due from the sources into the warehouse, and publish it."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.progress import bars, hints, summary  # noqa: PLC0415

    _check_sources(sources, only)
    since, until = (day and day.replace(tzinfo=UTC) for day in (since, until))
    console = Console()
    ingest = _flow(console, warehouse)
    with bars(console):
        report = ingest(str(warehouse), str(sources), list(only), since, until)
    summary(report, console)
    console.print("\nWorth trying:", *hints(warehouse), sep="\n  ", highlight=False, soft_wrap=True)


def _check_sources(path: Path, only: tuple[str, ...]) -> None:
    """A mistake in the sources or in a name is said at once, before Prefect takes its time to start."""
    from pipeline.settings import read_sources  # noqa: PLC0415

    names = {source.id for source in read_sources(path)}
    for name in only:
        if name not in names:
            raise UsageError(f"{path} has no source {name!r}; it has: {', '.join(sorted(names))}")


def _flow(
    console: Console, warehouse: Path
) -> Callable[[str, str, list[str], datetime | None, datetime | None], Report]:
    """The one door to `flows`: Prefect is imported here, and only here."""
    from flows.server import prepare  # noqa: PLC0415

    console.print(prepare(warehouse), highlight=False)
    from flows.ingest import ingest  # noqa: PLC0415

    return ingest
