"""Keep beside the archive what its records don't say: which run loaded which of them, for which source, as what.

One JSON Lines file a run, in `archive/index/`: the run and its sources, then a line a capture in the order of
loading. Records and index together are all that `newsmill rebuild` needs. Knows nothing of what is in the records.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import WarehouseError
from pipeline.model import ArchivePointer, Source
from pipeline.store.statements import statement

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Indexed:
    """One capture, as far as the index tells."""

    source_id: str
    uri: str
    url: str | None
    captured_at: datetime
    media_type: str
    pointer: ArchivePointer


@dataclass(frozen=True, slots=True)
class IndexedRun:
    """A run whose captures are in the archive."""

    id: str
    command: str
    started_at: datetime
    sources: tuple[Source, ...]
    path: Path

    def captures(self) -> Iterator[Indexed]:
        """What it loaded, in order; raises `WarehouseError` where the file is damaged."""
        with self.path.open(encoding="utf-8") as stream:
            next(stream, None)
            for number, line in enumerate(stream, 2):
                yield _indexed(_parsed(line, self.path, number))


def write(connection: duckdb.DuckDBPyConnection, archive: Path, run_id: str) -> None:
    """Write a run's index anew; nothing for a run that archived nothing. Raises OSError."""
    rows = connection.execute(statement("load/index_of_run"), {"run": run_id}).fetchall()
    if not rows:
        return
    [run] = connection.execute("select command, started_at from runs where run_id = ?", [run_id]).fetchall()
    sources = [Source(*row) for row in connection.execute(statement("queries/stored_sources")).fetchall()]
    named = {row[1] for row in rows}
    head = {
        "format": _FORMAT,
        "run": run_id,
        "command": run[0],
        "started_at": run[1].isoformat(),
        "sources": [_source_values(source) for source in sources if source.id in named],
    }
    names = ("capture", "source", "uri", "url", "captured_at", "digest", "media_type", "file", "offset")
    lines = (dict(zip(names, row, strict=True)) for row in rows)
    folder = archive / "index"
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{run_id}.jsonl"
    with unfinished.open("w", encoding="utf-8") as stream:
        for line in (head, *lines):
            stream.write(json.dumps(line, ensure_ascii=False, default=_text) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(folder / f"{run_id}.jsonl")


def write_missing(connection: duckdb.DuckDBPyConnection, archive: Path) -> None:
    """Write the index of every run that has none: it was cut short, or came before there was one."""
    for run_id, *_ in connection.execute(statement("load/runs_with_captures")).fetchall():
        if not (archive / "index" / f"{run_id}.jsonl").exists():
            write(connection, archive, run_id)


def read(archive: Path) -> list[IndexedRun]:
    """All runs of an archive, the earliest first; raises `WarehouseError` where an index is damaged."""
    runs = [_read(path) for path in sorted((archive / "index").glob("*.jsonl")) if path.name[0] != "."]
    return sorted(runs, key=lambda run: (run.started_at, run.id))


def _read(path: Path) -> IndexedRun:
    with path.open(encoding="utf-8") as stream:
        head = _parsed(stream.readline(), path, 1)
    known = {field.name for field in fields(Source)}
    sources = tuple(
        Source(**{key: value for key, value in each.items() if key in known}) for each in head["sources"]
    )
    return IndexedRun(head["run"], head["command"], datetime.fromisoformat(head["started_at"]), sources, path)


def _parsed(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        values: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise WarehouseError(f"{path} line {number} is damaged: {error}") from error
    return values


def _indexed(values: Mapping[str, Any]) -> Indexed:
    return Indexed(
        values["source"],
        values["uri"],
        values["url"],
        datetime.fromisoformat(values["captured_at"]),
        values["media_type"],
        ArchivePointer(values["file"], values["offset"]),
    )


def _source_values(source: Source) -> dict[str, Any]:
    return {key: value for key, value in asdict(source).items() if value not in (None, (), [])}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
