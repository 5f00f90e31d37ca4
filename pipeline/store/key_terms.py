"""Keep the key terms of articles up with the search index, from whose tables they come.

Each step is a transaction: cut short, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from pipeline.relate.stopwords import stopwords
from pipeline.store.connection import one_row
from pipeline.store.loading import transaction
from pipeline.store.relations import relations
from pipeline.store.statements import statement

_AT_ONCE = 20_000  # versions whose terms are weighed at once: that reads all postings
_READ_AT_ONCE = 2_000  # versions in one transaction: their texts are taken apart word by word


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> int:
    """Find the key terms of indexed versions that have none; return how many versions that were."""
    _forget_superseded(connection)
    found, count = 0, _AT_ONCE
    while count == _AT_ONCE:
        count = _find_some(connection)
        found += count
    return found


def _forget_superseded(connection: duckdb.DuckDBPyConnection) -> None:
    with transaction(connection):
        connection.execute(statement("relate/superseded_relations"))
        if one_row(connection, "select count(*) from superseded_relations") != (0,):
            connection.execute(statement("relate/forget_terms"))


def _find_some(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(statement("relate/unrelated").replace("$most", str(_AT_ONCE)))
    (count,) = one_row(connection, "select count(*) from unrelated")
    if count:
        languages = connection.execute("select distinct language from unrelated where language <> ''").fetchall()
        with relations(connection, stop_words=stop_words(each for (each,) in languages)):
            connection.execute(statement("relate/scored_terms"))
        for first in range(0, count, _READ_AT_ONCE):
            _find_portion(connection, first)
    return int(count)


def _find_portion(connection: duckdb.DuckDBPyConnection, first: int) -> None:
    portion = statement("relate/portion").replace("$most", str(_READ_AT_ONCE)).replace("$first", str(first))
    with transaction(connection):
        connection.execute(portion)
        connection.execute(statement("relate/key_terms"))
        connection.execute(statement("relate/insert_terms"))
        connection.execute("update state set generation = generation + 1")


def stop_words(languages: Iterable[str]) -> pa.Table:
    """The frequent words of some languages: language and folded word."""
    rows = [(language, word) for language in languages for word in sorted(stopwords(language))]
    return pa.table(
        {
            "language": pa.array([language for language, _ in rows], pa.string()),
            "surface": pa.array([word for _, word in rows], pa.string()),
        }
    )
