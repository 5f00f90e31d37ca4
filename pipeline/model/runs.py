"""What a run does with the documents: what became of each, the counts, what its checks found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pipeline.model.sources import ArchivePointer, Capture, Rejection
from pipeline.model.texts import Article


@dataclass(frozen=True, slots=True)
class Document:
    """What became of a capture, on its way into the warehouse: an article, or a rejection."""

    capture: Capture
    article: Article | None
    rejection: Rejection | None = None
    pointer: ArchivePointer | None = None
    rule_set: str = ""  # version of the cleaning rules that made the article

    @property
    def source_id(self) -> str:
        """Where it came from."""
        return self.capture.source_id

    def at(self, pointer: ArchivePointer) -> Document:
        """The same document, its bytes archived."""
        return replace(self, pointer=pointer)


@dataclass(slots=True)
class Counts:
    """What a run did for one source; added up while it goes."""

    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    lines_removed: int = 0
    seconds: float = 0.0

    def add(self, other: Counts) -> None:
        """Add another count to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline."""

    id: str
    started_at: datetime
    command: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check of the warehouse that found rows it should not."""

    check: str  # its file in sql/checks
    severity: Literal["error", "warning"]  # an error keeps the file from being published
    title: str  # what must hold
    rows: int  # that break it
    examples: str | None = None  # up to three of them, JSON

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from being published."""
        return self.severity == "error"

    def __str__(self) -> str:
        rows = f"{self.rows:,} rows" if self.rows > 1 else "1 row"
        return f"{self.severity}: {self.title}; not so for {rows} (check {self.check})"
