"""Ask the published warehouse for the rows of a feed; what goes wrong is said with file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from pipeline.errors import FeedsError
from pipeline.feeds.definition import SEARCH, Feed
from pipeline.feeds.rows import Rows
from pipeline.feeds.texts import plain_value
from pipeline.model import SavedSearch
from pipeline.store.connection import one_row

_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """The rows of a feed, and the saved search they were asked with."""

    rows: Rows
    search: SavedSearch | None


def ask(connection: duckdb.DuckDBPyConnection, feed: Feed, search: SavedSearch | None) -> Asked:
    """Run a feed's query; raises FeedsError with file and line."""
    try:
        statements = duckdb.extract_statements(feed.text)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise feed.error("a feed is one query, which selects its rows")
        connection.execute("set variable search = ?", [search.query if search else None])
        result = connection.execute(feed.text)
        types = tuple(str(column[1]) for column in result.description)
        table: pa.Table = result.to_arrow_table()
        rows = Rows(table, types)
        rows.plain  # noqa: B018 - a value that Python has no place for is this feed's fault, not the next step's
    except (duckdb.Error, pa.ArrowException, ValueError, OverflowError) as error:
        raise _located(feed, search, error) from error
    return Asked(rows, search)


def begin(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Give the queries `getvariable('now')`, the time of the newest capture: so the same file gives the same rows.

    Returns when the published warehouse got its newest article or version.
    """
    connection.execute("set variable now = (select max(first_seen) from revisions)")
    (moment,) = one_row(connection, "select max(processed_at) from revisions")
    return plain_value(moment)  # type: ignore[no-any-return]


def _located(feed: Feed, search: SavedSearch | None, error: Exception) -> FeedsError:
    said = str(error).strip()
    found = _LINE.search(said)
    line = int(found[1]) if found else feed.lines["query"]
    words = " ".join(re.split(r"\n\s*\nLINE \d+:|\n\^|\nLINE \d+:", said)[0].split())
    words = re.sub(r"^[A-Z][A-Za-z ]{2,30} Error: ", "", words)
    asked = f' (for the saved search "{search.name}")' if search and SEARCH in feed.parameters else ""
    return FeedsError(f"{feed.path}:{line}: {words}{asked}")
