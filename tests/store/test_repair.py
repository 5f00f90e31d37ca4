"""A damaged writer's file is set aside, and the next run goes on from what was published."""

from __future__ import annotations

import logging

import pytest

from pipeline.errors import WarehouseError
from pipeline.store.places import Places
from pipeline.store.warehouse import Warehouse


def _loaded(folder, *documents, publish=True):
    with Warehouse.open(folder) as warehouse:
        warehouse.load(warehouse.begin_run("test"), documents)
        if publish:
            warehouse.publish()
        return warehouse.connection.execute("select count(*) from revisions").fetchone()[0]


def _truncate(path, keep):
    with path.open("r+b") as file:
        file.truncate(keep)


@pytest.mark.parametrize("keep", [0, 50, 5000, 13000])
def test_a_truncated_file_is_replaced_by_the_published_one(folder, document, caplog, keep):
    _loaded(folder, document("a"))
    _loaded(folder, document("b"), publish=False)
    work = Places(folder).work
    _truncate(work, keep)
    with caplog.at_level(logging.WARNING):
        assert 2 == _loaded(folder, document("b"))
    assert "was damaged and is kept as news.duckdb.damaged-1; going on from" in caplog.text
    assert keep == work.with_name("news.duckdb.damaged-1").stat().st_size


def test_bytes_that_are_no_database_are_replaced(folder, document):
    _loaded(folder, document("a"))
    Places(folder).work.write_bytes(b"no database " * 2000)
    assert 2 == _loaded(folder, document("b"))


def test_without_a_published_file_it_says_what_to_do(folder, document):
    _loaded(folder, document("a"), publish=False)
    _truncate(Places(folder).work, 5000)
    message = (
        r"work/news.duckdb is damaged and there is no published copy to go back to: move the folder .*work away"
    )
    for _ in range(2):
        with pytest.raises(WarehouseError, match=message):
            Warehouse.open(folder)
    assert 5000 == Places(folder).work.stat().st_size


def test_with_both_files_damaged_it_says_so(folder, document):
    _loaded(folder, document("a"))
    _truncate(Places(folder).work, 5000)
    _truncate(Places(folder).published, 5000)
    with pytest.raises(WarehouseError, match="is damaged"):
        Warehouse.open(folder)


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda data: b"\x07" * 64 + data[64:], lambda _: b""]
)
def test_a_damaged_log_never_keeps_the_warehouse_shut(folder, document, spoil):
    """The log of what was not yet written back: torn, spoilt or empty, the next run loads again what it held."""
    _loaded(folder, document("a"))
    work = Places(folder).work
    with Warehouse.open(folder) as warehouse:
        warehouse.load(warehouse.begin_run("test"), [document("b")])
        log = work.with_name(work.name + ".wal").read_bytes()
        file = work.read_bytes()
    work.write_bytes(file)
    work.with_name(work.name + ".wal").write_bytes(spoil(log))
    assert 2 == _loaded(folder, document("a"), document("b"))
