"""A warehouse that an earlier newsmill wrote is brought to today's schema with every row it has."""

from __future__ import annotations

import gzip

import duckdb
import pytest

from pipeline.store import migrations
from pipeline.store.places import Places
from pipeline.store.statements import sql_files
from pipeline.store.warehouse import Warehouse
from tests.store.old_file import STORED, fill, write_old


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("full") / "warehouse")


def _opened(folder):
    """What a warehouse answers once it is opened today: rows, a search, checks, its version."""
    with Warehouse.open(folder) as warehouse:
        warehouse.publish(warehouse.check())
        connection = warehouse.connection
        return (
            connection.execute("select title, revision, body from revisions order by all").fetchall(),
            connection.execute("select count(*) from removed_lines").fetchall(),
            connection.execute("select title from search('flood')").fetchall(),
            [finding.check for finding in warehouse.check() if finding.is_error],
            migrations.version_of(connection),
        )


_EXPECTED = (
    [
        ("Flood", 1, "First paragraph.\n\nSecond paragraph."),
        ("Flood", 2, "First.\n\nSecond."),
        ("Market", 1, "First paragraph.\n\nSecond paragraph."),
    ],
    [(6,)],
    [("Flood",)],
    [],
    migrations.known_version(),
)


@pytest.mark.parametrize("version", range(1, len(sql_files("schema")) + 1))
def test_every_earlier_schema_is_brought_to_todays(folder, full, version):
    work = Places(folder).work
    work.parent.mkdir(parents=True)
    write_old(work, version, full)
    assert _EXPECTED == _opened(folder)


def test_the_stored_file_of_the_first_schema_is_brought_to_todays(folder):
    """Not made by the code of today, as those above are: it is what was written then."""
    work = Places(folder).work
    work.parent.mkdir(parents=True)
    work.write_bytes(gzip.decompress(STORED.read_bytes()))
    with duckdb.connect(str(work), read_only=True) as connection:
        assert [(1,)] == connection.execute("select max(version) from schema_migrations").fetchall()
    assert _EXPECTED == _opened(folder)
