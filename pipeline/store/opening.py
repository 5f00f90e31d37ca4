"""Open the writer's file: made where missing, repaired where damaged, brought to this version's schema."""

from __future__ import annotations

import duckdb

from pipeline.store.connection import connect_writer, is_damage
from pipeline.store.migrations import migrate
from pipeline.store.places import Places
from pipeline.store.repair import restore_from_published


def open_work(places: Places, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Connect to the file that the writer keeps, whatever state the last one left it in.

    Raises:
        WarehouseError: it is damaged and there is no published copy to go back to, or it is too new.
        duckdb.Error: another program holds it, or the system refuses.

    """
    try:
        connection = connect_writer(places.work, memory_limit=memory_limit)
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        restore_from_published(places)
        connection = connect_writer(places.work, memory_limit=memory_limit)
    try:
        migrate(connection, places.work)
    except BaseException:
        connection.close()
        raise
    return connection
