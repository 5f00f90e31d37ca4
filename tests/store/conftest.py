"""Documents to load, and warehouses to load them into."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.model import ArchivePointer, Article, Block, Capture, Document, Evidence, Rejection, Source
from pipeline.store.warehouse import Warehouse

DAY = datetime(2024, 6, 18, 12, tzinfo=UTC)
# What differs from run to run, and what a run leaves beside what it loads.
OF_THE_RUN = ("run_id", "processed_at", "archive_file", "archive_offset")
LOADED = ("sources", "captures", "revisions", "removed_lines", "field_evidence", "rejected")

MakeDocument = Callable[..., Document]


def make_document(
    name: str = "a",
    *,
    body: str = "First paragraph.\n\nSecond paragraph.",
    title: str | None = "A title",
    source: str = "paper",
    hours: float = 0,
    rejected: str | None = None,
    url: str | None = None,
    **fields: object,
) -> Document:
    paragraphs = body.split("\n\n")
    blocks = (
        *([Block(title, kept=True, kind="title")] if title else []),
        Block("WERBUNG", kept=False, kind="advertisement", rule="label:de"),
        *(Block(text, kept=True, kind="paragraph") for text in paragraphs),
        Block("Leave a Reply", kept=False, kind="comment-form", rule="form:en"),
    )
    payload = repr((title, body, fields)).encode()
    capture = Capture(
        source_id=source,
        uri=f"file:{name}.txt",
        captured_at=DAY + timedelta(hours=hours),
        payload=payload,
        digest=hashlib.sha256(payload).hexdigest(),
        media_type="text/plain",
        url=url,
    )
    if rejected:
        return Document(capture, None, Rejection(source, capture.uri, "read", rejected))
    values: dict[str, object] = {
        "title": title,
        "body": body,
        "blocks": blocks,
        "language": "en",
        "published": DAY,
        "word_count": len(body.split()),
        "evidence": (
            Evidence("published", DAY.isoformat(), "18 June 2024, noon", "visible", chosen=True, reason="alone"),
        ),
    }
    return Document(
        capture, Article(**(values | fields)), pointer=ArchivePointer("2024/a.warc.gz", 7), rule_set="r1"
    )


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    """Makes a document; the same arguments make the same one."""
    return make_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new warehouse, made once: tests that don't look at its making start from a copy."""
    folder = tmp_path_factory.mktemp("empty")
    Warehouse.open(folder).close()
    return folder


@pytest.fixture
def warehouse(folder: Path, empty_warehouse: Path) -> Iterator[Warehouse]:
    shutil.copytree(empty_warehouse, folder)
    with Warehouse.open(folder) as opened:
        opened.register_sources([Source("paper", "The Paper", "folder", "paper/")])
        yield opened


@pytest.fixture
def load(warehouse: Warehouse) -> Callable[..., dict[str, tuple[int, int, int, int]]]:
    """Loads documents in one batch; returns (new, changed, unchanged, rejected) by source."""

    def load_batch(*documents: Document) -> dict[str, tuple[int, int, int, int]]:
        counts = warehouse.load(warehouse.begin_run("test", DAY), documents)
        return {name: (each.new, each.changed, each.unchanged, each.rejected) for name, each in counts.items()}

    return load_batch


@pytest.fixture
def dump() -> Callable[[duckdb.DuckDBPyConnection], dict[str, list[tuple[object, ...]]]]:
    """Every loaded row, sorted, without what belongs to the run."""
    return dump_rows


def dump_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {}
    for table in LOADED:
        columns = [
            name for name, *_ in connection.execute(f"describe {table}").fetchall() if name not in OF_THE_RUN
        ]
        rows[table] = connection.execute(f"select {', '.join(columns)} from {table} order by all").fetchall()
    return rows
