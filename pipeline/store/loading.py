"""Load batches: one transaction each, rows through Arrow into the SQL of `sql/load/`.

Asks the warehouse what it knows about a batch, lets `batch` decide, and writes what was decided. Either
all of a batch is in the warehouse or nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property

import duckdb
import pyarrow as pa

from pipeline.model import Counts, Document, Rejection, Remembered, Run
from pipeline.store import identity, rows, web
from pipeline.store.batch import NEVER, Batch, Visits
from pipeline.store.relations import relations
from pipeline.store.statements import statement
from pipeline.store.timeline import Version

_ROW_FAULTS = (pa.ArrowException, TypeError, ValueError, OverflowError)
_MOVED = ("article_id", "revision", "first_seen", "last_seen", "superseded_at")


class Loader:
    """Writes batches over one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def visits(self, places: Iterable[int]) -> dict[int, Visits]:
        """The captures of each place that was captured before."""
        asked = pa.table({"place": pa.array(sorted(set(places)), pa.uint64())})
        with relations(self._connection, asked_places=asked):
            found = self._connection.execute(statement("load/known_captures")).fetchall()
        known: defaultdict[int, Visits] = defaultdict(lambda: NEVER)
        for place, _visit, digest, captured_at in found:
            known[place] = known[place].then(digest, captured_at)
        return dict(known)

    def known_rejections(self, rejections: Sequence[Rejection]) -> set[Rejection]:
        """Of the rejections that last as long as the input is what it is, those that were noted before."""
        lasting = [each for each in rejections if _is_lasting(each)]
        if not lasting:
            return set()
        numbered = [{**rows.rejection_row(each), "number": number} for number, each in enumerate(lasting)]
        asked = rows.table(numbered, self._columns["rejected"].append(pa.field("number", pa.int64())))
        with relations(self._connection, asked_rejections=asked):
            found = self._connection.execute(statement("load/known_rejections")).fetchall()
        return {lasting[number] for (number,) in found}

    def histories(self, articles: Iterable[str]) -> dict[str, list[Version]]:
        """The versions of each article that is known."""
        asked = pa.table({"article_id": pa.array(sorted(set(articles)), pa.string())})
        with relations(self._connection, asked_articles=asked):
            found = self._connection.execute(statement("load/known_versions")).fetchall()
        known: dict[str, list[Version]] = defaultdict(list)
        for article, *version in found:
            known[article].append(Version(*version))
        return known

    def load(
        self,
        run: Run,
        documents: Sequence[Document],
        rejections: Sequence[Rejection],
        *,
        now: datetime,
        remembered: Remembered | None = None,
    ) -> dict[str, Counts]:
        """Load one batch in one transaction; see `Warehouse.load`."""
        new = self._new(documents)
        try:
            batch = Batch(run.id, now)
            tables = self._decide(batch, documents, new, rejections)
        except _ROW_FAULTS:
            # Rare, so found the slow way: which documents can't be rows even alone?
            documents = [self._sound(document) for document in documents]
            batch = Batch(run.id, now)
            tables = self._decide(batch, documents, self._new(documents), rejections)
        if remembered or any(table.num_rows for table in tables.values()):
            self._write(tables, run, remembered)
        return dict(batch.counts)

    def _new(self, documents: Sequence[Document]) -> dict[str, list[Version]]:
        articles = (identity.article_id(each.capture, each.article) for each in documents if each.article)
        return self.histories(articles)

    def _decide(
        self,
        batch: Batch,
        documents: Sequence[Document],
        histories: Mapping[str, Sequence[Version]],
        rejections: Sequence[Rejection],
    ) -> dict[str, pa.Table]:
        keys = (identity.place_key(each.capture.source_id, each.capture.uri) for each in documents)
        batch.take(documents, self.visits(keys), histories)
        for rejection in rejections:
            batch.refuse(rejection)
        return {
            "captures": rows.table(batch.captures, self._columns["captures"]),
            "revisions": rows.table(list(batch.revisions.values()), self._columns["revisions"]),
            **{name: rows.table(more, self._columns[name]) for name, more in batch.details.items()},
            "rejected": rows.table(batch.rejected, self._columns["rejected"]),
            "moved_versions": rows.table(batch.moved_versions, self._moved_columns),
        }

    def _sound(self, document: Document) -> Document:
        """The document, or its rejection if it can't be made into rows."""
        capture = document.capture
        try:
            self._decide(Batch("", capture.captured_at), [document], {}, ())
        except _ROW_FAULTS as error:
            reason = Rejection(capture.source_id, capture.uri, "load", f"a value can't be stored: {error}")
            return replace(document, article=None, rejection=reason)
        return document

    def _write(self, tables: Mapping[str, pa.Table], run: Run, remembered: Remembered | None) -> None:
        incoming = {f"incoming_{name}": table for name, table in tables.items() if table.num_rows}
        with relations(self._connection, **incoming), transaction(self._connection):
            for name in ("captures", "revisions", *rows.DETAILS):
                if tables[name].num_rows:
                    self._connection.execute(f"insert into {name} by name select * from incoming_{name}")  # noqa: S608
            if tables["moved_versions"].num_rows:
                self._connection.execute(statement("load/move_versions"))
            if tables["rejected"].num_rows:
                self._connection.execute(statement("load/insert_rejected"))
            if remembered:
                web.remember(self._connection, run.id, remembered)
            self._connection.execute("update state set generation = generation + 1")

    @cached_property
    def _columns(self) -> dict[str, pa.Schema]:
        """Column names and types of the tables that are loaded, as the warehouse has them."""
        names = ("captures", "revisions", *rows.DETAILS, "rejected")
        return {name: columns_of(self._connection, name) for name in names}

    @cached_property
    def _moved_columns(self) -> pa.Schema:
        return pa.schema([self._columns["revisions"].field(name) for name in _MOVED])


def _is_lasting(rejection: Rejection) -> bool:
    """Whether the input can be known again; what could not be opened may be fine the next time."""
    is_in_container = rejection.stage == "discover" and rejection.captured_at is not None
    return rejection.digest is not None or rejection.size is not None or is_in_container


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    """A table's columns as an Arrow schema."""
    empty: pa.Table = connection.table(table).limit(0).to_arrow_table()
    return empty.schema


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit on the way out, roll back on an error."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # the connection is beyond use; the error on its way says why
            connection.execute("rollback")
        raise
    connection.execute("commit")
