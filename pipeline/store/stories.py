"""Keep stories up with the articles: the edge around `pipeline.relate.stories` and `naming`.

Only days whose articles are others than before are clustered again, and the days after them, until what comes out
is what was there: so it makes no difference in which batches, and in which order, articles were loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.relate.groups import roots_of
from pipeline.relate.stories import WINDOW, Clusters
from pipeline.store import story_vectors
from pipeline.store.loading import columns_of, transaction
from pipeline.store.relations import relations
from pipeline.store.rows import table
from pipeline.store.statements import statement
from pipeline.store.story_names import retell

_STATISTICS = 13  # days before an article's own whose articles say how rare its terms are; as in the SQL
_DAYS_AT_ONCE = 30

Join = tuple[date, str, str]  # day, seed, into which


@dataclass(slots=True)
class _Decided:
    """What the clustering said of some days."""

    first: date
    last: date
    seeds: list[tuple[int, str, date, str]]  # doc, article, day, seed
    joins: list[Join]
    nearness: dict[str, float]


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, now: Callable[[], datetime]) -> int:
    """Cluster what is new or changed; return for how many days that was done."""
    changed = [day for (day,) in connection.execute(statement("relate/changed_days")).fetchall()]
    done = 0
    while changed:
        with transaction(connection):
            decided = _Pass(connection).run(changed[0], changed)
            _replace(connection, decided, now())
            connection.execute("update state set generation = generation + 1")
        done += (decided.last - decided.first).days + 1
        changed = [day for day in changed if day > decided.last]
    return done


class _Pass:
    """One way through the days, from the first that changed on."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        rows = connection.execute("select distinct day from related_versions order by day").fetchall()
        self._days: list[date] = [day for (day,) in rows]
        self._joins: list[Join] = connection.execute("select day, seed, into_seed from story_joins").fetchall()

    def run(self, first: date, changed: Sequence[date]) -> _Decided:
        """Go through the days until those after would come out as they are."""
        clusters = Clusters()
        decided = _Decided(first, first, [], [], clusters.nearness)
        known = self._fill(clusters, first)
        for day in [each for each in self._days if each >= first]:
            known = known if day in known else self._vectors(day)
            docs: list[Any] = known[day]["doc"].to_pylist()
            told = story_vectors.told_of(known[day])
            clusters.expire(day.toordinal())
            for each, doc, seed in zip(told, docs, clusters.place(told), strict=True):
                decided.seeds.append((doc, each.article_id, day, seed))
            decided.joins += [(day, seed, into) for seed, into in clusters.settle()]
            decided.last = day
            if self._is_as_before(decided, max(each for each in changed if each <= day)):
                break
        else:
            decided.last = max([decided.last, *changed])
        clusters.measure()
        return decided

    def _fill(self, clusters: Clusters, first: date) -> dict[date, pa.Table]:
        """Put what was decided of the week before into the clusters; returns the vectors found for that."""
        start, found = first - timedelta(WINDOW), {}
        seeds = self._seeds(start, first - timedelta(1))
        told = story_vectors.told_of(story_vectors.kept(self._connection, start, first - timedelta(1)))
        if {article for _, article, _ in seeds} - {each.article_id for each in told}:
            found = self._vectors(start)
            told = [each for day, rows in found.items() if day < first for each in story_vectors.told_of(rows)]
        by_article = {each.article_id: each for each in told}
        roots = roots_of((seed, into) for day, seed, into in self._joins if day < first)
        for _, article, seed in seeds:
            clusters.put(by_article[article], roots.get(seed, seed))
        return found

    def _vectors(self, day: date) -> dict[date, pa.Table]:
        return story_vectors.find(self._connection, day, day + timedelta(_DAYS_AT_ONCE))

    def _is_as_before(self, decided: _Decided, changed: date) -> bool:
        """Whether the days to come see what they saw: no article that changed, and the same clusters."""
        day = decided.last
        start = day - timedelta(WINDOW - 1)
        if start <= changed + timedelta(_STATISTICS) or start < decided.first:
            return False
        old = roots_of((seed, into) for each, seed, into in self._joins if each <= day)
        kept = [(seed, into) for each, seed, into in self._joins if each < decided.first]
        new = roots_of([*kept, *((seed, into) for _, seed, into in decided.joins)])
        before = {article: old.get(seed, seed) for _, article, seed in self._seeds(start, day)}
        after = {article: new.get(seed, seed) for _, article, each, seed in decided.seeds if each >= start}
        return before == after

    def _seeds(self, first: date, last: date) -> list[tuple[date, str, str]]:
        span = {"from": first, "until": last}
        return self._connection.execute(statement("relate/seeds_between"), span).fetchall()


def _replace(connection: duckdb.DuckDBPyConnection, decided: _Decided, now: datetime) -> None:
    """Write what was decided, and the stories that follow from it."""
    span = {"from": decided.first, "until": decided.last}
    touched = {article for _, article, *_ in decided.seeds}
    touched |= {
        article for _, article, _ in connection.execute(statement("relate/seeds_between"), span).fetchall()
    }
    seeds = [dict(zip(("doc", "article_id", "day", "seed"), row, strict=True)) for row in decided.seeds]
    joins = [dict(zip(("day", "seed", "into_seed"), row, strict=True)) for row in decided.joins]
    with relations(
        connection,
        incoming_seeds=table(seeds, columns_of(connection, "story_seeds")),
        incoming_joins=table(joins, columns_of(connection, "story_joins")),
    ):
        for single in duckdb.extract_statements(statement("relate/replace_seeds")):
            connection.execute(single, {name: span[name] for name in single.named_parameters})
    retell(connection, touched, decided.nearness, now)
