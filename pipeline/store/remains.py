"""What an old warehouse file has that its archive has not, taken over into one that is rebuilt.

Decisions of people on templates, inputs that were refused without bytes to keep, and what fetching from the Web
left behind. A file that can't be read any more has nothing to give; that is no error here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipeline.store import archive_index
from pipeline.store.connection import connect_reader
from pipeline.store.places import Places

_TABLES = ("sources", "templates", "rejected", "fetches", "url_states", "poll_states", "site_files")
_ONLY = {"templates": "where state <> 'learned'", "rejected": "where archive_file is null"}


def index_what_is_not(places: Places, archive: Path) -> None:
    """Write the index of runs that have none yet, if the old file still says what they loaded."""
    if not places.work.exists():
        return
    try:
        with connect_reader(places.work) as old:
            archive_index.write_missing(old, archive)
    except duckdb.Error:
        return


def carry_over(connection: duckdb.DuckDBPyConnection, old: Places) -> Mapping[str, int]:
    """Copy the rows; returns how many, by table."""
    carried: dict[str, int] = {}
    if not old.work.exists():
        return carried
    try:
        connection.execute(f"attach '{_quoted(old.work)}' as old (read_only)")
    except duckdb.Error:
        return carried
    try:
        for table in _TABLES:
            carried[table] = _copy(connection, table)
    finally:
        connection.execute("detach old")
    return {table: rows for table, rows in carried.items() if rows}


def _copy(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    try:
        query = f"insert into {table} by name select * from old.{table} {_ONLY.get(table, '')}"  # noqa: S608
        [(rows,)] = connection.execute(query).fetchall()
    except duckdb.Error:  # an older file lacks the table, a damaged one its blocks
        return 0
    return int(rows)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
