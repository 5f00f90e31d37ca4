"""Write the feeds of a warehouse: read their files, ask the published warehouse, replace what changed.

The edge of this package. A feed that fails costs itself: the others are written, and its files stay as they were.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline import __version__
from pipeline.errors import FeedsError, SourcesError, WarehouseError
from pipeline.feeds.definition import SEARCH, Feed, parse
from pipeline.feeds.folder import Folder, FolderError
from pipeline.feeds.index import NAMES, index_html, index_json
from pipeline.feeds.members import Family
from pipeline.feeds.query import Asked, ask, begin
from pipeline.feeds.render import WRITERS, check_columns
from pipeline.feeds.report import FeedsReport
from pipeline.feeds.state import State, Written, read_state, remembered_sources, write_state
from pipeline.model import FeedSettings
from pipeline.settings import read_feed_settings
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly
from pipeline.store.statements import sql_files

OWN_FOLDER = "feeds"  # beside sources.toml

_log = logging.getLogger(__name__)


def write_feeds(folder: Path, sources: Path | None = None, default: Path | None = None) -> FeedsReport:
    """Bring `feeds/` of a warehouse folder up to its published file.

    Args:
        folder: the warehouse folder.
        sources: the sources.toml that names saved searches, and beside which a folder `feeds` may hold more feeds.
            None: the one of the last run that had one.
        default: the one to take where no run had one, if it is there.

    """
    places = Places(folder)
    state = read_state(places.feeds_state)
    try:
        return _Publication(places, state, sources or remembered_sources(places, default)).run()
    except (FeedsError, WarehouseError) as error:
        return FeedsReport(places.feeds, failures=(str(error),))
    except (duckdb.Error, OSError) as error:  # what was loaded and published is no worse for it
        said = " ".join(str(error).split())
        return FeedsReport(places.feeds, failures=(f"can't write the feeds in {places.feeds}: {said}",))


@dataclass
class _Publication:
    """One bringing up to date."""

    places: Places
    state: State
    sources: Path | None
    settings: FeedSettings = field(default_factory=FeedSettings)
    failures: list[str] = field(default_factory=list)
    settings_error: SourcesError | None = None

    def __post_init__(self) -> None:
        self.folder = Folder(self.places.feeds)
        if self.sources:
            self.sources = self.sources.resolve()

    def run(self) -> FeedsReport:
        """Do it all; raises FeedsError where the folder can't be written."""
        self._read_settings()
        texts = dict(self._texts())
        key = self._key(texts)
        if not self.settings_error and key == self.state.key and self.folder.is_intact(dict(self.state.files())):
            return self._report(self.state)
        self.folder.prepare()
        feeds = list(self._feeds(texts))
        written = {}
        with connect_readonly(self.places.folder) as connection:
            moment = begin(connection)
            for feed in feeds:
                written[feed.name] = self._write(connection, feed, moment)
        for name in texts:
            if name not in written:  # its header is wrong: what it gave before stays
                written |= {name: each} if (each := self.state.feeds.get(name)) else {}
        self._remove_what_is_gone(written)
        state = State("" if self.failures else key, str(self.sources) if self.sources else None, written)
        for name, text in zip(NAMES, (index_json(written), index_html(written)), strict=True):
            state.index[name] = self.folder.write(name, text.encode())
        write_state(self.places.feeds_state, state)
        return self._report(state)

    def _read_settings(self) -> None:
        if self.sources is None:
            return
        try:
            self.settings = read_feed_settings(self.sources)
        except SourcesError as error:
            self.settings_error = error
            self.failures.append(str(error))

    def _texts(self) -> Iterator[tuple[str, tuple[Path, bytes]]]:
        """The files of feeds by name; one's own with the name of a built-in one takes its place."""
        own = self.sources.parent / OWN_FOLDER if self.sources else None
        for path in (*sql_files("feeds"), *(sorted(own.glob("*.sql")) if own else ())):
            try:
                yield path.stem, (path, path.read_bytes())
            except OSError as error:
                self.failures.append(f"{path}: can't be read: {(error.strerror or str(error)).lower()}")

    def _feeds(self, texts: dict[str, tuple[Path, bytes]]) -> Iterator[Feed]:
        for name, (path, content) in texts.items():
            try:
                yield parse(path, content.decode("utf-8-sig"))
            except (UnicodeDecodeError, FeedsError) as error:
                said = str(error) if isinstance(error, FeedsError) else f"{path}:1: is not UTF-8 text"
                self.failures.append(said)
                if before := self.state.feeds.get(name):
                    before.error = said.replace(f"{path.parent}/", "")

    def _key(self, texts: dict[str, tuple[Path, bytes]]) -> str:
        """Stands for all that the files depend on; the day, because sources fall silent without any news."""
        published = self.places.published
        trace = (published.stat().st_size, published.stat().st_mtime_ns) if published.exists() else None
        digest = hashlib.sha256(repr((__version__, WRITERS, trace, datetime.now(UTC).date())).encode())
        digest.update(repr((self.settings, self.sources)).encode())
        for name in sorted(texts):
            digest.update(f"{texts[name][0]}\0".encode() + texts[name][1] + b"\0")
        return digest.hexdigest()

    def _write(self, connection: duckdb.DuckDBPyConnection, feed: Feed, moment: str | None) -> Written:
        """One feed; where it fails, what it gave before stays."""
        before = self.state.feeds.get(feed.name)
        written = Written(
            feed.title, feed.description, feed.grain, list(feed.formats), list(feed.parameters), columns=[]
        )
        try:
            for asked in self._asked(connection, feed):
                check_columns(feed, asked.rows)
                written.columns = [
                    {"name": name, "type": kind.lower()}
                    for name, kind in zip(asked.rows.columns, asked.rows.types, strict=True)
                ]
                family = Family(feed, self.folder, self.settings.base_url, before, moment)
                written.members += family.members(asked, {member.name for member in written.members})
        except FolderError:
            raise
        except (FeedsError, SourcesError) as error:
            self.failures += [said for said in (str(error),) if said not in self.failures]
            kept = before or written
            kept.error = str(error).replace(f"{feed.path.parent}/", "")
            return kept
        return written

    def _asked(self, connection: duckdb.DuckDBPyConnection, feed: Feed) -> Iterator[Asked]:
        if SEARCH not in feed.parameters:
            yield ask(connection, feed, None)
            return
        if self.settings_error:
            raise self.settings_error
        for search in self.settings.searches:
            yield ask(connection, feed, search)

    def _remove_what_is_gone(self, written: dict[str, Written]) -> None:
        there = {name for feed in written.values() for name in feed.files}
        before = {name for feed in self.state.feeds.values() for name in feed.files}
        self.folder.remove(before - there)

    def _report(self, state: State) -> FeedsReport:
        return FeedsReport(
            self.places.feeds,
            len(state.feeds),
            len(dict(state.files())),
            self.folder.written,
            self.folder.removed,
            tuple(self.failures),
        )
