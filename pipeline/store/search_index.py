"""Keep the search index up with the articles: what is new goes in, what was superseded goes out.

The work is SQL (`sql/search/`): it splits texts into words, counts and weighs them. Python only finds the
stems of word forms that were never seen before. Querying is the macro `search`, which any DuckDB client
runs from the published file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import pyarrow as pa

from pipeline.store.connection import one_row
from pipeline.store.loading import transaction
from pipeline.store.statements import statement
from pipeline.store.stems import stems_of

_AT_ONCE = 20_000  # versions indexed in one transaction: some hundred MB of words while it goes
_MOST_STRETCHES = 8  # a query reads each: 1,000 stretches take 2 s where one takes 20 ms
_SMALL_SHARE = 0.1  # recent postings that are sorted among themselves before all are sorted anew


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> int:
    """Index what the index lacks; return how many versions that were.

    Each step is a transaction: cut short, it goes on where it was.
    """
    indexed = 0
    while count := _index_some(connection):
        indexed += count
    if indexed:
        _sort(connection)
    return indexed


def _index_some(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(statement("search/unindexed").replace("$most", str(_AT_ONCE)))
    (count,) = one_row(connection, "select count(*) from unindexed")
    if count:
        connection.execute(statement("search/count_words"))
        with transaction(connection):
            _add_words(connection, connection.execute(statement("search/new_words")).fetchall())
            for step in ("insert_postings", "insert_documents", "retire_documents"):
                connection.execute(statement(f"search/{step}"))
            connection.execute(
                "update state set search_stretches = search_stretches + 1, generation = generation + 1"
            )
        connection.execute("drop table counted")
    connection.execute("drop table unindexed")
    return int(count)


def _add_words(connection: duckdb.DuckDBPyConnection, words: Iterable[tuple[str, str | None]]) -> None:
    by_language: defaultdict[str | None, list[str]] = defaultdict(list)
    for surface, language in words:
        by_language[language].append(surface)
    for language, surfaces in by_language.items():
        stems = stems_of(surfaces, language)
        columns = [pa.array(values, pa.string()) for values in (surfaces, [language] * len(surfaces), stems)]
        connection.register("stemmed_words", pa.table(columns, names=["surface", "language", "stem"]))
        connection.execute(statement("search/insert_words"))
        connection.unregister("stemmed_words")


def _sort(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the number of stretches low: sort the recent ones, or everything when they are many."""
    stretches, recent, sorted_before = one_row(connection, statement("search/sizes"))
    if stretches < _MOST_STRETCHES and recent <= sorted_before:
        return
    small = recent < _SMALL_SHARE * sorted_before
    with transaction(connection):
        connection.execute(statement("search/sort_recent" if small else "search/sort_all"))
