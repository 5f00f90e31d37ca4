"""`newsmill verify`: is every archived byte what it was?"""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import existing_warehouse, warehouse_option
from pipeline.errors import WarehouseError
from pipeline.wording import counted


@click.command("verify")
@warehouse_option
def command(warehouse: Path) -> None:
    """Read every record of the archive, check its digest, and that every capture points to its record."""
    from pipeline.acquire.archive import verify  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415
    from pipeline.store.statements import statement  # noqa: PLC0415

    records = list(verify(existing_warehouse(warehouse) / "archive"))
    whole = {(each.pointer.file, each.pointer.offset) for each in records if each.problem is None}
    problems = [
        f"{each.pointer.file} at {each.pointer.offset}: {each.problem}" for each in records if each.problem
    ]
    with connect_readonly(warehouse) as connection:
        pointers = connection.execute(statement("load/archive_pointers")).fetchall()
    for source, uri, file, offset in pointers:
        if (file, offset) not in whole:
            problems.append(f"capture {source} {uri}: no whole record in {file} at {offset}")
    for problem in problems:
        click.echo(problem)
    if problems:
        raise WarehouseError(
            f"{counted(len(problems), 'problem')} in {warehouse / 'archive'}; a rebuild would miss what is listed"
        )
    read = f"{counted(len(records), 'record')} and {counted(len(pointers), 'capture')}"
    click.echo(f"{read}: every digest and pointer is right")
