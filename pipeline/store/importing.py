"""Take over what an export or another warehouse has and this one has not.

Articles that are new come as they are. Where both have an article their histories become one: a version of theirs
is a sighting of its text at the times they saw it. All in one transaction; the same import twice changes nothing.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import InputError, WarehouseError
from pipeline.store import identity, rows
from pipeline.store.connection import clear_errors, one_row
from pipeline.store.exporting import MANIFEST, TABLES
from pipeline.store.loading import columns_of, transaction
from pipeline.store.migrations import known_version
from pipeline.store.places import Places
from pipeline.store.statements import statement
from pipeline.store.timeline import Version, place
from pipeline.store.warehouse import Warehouse

_OF_VERSIONS = (
    "removed_lines",
    "field_evidence",
    "quotes",
    "mentions",
    "text_dates",
    "datelines",
    "earlier_processings",
)
_MOVED = ("article_id", "revision", "first_seen", "last_seen", "superseded_at")
_SIGNATURE, _SIGNED_AT = b"DUCK", 8  # of a DuckDB file, after its checksum
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken over."""

    articles: int
    revisions: int
    captures: int
    archive_files: int


def import_from(warehouse: Warehouse, given: Path) -> Imported:
    """Take over an export's folder, a warehouse's folder, or a warehouse's file.

    Raises:
        InputError: it is none of these, or a newer newsmill wrote it.
        WarehouseError: it could not be read or written; nothing was changed.

    """
    connection = warehouse.connection
    with clear_errors("import", given), _opened(connection, given):
        before = _counts(connection)
        copied = _copy_archive(given / "archive", warehouse.places.archive) if given.is_dir() else 0
        with transaction(connection):
            _merge(connection, warehouse.places.archive)
        after = _counts(connection)
    articles, revisions, captures = (now - then for now, then in zip(after, before, strict=True))
    return Imported(articles, revisions, captures, copied)


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    return one_row(
        connection,
        "select (select count(distinct article_id) from revisions), (select count(*) from revisions),"
        " (select count(*) from captures)",
    )


@contextmanager
def _opened(connection: duckdb.DuckDBPyConnection, given: Path) -> Iterator[None]:
    """Make every table of the import a view named `given_…`; those it lacks are empty."""
    manifest = given / MANIFEST
    database = Places(given).published if given.is_dir() else given
    if manifest.exists():
        _refuse_newer(given, json.loads(manifest.read_text(encoding="utf-8"))["schema"])
        _view(connection, {path.stem: f"read_parquet('{_quoted(path)}')" for path in given.glob("*.parquet")})
        yield
    elif database.is_file():
        if not _is_database(database):
            raise InputError(
                f"{database} is no DuckDB file; give a folder that newsmill export wrote, or a warehouse"
            )
        connection.execute(f"attach '{_quoted(database)}' as given (read_only)")
        try:
            query = "select table_name from duckdb_tables() where database_name = 'given'"
            names = {name for (name,) in connection.execute(query).fetchall()}
            if "schema_migrations" not in names:
                raise InputError(f"{database} is no warehouse of newsmill")
            _refuse_newer(given, one_row(connection, "select max(version) from given.schema_migrations")[0])
            _view(connection, {name: f"given.{name}" for name in names})
            yield
        finally:
            for table in TABLES:
                connection.execute(f"drop view if exists temp.given_{table}")
            connection.execute("detach given")
    else:
        raise InputError(f"{given} is neither an export ({MANIFEST} is missing) nor a warehouse (no news.duckdb)")


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(_SIGNED_AT)
        return stream.read(len(_SIGNATURE)) == _SIGNATURE


def _refuse_newer(given: Path, version: int) -> None:
    if version > known_version():
        raise InputError(
            f"{given} was written by a newer newsmill (schema {version}, this one knows {known_version()}): "
            "upgrade newsmill"
        )


def _view(connection: duckdb.DuckDBPyConnection, places: dict[str, str]) -> None:
    for table in TABLES:
        found = places.get(table, f"(select * from {table} limit 0)")  # noqa: S608 - names of our own
        connection.execute(f"create or replace temp view given_{table} as select * from {found}")  # noqa: S608


