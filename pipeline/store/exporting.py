"""Write rows out as Parquet, CSV or JSON Lines: the result of a query, or all tables for another warehouse.

A file appears under its name when it is whole. Reads the published warehouse; writes nothing to it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipeline.errors import InputError, QueryError, WarehouseError
from pipeline.store.connection import clear_errors
from pipeline.store.migrations import version_of

# Tables of what was captured and what came of it; the search index and what runs left behind are made anew.
TABLES = (
    "sources",
    "runs",
    "run_sources",
    "captures",
    "revisions",
    "removed_lines",
    "field_evidence",
    "quotes",
    "mentions",
    "text_dates",
    "datelines",
    "rejected",
    "earlier_processings",
    "templates",
)
MANIFEST = "newsmill-export.json"
_OPTIONS = {
    ".parquet": "format parquet, compression zstd",
    ".csv": "format csv, header true",
    ".csv.gz": "format csv, header true, compression gzip",
    ".jsonl": "format json",
    ".jsonl.gz": "format json, compression gzip",
}
_LOOK_EVERY = 0.1  # seconds between two looks at how far it is

Watch = Callable[[str, float], None]  # what is being written, and how much of it is done, 0 to 1


def options_for(path: Path) -> str:
    """How to write a file of that name; raises `InputError` where its ending says nothing."""
    for ending, options in _OPTIONS.items():
        if path.name.lower().endswith(ending):
            return options
    raise InputError(f"{path}: the name has to end in one of {', '.join(_OPTIONS)}, or be a folder's (with a /)")


def export_query(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    target: Path,
    values: Sequence[object] = (),
    watch: Watch | None = None,
) -> int:
    """Write what a query gives to `target`; returns how many rows.

    Raises:
        InputError: the name of the file does not say what it is.
        QueryError: DuckDB refuses the query.
        WarehouseError: the file can't be written.

    """
    options = options_for(target)
    unfinished = target.with_name(f".{target.name}.exporting")
    try:
        connection.execute(f"explain {query}", values)
    except duckdb.Error as error:
        raise QueryError(str(error).strip().split("\n\n")[0]) from error
    try:
        with clear_errors("export", target):
            statement = f"copy ({query}) to '{_quoted(unfinished)}' ({options})"
            [(rows,)] = _watched(connection, statement, values, target.name, watch)
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return int(rows)


def export_all(connection: duckdb.DuckDBPyConnection, folder: Path, watch: Watch | None = None) -> dict[str, int]:
    """Write every table that another warehouse can take over, as Parquet; returns the rows by table.

    Raises `WarehouseError` where the folder holds something else, or can't be written.
    """
    with clear_errors("export", folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / MANIFEST).exists() and any(folder.iterdir()):
            raise WarehouseError(f"{folder} is not empty and no earlier export: choose another folder")
        (folder / MANIFEST).unlink(missing_ok=True)
    there = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    rows = {
        table: export_query(connection, f"select * from {table}", folder / f"{table}.parquet", watch=watch)  # noqa: S608
        for table in TABLES
        if table in there
    }
    manifest = {"format": "newsmill export", "schema": version_of(connection), "rows": rows}
    with clear_errors("export", folder):  # last: an export without it is not whole
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return rows


def _watched(
    connection: duckdb.DuckDBPyConnection, statement: str, values: Sequence[object], what: str, watch: Watch | None
) -> list[tuple[int]]:
    """Run a statement; tell now and then how far it is."""
    done = threading.Event()

    def look() -> None:
        while watch and not done.wait(_LOOK_EVERY):
            share = connection.query_progress()
            watch(what, max(share, 0.0) / 100)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        found: list[tuple[int]] = connection.execute(statement, values).fetchall()
        return found
    finally:
        done.set()
        looking.join()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
