"""One writer at a time: an operating-system lock on `work/lock`.

The system drops the lock when its process ends, however it ends; the file's text only tells people who
holds it. Readers need no lock: they open the published copy.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import WarehouseBusy, WarehouseError

_held: weakref.WeakSet[WriterLock] = weakref.WeakSet()


class WriterLock:
    """An exclusive lock, held from construction until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            WarehouseBusy: another process (or another part of this one) holds it.
            WarehouseError: the file can't be made.

        """
        self.path = path
        try:
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise WarehouseError(
                f"can't write in {path.parent}: {error.strerror}; choose another folder with --warehouse"
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = path.read_text(encoding="utf-8").strip() or "another process"
            self._close()
            raise WarehouseBusy(
                f"another run is writing to {path.parent.parent} ({holder}); let it end, or stop it, and try again"
            ) from error
        _held.add(self)
        self._say_who()

    def _say_who(self) -> None:
        assert self._descriptor is not None
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"process {os.getpid()}, since {since}\n".encode(), 0)
        except OSError:  # a full disk: the lock holds without the note
            return

    def release(self) -> None:
        """Give the lock back; doing so twice is harmless."""
        _held.discard(self)
        self._close()

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _forget_in_child() -> None:
    """Close the descriptors a forked worker inherits: it must not keep the lock when its parent is gone."""
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_forget_in_child)
