"""What people open is complete at every moment."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from pipeline.errors import QueryError, WarehouseError
from pipeline.model import Finding
from pipeline.store import publishing
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly, run_query
from pipeline.store.warehouse import Warehouse

READ_IN_A_LOOP = """
import sys
from pathlib import Path
from pipeline.store.reading import connect_readonly
folder, stop = Path(sys.argv[1]), Path(sys.argv[2])
seen, times = set(), 0
while True:
    last = stop.exists()
    with connect_readonly(folder) as connection:
        seen.add(connection.execute("select count(*), count(distinct capture_id) from revisions").fetchone())
    if not times:
        print("reading", flush=True)
    times += 1
    if last:
        break
print(times, sorted(seen))
"""


def _count(folder):
    with connect_readonly(folder) as connection:
        return connection.execute("select count(*) from articles").fetchone()[0]


def test_readers_see_what_was_published_and_nothing_since(warehouse, folder, load, document):
    load(document("a"))
    assert Places(folder).published == warehouse.publish()
    load(document("b"))
    assert 1 == _count(folder)
    warehouse.publish()
    assert 2 == _count(folder)


def test_nothing_is_copied_when_nothing_changed(warehouse, folder, load, document):
    load(document("a"))
    warehouse.publish()
    before = Places(folder).published.stat().st_ino
    load(document("a"))
    warehouse.finish_run(warehouse.begin_run("test"), {})
    warehouse.publish()
    assert before == Places(folder).published.stat().st_ino


def test_what_a_run_could_not_publish_the_next_one_does(folder, document):
    with Warehouse.open(folder) as warehouse:
        warehouse.publish()
        warehouse.load(warehouse.begin_run("test"), [document("a")])
    with Warehouse.open(folder) as warehouse:
        warehouse.publish()
    assert 1 == _count(folder)


@pytest.mark.parametrize(
    "spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"not a database" * 999)]
)
def test_a_published_file_that_is_missing_or_broken_is_copied_anew(warehouse, folder, load, document, spoil):
    load(document("a"))
    warehouse.publish()
    spoil(Places(folder).published)
    warehouse.publish()
    assert 1 == _count(folder)


def test_a_reader_that_stays_open_keeps_what_it_opened(warehouse, folder, load, document):
    load(document("a"))
    warehouse.publish()
    with connect_readonly(folder) as reader:
        load(document("b"))
        warehouse.publish()
        assert (1,) == reader.execute("select count(*) from articles").fetchone()


def test_a_reader_in_a_loop_never_fails_and_never_sees_half_a_run(warehouse, folder, load, document, tmp_path):
    load(*(document(f"0-{number}") for number in range(20)))
    warehouse.publish()
    stop = tmp_path / "stop"
    reader = subprocess.Popen(
        [sys.executable, "-c", READ_IN_A_LOOP, str(folder), str(stop)], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "reading\n"
    for run in range(1, 9):
        load(*(document(f"{run}-{number}") for number in range(10)))
        load(*(document(f"{run}-{number}") for number in range(10, 20)))
        warehouse.publish()
    stop.touch()
    said, _ = reader.communicate(timeout=60)
    assert 0 == reader.returncode
    times, seen = said.split(" ", 1)
    assert int(times) > 1
    assert {(20 * runs, 20 * runs) for runs in range(1, 10)} >= set(ast.literal_eval(seen))
    assert (180, 180) in ast.literal_eval(seen)


def test_an_error_that_a_check_found_keeps_the_file_back(warehouse, folder, load, document):
    load(document("a"))
    warehouse.publish()
    load(document("b"))
    warning = Finding("w", "warning", "a warning", 1)
    with pytest.raises(
        WarehouseError,
        match=r"not published: error: all is well; not so for 3 rows \(check e\)\. .* stays as it was",
    ):
        warehouse.publish([warning, Finding("e", "error", "all is well", 3)])
    assert 1 == _count(folder)
    warehouse.publish([warning])
    assert 2 == _count(folder)


def test_without_room_for_the_copy_the_old_file_stays(warehouse, folder, load, document, monkeypatch):
    load(document("a"))
    warehouse.publish()
    load(document("b"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100))
    with pytest.raises(WarehouseError, match=r"the copy takes .* bytes and 100 are free; make room"):
        warehouse.publish()
    assert 1 == _count(folder)
    monkeypatch.undo()
    warehouse.publish()
    assert 2 == _count(folder)


def test_without_a_kernel_copy_it_is_copied_all_the_same(warehouse, folder, load, document, monkeypatch):
    monkeypatch.delattr(os, "copy_file_range")
    load(document("a"))
    warehouse.publish()
    assert 1 == _count(folder)


def test_what_a_cut_short_publication_left_is_cleared(folder):
    Warehouse.open(folder).close()
    left = folder / "news.duckdb.publishing"
    left.write_bytes(b"half a copy")
    Warehouse.open(folder).close()
    assert not left.exists()


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    work = tmp_path / "work.duckdb"
    work.write_bytes(b"new")
    (tmp_path / "news.duckdb").write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publishing.publish_copy(work, tmp_path / "news.duckdb")
    assert {"news.duckdb": b"old", "work.duckdb": b"new"} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_a_reader_is_told_where_there_is_no_warehouse(tmp_path):
    with pytest.raises(
        WarehouseError, match=r"there is no warehouse at .*news.duckdb: make one with newsmill run"
    ):
        connect_readonly(tmp_path)


@pytest.mark.parametrize("keep", [0, 100, 5000, 12000])
def test_a_reader_is_told_that_the_file_is_damaged(warehouse, folder, load, document, keep):
    load(document("a"))
    published = warehouse.publish()
    with published.open("r+b") as file:
        file.truncate(keep)
    with pytest.raises(
        WarehouseError, match=r"news.duckdb is damaged: move it away and run newsmill again"
    ) as caught:
        connect_readonly(folder)
    assert "\n" not in str(caught.value)


def test_a_reader_can_not_write(warehouse, folder):
    warehouse.publish()
    with connect_readonly(folder) as reader, pytest.raises(QueryError, match="read-only"):
        run_query(reader, "create table x (a integer)")


def test_a_wrong_query_is_said_in_duckdbs_words(warehouse, folder):
    warehouse.publish()
    with connect_readonly(folder) as reader, pytest.raises(QueryError, match='column "titel" not found'):
        run_query(reader, "select titel from articles")


def test_a_query_without_a_result_shows_nothing(warehouse, folder):
    warehouse.publish()
    with connect_readonly(folder) as reader:
        answer = run_query(reader, "set variable a = 1")
        assert answer is None or answer.fetchall() == []  # DuckDB 1 gives nothing, DuckDB 2 no rows
