"""Where things are in a warehouse folder. Names only; touches no file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one warehouse folder."""

    folder: Path

    @property
    def published(self) -> Path:
        """What people open."""
        return self.folder / "news.duckdb"

    @property
    def work_folder(self) -> Path:
        """The writer's own."""
        return self.folder / "work"

    @property
    def work(self) -> Path:
        """The writer's database."""
        return self.work_folder / "news.duckdb"

    @property
    def archive(self) -> Path:
        """Every byte received, as WARC."""
        return self.folder / "archive"

    @property
    def site(self) -> Path:
        """The pages to look at."""
        return self.folder / "site"

    @property
    def feeds(self) -> Path:
        """What dashboards and readers take."""
        return self.folder / "feeds"

    @property
    def feeds_state(self) -> Path:
        """What is known of the feeds written last."""
        return self.work_folder / "feeds.json"

    @property
    def notifications(self) -> Path:
        """What was told to whom, and what waits."""
        return self.work_folder / "notifications.json"

    @property
    def lock(self) -> Path:
        """What the writer locks."""
        return self.work_folder / "lock"
