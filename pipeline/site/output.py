"""Write a folder of files so that only what changed is touched, and nobody sees half a file.

Knows nothing of what is in the files. A file whose bytes are the same keeps its time, so that a browser's or a
mirror's copy stays good; what is not wanted any more goes at the end.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import WarehouseBusy

_UNFINISHED = ".unfinished"


@contextmanager
def alone(folder: Path) -> Iterator[Output]:
    """The folder, made where it is missing, with nobody else writing to it; raises `WarehouseBusy`, OSError.

    The folder itself is locked: a file for that would change with every run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseBusy(f"somebody else is writing {folder} at this moment; try again") from error
        yield Output(folder)
    finally:
        os.close(descriptor)


@dataclass
class Output:
    """A folder that is brought up to date: `write` or `keep` what belongs there, then `sweep`."""

    folder: Path
    written: int = 0
    removed: int = 0
    _wanted: set[str] = field(default_factory=set)

    def write(self, name: str, content: str | bytes) -> None:
        """Make `name` hold this, text as UTF-8; raises OSError where the system refuses: it is as it was then."""
        self._wanted.add(name)
        path = self.folder / name
        data = content.encode() if isinstance(content, str) else content
        if _holds(path, data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + _UNFINISHED)
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        self.written += 1

    def read(self, name: str) -> bytes:
        """What `name` holds; raises OSError."""
        return (self.folder / name).read_bytes()

    def keep(self, name: str) -> bool:
        """Say that `name` is as it should be; False where there is no such file."""
        self._wanted.add(name)
        return (self.folder / name).is_file()

    def sweep(self, part: str) -> None:
        """Remove the files of the folder `part` that were neither written nor kept."""
        for entry in _files(self.folder / part):
            name = entry.relative_to(self.folder).as_posix()
            if name not in self._wanted:
                entry.unlink(missing_ok=True)
                self.removed += 1


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _files(folder: Path) -> list[Path]:
    return sorted(Path(where) / name for where, _, names in os.walk(folder) for name in names)
