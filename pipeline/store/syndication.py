"""Group copies and find out what was done to them: the edge around `pipeline.relate.printings` and `changes`.

Only the groups that touched articles belong to are made anew; the caller's transaction holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.relate.changes import Change, Wording, changes_of
from pipeline.relate.groups import connected
from pipeline.relate.overlap import overlap
from pipeline.relate.printings import Printing, origin_of
from pipeline.relate.shingles import shingles_of
from pipeline.store.loading import columns_of
from pipeline.store.relations import relations
from pipeline.store.rows import table
from pipeline.store.statements import statement

Row = dict[str, Any]


def regroup(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the groups of all articles that were just compared anew."""
    connection.execute(statement("relate/touched_articles"))
    pairs = connection.execute(statement("relate/current_pairs")).fetchall()
    groups = connected((one, other) for one, other, _ in pairs)
    printings = _printings(connection, [article for group in groups for article in group])
    members: list[Row] = []
    changes: list[Row] = []
    for group in groups:
        for member, changed in _of_group([printings[article] for article in group]):
            members.append(member)
            key = {"article_id": member["article_id"], "revision": member["revision"]}
            changes += [{**key, **asdict(each)} for each in changed]
    with relations(
        connection,
        incoming_syndication=table(members, columns_of(connection, "syndication")),
        incoming_changes=table(changes, columns_of(connection, "copy_changes")),
    ):
        connection.execute(statement("relate/replace_syndication"))


def _printings(connection: duckdb.DuckDBPyConnection, articles: Sequence[str]) -> dict[str, Printing]:
    with relations(connection, asked_articles=pa.table({"article_id": pa.array(articles, pa.string())})):
        rows = connection.execute(statement("relate/printings")).fetchall()
    found = [Printing(*row) for row in rows]
    return {each.article_id: each for each in found}


def _of_group(printings: Sequence[Printing]) -> Iterator[tuple[Row, list[Change]]]:
    """A row of `syndication` for each, and how it differs from the origin."""
    found = origin_of(printings)
    origin = next(each for each in printings if each.article_id == found.article_id)
    texts = shingles_of(f"{each.lead or ''}\n{each.body}" for each in (*printings, origin))
    wording = _wording(origin)
    for each, text in zip(printings, texts, strict=False):
        shares = overlap(text, texts[-1])
        changes = [] if each is origin else changes_of(_wording(each), wording)
        kinds = [change.change for change in changes]
        row = {
            "copy_group": min(printing.article_id for printing in printings),
            "article_id": each.article_id,
            "revision": each.revision,
            "source_id": each.source_id,
            "is_origin": each is origin,
            "origin_article_id": origin.article_id,
            "agency": found.agency,
            "evidence": found.evidence,
            "similarity": shares.similarity,
            "kept_share": shares.other_containment,
            "own_share": 1 - shares.containment,
            "paragraphs_added": kinds.count("added"),
            "paragraphs_changed": kinds.count("changed"),
            "paragraphs_cut": kinds.count("cut"),
        }
        yield row, changes


def _wording(printing: Printing) -> Wording:
    paragraphs = tuple(each for each in printing.body.split("\n\n") if each)
    return Wording(printing.title, printing.lead, paragraphs)
