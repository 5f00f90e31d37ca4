"""What a person sees while a run goes, and when it has ended. Prints; decides nothing."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.cli.options import DEFAULT_WAREHOUSE
from pipeline.cli.published import show_told
from pipeline.cli.tables import print_table
from pipeline.errors import FeedsError, WarehouseError
from pipeline.ingest import Report, reporting
from pipeline.model import Counts

_STAGES = {"read": "Reading", "clean": "Cleaning", "load": "Loading", "publish": "Publishing"}
_COLUMNS = ("found", "new", "changed", "unchanged", "rejected", "lines removed", "seconds")
_MOST_REJECTED = 10

_HINTS = (
    'sql "select published_on, source_id, title from latest limit 10"',
    'sql "select kind, count(*) as lines from removed_lines group by all order by lines desc"',
    'sql "select source_id, uri, reason from rejected"',
)


def hints(warehouse: Path) -> list[str]:
    """Commands worth trying after a run, as they can be typed here."""
    name = "newsmill" if shutil.which("newsmill") else os.path.relpath(sys.argv[0])
    where = "" if warehouse == DEFAULT_WAREHOUSE else f" --warehouse {shlex.quote(str(warehouse))}"
    return [f"{name} {hint}{where}" for hint in _HINTS]


@contextmanager
def bars(console: Console) -> Iterator[None]:
    """A bar a stage while the body runs; nothing where the output is not a terminal."""
    if not console.is_terminal:
        yield
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description:<11}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as display:
        tasks = {stage: display.add_task(words, total=None) for stage, words in _STAGES.items()}

        def show(stage: str, _source: str, count: int) -> None:
            display.advance(tasks[stage], count)

        with reporting(show):
            yield


def summary(report: Report, console: Console) -> None:
    """The closing table, what was rejected, what the checks found.

    Raises `WarehouseError` where the checks kept it from being published, `FeedsError` where a feed failed.
    """
    total = Counts()
    for counts in report.counts.values():
        total.add(counts)
    rows = [(source, *_cells(counts)) for source, counts in report.counts.items()]
    if several := len(rows) > 1:
        rows.append(("all", *_cells(total)))
    print_table(console, ("source", *_COLUMNS), rows, texts=("source",), right=_COLUMNS, total=several)
    if not total.new and not total.changed:
        console.print(_nothing_new(total))
    _show_rejected(report, console)
    _show_findings(report, console)


def _nothing_new(total: Counts) -> str:
    if not total.found:
        return "Nothing new: nothing was found."
    if not total.unchanged:
        return "Nothing new."
    if total.unchanged == total.found:
        return "Nothing new: everything that was found is known already."
    return f"Nothing new: {total.unchanged:,} of the {total.found:,} found are known already."


def _cells(counts: Counts) -> tuple[str, ...]:
    numbers = (counts.found, counts.new, counts.changed, counts.unchanged, counts.rejected, counts.lines_removed)
    return (*(f"{number:,}" for number in numbers), f"{counts.seconds:.1f}")


def _show_rejected(report: Report, console: Console) -> None:
    for rejection in report.rejections[:_MOST_REJECTED]:
        console.print(
            f"rejected: {rejection.source_id} {rejection.uri}: {rejection.reason}",
            style="yellow",
            highlight=False,
            markup=False,  # a file may be called [red]
        )
    if len(report.rejections) > _MOST_REJECTED:
        console.print(f'… and {len(report.rejections) - _MOST_REJECTED} more: newsmill sql "from rejected"')


def _show_findings(report: Report, console: Console) -> None:
    for finding in report.findings:
        style = "red" if finding.is_error else "yellow"
        console.print(
            str(finding),
            style=style,
            highlight=False,
            markup=False,
        )
    if report.told:
        show_told(report.told)
    if report.held_back:
        raise WarehouseError(report.held_back)
    console.print(f"Published {report.published}", highlight=False, markup=False)
    if report.feeds:
        console.print(str(report.feeds), highlight=False, markup=False)
        if report.feeds.problem:
            raise FeedsError(report.feeds.problem)
