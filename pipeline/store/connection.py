"""Open DuckDB the way newsmill does, and turn its errors into one clear line.

Knows nothing of tables: only files, settings and messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import WarehouseBusy, WarehouseError, is_interruption

# The oldest storage format that has what we use; DuckDB 1.5 and 2.0 clients both open it.
STORAGE_VERSION = "v1.5.0"
# Written back in large pieces: at the default of 16 MB each batch rewrites the table's last row group
# again and again (200 batches of 500 articles: 10.7 s against 5.4 s, and a file 1.6 times the size).
CHECKPOINT_AFTER = "256MB"
# DuckDB draws a progress bar on standard output wherever Python was not started with a file: notebooks, python -c.
_SESSION = "set TimeZone = 'UTC'; set enable_progress_bar = false"


def connect_writer(path: Path, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open (or make) the writer's file; session time zone UTC, nothing fetched from the network."""
    connection = duckdb.connect(str(path), config=_settings(path.parent, memory_limit, new=not path.exists()))
    connection.execute(f"set wal_autocheckpoint = '{CHECKPOINT_AFTER}'")
    connection.execute(_SESSION)
    return connection


def connect_reader(path: Path, *, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open an existing file to read it; session time zone UTC."""
    connection = duckdb.connect(str(path), read_only=True, config=_settings(None, memory_limit, new=False))
    connection.execute(_SESSION)
    return connection


def one_row(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> tuple[Any, ...]:
    """The only row of a query, read to its end: DuckDB 2 lets nothing else run before that."""
    [row] = connection.execute(query, parameters).fetchall()
    found: tuple[Any, ...] = row
    return found


def _settings(
    folder: Path | None, memory_limit: str | None, *, new: bool
) -> dict[str, str | bool | int | float | list[str]]:
    settings: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
    if new:
        settings["storage_compatibility_version"] = STORAGE_VERSION
    if folder is not None:
        settings["temp_directory"] = str(folder / "tmp")
    if memory_limit is not None:
        settings["memory_limit"] = memory_limit
    return settings


# What DuckDB and the system say, and what a person can do about it. In order: the first that fits wins.
_REMEDIES = (
    ("no space left", "the disk is full: make room and run it again; what was loaded before is untouched"),
    ("file too large", "the file may not grow further: lift the limit and run it again; what was loaded stays"),
    ("disk quota", "the disk quota is used up: make room and run it again; what was loaded before is untouched"),
    ("read-only file system", "the disk is read-only: choose another folder with --warehouse"),
    ("permission denied", "you may not write there: choose another folder with --warehouse, or change its rights"),
    ("out of memory", "more memory is needed than newsmill may use: allow it more, or load less at once"),
    ("newer version", "it was written by a newer DuckDB: upgrade newsmill"),
)
_DAMAGE = (
    "not a valid duckdb",
    "could not read enough bytes",
    "checksum",
    "corrupt",
    "serialization error",
    "deserialize",
    "internal error",
    "failure while replaying wal",
    "wal",
)


def is_damage(error: Exception) -> bool:
    """Whether an error on opening says that the file itself is broken (and not rights, room or a lock)."""
    said = str(error).lower()
    if any(words in said for words, _ in _REMEDIES) or "conflicting lock" in said:
        return False
    return any(words in said for words in _DAMAGE)


@contextmanager
def clear_errors(doing: str, path: Path) -> Iterator[None]:
    """Raise what DuckDB or the system raises as one line: what was being done, where, what to do.

    Raises:
        WarehouseBusy: another program holds the file.
        WarehouseError: anything else.
        KeyboardInterrupt: Ctrl-C came while DuckDB was at work.

    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _clear(doing, path, error) from error
    except RuntimeError as error:
        if is_interruption(error):
            raise KeyboardInterrupt from error
        raise


def _clear(doing: str, path: Path, error: Exception) -> WarehouseError:
    said = str(error).lower()
    if "conflicting lock" in said:
        return WarehouseBusy(
            f"can't {doing}: another program has {path} open; close it there (to query, open the published file)"
        )
    for words, remedy in _REMEDIES:
        if words in said:
            return WarehouseError(f"can't {doing} in {path}: {remedy}")
    return WarehouseError(f"can't {doing} in {path}: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
