"""`newsmill prune`: remove what is older than one wants to keep; says what, and asks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import existing_warehouse, warehouse_option
from pipeline.cli.published import feeds_follow
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.store.warehouse import Warehouse

_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


def _age(_context: click.Context, _option: click.Parameter, value: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,5})([dwmy])", value.strip().lower())
    if not found:
        raise click.BadParameter(f"{value!r} is no age: say 90d, 12w, 6m or 2y")
    return timedelta(days=int(found[1]) * _UNITS[found[2]])


@click.command("prune")
@click.option("--older-than", callback=_age, required=True, metavar="AGE", help="90d, 12w, 6m (of 30 days) or 2y.")
@click.option("--archive", is_flag=True, help="Files of the archive with nothing younger in them.")
@click.option("--captures", is_flag=True, help="Captures and fetches that nothing rests on.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@warehouse_option
def command(older_than: timedelta, archive: bool, captures: bool, yes: bool, warehouse: Path) -> None:
    """Remove what is older; says what it is and asks first. Articles and their versions always stay."""
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415 - `--help` pays for none of this

    if not archive and not captures:
        raise click.UsageError("say what to remove: --archive, --captures, or both")
    before = datetime.now(UTC) - older_than
    with Warehouse.open(existing_warehouse(warehouse)) as opened:
        removed = (archive and _archive(opened, before, yes)) | (captures and _captures(opened, before, yes))
        if removed:
            click.echo(f"Published {opened.publish(opened.check())}")
            feeds_follow(warehouse)


def _archive(opened: Warehouse, before: datetime, yes: bool) -> bool:
    from pipeline.store.pruning import old_archive, remove_archive  # noqa: PLC0415

    old = old_archive(opened, before)
    if not old.files:
        click.echo(f"No file of the archive is older than {before:%Y-%m-%d} as a whole.")
        return False
    click.echo(
        f"Nothing younger than {before:%Y-%m-%d} is in {counted(len(old.files), 'file')} of the archive, "
        f"{old.size_bytes / 1e6:,.1f} MB. Without this {counted(old.captures, 'capture')} can't be reprocessed, "
        "rebuilt or proved."
    )
    if not (yes or click.confirm("Remove them for good?")):
        return False
    remove_archive(opened, old)
    return True


def _captures(opened: Warehouse, before: datetime, yes: bool) -> bool:
    from pipeline.store.pruning import old_rows, remove_rows  # noqa: PLC0415

    old = old_rows(opened, before)
    if not old.captures and not old.fetches:
        click.echo(f"No capture or fetch before {before:%Y-%m-%d} can go.")
        return False
    click.echo(
        f"From before {before:%Y-%m-%d}: {counted(old.captures, 'capture')} that no version was read from, and "
        f"{counted(old.fetches, 'fetch', 'fetches')} but for the last of each address."
    )
    if not (yes or click.confirm("Remove these rows for good?")):
        return False
    remove_rows(opened)
    return True
