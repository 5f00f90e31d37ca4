"""Bring a warehouse file to this version's tables, views and macros.

Tables come by append-only migrations (`sql/schema/0001_*.sql`, …), each in a transaction of its own and
recorded in `schema_migrations`. Views and macros hold no data: they are made anew whenever newsmill
brings other definitions, so they always match the code.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from pipeline.errors import WarehouseError
from pipeline.store.connection import one_row
from pipeline.store.statements import digest_of, sql_files, statement


def known_version() -> int:
    """The schema version this newsmill writes: the number of its last migration."""
    return _number(sql_files("schema")[-1])


def version_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The schema version of an open file; 0 where it is not a warehouse yet."""
    tables = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
    if ("schema_migrations",) not in tables:
        return 0
    (version,) = one_row(connection, "select coalesce(max(version), 0) from schema_migrations")
    return int(version)


def refuse_newer(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the file's schema version; raise `WarehouseError` if a newer newsmill wrote it."""
    version = version_of(connection)
    if version > known_version():
        raise WarehouseError(
            f"{path} was written by a newer newsmill (schema {version}, this one knows {known_version()}): "
            "upgrade newsmill, or choose another folder with --warehouse"
        )
    return version


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Apply what is missing: migrations first, then views and macros."""
    version = refuse_newer(connection, path)
    if version == 0:
        connection.execute(statement("load/create_schema_migrations"))
    for migration in sql_files("schema"):
        if _number(migration) > version:
            _apply(connection, migration)
    _refresh_views(connection)


def _number(path: Path) -> int:
    return int(path.name.split("_", 1)[0])


def _apply(connection: duckdb.DuckDBPyConnection, migration: Path) -> None:
    connection.execute("begin")
    connection.execute(migration.read_text(encoding="utf-8"))
    connection.execute("insert into schema_migrations values (?, ?, now())", [_number(migration), migration.stem])
    connection.execute("commit")


def view_files() -> tuple[Path, ...]:
    """Files that define views and macros, each after those it uses."""
    paths = {path.stem: path for path in (*sql_files("macros"), *sql_files("marts"))}
    texts = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    uses = {
        name: [  # in order, so that every process makes them in the same one
            other
            for other in sorted(paths)
            if other != name and re.search(rf"\b{other}\(|\b(?:from|join) {other}\b", text)
        ]
        for name, text in texts.items()
    }
    return tuple(paths[name] for name in TopologicalSorter(uses).static_order())


def _refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    files = view_files()
    digest = digest_of((*files, *sql_files("schema")))
    if one_row(connection, "select views_digest from state") == (digest,):
        return
    connection.execute("begin")
    _drop_views(connection)
    for path in files:
        connection.execute(path.read_text(encoding="utf-8"))
    _hand_down_comments(connection)
    connection.execute("update state set views_digest = ?, generation = generation + 1", [digest])
    connection.execute("commit")


def _drop_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop every view, so that none outlives its definition; macros are replaced or dropped alike."""
    views = connection.execute(statement("load/views_and_macros")).fetchall()
    for kind, name in views:
        connection.execute(f'drop {kind} if exists "{name}"')


def _hand_down_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a view's uncommented columns the comment of the table column with the same name."""
    for view, column, comment in connection.execute(statement("load/inherited_comments")).fetchall():
        quoted = comment.replace("'", "''")
        connection.execute(f'comment on column "{view}"."{column}" is \'{quoted}\'')
