"""Find what is older than a moment, and remove it: files of the archive, or captures and fetches nothing rests on.

Articles, their versions and what was removed from them are never touched. Finding changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.store.connection import clear_errors, one_row
from pipeline.store.loading import transaction
from pipeline.store.statements import statement
from pipeline.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class OldArchive:
    """Files of the archive that hold nothing younger."""

    files: tuple[str, ...]  # below the archive
    captures: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class OldRows:
    """Rows that nothing rests on."""

    captures: int
    fetches: int


def old_archive(warehouse: Warehouse, before: datetime) -> OldArchive:
    """The archive's files all of whose captures are older than `before` (aware)."""
    rows = warehouse.connection.execute(statement("prune/archive_files"), {"before": before}).fetchall()
    sizes = [(warehouse.places.archive / name) for name, *_ in rows]
    return OldArchive(
        tuple(name for name, *_ in rows),
        sum(captures for _, captures, _ in rows),
        sum(path.stat().st_size for path in sizes if path.exists()),
    )


def remove_archive(warehouse: Warehouse, old: OldArchive) -> None:
    """Forget the files, then delete them: cut short in between, no row points to what is gone."""
    with clear_errors("prune the archive", warehouse.places.archive):
        with transaction(warehouse.connection):
            _run(warehouse.connection, "prune/forget_files", {"files": list(old.files)})
        for name in old.files:
            _delete(warehouse.places.archive / name)


def old_rows(warehouse: Warehouse, before: datetime) -> OldRows:
    """Captures and fetches older than `before` (aware) that nothing rests on."""
    with clear_errors("look for old captures", warehouse.places.work):
        for name in ("prune/old_captures", "prune/old_fetches"):
            # A parameter can't stand in a `create … as`; the moment is our own.
            text = statement(name).replace("$before", f"timestamptz '{before.isoformat(sep=' ')}'")
            warehouse.connection.execute(text)
        counted = "select (select count(*) from old_captures), (select count(*) from old_fetches)"
        return OldRows(*one_row(warehouse.connection, counted))


def remove_rows(warehouse: Warehouse) -> None:
    """Remove what `old_rows` found last."""
    with clear_errors("prune captures", warehouse.places.work), transaction(warehouse.connection):
        _run(warehouse.connection, "prune/remove_old", {})


def _run(connection: duckdb.DuckDBPyConnection, name: str, values: dict[str, Any]) -> None:
    for single in duckdb.extract_statements(statement(name)):
        connection.execute(single, {each: values[each] for each in single.named_parameters})


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)
    for folder in path.parents[:3]:  # of the day, the month and the year, where they are empty now
        if any(folder.iterdir()):
            return
        folder.rmdir()
