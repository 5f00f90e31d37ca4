"""Warehouse files as earlier versions of newsmill left them.

`python -m tests.store.old_file` writes tests/store/schema_1.duckdb.gz: a file of the first schema with two articles, one
of them with two versions. It is kept as it is: what was written once has to be read for good.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import duckdb

from pipeline.store.connection import connect_writer
from pipeline.store.statements import sql_files, statement
from pipeline.store.warehouse import Warehouse
from tests.store.conftest import DAY, make_document

STORED = Path(__file__).with_name("schema_1.duckdb.gz")


def write_old(path: Path, version: int, full: Path) -> None:
    """Make a file of a schema version with the rows of a full one that it has room for."""
    with connect_writer(path) as connection:
        connection.execute(statement("load/create_schema_migrations"))
        for migration in sql_files("schema")[:version]:
            connection.execute(migration.read_text(encoding="utf-8"))
            connection.execute(
                "insert into schema_migrations values (?, ?, now())", [int(migration.name[:4]), migration.stem]
            )
        connection.execute(f"attach '{full}' as filled (read_only)")
        for table in ("sources", "captures", "revisions", "removed_lines", "field_evidence", "rejected", "runs"):
            columns = ", ".join(name for name, *_ in connection.execute(f"describe {table}").fetchall())
            connection.execute(f"insert into {table} ({columns}) select {columns} from filled.{table}")
        connection.execute("detach filled; checkpoint")


def fill(folder: Path) -> Path:
    """A warehouse of today with a few rows; the path of its published file."""
    with Warehouse.open(folder, clock=lambda: DAY) as warehouse:
        run = warehouse.begin_run("test", DAY)
        changed = make_document("a", title="Flood", body="First.\n\nSecond.", hours=3)
        warehouse.load(run, [make_document("a", title="Flood"), make_document("b", title="Market"), changed])
        warehouse.finish_run(run, {})
        return warehouse.publish()


def main() -> None:
    """Write the stored file."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old.duckdb"
        write_old(old, 1, fill(Path(folder) / "warehouse"))
        duckdb.connect(str(old), read_only=True).close()
        STORED.write_bytes(gzip.compress(old.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
