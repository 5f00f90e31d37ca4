"""A file is brought to this version, and says of itself what everything in it is."""

from __future__ import annotations

import re

import duckdb
import pytest

from pipeline.errors import WarehouseError
from pipeline.store import migrations
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly
from pipeline.store.statements import sql_files
from pipeline.store.warehouse import Warehouse

WITHOUT_COMMENT = """
    select table_name, null from duckdb_tables() where not internal and comment is null
    union all select view_name, null from duckdb_views() where not internal and comment is null
    union all select table_name, column_name from duckdb_columns() where not internal and comment is null
    union all select function_name, null from duckdb_functions() where not internal and comment is null
"""


def test_every_table_view_column_and_macro_has_a_comment(warehouse):
    assert [] == warehouse.connection.execute(WITHOUT_COMMENT).fetchall()


def test_migrations_are_numbered_from_1_without_a_gap():
    numbers = [int(path.name[:4]) for path in sql_files("schema")]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert migrations.known_version() == numbers[-1]


def test_each_migration_is_recorded(warehouse):
    rows = warehouse.connection.execute("select version, name from schema_migrations order by version").fetchall()
    assert [(int(path.name[:4]), path.stem) for path in sql_files("schema")] == rows


def test_every_view_and_macro_file_defines_what_its_name_says(warehouse):
    names = {path.stem for path in migrations.view_files()}
    made = warehouse.connection.execute(
        "select view_name from duckdb_views() where not internal union select function_name from duckdb_functions() where not internal"
    ).fetchall()
    assert names == {name for (name,) in made}


@pytest.mark.parametrize("path", migrations.view_files(), ids=lambda path: path.stem)
def test_every_view_and_macro_begins_with_its_grain(path):
    assert re.match(r"-- \S", path.read_text(encoding="utf-8"))


def test_times_are_shown_in_utc(warehouse, monkeypatch):
    assert ("UTC",) == warehouse.connection.execute("select current_setting('TimeZone')").fetchone()


def test_a_file_from_a_newer_newsmill_is_refused_and_left_alone(folder):
    with Warehouse.open(folder) as warehouse:
        warehouse.connection.execute("insert into schema_migrations values (9999, '9999_later', now())")
        warehouse.publish()
    message = r"was written by a newer newsmill \(schema 9999, this one knows \d+\): upgrade newsmill"
    with pytest.raises(WarehouseError, match=message):
        Warehouse.open(folder)
    with pytest.raises(WarehouseError, match=message):
        connect_readonly(folder)


def test_a_refused_file_is_not_locked_afterwards(folder):
    test_a_file_from_a_newer_newsmill_is_refused_and_left_alone(folder)
    with duckdb.connect(Places(folder).work) as connection:
        connection.execute("delete from schema_migrations where version = 9999")
    Warehouse.open(folder).close()


def test_views_follow_the_code(folder):
    """What another version of newsmill left is gone or made anew at the next opening."""
    with Warehouse.open(folder) as warehouse:
        warehouse.connection.execute("create view old_view as select 1 as a")
        warehouse.connection.execute("create macro old_macro(a) as a")
        warehouse.connection.execute("create or replace view latest as select 1 as a")
        warehouse.connection.execute("update state set views_digest = 'another version'")
    with Warehouse.open(folder) as warehouse:
        warehouse.connection.execute("select article_id from latest")
        for gone in ("from old_view", "select old_macro(1)"):
            with pytest.raises(duckdb.CatalogException):
                warehouse.connection.execute(gone)
        assert [] == warehouse.connection.execute(WITHOUT_COMMENT).fetchall()


def test_opening_again_changes_nothing(folder):
    with Warehouse.open(folder) as warehouse:
        before = warehouse.connection.execute("from state").fetchall()
    with Warehouse.open(folder) as warehouse:
        assert before == warehouse.connection.execute("from state").fetchall()


def test_the_file_has_the_storage_version_that_older_clients_open(warehouse):
    tags = warehouse.connection.execute("select tags from duckdb_databases() where not internal").fetchone()
    assert "v1.5.0" in str(tags)


def test_migrations_are_numbered_one_after_the_other():
    numbers = [int(path.name[:4]) for path in sql_files("schema")]
    assert list(range(1, len(numbers) + 1)) == numbers
