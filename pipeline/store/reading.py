"""Open the published warehouse to read it. Never touches the writer's file, takes no lock."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.errors import QueryError, WarehouseError
from pipeline.store.connection import clear_errors, connect_reader, is_damage, one_row
from pipeline.store.migrations import refuse_newer
from pipeline.store.places import Places


def connect_readonly(folder: Path, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open the published file of a warehouse folder; session time zone UTC.

    Args:
        folder: the warehouse folder, which holds `news.duckdb`.
        memory_limit: what DuckDB may use, such as `4GB`; its default is 80 % of the machine.

    Raises:
        WarehouseError: there is none yet, it is damaged, or a newer newsmill wrote it.

    """
    published = Places(folder).published
    if not published.exists():
        raise WarehouseError(f"there is no warehouse at {published}: make one with newsmill run or newsmill load")
    connection = open_published(published, memory_limit=memory_limit)
    try:
        with clear_errors("read the warehouse", published):
            refuse_newer(connection, published)
    except WarehouseError:
        connection.close()
        raise
    return connection


def open_published(published: Path, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open a published file without asking which version wrote it."""
    with clear_errors("read the warehouse", published):
        try:
            return connect_reader(published, memory_limit=memory_limit)
        except duckdb.Error as error:
            if is_damage(error):
                raise WarehouseError(
                    f"{published} is damaged: move it away and run newsmill again, which publishes it anew"
                ) from error
            raise


def is_published(work: duckdb.DuckDBPyConnection, places: Places) -> bool:
    """Whether the published file has all that the writer's has."""
    if not places.published.exists():
        return False
    try:
        published = open_published(places.published)
    except WarehouseError:
        return False
    try:
        return _generation(published) == _generation(work)
    except duckdb.Error:
        return False
    finally:
        published.close()


def _generation(connection: duckdb.DuckDBPyConnection) -> object:
    return one_row(connection, "select generation from state")


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyRelation | None:
    """Run the user's SQL; None where it has no result to show.

    Raises:
        QueryError: DuckDB refuses it; the message is DuckDB's own.

    """
    try:
        return connection.sql(query)
    except duckdb.Error as error:
        raise QueryError(str(error).strip()) from error
