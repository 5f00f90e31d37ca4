"""Keep near duplicates and syndication up with the versions that are loaded.

What a text is compared by and how is `pipeline.relate`; which texts are to be compared is SQL (`sql/relate/`).
Each step is a transaction: cut short, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pyarrow as pa

from pipeline.relate.fingerprints import LEAST_SHARED, LEAST_SHINGLES, keys_of, method
from pipeline.relate.overlap import overlap
from pipeline.relate.shingles import Shingles, shingles_of
from pipeline.store import syndication
from pipeline.store.connection import one_row
from pipeline.store.loading import transaction
from pipeline.store.relations import relations
from pipeline.store.statements import statement

_PAIR = {
    "text": pa.uint32(),
    "other": pa.uint32(),
    "similarity": pa.float64(),
    "containment": pa.float64(),
    "other_containment": pa.float64(),
}
_AT_ONCE = 5_000  # versions compared in one transaction


def bring_up_to_date(connection: duckdb.DuckDBPyConnection) -> int:
    """Compare what was not compared yet with everything; return how many versions that were."""
    compared, count = 0, _AT_ONCE
    while count == _AT_ONCE:
        count = _compare_some(connection)
        compared += count
    return compared


def _compare_some(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(statement("relate/stale_fingerprints").replace("$method", method()))
    (stale,) = one_row(connection, "select count(*) from stale_texts")
    with transaction(connection):
        if stale:
            connection.execute(statement("relate/forget_fingerprints"))
        connection.execute(statement("relate/unprinted").replace("$most", str(_AT_ONCE)))
        (count,) = one_row(connection, "select count(*) from unprinted")
        if count or stale:
            _compare(connection)
            syndication.regroup(connection)
            connection.execute("update state set generation = generation + 1")
    connection.execute("drop table unprinted")
    return int(count)


def _compare(connection: duckdb.DuckDBPyConnection) -> None:
    texts = dict(connection.execute("select text, content from unprinted order by text").fetchall())
    shingles = dict(zip(texts, shingles_of(texts.values()), strict=True))
    lengths = pa.array([len(each) for each in shingles.values()], pa.int32())
    prints = pa.table({"text": pa.array(list(shingles), pa.uint32()), "shingles": lengths})
    with relations(connection, incoming_prints=prints, incoming_bands=_bands(shingles)):
        connection.execute(statement("relate/insert_fingerprints"), {"method": method()})
        connection.execute("insert into copy_bands select band, text from incoming_bands order by band, text")
        connection.execute(statement("relate/copy_candidates").replace("$least", str(LEAST_SHARED)))
    earlier = connection.execute(statement("relate/candidate_texts")).fetchall()
    shingles |= zip((text for text, _ in earlier), shingles_of(content for _, content in earlier), strict=True)
    pairs = connection.execute("select text, other from copy_candidates").fetchall()
    with relations(connection, incoming_pairs=_copies(pairs, shingles)):
        connection.execute(statement("relate/insert_near_duplicates"))


def _bands(shingles: Mapping[int, Shingles]) -> pa.Table:
    """One row per text and band, of the texts that are long enough."""
    long = {text: each for text, each in shingles.items() if len(each) >= LEAST_SHINGLES}
    keys = keys_of(list(long.values()))
    texts = np.repeat(np.array(list(long), np.uint32), keys.shape[1])
    return pa.table({"band": pa.array(keys.ravel(), pa.uint32()), "text": pa.array(texts, pa.uint32())})


def _copies(pairs: Iterable[tuple[int, int]], shingles: Mapping[int, Shingles]) -> pa.Table:
    rows = []
    for text, other in pairs:
        found = overlap(shingles[text], shingles[other])
        if found.is_copy:
            rows.append((text, other, found.similarity, found.containment, found.other_containment))
    columns = zip(*rows, strict=True) if rows else ((),) * len(_PAIR)
    arrays = (pa.array(values, kind) for values, kind in zip(columns, _PAIR.values(), strict=True))
    return pa.table(dict(zip(_PAIR, arrays, strict=True)))
