"""What the first page says, as values: today's numbers, and the rows its charts and tables show.

Asks the warehouse only; how it looks is for the templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.store.statements import statement

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """Today is the newest day of publication; None for a warehouse without articles."""

    today: date | None
    totals: Row
    days: list[Row]
    stories: list[Row]
    names: list[Row]
    terms: list[Row]
    headlines: list[Row]
    sources: list[Row]
    removals: list[Row]


def overview(connection: duckdb.DuckDBPyConnection) -> Overview:
    """Ask for everything the first page shows."""
    [(today,)] = connection.execute(statement("site/day")).fetchall()
    day = {"today": today}
    return Overview(
        today=today,
        totals=_rows(connection, "totals", day)[0],
        days=_rows(connection, "days", day),
        stories=_rows(connection, "stories", day),
        names=_rows(connection, "names", day),
        terms=_rows(connection, "terms", day),
        headlines=_rows(connection, "headlines"),
        sources=_rows(connection, "sources"),
        removals=_rows(connection, "removals"),
    )


def names_of_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What the sources are called, by id."""
    return {row["source_id"]: row["name"] for row in _rows(connection, "names_of_sources")}


def _rows(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, Any] | None = None
) -> list[Row]:
    reading = connection.execute(statement(f"site/{name}"), parameters or {})
    columns = [column for column, *_ in reading.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in reading.fetchall()]
