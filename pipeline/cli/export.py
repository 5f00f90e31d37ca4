"""`newsmill export`: articles, the result of a query, or the whole warehouse, as files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import warehouse_option
from pipeline.errors import UsageError
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.store.exporting import Watch


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--sql", "query", help="What to export; without it, articles.")
@click.option("--search", "words", help="Only articles that this finds (as newsmill search).")
@click.option("--source", help="Only articles of this source.")
@click.option("--language", help="Only articles in this language (ISO 639-1).")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only articles published on this day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only articles published before this day.")
@warehouse_option
def command(target: Path, query: str | None, warehouse: Path, **filters: object) -> None:
    """Write TARGET: a .parquet, .csv or .jsonl file (.gz where you like), or a folder with every table.

    A folder can be taken over by another warehouse with newsmill import.
    """
    from pipeline.store.exporting import export_all, export_query  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415

    wanted = {name: value for name, value in filters.items() if value is not None}
    if query and wanted:
        raise UsageError("--sql says everything itself: leave out the filters, or --sql")
    with connect_readonly(warehouse) as connection, _bar() as watch:
        if target.is_dir() or not target.suffix:
            if query or wanted:
                raise UsageError(f"{target} is a folder, which gets the whole warehouse: name a file instead")
            rows = sum(export_all(connection, target, watch).values())
        else:
            statement, values = (query.rstrip().rstrip(";"), []) if query else _filtered(wanted)
            rows = export_query(connection, statement, target, values, watch)
    click.echo(f"{counted(rows, 'row')} in {target}")


_CONDITIONS = {
    "words": "article_id in (select article_id from matching(?))",
    "source": "source_id = ?",
    "language": "language = ?",
    "since": "published_on >= ?",
    "until": "published_on < ?",
}


def _filtered(wanted: dict[str, object]) -> tuple[str, list[object]]:
    """The query for articles, and its values."""
    conditions = " and ".join(_CONDITIONS[name] for name in wanted) or "true"
    return f"select * from articles where {conditions} order by article_id", list(wanted.values())  # noqa: S608


@contextmanager
def _bar() -> Iterator[Watch | None]:
    """A bar while something is written; nothing where the output is no terminal."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as display:
        task = display.add_task("Exporting", total=1.0)
        yield lambda what, share: display.update(task, description=f"Exporting {what}", completed=share)
