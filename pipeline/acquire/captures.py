"""Read an item's bytes into a `Capture`, or say in words why that can't be: a `Rejection`.

Never raises for what a document may be: too large, empty, binary, unreadable or gone.
"""

from __future__ import annotations

import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipeline.acquire.bounded import MAX_BYTES, BrokenGzipError, TooLargeError, gunzip_bounded, read_bounded
from pipeline.acquire.content import binary_reason, media_type
from pipeline.acquire.names import encodable
from pipeline.model import Capture, Item, Rejection


def read_capture(item: Item, limit: int = MAX_BYTES) -> Capture | Rejection:
    """The bytes of an item with their digest, at most `limit` of them.

    A larger file is rejected by its size, unread; a gzipped one is decompressed no further than the limit.
    """
    if item.fault:
        return _rejection(item, "discover", item.fault, item.captured_at, item.payload)
    if item.payload is not None:
        return _judge(item, item.payload, item.captured_at or datetime.now(UTC))
    if item.path is None:
        return _rejection(item, "fetch", "has neither a file nor bytes")
    return _read_file(item, item.path, limit)


def _read_file(item: Item, path: Path, limit: int) -> Capture | Rejection:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe or device could wait for ever
            return _rejection(item, "fetch", "is not a file")
        if found.st_size > limit:
            return _rejection(item, "fetch", _too_large(found.st_size, limit), size=found.st_size)
        with path.open("rb") as stream:
            modified = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
            payload = _read_stream(stream, path.name, limit)
    except FileNotFoundError:
        return _rejection(item, "fetch", "is not there any more")
    except OSError as error:
        return _rejection(item, "fetch", f"can't be read: {(error.strerror or str(error)).lower()}")
    except TooLargeError:
        return _rejection(item, "fetch", f"is larger than {limit / 1e6:g} MB", size=found.st_size)
    except BrokenGzipError as error:
        return _rejection(item, "fetch", f"is broken gzip data: {error}", size=found.st_size)
    return _judge(item, payload, item.captured_at or modified)


def _read_stream(stream: BinaryIO, name: str, limit: int) -> bytes:
    is_gzip = name.lower().endswith(".gz") and stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return gunzip_bounded(stream, limit) if is_gzip else read_bounded(stream, limit)


def _too_large(size: int, limit: int) -> str:
    return f"is too large: {size / 1e6:.0f} MB, the limit is {limit / 1e6:g} MB"


def _judge(item: Item, payload: bytes, captured_at: datetime) -> Capture | Rejection:
    if not payload:
        return _rejection(item, "fetch", "is empty (0 bytes)", captured_at, payload)
    if reason := binary_reason(payload):
        return _rejection(item, "fetch", reason, captured_at, payload)
    name = item.path.name if item.path else item.uri.partition("#")[0]
    return Capture(
        source_id=item.source_id,
        uri=encodable(item.uri),
        captured_at=captured_at,
        payload=payload,
        digest=hashlib.sha256(payload).hexdigest(),
        media_type=media_type(payload, name, item.media_type),
        url=encodable(item.url) if item.url else None,
        stated=item.stated,
        pointer=item.pointer,
        charset=item.charset,
    )


def _rejection(
    item: Item,
    stage: str,
    reason: str,
    captured_at: datetime | None = None,
    payload: bytes | None = None,
    size: int | None = None,
) -> Rejection:
    """With what it takes to know the input again: its bytes' digest, or the size of what was not read."""
    digest = None if payload is None else hashlib.sha256(payload).hexdigest()
    size = size if payload is None else len(payload)
    return Rejection(item.source_id, encodable(item.uri), stage, reason, digest, captured_at, size)
