"""Ask a warehouse what there is to tell. Reads only; does not know what was told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

from pipeline.notify.document import key_of
from pipeline.store.checks import Check
from pipeline.store.statements import statement

MOST_OFFENDING = 1000  # rows of a check; whoever breaks a rule that often is not helped by more

Row = Mapping[str, Any]


def found_articles(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, bool]]:
    """Ids of the articles that a search finds, the earliest first, and whether the last run brought them."""
    rows = connection.execute(statement("notify/found"), {"query": query}).fetchall()
    return [(str(article_id), bool(is_of_last_run)) for article_id, is_of_last_run in rows]


def article_rows(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
    """What is told of these articles, by id."""
    for row in _rows(connection.execute(statement("notify/articles"), {"ids": list(ids)})):
        yield str(row["article_id"]), row


def offending_rows(connection: duckdb.DuckDBPyConnection, check: Check) -> Iterator[tuple[str, Row]]:
    """The rows that a check finds in the whole warehouse, by what is in them."""
    connection.execute("set variable run_id = null")
    query = statement("notify/offending").replace("{check}", check.query)
    for row in _rows(connection.execute(query, {"most": MOST_OFFENDING})):
        yield key_of(row), row


def _rows(result: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    columns = [column for column, *_ in result.description]
    for row in result.fetchall():
        yield dict(zip(columns, row, strict=True))
