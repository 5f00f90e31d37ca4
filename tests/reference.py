"""docs/warehouse.md, the reference of the warehouse, out of the comments in the warehouse itself.

`python -m tests.reference` writes it anew; the output of its examples comes from `python -m tests.examples`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipeline.store.warehouse import Warehouse
from tests.examples import ROOT, load_seeds, rewrite

REFERENCE = ROOT / "docs" / "warehouse.md"
_INTRODUCTION = """# The warehouse

What `warehouse/news.duckdb` holds. This file is written from the comments in the database itself (`python -m
tests.reference`), so any client shows the same: `select * from duckdb_columns()`. The examples are run by the tests on
the sample corpus. Times are UTC.

Open it read-only with any DuckDB client from 1.5 on, as often as you like, also while a run is writing: a run works on a
file of its own and puts the finished copy in its place at the end. A client that stays open keeps the version it opened.
"""
_LIVE = """## Without a copy

The copy takes as long as `cp` and as much room again as the file. Where that is too much, a DuckDB that has its remote
protocol (the extension `quack`, in DuckDB 1.5.3 and later) can serve the writer's file: open `warehouse/work/news.duckdb`
in one process that serves it, and attach to that from the others. newsmill neither needs nor starts it, and a run must
not find the file held: stop serving while it writes.
"""
# What a person would ask of them, one example each where the sample corpus has an answer.
_EXAMPLES = {
    "latest": "select published_on, source_id, left(title, 50) as title from latest where published_on is not null limit 3",
    "articles_per_day": "select published_on, sum(articles) as articles, sum(words) as words from articles_per_day group by all order by published_on desc nulls last limit 3",
    "source_health": "select source_id, articles, rejected, round(share_without_date, 2) as no_date, words_median from source_health order by source_id limit 4",
    "authors": "select author, source_id, articles from authors order by articles desc, author limit 3",
    "removal_rates": "select source_id, kind, lines, round(lines_per_article, 1) as an_article from removal_rates order by lines desc, source_id, kind limit 3",
    "revision_changes": "select source_id, change, count(*) as versions from revision_changes group by all order by all",
    "search": "select round(score, 1) as score, source_id, left(title, 40) as title from search('river bridge', most := 3)",
    "matching": "select language, count(*) as articles from matching('museum') group by all order by all",
    "coverage": "select * from coverage('port') order by published_on desc, source_id limit 3",
    "first_to_report": "select place, source_id, left(title, 50) as title from first_to_report('port') limit 3",
    "who_writes_about": "select author, source_id, articles from who_writes_about('port') limit 3",
    "as_of": "select count(*) as articles from as_of('2100-01-01')",
    "stories": "select left(title, 60) as title, articles, sources, languages, last_day from stories",
    "story": "select day, source_id, language, left(title, 60) as title from story((select story_id from stories where title ilike '%Ahle%'))",
    "timeline": "select published_on, articles, of_articles, left(example, 50) as example from timeline('port')",
    "quotes_of": "select source_id, speaker, left(text, 60) as text from quotes_of('Thaden')",
    "mentions_of": "select source_id, name, count, left(title, 50) as title from mentions_of('Sandoog') order by all",
    "co_mentions": "select name, kind, articles from co_mentions('Sandoog') limit 4",
    "copies_of": "select source_id, is_origin, round(similarity, 2) as similarity, round(containment, 2) as containment, round(other_containment, 2) as other_containment from copies_of((select article_id from articles where title like 'Seegras vor Sandoog%'))",
    "removed": "select kind, rule, left(text, 50) as text from removed((select min(article_id) from removed_lines where kind = 'advertisement')) limit 3",
}


def reference(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole document; examples without their output."""
    return "\n".join([_INTRODUCTION, *_views(connection), *_macros(connection), *_tables(connection), _LIVE])


def without_output(text: str) -> str:
    """A document as `reference` makes it: what its examples print is left out."""
    return re.sub(r"^(```console\n\$ [^\n]+\n).*?^```$", r"\1```", text, flags=re.MULTILINE | re.DOTALL)


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "## Views\n"
    query = "select view_name, comment from duckdb_views() where not internal order by view_name"
    for name, comment in connection.execute(query).fetchall():
        yield f"### {name}\n\n{comment}\n"
        yield from _example(name)
        yield from _columns(connection, name)


def _macros(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    query = (
        "select function_name, any_value(parameters), any_value(comment) from duckdb_functions()"
        " where not internal and function_type = ? group by function_name order by function_name"
    )
    for kind, title in (("table_macro", "Table macros"), ("macro", "Macros")):
        yield f"## {title}\n"
        for name, parameters, comment in connection.execute(query, [kind]).fetchall():
            yield f"### {name}({', '.join(parameters)})\n\n{comment}\n"
            yield from _example(name)


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "## Tables\n"
    query = "select table_name, comment from duckdb_tables() where not internal order by table_name"
    for name, comment in connection.execute(query).fetchall():
        yield f"### {name}\n\n{comment}\n"
        yield from _columns(connection, name)


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[str]:
    query = "select column_name, lower(data_type), comment from duckdb_columns() where table_name = ? order by column_index"
    yield "| column | type | |\n|---|---|---|"
    for column, kind, comment in connection.execute(query, [name]).fetchall():
        yield f"| {column} | {kind} | {comment.replace('|', chr(92) + '|')} |"
    yield ""


def _example(name: str) -> Iterator[str]:
    if name in _EXAMPLES:
        yield f'```console\n$ newsmill sql "{_EXAMPLES[name]}"\n```\n'


def main() -> None:
    """Write the document, with the output of its examples."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        with Warehouse.open(Path(folder) / "empty") as empty:
            REFERENCE.write_text(reference(empty.connection), encoding="utf-8")
        load_seeds(warehouse)
        rewrite(REFERENCE, warehouse)


if __name__ == "__main__":
    main()
