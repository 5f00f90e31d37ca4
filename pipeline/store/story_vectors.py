"""What articles are compared by when they are grouped into stories: found in SQL, and kept for the last days.

The vectors of a day depend on the articles of that day and the two weeks before. What was kept of the days before
the first that changed therefore still holds; the caller's transaction writes what it found of those from there on.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.relate.stories import WINDOW, Told
from pipeline.store.key_terms import stop_words
from pipeline.store.relations import relations
from pipeline.store.statements import statement

_DAYS_KEPT = WINDOW + 3  # with articles: what comes some days late finds the week before it


def find(connection: duckdb.DuckDBPyConnection, first: date, last: date) -> dict[date, pa.Table]:
    """Find the vectors of some days, one row per article, by day; keep those of the last days."""
    languages = connection.execute(
        "select distinct language from related_versions where language <> '' order by all"
    ).fetchall()
    query = statement("relate/story_vectors").replace("$from", str(first)).replace("$until", str(last))
    with relations(connection, stop_words=stop_words(language for (language,) in languages)):
        connection.execute(query)
    rows = connection.execute("from new_vectors order by day, article_id").to_arrow_table()
    _keep(connection, {"from": first, "until": last, "kept_from": _kept_from(connection)})
    connection.execute("drop table new_vectors")
    days: list[Any] = rows["day"].to_pylist()
    counts = Counter(days)
    starts = accumulate(counts.values(), initial=0)
    return {day: rows.slice(start, count) for (day, count), start in zip(counts.items(), starts, strict=False)}


def kept(connection: duckdb.DuckDBPyConnection, first: date, last: date) -> pa.Table:
    """What is kept of some days; one row per article."""
    return connection.execute(statement("relate/kept_vectors"), {"from": first, "until": last}).to_arrow_table()


def told_of(rows: pa.Table) -> list[Told]:
    """Articles as they are compared, of rows of the tables above."""
    keys, weights, is_mark = (_values(rows[name]) for name in ("keys", "weights", "are_marks"))
    owners = np.repeat(np.arange(rows.num_rows), pc.list_value_length(rows["keys"]).to_numpy())
    is_mark = is_mark.astype(bool)
    terms = _vectors(keys, weights, owners, rows.num_rows)
    marks = _vectors(keys[is_mark], weights[is_mark], owners[is_mark], rows.num_rows)
    heads = (rows[name].to_pylist() for name in ("article_id", "day", "language"))
    return [
        Told(article, day.toordinal(), language, own, named)
        for article, day, language, own, named in zip(*heads, terms, marks, strict=True)
    ]


def _kept_from(connection: duckdb.DuckDBPyConnection) -> date:
    days = connection.execute("select distinct day from related_versions order by day desc limit ?", [_DAYS_KEPT])
    return min((day for (day,) in days.fetchall()), default=date.min)


def _keep(connection: duckdb.DuckDBPyConnection, parameters: dict[str, date]) -> None:
    for single in duckdb.extract_statements(statement("relate/keep_vectors")):
        connection.execute(single, {name: parameters[name] for name in single.named_parameters})


def _values(column: Any) -> npt.NDArray[Any]:
    """The values of lists, one after the other."""
    values: npt.NDArray[Any] = pc.list_flatten(column).to_numpy()
    return values


def _vectors(
    keys: npt.NDArray[np.int64], weights: npt.NDArray[np.float32], owners: npt.NDArray[np.int64], count: int
) -> list[dict[int, float]]:
    """The vectors of unit length, of entries in the order of their owners."""
    exact = weights.astype(np.float64)
    squares = np.bincount(owners, exact * exact, minlength=count)
    unit = (exact / np.sqrt(squares)[owners]).tolist()
    ends = np.cumsum(np.bincount(owners, minlength=count)).tolist()
    numbers = keys.tolist()
    return [dict(zip(numbers[start:end], unit[start:end], strict=True)) for start, end in pairwise([0, *ends])]
