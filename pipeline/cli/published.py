"""What commands say and do once the warehouse is published: the feeds follow, whoever wants to know is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import FeedsError

if TYPE_CHECKING:
    from pipeline.notify import NotifyReport


def feeds_follow(warehouse: Path, sources: Path | None = None, default: Path | None = None) -> None:
    """Write the feeds of what was published, and say so; raises `FeedsError` where one failed.

    The caller holds the warehouse open, so that no run writes them too.
    """
    from pipeline.feeds.publishing import write_feeds  # noqa: PLC0415 - `--help` pays for none of this

    report = write_feeds(warehouse, sources, default)
    click.echo(str(report))
    if report.problem:
        raise FeedsError(report.problem)


def show_told(report: NotifyReport) -> None:
    """What became of the notifications: a line, and one for each failure, which is no failure of the run."""
    if report.notifications:
        click.echo(str(report))
    for failure in report.failures:
        click.echo(f"warning: {failure}", err=True)
