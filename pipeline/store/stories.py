"""Keep stories up with the articles: the edge around `pipeline.relate.stories` and `naming`.

Only days whose articles are others than before are clustered again, and the days after them, until what comes out
is what was there: so it makes no difference in which batches, and in which order, articles were loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt

import duckdb

from pipeline.relate.stories import WINDOW, Clusters, Told, roots_of
from pipeline.store.key_terms import stop_words
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
        vectors = self._vectors(first - timedelta(WINDOW), first + timedelta(_DAYS_AT_ONCE))
        loaded = first + timedelta(_DAYS_AT_ONCE)
        roots = roots_of((seed, into) for day, seed, into in self._joins if day < first)
        for _, article, seed in self._seeds(first - timedelta(WINDOW), first - timedelta(1)):
            if article in vectors.told:
                clusters.put(vectors.told[article], roots.get(seed, seed))
        for day in [each for each in self._days if each >= first]:
            if day > loaded:
                loaded = day + timedelta(_DAYS_AT_ONCE)
                vectors = self._vectors(day, loaded)
            clusters.expire(day.toordinal())
            for article in vectors.of_day.get(day, ()):
                told = vectors.told[article]
                decided.seeds.append((vectors.docs[article], article, day, clusters.place(told)))
            decided.joins += [(day, seed, into) for seed, into in clusters.settle()]
            decided.last = day
            if self._is_as_before(decided, max(each for each in changed if each <= day)):
                break
        else:
            decided.last = max([decided.last, *changed])
        clusters.measure()
        return decided

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

    def _vectors(self, first: date, last: date) -> _Vectors:
        languages = self._connection.execute(
            "select distinct language from related_versions where language <> '' order by all"
        ).fetchall()
        words = stop_words(language for (language,) in languages)
        query = statement("relate/story_vectors").replace("$from", str(first)).replace("$until", str(last))
        with relations(self._connection, stop_words=words):
            self._connection.execute(query)
        rows = self._connection.execute("select * exclude (doc), doc from story_vectors").fetchall()
        self._connection.execute("drop table story_vectors")
        return _vectors_of(rows)


@dataclass(slots=True)
class _Vectors:
    told: dict[str, Told]
    of_day: dict[date, list[str]]
    docs: dict[str, int]


_VectorRow = tuple[date, str, str, int | None, float | None, bool | None, int]


def _vectors_of(rows: Iterable[_VectorRow]) -> _Vectors:
    terms: defaultdict[str, dict[int, float]] = defaultdict(dict)
    marks: defaultdict[str, dict[int, float]] = defaultdict(dict)
    heads: dict[str, tuple[date, str, int]] = {}
    for day, article, language, key, weight, is_mark, doc in rows:
        heads[article] = (day, language, doc)
        if key is not None and weight is not None:
            terms[article][key] = weight
            if is_mark:
                marks[article][key] = weight
    of_day: defaultdict[date, list[str]] = defaultdict(list)
    told = {}
    for article, (day, language, _) in heads.items():
        of_day[day].append(article)
        told[article] = Told(article, day.toordinal(), language, _unit(terms[article]), _unit(marks[article]))
    return _Vectors(told, of_day, {article: doc for article, (_, _, doc) in heads.items()})


def _unit(vector: dict[int, float]) -> dict[int, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


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
