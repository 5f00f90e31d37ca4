"""A rule taken out and put back: the seeds' warehouse shows again, to the byte, what it showed before.

Compared is every table and view of the published file, each row and column, and the answers of `search` and
`removed`. Not compared are:

- the record of the processing itself: `runs`, `run_totals`, `check_results`, `earlier_processings`, `state`, and the run
  and time of a processing (`run_id`, `processed_at`); `story_changes`, the record of how stories came to be what they
  are, which is compared;
- numbers that the writer gives to versions: the postings of the search index, whose answers are compared instead, and
  `fingerprints`, `copy_bands`, `story_seeds` and `related_versions`, of which `near_duplicates` and `syndication` come, and the row
  numbers in `feed_entries.place`.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.clean import default_rules
from pipeline.clean.matcher import match_line
from pipeline.reprocess import reprocess
from pipeline.settings import read_sources
from tests.conftest import SEEDS, newsmill

HISTORY = {"runs", "run_totals", "check_results", "earlier_processings", "state", "sizes", "story_changes"}
INDEX = ("search_", "postings")
NUMBERED = {"fingerprints", "copy_bands", "story_seeds", "related_versions"}
ROW = ("feed_entries", "place")  # where a row stands in the file
OF_PROCESSING = {"run_id", "processed_at"}
SEARCHES = ("bridge", "Brücke", "river OR harbour", "council", "école")


@pytest.fixture(scope="module")
def folder(seed_warehouse, tmp_path_factory):
    return shutil.copytree(seed_warehouse, tmp_path_factory.mktemp("rules") / "warehouse")


@pytest.fixture(scope="module")
def sources():
    return read_sources(SEEDS / "sources.toml")


def shown(folder: Path) -> dict[str, str]:
    """What a user of the published file sees: for each table, view and search the digest of all of it."""
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
        return {
            name: hashlib.sha256(repr(connection.execute(query).fetchall()).encode()).hexdigest()
            for name, query in queries(connection)
        }


def queries(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    names = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where database_name = current_database() and not internal and schema_name = 'main' group by all"
    ).fetchall()
    for name, columns in sorted(names):
        if name not in HISTORY | NUMBERED and not name.startswith(INDEX):
            seen = ", ".join(
                f'"{column}"' for column in columns if column not in OF_PROCESSING and (name, column) != ROW
            )
            yield name, f"select {seen} from {name} order by all"
    for words in SEARCHES:
        yield words, f"select * from search('{words}') order by all"
    yield "removed", "select found.* from articles, removed(articles.article_id) as found order by all"


def the_rule(folder: Path) -> tuple[str, int]:
    """The rule with the most lines in the seeds among those that no other rule stands in for, and how many it has."""
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
        used = connection.execute(
            "select rule, count(*), list(text) from removed_lines where rule like 'pattern:%' or rule like 'phrase:%'"
            " group by rule order by 2 desc, 1"
        ).fetchall()
    for rule, lines, texts in used:
        fewer = default_rules().without([rule])
        if all(match_line(text, fewer, None) is None for text in texts):
            return rule, lines
    raise AssertionError("every rule has another one that stands in for it")


def test_a_rule_taken_out_and_put_back_leaves_everything_as_it_was(folder, sources):
    before = shown(folder)
    assert {"articles", "revisions", "removed_lines", "field_evidence", "latest", "templates"} <= before.keys()
    rule, lines = the_rule(folder)
    without = [replace(source, rules_off=(*source.rules_off, rule)) for source in sources]

    preview = reprocess(folder, without, preview=True, workers=1)
    assert (rule, lines) in [(each[2], each[3]) for each in preview.rules]
    assert before == shown(folder)

    done = reprocess(folder, without, workers=1)
    assert preview.totals == done.totals
    after = shown(folder)
    assert {"articles", "removed_lines"} <= {name for name in before if before[name] != after[name]}
    assert {default_rules().version, default_rules().without([rule]).version} == rule_sets(folder)

    back = reprocess(folder, sources, workers=1)
    assert done.totals.lines_kept == back.totals.lines_removed
    assert before == shown(folder)
    assert {default_rules().version} == rule_sets(folder)


def rule_sets(folder: Path) -> set[str]:
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
        return {name for (name,) in connection.execute("select rule_set from revisions").fetchall()}


def test_the_command_previews_without_a_change_and_finds_nothing_to_do(folder):
    before = (folder / "news.duckdb").read_bytes()
    said = newsmill("reprocess", "--preview", "--warehouse", folder, "--sources", SEEDS / "sources.toml")
    assert (0, "") == (said.returncode, said.stderr)
    assert said.stdout.startswith("0 of ")
    assert before == (folder / "news.duckdb").read_bytes()