def _merge(connection: duckdb.DuckDBPyConnection, archive: Path) -> None:
    connection.execute(statement("import/new_articles"))
    versions, moved = _histories(connection.execute(statement("import/shared_histories")).fetchall())
    captures = _places(connection.execute(statement("import/shared_places")).fetchall())
    archived = [{"name": path.relative_to(archive).as_posix()} for path in archive.rglob("*.warc.gz")]
    schema = columns_of(connection, "revisions")
    text, number, flag = (schema.field(name).type for name in ("article_id", "revision", "is_current"))
    tables = {
        "mapped_versions": (
            versions,
            {"article_id": text, "given_revision": number, "revision": number, "is_new": flag},
        ),
        "moved_versions": (moved, {name: schema.field(name).type for name in _MOVED}),
        "mapped_captures": (
            captures,
            {"given_capture_id": text, "capture_id": text, "visit": number, "is_new": flag},
        ),
        "archived": (archived, {"name": text}),
    }
    import pyarrow as pa  # noqa: PLC0415 - most commands never import

    for name, (values, columns) in tables.items():
        connection.register(name, rows.table(values, pa.schema(list(columns.items()))))
    try:
        connection.execute(statement("import/insert"))
        for table in _OF_VERSIONS:
            connection.execute(statement("import/insert_of_versions").replace("{table}", table))
    finally:
        for name in tables:
            connection.unregister(name)


def _histories(found: list[tuple[Any, ...]]) -> tuple[list[_Row], list[_Row]]:
    """Under which number each version of a shared article stands here, and versions whose place in time moved."""
    mapped: list[_Row] = []
    moved: list[_Row] = []
    for article, versions in groupby(found, key=itemgetter(0)):
        given: list[Version] = []
        mine: list[Version] = []
        for _, is_given, *values in versions:
            (given if is_given else mine).append(Version(*values))
        history = tuple(mine)
        known = {version.revision: version for version in mine}
        for version in given:
            placed = place(history, version.content_digest, version.first_seen)
            history = place(placed.history, version.content_digest, version.last_seen).history
            mapped.append(
                {
                    "article_id": article,
                    "given_revision": version.revision,
                    "revision": placed.revision,
                    "is_new": placed.is_new,
                }
            )
        moved += [
            {
                "article_id": article,
                "revision": each.revision,
                "first_seen": each.first_seen,
                "last_seen": each.last_seen,
                "superseded_at": each.superseded_at,
            }
            for each in history
            if known.get(each.revision) != each
        ]
    return mapped, moved


def _places(found: list[tuple[Any, ...]]) -> list[_Row]:
    """As which capture each one of a shared place stands here: the same bytes at the same time are the same."""
    mapped: list[_Row] = []
    known: dict[int, dict[tuple[str, object], tuple[str, int]]] = defaultdict(dict)
    for key, is_given, capture, source, uri, visit, digest, captured_at in found:
        if not is_given:
            known[key][digest, captured_at] = (capture, visit)
            continue
        same = known[key].get((digest, captured_at))
        number = max(each for _, each in known[key].values()) + 1
        there = same or (identity.capture_id(source, uri, number), number)
        known[key][digest, captured_at] = there
        mapped.append(
            {"given_capture_id": capture, "capture_id": there[0], "visit": there[1], "is_new": same is None}
        )
    return mapped


def _copy_archive(given: Path, archive: Path) -> int:
    """Copy the archive's files that are not here; one of the same name and another content is left where it is."""
    copied = 0
    for path in sorted(given.rglob("*")) if given.is_dir() else []:
        target = archive / path.relative_to(given)
        if not path.is_file() or path.name.endswith(".open"):
            continue
        if target.exists():
            if target.stat().st_size != path.stat().st_size:
                raise WarehouseError(f"{target} and {path} differ: import an export of that warehouse instead")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name}")
        shutil.copyfile(path, unfinished)
        unfinished.replace(target)
        copied += path.name.endswith(".warc.gz")
    return copied


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
