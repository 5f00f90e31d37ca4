"""A warehouse that is made anew from its archive is what it was."""

from __future__ import annotations

import shutil

import duckdb
import pytest

from pipeline.errors import WarehouseError
from pipeline.rebuild import rebuild
from pipeline.settings import read_sources
from tests.conftest import SEEDS
from tests.crash import rows


@pytest.fixture
def folder(seed_warehouse, tmp_path):
    return shutil.copytree(seed_warehouse, tmp_path / "warehouse")


@pytest.fixture(scope="module")
def sources():
    return read_sources(SEEDS / "sources.toml")


def _pointers(folder):
    with duckdb.connect(str(folder / "news.duckdb"), read_only=True) as connection:
        query = "select capture_id, archive_file, archive_offset, run_id from captures where archive_file is not null order by all"
        return connection.execute(query).fetchall()


def test_the_seeds_come_back_from_the_archive_alone(folder, seed_warehouse, sources):
    """Without the old file: the same articles, revisions, removed lines, evidence and captures, under the same ids."""
    (folder / "news.duckdb").unlink()
    shutil.rmtree(folder / "work")
    (folder / "work").mkdir()
    done = rebuild(folder, sources, workers=1)
    expected, found = rows(seed_warehouse), rows(folder)
    for table in ("revisions", "removed_lines", "field_evidence"):
        assert expected[table] == found[table], table
    assert _pointers(seed_warehouse) == _pointers(folder)
    assert () == done.problems
    assert {} == done.carried


def test_with_the_old_file_inputs_without_bytes_come_back_too(folder, seed_warehouse, sources):
    """An empty file was refused and has no record in the archive: every table is as it was."""
    rebuild(folder, sources, workers=1)
    assert rows(seed_warehouse) == rows(folder)


def test_what_a_person_decided_on_a_template_is_taken_over(folder, sources):
    with duckdb.connect(str(folder / "work" / "news.duckdb")) as connection:
        connection.execute(
            "insert into templates by name select 'abc' as template_id, 'rivage' as source_id, 'k' as key, 'K' as text,"
            " 'rejected' as state, 9 as support, 9 as articles, 1.0 as confidence, 'end' as place, 1.0 as place_share,"
            " false as ends_article, now() as learned_at"
        )
    done = rebuild(folder, sources, workers=1)
    assert 1 == done.carried["templates"]


def test_bytes_that_are_gone_are_named_and_the_rest_comes_back(folder, sources):
    """Half of the archive is damaged: what can't be read is said, what can be read is there."""
    [archive] = folder.glob("archive/**/*.warc.gz")
    damaged = bytearray(archive.read_bytes())
    damaged[len(damaged) // 2 :] = b""
    archive.write_bytes(damaged)
    before = len(_pointers(folder))
    done = rebuild(folder, sources, workers=1)
    assert before == len(_pointers(folder)) + len(done.problems)
    assert 0 < len(done.problems) < before


def test_nothing_to_rebuild_from_is_said_and_changes_nothing(tmp_path):
    with pytest.raises(WarehouseError, match="there is nothing to rebuild from"):
        rebuild(tmp_path / "warehouse", ())
