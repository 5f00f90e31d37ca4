"""The folder of the feeds: files replaced in one step, and only where their bytes changed.

A file is not forced to the disk at once: what a power cut leaves behind is seen by its size at the next run, and
written again out of the warehouse.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import FeedsError

_UNFINISHED = ".writing"

Trace = tuple[int, int]  # size and time of modification, by which a file is known to be as it was left


class FolderError(FeedsError):
    """The folder can't be written: no feed can be."""


class Folder:
    """Writes below one folder, and knows what it wrote."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0
        self.removed = 0

    def prepare(self) -> None:
        """Make the folder; remove what a run that was cut short left in it. Raises FolderError."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for left in self.root.rglob(f".*{_UNFINISHED}"):
                left.unlink(missing_ok=True)
        except OSError as error:
            raise self._error(error) from error

    def write(self, name: str, content: bytes) -> Trace:
        """Make the file hold exactly this; one that does already is left alone. Raises FolderError."""
        path = self.root / name
        unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
        try:
            if not self._holds(path, content):
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    unfinished.write_bytes(content)
                    unfinished.replace(path)
                finally:
                    unfinished.unlink(missing_ok=True)
                self.written += 1
            return _trace(path)
        except OSError as error:
            raise self._error(error) from error

    def is_intact(self, files: Mapping[str, Trace]) -> bool:
        """Whether all these files are as they were left."""
        try:
            return all(_trace(self.root / name) == tuple(trace) for name, trace in files.items())
        except OSError:
            return False

    def remove(self, names: Iterable[str]) -> None:
        """Remove files that belong to no feed any more, and folders that are empty then. Raises FolderError."""
        try:
            for name in sorted(names):
                path = self.root / name
                if path.is_file():
                    path.unlink()
                    self.removed += 1
                if path.parent != self.root and path.parent.is_dir() and not any(path.parent.iterdir()):
                    path.parent.rmdir()
        except OSError as error:
            raise self._error(error) from error

    @staticmethod
    def _holds(path: Path, content: bytes) -> bool:
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except FileNotFoundError:
            return False

    def _error(self, error: OSError) -> FolderError:
        reason = (error.strerror or str(error)).lower()
        return FolderError(
            f"can't write the feeds in {self.root}: {reason}; make room or give the rights, then newsmill publish "
            "(news.duckdb is published, the files of the feeds stay as they were)"
        )


def _trace(path: Path) -> Trace:
    found = os.stat(path)  # noqa: PTH116 - some hundred of them, each run
    return found.st_size, found.st_mtime_ns
