"""Copy the writer's file to where people open it, in one step that no reader sees half of.

Does not decide whether to publish, and knows nothing of what is in the file. The copy is complete and on
disk before it takes the name; a reader that has the old file open keeps it.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from pipeline.errors import WarehouseError

_UNFINISHED = ".publishing"
_CHUNK = 64 << 20
# The kernel's copy is not there between file systems, or on old ones.
_NO_KERNEL_COPY = {errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}


def publish_copy(work: Path, published: Path) -> None:
    """Copy `work` onto `published`, atomically.

    Raises:
        WarehouseError: there is no room for the copy.
        OSError: the system refuses; `published` is as it was.

    """
    unfinished = published.with_name(published.name + _UNFINISHED)
    _check_room(work, published.parent)
    try:
        _copy(work, unfinished)
        unfinished.replace(published)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(published.parent)


def clear_unfinished(published: Path) -> None:
    """Remove what a publication that was cut short left behind."""
    published.with_name(published.name + _UNFINISHED).unlink(missing_ok=True)


def _check_room(work: Path, folder: Path) -> None:
    needed, free = work.stat().st_size, shutil.disk_usage(folder).free
    if needed > free:
        raise WarehouseError(
            f"can't publish in {folder}: the copy takes {needed:,} bytes and {free:,} are free; "
            "make room and run it again (the file published before stays)"
        )


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        if not _kernel_copy(reading.fileno(), writing.fileno(), source.stat().st_size):
            reading.seek(0)
            writing.seek(0)
            shutil.copyfileobj(reading, writing, _CHUNK)
        writing.flush()
        os.fsync(writing.fileno())


def _kernel_copy(reading: int, writing: int, size: int) -> bool:
    """Let the kernel copy (shared blocks where the file system has them); False where it can't."""
    if not hasattr(os, "copy_file_range"):
        return False
    done = 0
    while done < size:
        try:
            copied = os.copy_file_range(reading, writing, min(size - done, _CHUNK))
        except OSError as error:
            if error.errno in _NO_KERNEL_COPY and done == 0:
                return False
            raise
        if copied == 0:
            return False
        done += copied
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
