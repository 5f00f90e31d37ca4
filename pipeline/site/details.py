"""What is known of articles, as JSON: asked of the warehouse in the order it is stored in, kept in a file.

A text is read once for all pieces together: articles that are stored side by side are in pieces far apart.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.store.statements import statement

if TYPE_CHECKING:
    import duckdb

_ROWS_IN_A_QUERY = 280_000  # lists of that many rows fit into DuckDB's memory here twice over


class Details:
    """The JSON of articles by id, in an unnamed file that goes with the process."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._found: dict[str, tuple[int, int]] = {}  # where it begins and ends

    def read(self, connection: duckdb.DuckDBPyConnection, places: Sequence[int]) -> None:
        """Ask for the articles that stand in these rows."""
        for table in _tables(connection, sorted(places)):
            for batch in table.to_batches():
                self._keep(batch)
        self._spool.flush()

    def of(self, article_id: str) -> bytes:
        """The JSON object of one article that was read."""
        begin, end = self._found[article_id]
        return os.pread(self._spool.fileno(), end - begin, begin)

    def _keep(self, batch: pa.RecordBatch) -> None:
        """All texts of a batch at once: Arrow has them one after the other in one place."""
        ids, texts = batch.column("article_id"), batch.column("article").cast(pa.large_string())
        _, offsets, data = texts.buffers()
        if offsets is None or data is None:
            return
        ends = np.frombuffer(memoryview(offsets), np.int64)[texts.offset : texts.offset + len(texts) + 1]
        begin = self._spool.tell() - int(ends[0])
        self._spool.write(memoryview(data)[int(ends[0]) : int(ends[-1])])
        bounds = pairwise((ends + begin).tolist())
        self._found.update(zip(map(str, ids.to_pylist()), bounds, strict=True))


def _tables(connection: duckdb.DuckDBPyConnection, places: Sequence[int]) -> Iterator[pa.Table]:
    """The rows in portions, the next of which is asked for while one is kept.

    By one thread of DuckDB's: two of them took nearly twice the time of the processor for the same.
    """
    [(rows_an_article,)] = connection.execute(statement("site/weight")).fetchall()
    step = max(1, int(_ROWS_IN_A_QUERY / rows_an_article))
    connection.execute("set threads = 1")
    with ThreadPoolExecutor(1, thread_name_prefix="details") as ahead:
        try:
            coming = None
            for start in range(0, len(places), step):
                table, coming = coming, ahead.submit(_table, connection, places[start : start + step])
                if table:
                    yield table.result()
            if coming:
                yield coming.result()
        finally:
            ahead.shutdown()
            connection.execute("reset threads")


def _table(connection: duckdb.DuckDBPyConnection, places: Sequence[int]) -> pa.Table:
    connection.register("wanted_places", pa.table({"place": pa.array(places, pa.int64())}))
    try:
        return connection.execute(statement("site/details")).to_arrow_table()
    finally:
        connection.unregister("wanted_places")


@contextmanager
def spooled(folder: Path) -> Iterator[Details]:
    """An empty store of details, its file in the folder that has to have room anyway."""
    with tempfile.TemporaryFile(dir=folder) as spool:
        yield Details(spool)
