"""Keep the search index up with the articles: what is new goes in, what was superseded goes out.

Python splits texts into words (`words`) and finds the stems of forms that were never seen before (`stems`); the
rest is SQL (`sql/search/`). Querying is the macro `search`, which any DuckDB client
runs from the published file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa

from pipeline.store.connection import one_row
from pipeline.store.loading import transaction
from pipeline.store.postings import postings_of
from pipeline.store.statements import statement
from pipeline.store.stems import stems_of
from pipeline.store.words import Occurrences

_AT_ONCE = 20_000  # versions indexed in one transaction: some hundred MB of words while it goes
_READ_AT_ONCE = 1_000
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
        found = _occurrences(connection)
        with transaction(connection):
            _number_terms(connection, found)
            _insert_postings(connection, found)
            connection.execute(statement("search/insert_documents"))
            connection.execute(statement("search/retire_documents"))
            connection.execute(
                "update state set search_stretches = search_stretches + 1, generation = generation + 1"
            )
        connection.execute("drop table forms")
    connection.execute("drop table unindexed")
    return int(count)


def _occurrences(connection: duckdb.DuckDBPyConnection) -> Occurrences:
    """The words of the texts to index."""
    found = Occurrences()
    reader = connection.execute(statement("search/texts"))
    while texts := reader.fetchmany(_READ_AT_ONCE):
        for doc, language, *fields in texts:
            found.add(doc, language, fields)
    return found


def _number_terms(connection: duckdb.DuckDBPyConnection, found: Occurrences) -> None:
    """Make `forms`, and words of those that are new."""
    forms = [(number, language, word) for language, each in found.forms.items() for word, number in each.items()]
    columns = zip(*forms, strict=True) if forms else ((), (), ())
    types = (pa.uint32(), pa.string(), pa.string())
    arrays = [pa.array(values, type_) for values, type_ in zip(columns, types, strict=True)]
    connection.register("numbered_words", pa.table(arrays, names=["number", "language", "word"]))
    connection.execute(statement("search/forms"))
    connection.unregister("numbered_words")
    _add_words(connection, connection.execute(statement("search/new_words")).fetchall())


def _insert_postings(connection: duckdb.DuckDBPyConnection, found: Occurrences) -> None:
    numbered = connection.execute(statement("search/terms")).fetchnumpy()
    terms = np.zeros(sum(map(len, found.forms.values())), np.uint32)  # 0: a form that is left out
    terms[numbered["number"]] = numbered["term"]
    of_words = terms[np.frombuffer(found.words, np.uint32)]
    counted = np.flatnonzero(of_words)
    docs, weights = np.frombuffer(found.docs, np.uint32), np.frombuffer(found.weights, np.uint8)
    connection.register("incoming", postings_of(of_words[counted], docs[counted], weights[counted]))
    connection.execute("insert into postings_recent from incoming")
    connection.unregister("incoming")


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
