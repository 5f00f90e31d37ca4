"""Learn from the warehouse which lines a source repeats, and keep what people decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import duckdb

from pipeline.clean.templates import Templates
from pipeline.store.statements import statement


def learn(connection: duckdb.DuckDBPyConnection, sources: Sequence[str], now: datetime) -> None:
    """Look at the latest articles of these sources; the caller holds the transaction."""
    if not sources:
        return
    for name, values in (
        ("lines", {"sources": list(sources)}),
        ("learn", {}),
        ("merge", {"now": now}),
    ):
        for single in duckdb.extract_statements(statement(f"templates/{name}")):
            connection.execute(single, {each: values[each] for each in single.named_parameters})


def in_use(connection: duckdb.DuckDBPyConnection) -> dict[str, Templates]:
    """The templates to apply, by source."""
    ids: defaultdict[str, dict[str, str]] = defaultdict(dict)
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for source, key, template, is_end in connection.execute(statement("templates/in_use")).fetchall():
        ids[source][key] = template
        if is_end:
            ends[source].add(key)
    return {source: Templates(found, frozenset(ends[source])) for source, found in ids.items()}


def decide(connection: duckdb.DuckDBPyConnection, template: str, state: str, now: datetime) -> list[str]:
    """Confirm or reject the templates whose id begins so; returns their ids."""
    values = {"id": template, "state": state, "now": now}
    return [row[0] for row in connection.execute(statement("templates/decide"), values).fetchall()]
