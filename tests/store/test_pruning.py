"""What is old goes, and nothing that anything rests on; compaction changes no row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli.compact import command as compact_command
from pipeline.cli.prune import command as prune_command
from pipeline.model import ArchivePointer
from pipeline.store.compaction import compact
from pipeline.store.migrations import view_files
from pipeline.store.pruning import old_archive, old_rows, remove_archive, remove_rows
from pipeline.store.warehouse import Warehouse
from tests.store.conftest import DAY


@pytest.fixture
def aged(warehouse, load, document):
    """An old archive file, a new one, and a place whose second visit showed the first text again."""
    for name, hours, file in (("old", 0, "2024/06/18/a.warc.gz"), ("new", 1000, "2024/07/30/b.warc.gz")):
        made = document(name, title=name, hours=hours)
        path = warehouse.places.archive / file
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x" * 1000)
        load(made.at(ArchivePointer(file, 0)))
    for hours, extra in ((10, ""), (20, " "), (30, "  ")):
        again = document("seen", title="seen" + extra, hours=hours)
        load(replace(again, pointer=None))
    return warehouse


def test_an_archive_file_goes_when_all_in_it_is_old(aged):
    old = old_archive(aged, DAY + timedelta(days=20))
    assert (("2024/06/18/a.warc.gz",), 1, 1000) == (old.files, old.captures, old.size_bytes)
    remove_archive(aged, old)
    left = [path.name for path in aged.places.archive.rglob("*") if path.is_file()]
    assert ["b.warc.gz"] == left
    assert not (aged.places.archive / "2024/06").exists()
    query = "select count(*) from captures where archive_file = '2024/06/18/a.warc.gz'"
    assert [(0,)] == aged.connection.execute(query).fetchall()


def test_only_captures_that_nothing_rests_on_go(aged):
    every = aged.connection.execute("select count(*) from captures").fetchall()
    found = old_rows(aged, DAY + timedelta(days=400))
    remove_rows(aged)
    [(left,)] = aged.connection.execute("select count(*) from captures").fetchall()
    assert every[0][0] - found.captures == left
    assert [] == [finding for finding in aged.check() if finding.is_error]


def test_pruning_says_what_and_asks(aged):
    aged.close()
    arguments = ["--older-than", "90d", "--archive", "--warehouse", str(aged.places.folder)]
    asked = CliRunner().invoke(prune_command, arguments, input="n\n")
    assert "2 files of the archive, 0.0 MB" in asked.output
    assert "Remove them for good?" in asked.output
    assert 2 == len(list(aged.places.archive.rglob("*.warc.gz")))
    done = CliRunner().invoke(prune_command, [*arguments, "--yes"])
    assert 0 == done.exit_code, done.output
    assert [] == list(aged.places.archive.rglob("*.warc.gz"))


@pytest.mark.parametrize("arguments", [["--older-than", "long"], ["--older-than", "90d"], []])
def test_pruning_without_saying_what_is_wrong_usage(aged, arguments):
    aged.close()
    assert 2 == CliRunner().invoke(prune_command, [*arguments, "--warehouse", str(aged.places.folder)]).exit_code


def test_compaction_changes_no_row_and_no_definition(aged, dump):
    before = dump(aged.connection)
    aged.connection.execute("update revisions set first_seen = first_seen")
    aged.close()
    compact(aged.places.folder)
    with Warehouse.open(aged.places.folder) as warehouse:
        assert before == dump(warehouse.connection)
        made = warehouse.connection.execute("select count(*) from duckdb_views() where not internal").fetchall()
        assert [(sum(path.parent.name == "marts" for path in view_files()),)] == made
        assert [] == [finding for finding in warehouse.check() if finding.is_error]


def test_compaction_makes_a_file_of_gaps_smaller(aged):
    connection = aged.connection
    connection.execute("create table filler as select md5(range::varchar) as a from range(400000); checkpoint")
    connection.execute(
        "insert into rejected by name select 's' as source_id, a as uri, 'read' as stage, a as reason, 'r' as run_id from filler; checkpoint"
    )
    connection.execute("drop table filler; delete from rejected where stage = 'read'; checkpoint")
    aged.close()
    before, after = compact(aged.places.folder)
    assert after < before / 2


def test_the_command_publishes_what_it_compacted(aged):
    aged.close()
    done = CliRunner().invoke(compact_command, ["--warehouse", str(aged.places.folder)])
    assert 0 == done.exit_code, done.output
    with duckdb.connect(str(aged.places.published), read_only=True) as reader:
        assert [(3,)] == reader.execute("select count(*) from articles").fetchall()
