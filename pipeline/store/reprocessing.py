"""Stage what versions would be like now beside the warehouse, compare, and replace all at once.

The staging area is a file of its own (`work/reprocess.duckdb`), so a preview writes nothing to the warehouse and
a reprocessing that was cut short goes on where it was. Knows nothing of how articles are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from pipeline.model import Article, Document, Rejection, Run
from pipeline.store import identity, rows
from pipeline.store.connection import clear_errors
from pipeline.store.loading import columns_of, transaction
from pipeline.store.statements import statement
from pipeline.store.warehouse import Warehouse

_TABLES = ("revisions", *rows.DETAILS)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A version whose bytes are to be read again."""

    article_id: str
    revision: int
    source_id: str
    uri: str
    archive_file: str
    archive_offset: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What a reprocessing would change."""

    versions: int
    changed: int
    changed_text: int
    changed_fields: int
    lines_removed: int
    lines_kept: int
    lines_at_risk: int
    problems: int


class Staging:
    """The staging area of one warehouse that is open for writing."""

    def __init__(self, warehouse: Warehouse, key: str) -> None:
        """`key` names rules, code and sources: what was staged under another one is forgotten."""
        self._warehouse = warehouse
        self._connection = warehouse.connection
        self._path = warehouse.places.work_folder / "reprocess.duckdb"
        with clear_errors("stage a reprocessing", self._path):
            self._connection.execute(f"attach if not exists '{_quoted(self._path)}' as staging")
            self._connection.execute(statement("reprocess/begin"))
            if self._connection.execute("select key from staging.meta").fetchall() != [(key,)]:
                self._run("reprocess/forget", {"key": key})
        self._columns = {name: columns_of(self._connection, name) for name in _TABLES}

    def close(self, *, forget: bool = False) -> None:
        """Let go of the staging file; `forget` removes it."""
        self._connection.execute("detach staging")
        if forget:
            self._path.unlink(missing_ok=True)

    def outstanding(self, source: str | None, most: int) -> list[Outstanding]:
        """Versions that are not staged yet."""
        values = {"source": source, "most": most}
        return [
            Outstanding(*row)
            for row in self._connection.execute(statement("reprocess/outstanding"), values).fetchall()
        ]

    def add(self, results: Sequence[tuple[Outstanding, Document | Rejection]]) -> None:
        """Stage a batch: what each version is now; one that is no article any more stays as it is."""
        staged: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
        done = []
        for version, found in results:
            key = {"article_id": version.article_id, "revision": version.revision}
            rejection = found if isinstance(found, Rejection) else found.rejection
            done.append((version.article_id, version.revision, rejection.reason if rejection else None))
            if isinstance(found, Document) and found.article is not None:
                self._stage(staged, key, found, found.article)
        with clear_errors("stage a reprocessing", self._path), transaction(self._connection):
            for name, values in staged.items():
                if values:
                    self._connection.register("incoming", rows.table(values, self._columns[name]))
                    self._connection.execute(f"insert into staging.{name} by name select * from incoming")  # noqa: S608
                    self._connection.unregister("incoming")
            self._connection.executemany("insert into staging.done values (?, ?, ?)", done)

    def compare(self) -> Totals:
        """Find what differs from the warehouse."""
        with clear_errors("compare a reprocessing", self._path):
            self._connection.execute(statement("reprocess/compare"))
            self._connection.execute(statement("reprocess/line_changes"))
            row = self._connection.execute(statement("reprocess/totals")).fetchone()
        assert row is not None
        return Totals(*row)

    def rule_changes(self, most: int) -> list[tuple[str, str, str, int, int, str]]:
        """Change, kind, rule, lines, lines at risk and an example of each rule that would act otherwise."""
        return self._connection.execute(statement("reprocess/rule_changes"), {"most": most}).fetchall()

    def samples(self, most: int) -> list[tuple[str, int, str, str, list[tuple[str, str, str, str]]]]:
        """Versions to look at: article, revision, source, title, and (change, text, kind, rule) of their lines."""
        found = self._connection.execute(statement("reprocess/samples"), {"most": most}).fetchall()
        lines = statement("reprocess/sample_lines")
        return [
            (
                *sample[:4],
                self._connection.execute(lines, {"article": sample[0], "revision": sample[1]}).fetchall(),
            )
            for sample in found
        ]

    def apply(self, run: Run, now: datetime) -> None:
        """Replace the processings that differ, all in one transaction; the earlier ones are kept."""
        with clear_errors("reprocess", self._path), transaction(self._connection):
            self._run("reprocess/keep_earlier", {"now": now})
            self._run("reprocess/replace", {"now": now, "run": run.id})
            self._connection.execute(statement("reprocess/swap"))

    def _stage(
        self, staged: dict[str, list[dict[str, Any]]], key: dict[str, Any], document: Document, article: Article
    ) -> None:
        capture = document.capture
        filled = {
            "is_current": False,
            "first_seen": capture.captured_at,
            "last_seen": capture.captured_at,
            "content_digest": identity.content_digest(article),
            "rule_set": document.rule_set,
            "capture_id": "",
            "processed_at": capture.captured_at,
            "run_id": "",
        }
        staged["revisions"].append({**key, **filled, **rows.revision_row(capture, article)})
        for name, more in rows.detail_rows(article, key).items():
            staged[name] += more

    def _run(self, name: str, values: dict[str, Any]) -> None:
        """A file of statements, each given the values it names."""
        for single in duckdb.extract_statements(statement(name)):
            wanted = {each: values[each] for each in single.named_parameters}
            self._connection.execute(single, wanted)


def _quoted(path: object) -> str:
    return str(path).replace("'", "''")
