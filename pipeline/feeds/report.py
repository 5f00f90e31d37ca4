"""What became of the feeds, for the person who wanted them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.wording import counted


@dataclass(frozen=True, slots=True)
class FeedsReport:
    """What became of the feeds."""

    folder: Path
    feeds: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    failures: tuple[str, ...] = ()  # each in words for a person, with file and line

    def __str__(self) -> str:
        """In a line: how many there are, and what changed."""
        changed = f"{self.written:,} written" if self.written else "none changed"
        gone = f", {self.removed:,} removed" if self.removed else ""
        return f"{counted(self.feeds, 'feed')} in {self.folder}: {counted(self.files, 'file')}, {changed}{gone}"

    @property
    def problem(self) -> str | None:
        """What went wrong, as one line."""
        if not self.failures:
            return None
        several = f"{len(self.failures)} feeds failed, the others are written: " if len(self.failures) > 1 else ""
        return several + "; ".join(self.failures)
