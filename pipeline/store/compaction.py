"""Write the warehouse's file anew: every table in the order of its rows, without the gaps that updates leave.

The new file is made by the migrations, as any other is, and takes the old one's name when it is whole.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.store.connection import clear_errors, connect_writer
from pipeline.store.lock import WriterLock
from pipeline.store.migrations import migrate
from pipeline.store.places import Places
from pipeline.store.statements import statement


def compact(folder: Path) -> tuple[int, int]:
    """Compact the writer's file; returns its size in bytes before and after.

    Raises:
        WarehouseBusy: another run is writing.
        WarehouseError: it could not be read or written; the file is as it was.

    """
    places = Places(folder)
    fresh = places.work.with_name("compacted.duckdb")
    lock = WriterLock(places.lock)
    try:
        with clear_errors("compact the warehouse", places.work):
            _remove(fresh)
            with connect_writer(places.work) as connection:
                migrate(connection, places.work)
                connection.execute("checkpoint")
            before = places.work.stat().st_size
            _copy(places.work, fresh)
            fresh.replace(places.work)
        return before, places.work.stat().st_size
    finally:
        _remove(fresh)
        lock.release()


def _copy(old: Path, fresh: Path) -> None:
    with connect_writer(fresh) as connection:
        migrate(connection, fresh)
        connection.execute(f"attach '{_quoted(old)}' as old (read_only)")
        for (table,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'old' and not internal"
        ).fetchall():
            _copy_table(connection, table)
        connection.execute(statement("search/find_places"))
        connection.execute("detach old")
        connection.execute("checkpoint")


def _copy_table(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Each table in a transaction of its own: all of them in one would not fit into memory."""
    connection.execute("begin")
    connection.execute(f"delete from {table}")  # noqa: S608 - the rows that migrations made
    connection.execute(f"insert into {table} by name select * from old.{table}")  # noqa: S608
    connection.execute("commit")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
