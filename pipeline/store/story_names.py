"""Write the stories that follow from what the clustering decided, under names that they keep.

The edge around `pipeline.relate.naming`: all stories that changed articles are in, or were in, are made anew. The
caller's transaction holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

import duckdb
import pyarrow as pa

from pipeline.relate.groups import roots_of
from pipeline.relate.naming import first_name, name_stories
from pipeline.store.loading import columns_of
from pipeline.store.relations import relations
from pipeline.store.rows import table
from pipeline.store.statements import statement

_STORIES = pa.table(
    {
        "doc": pa.array([], pa.uint32()),
        "article_id": pa.array([], pa.string()),
        "story_id": pa.array([], pa.string()),
        "similarity": pa.array([], pa.float64()),
    }
).schema


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an article: its cluster, and the story it was in."""

    article_id: str
    doc: int | None
    day: date | None
    seed: str | None
    story_id: str | None
    similarity: float | None


def retell(
    connection: duckdb.DuckDBPyConnection, touched: Iterable[str], nearness: Mapping[str, float], now: datetime
) -> None:
    """Make the stories of these articles, and of all that they share or shared stories with, anew.

    `nearness` says how near an article is to the middle of its cluster, where that was measured now.
    """
    roots = roots_of(connection.execute("select seed, into_seed from story_joins").fetchall())
    known = _with_company(connection, set(touched), roots)
    clusters: defaultdict[str, list[_Known]] = defaultdict(list)
    for each in known:
        if each.seed:
            clusters[roots.get(each.seed, each.seed)].append(each)
    asked = _column("article_id", (each.article_id for each in known))
    with relations(connection, asked_articles=asked):
        taken = _taken(connection, (first_name(root) for root in clusters))
        names = name_stories(
            {root: [each.article_id for each in members] for root, members in clusters.items()},
            {each.article_id: each.story_id for each in known if each.story_id},
            taken,
        )
        rows = [
            {
                "doc": each.doc,
                "article_id": each.article_id,
                "story_id": names.stories[root],
                "similarity": nearness.get(each.article_id, 1.0 if each.similarity is None else each.similarity),
            }
            for root, members in clusters.items()
            for each in members
        ]
        changes = [{**asdict(each), "changed_at": now} for each in names.changes]
        with relations(
            connection,
            incoming_stories=table(rows, _STORIES),
            incoming_story_changes=table(changes, columns_of(connection, "story_changes")),
        ):
            connection.execute(statement("relate/replace_stories"))


def _with_company(
    connection: duckdb.DuckDBPyConnection, articles: set[str], roots: Mapping[str, str]
) -> list[_Known]:
    """The articles and all that are, or were, in a story with them."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for seed, root in roots.items():
        below[root].append(seed)
    while True:
        with relations(connection, asked_articles=_column("article_id", articles)):
            known = [_Known(*row) for row in connection.execute(statement("relate/told_of_articles")).fetchall()]
        ends = {roots.get(each.seed, each.seed) for each in known if each.seed}
        seeds = {each for root in ends for each in (root, *below[root])}
        stories = {each.story_id for each in known if each.story_id}
        with relations(connection, asked_stories=_column("story_id", stories), asked_seeds=_column("seed", seeds)):
            found = connection.execute(statement("relate/articles_of_stories")).fetchall()
        more = {article for (article,) in found} - articles
        if not more:
            return known
        articles |= more


def _taken(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> set[str]:
    """Names that other stories have."""
    with relations(connection, asked_stories=_column("story_id", names)):
        return {name for (name,) in connection.execute(statement("relate/taken_names")).fetchall()}


def _column(name: str, values: Iterable[str]) -> pa.Table:
    return pa.table({name: pa.array(sorted(values), pa.string())})
