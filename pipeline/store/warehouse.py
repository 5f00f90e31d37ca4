"""The warehouse as its one writer sees it: open, load, check, publish.

Puts the parts of `pipeline.store` together and turns their errors into one clear line. People and
dashboards read the published file instead (`reading.connect_readonly`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from pipeline.clean.templates import Templates
from pipeline.errors import WarehouseError
from pipeline.model import Counts, Document, Finding, Rejection, Remembered, Run, Source
from pipeline.store import (
    archive_index,
    copies,
    identity,
    key_terms,
    publishing,
    runs,
    search_index,
    stories,
    templates,
)
from pipeline.store.checks import run_checks
from pipeline.store.connection import clear_errors, connect_writer
from pipeline.store.loading import Loader, columns_of, transaction
from pipeline.store.lock import WriterLock
from pipeline.store.opening import open_work
from pipeline.store.places import Places
from pipeline.store.reading import is_published
from pipeline.store.rows import table
from pipeline.store.statements import statement


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Warehouse:
    """The writer of one warehouse folder. Use as a context manager; there is one at a time."""

    def __init__(
        self, folder: Path, *, memory_limit: str | None = None, clock: Callable[[], datetime] = _utc_now
    ) -> None:
        self.places = Places(folder)
        self._memory_limit = memory_limit
        self._clock = clock
        self._make_folders()
        self._lock = WriterLock(self.places.lock)
        try:
            with clear_errors("open the warehouse", self.places.work):
                self._connection = open_work(self.places, memory_limit=memory_limit)
                for run in runs.mark_interrupted(self._connection):
                    archive_index.write(self._connection, self.places.archive, run)
                publishing.clear_unfinished(self.places.published)
            self._loader = Loader(self._connection)
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def open(
        cls, folder: Path, *, memory_limit: str | None = None, clock: Callable[[], datetime] = _utc_now
    ) -> Self:
        """Take the lock, make what is missing, bring the file to this version, repair what was cut short.

        Args:
            folder: the warehouse folder; made where it is missing.
            memory_limit: what DuckDB may use, such as `4GB`; its default is 80 % of the machine.
            clock: says what time it is, aware.

        Raises:
            WarehouseBusy: another run is writing.
            WarehouseError: the folder can't be written, or the file is damaged beyond repair or too new.

        """
        return cls(folder, memory_limit=memory_limit, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and give the lock back; doing so twice is harmless."""
        try:
            self._connection.close()
        finally:
            self._lock.release()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The writer's connection, for steps that are SQL."""
        return self._connection

    def register_sources(self, sources: Iterable[Source]) -> None:
        """Make `sources` say what is configured; sources that are gone stay."""
        rows = [
            {
                "source_id": source.id,
                "name": source.name,
                "kind": source.kind,
                "location": source.location,
                "language": source.language,
                "country": source.country,
                "timezone": source.timezone,
                "enabled": source.enabled,
            }
            for source in sources
        ]
        with clear_errors("register sources", self.places.work), transaction(self._connection):
            self._connection.register("incoming_sources", table(rows, columns_of(self._connection, "sources")))
            changes = self._connection.execute(statement("load/register_sources")).fetchall()
            if changes:
                self._connection.execute("update state set generation = generation + 1")
            self._connection.unregister("incoming_sources")

    def sources(self) -> list[Source]:
        """The sources as runs knew them last."""
        return [Source(*row) for row in self._connection.execute(statement("queries/stored_sources")).fetchall()]

    def templates(self) -> dict[str, Templates]:
        """The templates in use, by source."""
        return templates.in_use(self._connection)

    def learn_templates(self, sources: Sequence[str]) -> None:
        """Learn from the latest articles of these sources which lines they repeat."""
        with clear_errors("learn templates", self.places.work), transaction(self._connection):
            templates.learn(self._connection, sources, self._clock())

    def decide_template(self, template: str, state: str) -> list[str]:
        """Confirm or reject the templates whose id begins so; returns their ids."""
        with clear_errors("decide on a template", self.places.work), transaction(self._connection):
            decided = templates.decide(self._connection, template, state, self._clock())
            self._connection.execute("update state set generation = generation + 1")
        return decided

    def begin_run(self, command: str, started_at: datetime | None = None) -> Run:
        """Note that a run starts. `command` is what was asked for, as the log shows it."""
        with clear_errors("begin a run", self.places.work):
            return runs.begin(self._connection, command, started_at or self._clock(), _newsmill_version())

    def finish_run(
        self, run: Run, counts: Mapping[str, Counts], *, status: str = "finished", indexed: bool = True
    ) -> None:
        """Note how a run ended (`finished` or `failed`) and what it did for each source.

        `indexed`: write beside the archive what was loaded out of it, for a rebuilding.
        """
        with clear_errors("finish the run", self.places.work), transaction(self._connection):
            runs.finish(self._connection, run, counts, self._clock(), status)
        if indexed:
            with clear_errors("write the archive's index", self.places.archive):
                archive_index.write(self._connection, self.places.archive, run.id)

    def is_known(self, source_id: str, captures: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Of (uri, digest) pairs, those whose latest capture already has that digest."""
        keys = {(uri, digest): identity.place_key(source_id, uri) for uri, digest in captures}
        with clear_errors("look up captures", self.places.work):
            visits = self._loader.visits(keys.values())
        return {pair for pair, key in keys.items() if key in visits and visits[key].digest == pair[1]}

    def known_rejections(self, rejections: Sequence[Rejection]) -> set[Rejection]:
        """Those of inputs that were refused before for the same reason, being the same bytes."""
        with clear_errors("look up rejections", self.places.work):
            return self._loader.known_rejections(rejections)

    def load(
        self,
        run: Run,
        documents: Sequence[Document],
        rejections: Sequence[Rejection] = (),
        *,
        remembered: Remembered | None = None,
    ) -> dict[str, Counts]:
        """Load a batch in one transaction: all of it, or nothing.

        Args:
            run: from `begin_run`.
            documents: in order; it numbers the versions of an article that come in one batch.
            rejections: inputs of which there are no bytes.
            remembered: what the fetches of the batch leave behind.

        Returns:
            What was done, by source: new, changed, unchanged, rejected, lines_removed. What was found
            and how long it took is the caller's to add.

        """
        with clear_errors("load articles", self.places.work):
            return self._loader.load(run, documents, rejections, now=self._clock(), remembered=remembered)

    def check(self, run: Run | None = None) -> list[Finding]:
        """Run all checks, keep their outcome in `check_results`, and return those that found something."""
        with clear_errors("check the warehouse", self.places.work), transaction(self._connection):
            return run_checks(self._connection, run.id if run else None, self._clock())

    def publish(self, findings: Iterable[Finding] = ()) -> Path:
        """Make what was loaded visible to readers, found by search, and related to what was there.

        Copies nothing when they have all of it already.

        Args:
            findings: of `check`; an error among them keeps the file from being published.

        Raises:
            WarehouseError: a check found an error, or the copy could not be made; the file published
                before stays.

        """
        errors = "; ".join(str(finding) for finding in findings if finding.is_error)
        if errors:
            raise WarehouseError(
                f"not published: {errors}. {self.places.published} stays as it was; "
                f"check_results in {self.places.work} has examples"
            )
        if not is_published(self._connection, self.places):
            self._bring_up_to_date()
            self._copy()
        return self.places.published

    def _bring_up_to_date(self) -> None:
        with clear_errors("index the articles", self.places.work):
            search_index.bring_up_to_date(self._connection)
        with clear_errors("relate the articles", self.places.work):
            copies.bring_up_to_date(self._connection)
            key_terms.bring_up_to_date(self._connection)
            stories.bring_up_to_date(self._connection, self._clock)

    def _copy(self) -> None:
        with clear_errors("publish the warehouse", self.places.published):
            self._connection.execute("checkpoint")
            if search_index.find_places(self._connection):
                self._connection.execute("checkpoint")
            # Closed meanwhile: reading the file through another descriptor would drop DuckDB's lock on it.
            self._connection.close()
            try:
                publishing.publish_copy(self.places.work, self.places.published)
            finally:
                self._connection = connect_writer(self.places.work, memory_limit=self._memory_limit)
                self._loader = Loader(self._connection)

    def _make_folders(self) -> None:
        try:
            self.places.work_folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseError(
                f"can't make the folder {self.places.work_folder}: {error.strerror}; "
                "choose another one with --warehouse"
            ) from error


def _newsmill_version() -> str:
    try:
        return version("newsmill")
    except PackageNotFoundError:
        return "unknown"
