"""`newsmill diff`: what a publisher changed in an article, version by version."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path

import click

from pipeline.cli.options import warehouse_option
from pipeline.errors import InputError


@click.command("diff")
@click.argument("article", metavar="ID")
@warehouse_option
def command(article: str, warehouse: Path) -> None:
    """Show the changes of an article (its id, the beginning of one, or its address): removed red, added green."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this
    from rich.text import Text  # noqa: PLC0415

    from pipeline.cli.find import find_article  # noqa: PLC0415
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415
    from pipeline.store.statements import statement  # noqa: PLC0415

    console = Console(highlight=False)
    with connect_readonly(warehouse) as connection:
        found = find_article(connection, article, warehouse)
        rows = connection.execute(statement("queries/diff"), {"id": found.id}).fetchall()
    console.print(Text(f"{found.id} · {found.source} · {found.title or 'no title'}", style="bold"))
    if not rows:
        raise InputError(f"{found.id}: there is one version of it only")
    for (revision, previous, seen), changes in groupby(rows, key=itemgetter(0, 1, 2)):
        console.print(Text(f"\nrevision {previous} → {revision}, first seen {seen:%Y-%m-%d %H:%M}", style="bold"))
        for _, _, _, field, before, after in changes:
            name = "" if field in ("body", "paragraph") else f"{field}: "
            if before is not None:
                console.print(Text(f"- {name}{before}", style="red"))
            if after is not None:
                console.print(Text(f"+ {name}{after}", style="green"))
