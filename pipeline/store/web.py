"""What fetching leaves behind, between runs: the log of attempts, and the state of addresses and sources.

Writes what a batch brought, inside the transaction that loads its documents; reads it for the next run. Does
not decide when anything is due: that is `acquire.polling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.model import ArchivePointer, Candidate, Fetch, PollState, Remembered, SiteFile, UrlState
from pipeline.store.rows import table
from pipeline.store.statements import statement

_STATES = ("url_states", "poll_states", "site_files")


def remember(connection: duckdb.DuckDBPyConnection, run_id: str, brought: Remembered) -> None:
    """Write what a batch of fetches brought; the caller holds the transaction."""
    fetches = [_fetch_row(run_id, fetch, pointer) for fetch, pointer in brought.fetches]
    _write(connection, "fetches", fetches, "insert into fetches by name select * from incoming_fetches")
    for name in _STATES:
        rows = [asdict(each) | {"place": place} for place, each in enumerate(getattr(brought, name))]
        _write(connection, name, rows, statement(f"load/replace_{name}"))


def _write(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Mapping[str, Any]], sql: str) -> None:
    if not rows:
        return
    empty: pa.Table = connection.execute(f"select *, 0 as place from {name} limit 0").to_arrow_table()  # noqa: S608
    schema = pa.schema([field for field in empty.schema if field.name in rows[0]])
    connection.register(f"incoming_{name}", table(rows, schema))
    try:
        connection.execute(sql)
    finally:
        connection.unregister(f"incoming_{name}")


def _fetch_row(run_id: str, fetch: Fetch, pointer: ArchivePointer | None) -> dict[str, Any]:
    row = asdict(fetch)
    row["size_bytes"] = row.pop("size")
    place = {"archive_file": pointer.file, "archive_offset": pointer.offset} if pointer else {}
    return {"run_id": run_id, **row, "archive_file": None, "archive_offset": None, **place}


class WebMemory:
    """What earlier runs know, read over a cursor of its own so that another thread may ask."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection.cursor()

    def poll_state(self, source_id: str) -> PollState | None:
        """How polling the source went so far."""
        for row in self._rows("load/poll_state_of", source=source_id):
            return PollState(source_id=source_id, **row | {"arrivals": tuple(row["arrivals"])})
        return None

    def url_states(self, source_id: str, urls: Sequence[str]) -> Mapping[str, UrlState]:
        """What is remembered of addresses, by address; unknown ones are left out."""
        rows = self._rows("load/url_states_of", source=source_id, urls=list(urls))
        return {row["url"]: _url_state(source_id, row) for row in rows}

    def due(self, source_id: str, now: datetime, most: int) -> Sequence[UrlState]:
        """Addresses of articles whose time to be read again has come, the oldest first."""
        rows = self._rows("load/url_states_due", source=source_id, now=now, most=most)
        return [_url_state(source_id, row) for row in rows]

    def site_files(self, now: datetime) -> list[SiteFile]:
        """Files that speak for a host and may still be used."""
        return [SiteFile(**row) for row in self._rows("load/valid_site_files", now=now)]

    def holds(self, now: datetime) -> dict[str, datetime]:
        """Until when (aware) hosts asked to be left alone, by `Fetch.host`."""
        return {row["host"]: row["until"] for row in self._rows("load/host_holds", now=now)}

    def _rows(self, name: str, **values: Any) -> Iterable[dict[str, Any]]:
        found = self._connection.execute(statement(name), values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _url_state(source_id: str, row: Mapping[str, Any]) -> UrlState:
    stated = tuple(Candidate(**each) for each in row["stated"] or ())
    return UrlState(source_id=source_id, **{**row, "stated": stated})
