"""Keep the search index up with the articles: what is new goes in, what was superseded goes out.

Python splits texts into words (`words`) and finds the stems of forms that were never seen before (`stems`); the
rest is SQL (`sql/search/`). Querying is the macro `search`, which any DuckDB client
runs from the published file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from pipeline.store.connection import one_row
from pipeline.store.loading import transaction
from pipeline.store.postings import postings_of
from pipeline.store.statements import statement
from pipeline.store.stems import stems_of
from pipeline.store.words import Numbers, Occurrences, Vocabulary

_AT_ONCE = 20_000  # versions indexed in one transaction: some hundred MB of words while it goes
_READ_AT_ONCE = 5_000
_MOST_KEPT = 4_000_000  # word forms and parts kept at hand from one transaction to the next: some hundred MB
_MOST_STRETCHES = 8  # a query reads each: 1,000 stretches take 2 s where one takes 20 ms
_SMALL_SHARE = 0.1  # recent postings that are sorted among themselves before all are sorted anew


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> int:
    """Index what the index lacks; return how many versions that were.

    Each step is a transaction: cut short, it goes on where it was.
    """
    terms = _Terms(connection)
    indexed = _index_all(connection, terms, "search/newest")
    if one_row(connection, statement("search/is_complete")) == (False,):
        indexed += _index_all(connection, terms, "search/missing")
    if indexed:
        _sort(connection)
    return indexed


def find_places(connection: duckdb.DuckDBPyConnection) -> bool:
    """Say anew where versions stand whose rows have moved; whether there were any.

    Rows move when DuckDB writes its file back after others were removed.
    """
    if one_row(connection, statement("search/misplaced")) == (0,):
        return False
    connection.execute(statement("search/find_places"))
    return True


def _index_all(connection: duckdb.DuckDBPyConnection, terms: _Terms, which: str) -> int:
    indexed, count = 0, _AT_ONCE
    while count == _AT_ONCE:  # fewer are the last ones
        count = _index_some(connection, terms, which)
        indexed += count
        if terms.vocabulary.size > _MOST_KEPT:
            terms = _Terms(connection)
    return indexed


def _index_some(connection: duckdb.DuckDBPyConnection, terms: _Terms, which: str) -> int:
    connection.execute(statement(which).replace("$most", str(_AT_ONCE)))
    connection.execute(statement("search/unindexed"))
    (count,) = one_row(connection, "select count(*) from unindexed")
    if count:
        found = _occurrences(connection, terms.vocabulary)
        with transaction(connection):
            _insert_postings(connection, found, terms.numbered())
            connection.execute(statement("search/insert_documents"))
            connection.execute(statement("search/retire_documents"))
            connection.execute(
                "update state set search_stretches = search_stretches + 1, generation = generation + 1"
            )
    connection.execute("drop table unindexed")
    return int(count)


def _occurrences(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> Occurrences:
    """The words of the texts to index."""
    texts = connection.execute(statement("search/texts")).to_arrow_reader(_READ_AT_ONCE)
    found = [vocabulary.occurrences(pa.Table.from_batches([batch])) for batch in texts]
    return Occurrences(*(np.concatenate(column) for column in zip(*found, strict=True)))


class _Terms:
    """The term of each word form of a vocabulary; forms that the index lacks are added to it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.vocabulary = Vocabulary()
        self._connection = connection
        self._numbers = np.zeros(0, np.uint32)

    def numbered(self) -> Numbers:
        """The term of each form, by the form's number; 0 for one that is left out."""
        known = len(self._numbers)
        added = self.vocabulary.forms[known:]
        terms = np.zeros(len(added), np.uint32)
        if added:
            self._make_forms(added)
            _add_words(self._connection, self._connection.execute(statement("search/new_words")).fetchall())
            found = self._connection.execute(statement("search/terms")).fetchnumpy()
            terms[found["number"]] = found["term"]
            self._connection.execute("drop table forms")
        self._numbers = np.concatenate([self._numbers, terms])
        return self._numbers

    def _make_forms(self, forms: Sequence[tuple[str | None, str]]) -> None:
        languages, words = zip(*forms, strict=True)
        columns = [
            np.arange(len(forms), dtype=np.uint32),
            pa.array(languages, pa.string()),
            pa.array(words, pa.string()),
        ]
        self._connection.register("numbered_words", pa.table(columns, names=["number", "language", "word"]))
        self._connection.execute(statement("search/forms"))
        self._connection.unregister("numbered_words")


def _insert_postings(connection: duckdb.DuckDBPyConnection, found: Occurrences, terms: Numbers) -> None:
    of_words = terms[found.words]
    counted = np.flatnonzero(of_words)
    connection.register("incoming", postings_of(of_words[counted], found.docs[counted], found.weights[counted]))
    connection.execute("insert into postings_recent from incoming")
    connection.unregister("incoming")


def _add_words(connection: duckdb.DuckDBPyConnection, words: Iterable[tuple[str, str | None]]) -> None:
    by_language: defaultdict[str | None, list[str]] = defaultdict(list)
    for surface, language in words:
        by_language[language].append(surface)
    stemmed = [
        (surface, language, stem)
        for language, surfaces in by_language.items()
        for surface, stem in zip(surfaces, stems_of(surfaces, language), strict=True)
    ]
    if not stemmed:
        return
    columns = [pa.array(values, pa.string()) for values in zip(*stemmed, strict=True)]
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
        if small:
            connection.execute(statement("search/sort_recent"))
        else:
            _sort_all(connection)


def _sort_all(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create or replace temp table sorted_postings as from postings limit 0")
    for first, last in connection.execute(statement("search/term_ranges")).fetchall():
        connection.execute(statement("search/sort_range"), {"first_term": first, "last_term": last})
    connection.execute(statement("search/sort_all"))
    connection.execute(statement("search/find_places"))
